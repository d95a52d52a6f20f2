-- Una fila por cada instrumento gestionado que figura también entre los suscritos, con la clase de ambos
-- conocida. Falla si las clases difieren y ninguno de los dos concuerda con otro renglón de la misma
-- contraparte y fecha.
WITH parejas AS (
    SELECT
        _report,
        gestionado,
        suscrito,
        tipo,
        otro_tipo,
        contraparte,
        MAX(CASE WHEN clase = otra_clase THEN 1 ELSE 0 END) OVER (PARTITION BY _report, gestionado) AS concuerda,
        MAX(CASE WHEN clase = otra_clase THEN 1 ELSE 0 END) OVER (PARTITION BY _report, suscrito) AS concuerda_otro
    FROM gestionado_y_suscrito
    WHERE misma_fecha = 1 AND clase IS NOT NULL AND otra_clase IS NOT NULL
),
discrepancias AS (
    SELECT
        _report,
        gestionado,
        tipo,
        contraparte,
        CASE WHEN concuerda = 0 AND concuerda_otro = 0 THEN suscrito END AS suscrito,
        CASE WHEN concuerda = 0 AND concuerda_otro = 0 THEN otro_tipo END AS otro_tipo
    FROM parejas
)
SELECT
    _report,
    'convenios_gestionados' AS _table,
    gestionado AS _row,
    'tipo' AS _field,
    MIN(tipo) AS observed,
    MIN(otro_tipo) AS expected,
    'convenios_suscritos' AS related_table,
    MIN(suscrito) AS related_row,
    MIN(contraparte) AS contraparte,
    CASE WHEN COUNT(suscrito) > 0 THEN 1 ELSE 0 END AS falla
FROM discrepancias
GROUP BY _report, gestionado
