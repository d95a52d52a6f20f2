-- Una fila por cada artículo que el informe debe citar. Falla si no lo cita, con su fracción cuando el
-- registro la pide.
WITH citados AS (
    SELECT f._report, x.a_fila AS norma, TRIM(f.articulo, ' ') AS articulo, TRIM(f.fraccion, ' ') AS fraccion
    FROM fundamentos f
    JOIN coincidencias x ON x._report = f._report AND x.de_fila = f._row
    WHERE x.de_tabla = 'fundamentos' AND x.de_campo = 'norma' AND x.a_tabla = 'normas'
)
SELECT
    d._report,
    'fundamentos' AS _table,
    CAST(NULL AS BIGINT) AS _row,
    'articulo' AS _field,
    NULL AS observed,
    'artículo ' || d.articulo || COALESCE(', fracción ' || d.fraccion, '') || ' («' || n.nombre || '»)' AS expected,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM citados c
            WHERE c._report = d._report
                AND c.norma = n._row
                AND c.articulo = d.articulo
                AND (d.fraccion IS NULL OR c.fraccion = d.fraccion)
        ) THEN 0
        ELSE 1
    END AS falla
FROM fundamento_requerido d
JOIN normas n ON n.norma_id = d.norma_id
