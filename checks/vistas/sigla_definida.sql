-- Una fila por cada sigla. Falla si se usa sin definirse ni ser conocida, si se define después de usarse o si
-- se define y no se usa; la que parece otra mal escrita no se juzga.
WITH juicios AS (
    SELECT
        _report,
        _file,
        _line,
        observed,
        definida_linea,
        CASE
            WHEN parecida IS NOT NULL THEN NULL
            WHEN usos > 0 AND definida = 0 AND conocida = 0 THEN 'sin_definir'
            WHEN usos > 0 AND definida = 1 AND definida_linea > _line THEN 'tarde'
            WHEN usos = 0 AND definida = 1 AND en_tabla = 0 THEN 'sin_uso'
        END AS juicio
    FROM siglas
)
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(NULL AS TEXT) AS expected,
    CASE WHEN juicio <> 'sin_definir' THEN juicio END AS variant,
    definida_linea,
    CASE WHEN juicio IS NOT NULL THEN 1 ELSE 0 END AS falla
FROM juicios
