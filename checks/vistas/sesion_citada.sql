-- Una fila por cada acuerdo que nombra la sesión cuya minuta u orden del día aprueba, cuando puede saberse si
-- se celebró. Falla si no se celebró, si fue otro día o si la orden del día es de otra sesión.
WITH series AS (
    SELECT _report, SUBSTR(sesion_id, 1, 9) AS serie, MIN(sesion_id) AS primera
    FROM sesion_conocida
    GROUP BY _report, SUBSTR(sesion_id, 1, 9)
),
juicios AS (
    SELECT
        a._report,
        a._row,
        a.clave,
        a.sesion_id,
        a.sesion_referida,
        a.fecha_referida,
        c.fila,
        c.fecha,
        CASE
            WHEN a.tipo = 'orden_del_dia' AND a.sesion_referida <> a.sesion_id THEN 'orden_ajena'
            WHEN c.fecha <> a.fecha_referida THEN 'otra_fecha'
            WHEN c._report IS NOT NULL THEN 'bien'
            WHEN a.fecha_referida >= i.periodo_inicio AND a.fecha_referida <= i.periodo_fin THEN 'no_celebrada'
            WHEN a.fecha_referida >= h.periodo_inicio AND a.fecha_referida <= h.periodo_fin THEN 'no_celebrada'
            WHEN a.sesion_referida >= s.primera THEN 'no_celebrada'
        END AS juicio
    FROM acuerdos a
    JOIN informe i ON i._report = a._report
    LEFT JOIN informe h ON h._report = i._previous
    LEFT JOIN sesion_conocida c ON c._report = a._report AND c.sesion_id = a.sesion_referida
    LEFT JOIN series s ON s._report = a._report AND s.serie = SUBSTR(a.sesion_referida, 1, 9)
    WHERE a.sesion_referida IS NOT NULL
)
SELECT
    _report,
    'acuerdos' AS _table,
    _row,
    CASE juicio WHEN 'otra_fecha' THEN 'fecha_referida' ELSE 'sesion_referida' END AS _field,
    CASE juicio WHEN 'otra_fecha' THEN fecha_referida ELSE sesion_referida END AS observed,
    CASE juicio WHEN 'otra_fecha' THEN fecha WHEN 'orden_ajena' THEN sesion_id END AS expected,
    CASE WHEN fila IS NOT NULL THEN 'sesiones' END AS related_table,
    fila AS related_row,
    CASE WHEN juicio <> 'bien' THEN juicio END AS variant,
    clave AS acuerdo,
    sesion_referida AS sesion,
    sesion_id AS adoptado_en,
    fecha_referida AS dicha,
    fecha AS debida,
    CASE WHEN juicio <> 'bien' THEN 1 ELSE 0 END AS falla
FROM juicios
WHERE juicio IS NOT NULL
