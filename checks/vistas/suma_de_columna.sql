-- Una fila por cada cifra de la prosa que es la suma de una columna de una tabla de ella, o casi. Falla si no es la suma.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(suma AS TEXT) AS expected,
    'de_columna' AS variant,
    columna,
    CASE WHEN valor <> suma THEN 1 ELSE 0 END AS falla
FROM sumas_de_columna
