-- Una fila por cada sesión celebrada, en un informe que da listas de asistencia. Falla si no tiene la suya.
SELECT
    s._report,
    'sesiones' AS _table,
    s._row,
    'sesion_id' AS _field,
    s.sesion_id AS observed,
    NULL AS expected,
    CASE WHEN a._report IS NULL THEN 1 ELSE 0 END AS falla
FROM sesiones s
LEFT JOIN (SELECT DISTINCT _report, sesion_id FROM asistencia) a
    ON a._report = s._report AND a.sesion_id = s.sesion_id
WHERE s.sesion_id IS NOT NULL
    AND s._report IN (SELECT _report FROM asistencia)
