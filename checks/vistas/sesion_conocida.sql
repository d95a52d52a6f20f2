-- Una fila por cada sesión que este informe o el del trimestre anterior registran; sin fila propia si sólo
-- está en el anterior.
SELECT _report, sesion_id, MIN(_row) AS fila, MIN(fecha) AS fecha
FROM sesiones
WHERE sesion_id IS NOT NULL
GROUP BY _report, sesion_id
UNION ALL
SELECT i._report, s.sesion_id, NULL, MIN(s.fecha)
FROM informe i
JOIN sesiones s ON s._report = i._previous
WHERE s.sesion_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM sesiones t WHERE t._report = i._report AND t.sesion_id = s.sesion_id)
GROUP BY i._report, s.sesion_id
