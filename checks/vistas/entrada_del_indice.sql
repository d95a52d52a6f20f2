-- Una fila por cada entrada del índice, con el apartado de su título o, si no hay, el de su lugar. Falla si
-- ningún apartado tiene el mismo lugar y el mismo título.
WITH parecidos AS (
    SELECT
        i._report,
        i.orden,
        MIN(CASE WHEN e.seccion = i.seccion AND e.titulo_clave = i.titulo_clave THEN e.orden END) AS el_mismo,
        MIN(CASE WHEN e.seccion = i.seccion THEN e.orden END) AS del_lugar,
        MIN(CASE WHEN e.titulo_clave = i.titulo_clave THEN e.orden END) AS del_titulo
    FROM indice i
    LEFT JOIN encabezados e ON e._report = i._report AND e.indizable = 1
    GROUP BY i._report, i.orden
)
SELECT
    i._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    i._file,
    i._line,
    i.observed,
    e.observed AS expected,
    CASE
        WHEN p.el_mismo IS NOT NULL THEN NULL
        WHEN p.del_titulo IS NOT NULL THEN 'rotulo'
        WHEN p.del_lugar IS NOT NULL THEN 'titulo'
        ELSE 'sin_apartado'
    END AS variant,
    i.rotulo,
    e.rotulo AS rotulo_debido,
    e.seccion,
    CASE WHEN p.el_mismo IS NULL THEN 1 ELSE 0 END AS falla
FROM indice i
JOIN parecidos p ON p._report = i._report AND p.orden = i.orden
LEFT JOIN encabezados e ON e._report = i._report AND e.orden = COALESCE(p.del_titulo, p.del_lugar)
