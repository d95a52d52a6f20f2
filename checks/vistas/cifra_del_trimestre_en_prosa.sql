-- Una fila por cada cifra que la prosa da para el trimestre, de una medida que sólo cuenta lo fechado dentro
-- de él. Falla si es la de todas las filas y alguna es de fuera.
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
