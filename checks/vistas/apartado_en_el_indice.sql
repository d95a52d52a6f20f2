-- Una fila por cada apartado que podría estar en el índice del informe. Falla si no está y sí algún otro de
-- su nivel dentro del mismo apartado; los anexos y las firmas pueden no estar.
SELECT
    e._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    e._file,
    e._line,
    e.observed,
    CAST(NULL AS TEXT) AS expected,
    'sin_entrada' AS variant,
    e.rotulo,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM indice i
            WHERE i._report = e._report AND (i.seccion = e.seccion OR i.titulo_clave = e.titulo_clave)
        ) THEN 0
        WHEN e.aparte = 1 THEN 0
        WHEN EXISTS (
            SELECT 1
            FROM indice i
            JOIN encabezados h ON h._report = i._report AND h.seccion = i.seccion
            WHERE i._report = e._report
                AND h.nivel = e.nivel
                AND COALESCE(h.padre, '') = COALESCE(e.padre, '')
        ) THEN 1
        ELSE 0
    END AS falla
FROM encabezados e
WHERE e.indizable = 1 AND EXISTS (SELECT 1 FROM indice i WHERE i._report = e._report)
