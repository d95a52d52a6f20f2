-- Una fila por cada pareja de un instrumento gestionado y uno suscrito con la misma contraparte (por su
-- nombre o por su sigla), con sus fechas y sus clases y si llevan la misma fecha.
SELECT
    g._report,
    g._row AS gestionado,
    s._row AS suscrito,
    g.tipo,
    g.contraparte,
    g.clase,
    s.tipo AS otro_tipo,
    s.clase AS otra_clase,
    s.fecha_suscripcion AS otra_fecha,
    CASE WHEN s.fecha_suscripcion = g.fecha_suscripcion THEN 1 ELSE 0 END AS misma_fecha
FROM instrumentos g
JOIN instrumentos s
    ON s._report = g._report
    AND (s.contraparte_clave = g.contraparte_clave OR s.contraparte_sigla = g.contraparte_sigla)
WHERE g.tabla = 'convenios_gestionados' AND s.tabla = 'convenios_suscritos'
