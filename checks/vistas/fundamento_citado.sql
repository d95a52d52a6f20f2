-- Una fila por cada fundamento que dice su norma, su artículo y su apartado. Falla si la prosa del apartado
-- no cita ese artículo, pero sí algunos otros de la norma: menos de los que tiene la tabla.
WITH en_la_tabla AS (
    SELECT _report, seccion_id, norma, COUNT(DISTINCT articulo) AS articulos
    FROM fundamento_del_apartado
    GROUP BY _report, seccion_id, norma
),
en_la_prosa AS (
    SELECT _report, fundamento, COUNT(DISTINCT articulo) AS articulos, MAX(mismo_articulo) AS citado
    FROM cita_del_fundamento
    GROUP BY _report, fundamento
)
SELECT
    f._report,
    'fundamentos' AS _table,
    f._row,
    'articulo' AS _field,
    f.articulo AS observed,
    CAST(NULL AS TEXT) AS expected,
    'sin_cita' AS variant,
    f.norma,
    f.seccion_id AS seccion,
    CASE WHEN p.citado = 0 AND p.articulos > 0 AND p.articulos < t.articulos THEN 1 ELSE 0 END AS falla
FROM fundamento_del_apartado f
JOIN en_la_tabla t ON t._report = f._report AND t.seccion_id = f.seccion_id AND t.norma = f.norma
LEFT JOIN en_la_prosa p ON p._report = f._report AND p.fundamento = f._row
