-- Una fila por cada cifra declarada para el trimestre que es la de las filas fechadas en él o la de todas las
-- filas. Falla si es la de todas, cuando hay alguna fechada fuera; señala entonces la primera de éstas.
WITH fuera AS (
    SELECT _report, tabla, MIN(_row) AS fila
    FROM instrumentos
    WHERE en_trimestre = 0
    GROUP BY _report, tabla
)
SELECT
    c._report,
    c._table,
    c._row,
    c._field,
    c.observed,
    c.expected,
    f.tabla AS related_table,
    f.fila AS related_row,
    c.texto,
    c.sin_acotar AS falla
FROM cifra_comparada c
LEFT JOIN fuera f ON f._report = c._report AND INSTR(c.medida, f.tabla) = 1
WHERE c.acotada = 1 AND (c.sin_acotar = 1 OR c.difiere = 0)
