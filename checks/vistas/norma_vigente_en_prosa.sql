-- Una fila por cada cita de la prosa cuya norma está confirmada en el registro. Falla si la cita por su
-- nombre oficial o una forma aceptada y la norma no rigió en el periodo del informe.
SELECT
    c._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    c._file,
    c._line,
    c.norma AS observed,
    COALESCE(v.hasta, v.desde) AS expected,
    v.variant,
    v.nombre,
    v.desde,
    v.hasta,
    CASE WHEN v.norma IS NOT NULL AND c.registro_forma IN ('oficial', 'alias') THEN 1 ELSE 0 END AS falla
FROM citas c
JOIN normas n ON n._row = c.registro_fila
LEFT JOIN norma_fuera_de_vigor v ON v._report = c._report AND v.norma = n._row
WHERE n.estado = 'confirmado'
