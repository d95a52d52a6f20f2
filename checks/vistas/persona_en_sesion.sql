-- Una fila por cada persona que figura en la asistencia y cada sesión celebrada que tiene lista. Falla si la
-- persona no tiene fila en la lista de esa sesión.
WITH listas AS (
    SELECT DISTINCT _report, participante_id, sesion_id
    FROM asistencia
),
celebradas AS (
    SELECT _report, sesion_id, MIN(_row) AS fila
    FROM sesiones
    WHERE sesion_id IS NOT NULL
    GROUP BY _report, sesion_id
),
con_lista AS (
    SELECT DISTINCT c._report, c.sesion_id, c.fila
    FROM celebradas c
    JOIN listas l ON l._report = c._report AND l.sesion_id = c.sesion_id
),
anotadas AS (
    SELECT p._report, p.participante_id, MIN(p._row) AS fila
    FROM participantes p
    JOIN listas l ON l._report = p._report AND l.participante_id = p.participante_id
    JOIN celebradas c ON c._report = l._report AND c.sesion_id = l.sesion_id
    GROUP BY p._report, p.participante_id
)
SELECT
    p._report,
    'participantes' AS _table,
    p.fila AS _row,
    'participante_id' AS _field,
    p.participante_id AS observed,
    s.sesion_id AS expected,
    'sesiones' AS related_table,
    s.fila AS related_row,
    'falta_fila' AS variant,
    CASE WHEN l._report IS NULL THEN 1 ELSE 0 END AS falla
FROM anotadas p
JOIN con_lista s ON s._report = p._report
LEFT JOIN listas l
    ON l._report = p._report AND l.participante_id = p.participante_id AND l.sesion_id = s.sesion_id
