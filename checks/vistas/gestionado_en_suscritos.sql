-- Una fila por cada instrumento gestionado que se firmó en el trimestre. Falla si no figura entre los
-- suscritos con la misma contraparte y la misma fecha.
SELECT
    g._report,
    'convenios_gestionados' AS _table,
    g._row,
    'contraparte' AS _field,
    g.contraparte AS observed,
    g.fecha_suscripcion AS expected,
    CASE WHEN COUNT(p.suscrito) > 0 THEN 'convenios_suscritos' END AS related_table,
    MIN(p.suscrito) AS related_row,
    CASE WHEN COUNT(p.suscrito) > 0 THEN 'otra_fecha' END AS variant,
    MIN(p.otra_fecha) AS otra_fecha,
    g.fecha_suscripcion AS fecha,
    CASE WHEN MAX(p.misma_fecha) = 1 THEN 0 ELSE 1 END AS falla
FROM instrumentos g
LEFT JOIN gestionado_y_suscrito p ON p._report = g._report AND p.gestionado = g._row
WHERE g.tabla = 'convenios_gestionados' AND g.en_trimestre = 1 AND g.contraparte IS NOT NULL
GROUP BY g._report, g._row, g.contraparte, g.fecha_suscripcion
