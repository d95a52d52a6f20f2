-- Una fila por cada cita de la prosa que nombra una norma. Falla si el nombre no es el oficial ni una forma
-- aceptada y sólo se parece al de una norma registrada, salvo que un fundamento la nombre igual.
SELECT
    c._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    c._file,
    c._line,
    c.norma AS observed,
    n.nombre AS expected,
    CASE
        WHEN n._row IS NULL OR c.registro_forma <> 'parecido' THEN 0
        WHEN EXISTS (SELECT 1 FROM fundamentos f WHERE f._report = c._report AND f.norma = c.norma) THEN 0
        WHEN EXISTS (
            SELECT 1
            FROM palabra_de_otra_norma o
            WHERE INSTR(c.norma, o.palabra) > 0 AND INSTR(n.nombre, o.palabra) = 0
        ) THEN 0
        ELSE 1
    END AS falla
FROM citas c
LEFT JOIN normas n ON n._row = c.registro_fila
WHERE c.norma IS NOT NULL
