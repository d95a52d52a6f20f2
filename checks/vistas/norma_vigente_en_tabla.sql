-- Una fila por cada fundamento cuya norma se halló en el registro y está confirmada. Falla si la cita por su
-- nombre oficial o una forma aceptada y la norma no rigió en el periodo del informe, salvo que la prosa
-- también la cite: se señala en la prosa.
SELECT
    f._report,
    'fundamentos' AS _table,
    f._row,
    'norma' AS _field,
    f.norma AS observed,
    COALESCE(v.hasta, v.desde) AS expected,
    v.variant,
    v.nombre,
    v.desde,
    v.hasta,
    CASE
        WHEN v.norma IS NULL OR x.forma NOT IN ('oficial', 'alias') THEN 0
        WHEN EXISTS (SELECT 1 FROM citas c WHERE c._report = f._report AND c.registro_fila = n._row) THEN 0
        ELSE 1
    END AS falla
FROM fundamentos f
JOIN coincidencias x
    ON x._report = f._report
    AND x.de_tabla = 'fundamentos'
    AND x.de_campo = 'norma'
    AND x.de_fila = f._row
    AND x.a_tabla = 'normas'
JOIN normas n ON n._row = x.a_fila
LEFT JOIN norma_fuera_de_vigor v ON v._report = f._report AND v.norma = n._row
WHERE n.estado = 'confirmado'
