-- Una fila por cada cifra declarada que dice qué medida es. Falla si esa medida no está en el catálogo.
SELECT
    c._report,
    'cifras_declaradas' AS _table,
    c._row,
    'medida' AS _field,
    c.medida AS observed,
    NULL AS expected,
    c.texto,
    CASE
        WHEN c.medida = 'no_verificable' THEN 0
        WHEN EXISTS (SELECT 1 FROM medidas m WHERE m._report = c._report AND m.medida = c.medida) THEN 0
        ELSE 1
    END AS falla
FROM cifras_declaradas c
WHERE c.medida IS NOT NULL
