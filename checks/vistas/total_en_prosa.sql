-- Una fila por cada total de la prosa cuyas partes enumera la misma oración. Falla si no es la suma de ellas,
-- salvo que su apartado declare ese total con las mismas partes: entonces se juzga el declarado.
SELECT
    p._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    p._file,
    p._line,
    p.observed,
    p.sumandos || ' = ' || CAST(p.suma AS TEXT) AS expected,
    CASE
        WHEN ABS(p.valor - p.suma) > 1 AND (2 * p.valor > 3 * p.suma OR 2 * p.suma > 3 * p.valor)
            THEN 'prosa_lejana'
        ELSE 'prosa'
    END AS variant,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM cifras_declaradas c
            JOIN suma_de_partes s
                ON s._report = c._report
                AND s.seccion_id = c.seccion_id
                AND s.total = c.medida
                AND s.completa = 1
                AND s.sumandos = p.sumandos
            WHERE c._report = p._report
                AND c.seccion_id = p._section
                AND c.valor = p.valor
                AND c.medida = p.medida
        ) THEN 0
        WHEN p.suma <> p.valor THEN 1
        ELSE 0
    END AS falla
FROM cifras_prosa p
WHERE p.suma IS NOT NULL
