-- Una fila por cada cifra declarada que cuentan las tablas, salvo las que sólo yerran en el trimestre. Falla
-- si las tablas cuentan otra cosa.
SELECT
    _report,
    _table,
    _row,
    _field,
    observed,
    expected,
    CASE WHEN lejana = 1 THEN 'lejana' END AS variant,
    texto,
    medida,
    difiere AS falla
FROM cifra_comparada
WHERE sin_acotar = 0
