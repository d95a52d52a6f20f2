-- Una fila por cada celda de la columna de una tabla de la prosa que da la opinión de cada instrumento. Falla si dice que
-- no la hay.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(NULL AS TEXT) AS expected,
    'en_tabla' AS variant,
    columna,
    renglon,
    CASE WHEN falta THEN 1 ELSE 0 END AS falla
FROM opiniones_en_tabla
