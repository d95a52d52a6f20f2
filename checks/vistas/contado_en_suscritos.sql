-- Una fila por cada instrumento que la prosa, o una celda de otra tabla, cuenta como firmado en el trimestre con una
-- contraparte que nombra.
-- Falla si esa contraparte no está entre los instrumentos suscritos.
SELECT
    _report,
    _table,
    _row,
    _field,
    _file,
    _line,
    observed,
    CAST(NULL AS TEXT) AS expected,
    'convenios_suscritos' AS related_table,
    CAST(NULL AS BIGINT) AS related_row,
    'prosa' AS variant,
    contraparte,
    CASE WHEN consta THEN 0 ELSE 1 END AS falla
FROM hechos_prosa
WHERE medida = 'convenios_suscritos:en_periodo'
