-- Una fila por cada cifra que la prosa da para el trimestre, de una medida que sólo cuenta lo fechado dentro
-- de él, o por cada una que cuenta los renglones de una tabla de la prosa en la que hay fechas de fuera. Falla si es
-- la de todas las filas y alguna es de fuera.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    expected,
    'prosa' AS variant,
    CASE WHEN sin_acotar = 1 AND aparte = 0 THEN 1 ELSE 0 END AS falla
FROM cifra_comparada_en_prosa
WHERE en_periodo = 1 AND acotada = 1
UNION ALL
SELECT
    _report,
    CAST(NULL AS TEXT),
    CAST(NULL AS BIGINT),
    CAST(NULL AS TEXT),
    _file,
    _line,
    observed,
    CAST(dentro AS TEXT),
    'de_tabla',
    CASE WHEN valor <> dentro THEN 1 ELSE 0 END
FROM cuentas_de_tabla
WHERE dentro IS NOT NULL
