-- Una fila por cada sesión celebrada que tiene lista de asistencia: cuántas personas con voto están en la
-- lista y cuántas asistieron. Falla si no asistió más de la mitad; quien tiene la celda vacía cuenta a favor
-- de la sesión.
WITH votantes AS (
    SELECT DISTINCT _report, participante_id
    FROM participantes
    WHERE con_voto = 1
),
listas AS (
    SELECT
        a._report,
        a.sesion_id,
        COUNT(*) AS votantes,
        COUNT(CASE WHEN a.asistio = 1 THEN 1 END) AS presentes,
        COUNT(CASE WHEN a.asistio IS NULL THEN 1 END) AS dudosos,
        MIN(CASE WHEN a.asistio = 0 THEN a._row END) AS ausente
    FROM asistencia a
    JOIN votantes v ON v._report = a._report AND v.participante_id = a.participante_id
    GROUP BY a._report, a.sesion_id
),
celebradas AS (
    SELECT _report, sesion_id, MIN(_row) AS fila
    FROM sesiones
    GROUP BY _report, sesion_id
)
SELECT
    s._report,
    'sesiones' AS _table,
    s.fila AS _row,
    'sesion_id' AS _field,
    CAST(l.presentes AS TEXT) AS observed,
    CAST(CAST((l.votantes - l.votantes % 2) / 2 AS BIGINT) + 1 AS TEXT) AS expected,
    'asistencia' AS related_table,
    l.ausente AS related_row,
    l.votantes,
    CASE WHEN 2 * (l.presentes + l.dudosos) <= l.votantes THEN 1 ELSE 0 END AS falla
FROM celebradas s
JOIN listas l ON l._report = s._report AND l.sesion_id = s.sesion_id
