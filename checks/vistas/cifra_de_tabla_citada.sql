-- Una fila por cada cifra de una oración que remite a una tabla de la prosa, si es la de sus renglones o casi. Falla si
-- la tabla no tiene tantos.
SELECT
    c._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    c._file,
    c._line,
    c.observed,
    CAST(c.renglones AS TEXT) AS expected,
    'de_tabla_citada' AS variant,
    c.tabla,
    CASE WHEN c.valor <> c.renglones THEN 1 ELSE 0 END AS falla
FROM cifras_de_tabla_citada c
WHERE NOT EXISTS (
    SELECT 1 FROM cuentas_de_tabla t WHERE t._report = c._report AND t._line = c._line AND t.observed = c.observed
)
