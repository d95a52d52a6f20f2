-- Una fila por cada instrumento de clase conocida del que la prosa dice la clase, la contraparte y el día de la firma o
-- la clave; sin día ni clave, si con la contraparte no hay más que uno. Falla si no es la de su renglón.
SELECT
    c._report,
    c._table,
    c._row,
    c._field,
    c._file,
    c._line,
    c.observed,
    i.tipo AS expected,
    c.tabla AS related_table,
    c.fila AS related_row,
    CASE WHEN c.por = 'contraparte' THEN 'prosa_sin_dia' ELSE 'prosa' END AS variant,
    i.contraparte,
    CASE WHEN i.clase <> c.clase THEN 1 ELSE 0 END AS falla
FROM clases_en_prosa c
JOIN instrumentos i ON i._report = c._report AND i.tabla = c.tabla AND i._row = c.fila
WHERE i.clase IS NOT NULL
