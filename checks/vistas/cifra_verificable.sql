-- Una fila por cada cifra declarada con su medida. Falla si ninguna tabla puede confirmarla.
SELECT
    _report,
    'cifras_declaradas' AS _table,
    _row,
    'valor' AS _field,
    CAST(valor AS TEXT) AS observed,
    NULL AS expected,
    texto,
    CASE WHEN medida = 'no_verificable' THEN 1 ELSE 0 END AS falla
FROM cifras_declaradas
WHERE medida IS NOT NULL AND valor IS NOT NULL
