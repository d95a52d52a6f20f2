-- Una fila por cada vez que se escribe con otras palabras un título que un acuerdo aprobó. Falla siempre.
SELECT
    t._report,
    t._table,
    t._row,
    t._field,
    t._file,
    t._line,
    t.observed,
    t.aprobado AS expected,
    'acuerdos' AS related_table,
    t.aprobado_fila AS related_row,
    a.clave AS acuerdo,
    1 AS falla
FROM titulos_distintos t
JOIN acuerdos a ON a._report = t._report AND a._row = t.aprobado_fila
