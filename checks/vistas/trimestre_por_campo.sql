-- Una fila por cada campo del informe que dice su trimestre o su año: lo dicho, y el trimestre y el año que
-- de ahí se leen.
SELECT
    _report,
    _row,
    'trimestre' AS campo,
    1 AS orden,
    CAST(trimestre AS TEXT) AS dicho,
    CASE WHEN trimestre IN (1, 2, 3, 4) THEN trimestre END AS trimestre,
    NULL AS anio
FROM informe
WHERE trimestre IS NOT NULL
UNION ALL
SELECT _report, _row, 'anio', 2, CAST(anio AS TEXT), NULL, CAST(anio AS TEXT)
FROM informe
WHERE anio IS NOT NULL
UNION ALL
SELECT i._report, i._row, 'informe_id', 3, i.informe_id, k.trimestre, SUBSTR(i.informe_id, LENGTH(i.informe_id) - 6, 4)
FROM informe i
JOIN calendario_trimestral k ON k.clave = SUBSTR(i.informe_id, LENGTH(i.informe_id) - 2, 3)
WHERE LENGTH(i.informe_id) > 7
UNION ALL
SELECT i._report, i._row, 'ordinal', 4, i.ordinal, o.trimestre, NULL
FROM informe i
LEFT JOIN ordinal_de_trimestre o ON o.palabra = TRIM(i.ordinal, ' ')
WHERE i.ordinal IS NOT NULL
UNION ALL
SELECT i._report, i._row, 'periodo_inicio', 5, i.periodo_inicio, k.trimestre, SUBSTR(i.periodo_inicio, 1, 4)
FROM informe i
JOIN calendario_trimestral k
    ON SUBSTR(i.periodo_inicio, 6, 2) BETWEEN SUBSTR(k.inicio, 2, 2) AND SUBSTR(k.fin, 2, 2)
UNION ALL
SELECT i._report, i._row, 'periodo_fin', 6, i.periodo_fin, k.trimestre, SUBSTR(i.periodo_fin, 1, 4)
FROM informe i
JOIN calendario_trimestral k
    ON SUBSTR(i.periodo_fin, 6, 2) BETWEEN SUBSTR(k.inicio, 2, 2) AND SUBSTR(k.fin, 2, 2)
