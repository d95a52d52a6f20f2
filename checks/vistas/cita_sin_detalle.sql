-- Una fila por cada cita de un artículo entero, sin fracción, párrafo ni inciso. Falla si otra línea cita con
-- ese detalle el mismo artículo de la misma norma.
SELECT
    c._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    c._file,
    c._line,
    c.observed,
    MIN(d.observed) AS expected,
    c.norma,
    MIN(d._line) AS otra_linea,
    CASE WHEN COUNT(d._line) > 0 THEN 1 ELSE 0 END AS falla
FROM cita_con_norma c
LEFT JOIN cita_con_norma d
    ON d._report = c._report
    AND d.cual = c.cual
    AND d.articulo = c.articulo
    AND d._line <> c._line
    AND d.detalle IS NOT NULL
WHERE c.detalle IS NULL
GROUP BY c._report, c._file, c._line, c.observed, c.norma
