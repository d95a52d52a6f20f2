-- Una fila por cada cifra declarada que cuentan las tablas, salvo las que sólo yerran en el trimestre. Falla
-- si las tablas cuentan otra cosa.
SELECT _report, _table, _row, _field, observed, expected, texto, medida, difiere AS falla
FROM cifra_comparada
WHERE sin_acotar = 0
