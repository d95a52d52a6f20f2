-- Una fila por cada área invitada y cada sesión en cuya lista está alguien de ella, mientras el área existe.
-- Falla si nadie del área asistió; una celda vacía no cuenta como ausencia.
WITH gente AS (
    SELECT
        p._report,
        p._row,
        p.participante_id,
        COALESCE('registro ' || CAST(r.area AS TEXT), 'texto ' || p.unidad) AS area,
        n.desde,
        n.hasta
    FROM participantes p
    LEFT JOIN unidad_registrada r ON r._report = p._report AND r.participante = p._row
    LEFT JOIN areas n ON n._row = r.area
    WHERE p.unidad IS NOT NULL
        AND p.calidad IN ('invitado', 'encargado', 'representante', 'secretaria_tecnica')
),
cuentas AS (
    SELECT
        g._report,
        s.sesion_id,
        MIN(s._row) AS sesion_fila,
        MIN(g._row) AS titular,
        COUNT(CASE WHEN a.asistio = 1 OR a.asistio IS NULL THEN 1 END) AS presentes
    FROM gente g
    JOIN asistencia a ON a._report = g._report AND a.participante_id = g.participante_id
    JOIN sesiones s ON s._report = a._report AND s.sesion_id = a.sesion_id
    WHERE (g.desde IS NULL OR s.fecha IS NULL OR g.desde <= s.fecha)
        AND (g.hasta IS NULL OR s.fecha IS NULL OR g.hasta >= s.fecha)
    GROUP BY g._report, g.area, s.sesion_id
)
SELECT
    c._report,
    'participantes' AS _table,
    c.titular AS _row,
    'unidad' AS _field,
    p.unidad AS observed,
    c.sesion_id AS expected,
    'sesiones' AS related_table,
    c.sesion_fila AS related_row,
    c.sesion_id AS sesion,
    CASE WHEN c.presentes = 0 THEN 1 ELSE 0 END AS falla
FROM cuentas c
JOIN participantes p ON p._report = c._report AND p._row = c.titular
