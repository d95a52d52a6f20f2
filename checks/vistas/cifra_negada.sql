-- Una fila por cada vez que un apartado niega lo que una medida cuenta. Falla si las tablas cuentan alguno,
-- salvo que ya se sepa qué hecho se niega.
SELECT
    n._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    n._file,
    n._line,
    n.observed,
    CAST(m.valor AS TEXT) AS expected,
    CASE WHEN n.de_alguien = 1 THEN 'cifra_al_paso' ELSE 'cifra' END AS variant,
    CASE WHEN n.hecho IS NULL AND m.valor > 0 THEN 1 ELSE 0 END AS falla
FROM negaciones n
LEFT JOIN medidas m ON m._report = n._report AND m.medida = n.medida
WHERE n.medida IS NOT NULL
