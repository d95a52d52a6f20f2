-- Una fila por cada instrumento de clase conocida del que la prosa dice la clase, la contraparte y el día de la firma.
-- Falla si no es la de su renglón.
SELECT
    c._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    c._file,
    c._line,
    c.observed,
    i.tipo AS expected,
    c.tabla AS related_table,
    c.fila AS related_row,
    'prosa' AS variant,
    i.contraparte,
    CASE WHEN i.clase <> c.clase THEN 1 ELSE 0 END AS falla
FROM clases_en_prosa c
JOIN instrumentos i ON i._report = c._report AND i.tabla = c.tabla AND i._row = c.fila
WHERE i.clase IS NOT NULL
