-- Una fila por cada sesión que la asistencia nombra, con cuántas filas tiene. Falla si esa sesión no se
-- celebró.
SELECT
    a._report,
    'asistencia' AS _table,
    MIN(a._row) AS _row,
    'sesion_id' AS _field,
    a.sesion_id AS observed,
    NULL AS expected,
    'no_celebrada' AS variant,
    COUNT(*) AS filas,
    CASE WHEN s._report IS NULL THEN 1 ELSE 0 END AS falla
FROM asistencia a
LEFT JOIN (SELECT DISTINCT _report, sesion_id FROM sesiones) s
    ON s._report = a._report AND s.sesion_id = a.sesion_id
WHERE a.sesion_id IS NOT NULL
GROUP BY a._report, a.sesion_id, s._report
