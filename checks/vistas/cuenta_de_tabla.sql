-- Una fila por cada cifra de la prosa que cuenta lo que una tabla de ella enumera. Falla si la tabla no tiene
-- tantos renglones.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(renglones AS TEXT) AS expected,
    'de_tabla' AS variant,
    tabla,
    CASE WHEN valor <> renglones THEN 1 ELSE 0 END AS falla
FROM cuentas_de_tabla
WHERE dentro IS NULL
