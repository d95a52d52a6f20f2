-- Una fila por cada informe: el trimestre y el año que dicen más de sus campos; si empatan, el del campo de
-- menor orden.
WITH trimestres AS (
    SELECT
        _report,
        _row,
        trimestre,
        ROW_NUMBER() OVER (PARTITION BY _report, _row ORDER BY COUNT(*) DESC, MIN(orden)) AS lugar
    FROM trimestre_por_campo
    WHERE trimestre IS NOT NULL
    GROUP BY _report, _row, trimestre
),
anios AS (
    SELECT
        _report,
        _row,
        anio,
        ROW_NUMBER() OVER (PARTITION BY _report, _row ORDER BY COUNT(*) DESC, MIN(orden)) AS lugar
    FROM trimestre_por_campo
    WHERE anio IS NOT NULL
    GROUP BY _report, _row, anio
)
SELECT t._report, t._row, t.trimestre, a.anio
FROM trimestres t
JOIN anios a ON a._report = t._report AND a._row = t._row
WHERE t.lugar = 1 AND a.lugar = 1
