-- Una fila por cada total de una tabla de la prosa: el de una columna o el de un renglón. Falla si no es la suma
-- de los demás.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    suma_dicha AS expected,
    CASE clase WHEN 'columna' THEN 'columna' WHEN 'renglon' THEN 'renglon' END AS variant,
    columna,
    renglon,
    CASE WHEN valor <> suma THEN 1 ELSE 0 END AS falla
FROM sumas_de_tabla
