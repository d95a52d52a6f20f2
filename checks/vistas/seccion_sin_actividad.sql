-- Una fila por cada apartado marcado sin actividad. Falla si la tabla de eventos le atribuye alguno; señala
-- el primero.
SELECT
    s._report,
    'secciones' AS _table,
    s._row,
    'sin_actividad' AS _field,
    s.titulo AS observed,
    CAST(NULL AS TEXT) AS expected,
    'eventos' AS related_table,
    MIN(e._row) AS related_row,
    'evento' AS variant,
    MIN(e.titulo) AS hecho,
    CASE WHEN COUNT(e._row) > 0 THEN 1 ELSE 0 END AS falla
FROM secciones s
LEFT JOIN eventos e ON e._report = s._report AND e.seccion_id = s.seccion_id
WHERE s.sin_actividad = 1
GROUP BY s._report, s._row, s.titulo
