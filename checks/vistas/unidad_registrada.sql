-- Una fila por cada participante cuya unidad se halló en el registro de áreas, con la fila del área que más
-- se le parece.
SELECT _report, participante, area
FROM (
    SELECT
        _report,
        de_fila AS participante,
        a_fila AS area,
        ROW_NUMBER() OVER (
            PARTITION BY _report, de_fila
            ORDER BY CASE forma WHEN 'oficial' THEN 1 WHEN 'alias' THEN 2 ELSE 3 END, parecido DESC, a_fila
        ) AS lugar
    FROM coincidencias
    WHERE de_tabla = 'participantes' AND de_campo = 'unidad' AND a_tabla = 'areas'
) candidatas
WHERE lugar = 1
