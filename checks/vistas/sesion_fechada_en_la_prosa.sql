-- Una fila por cada día que la prosa, una tabla de ella o un acuerdo da a una sesión del informe. Falla si no es el
-- de la tabla de sesiones.
SELECT
    _report,
    _table,
    _row,
    _field,
    _file,
    _line,
    observed,
    fecha AS expected,
    'sesiones' AS related_table,
    fila AS related_row,
    'prosa' AS variant,
    sesion_id AS sesion,
    fecha AS debida,
    CASE WHEN dicha = fecha THEN 0 ELSE 1 END AS falla
FROM sesiones_fechadas
