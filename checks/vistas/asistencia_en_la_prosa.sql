-- Una fila por cada vez que la prosa dice que alguien asistió a una sesión, o que faltó a ella. Falla si la lista de
-- asistencia dice otra cosa.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    sesion_id AS expected,
    'asistencia' AS related_table,
    tabla_fila AS related_row,
    CASE WHEN asiste THEN 'dicho_presente' ELSE 'dicho_ausente' END AS variant,
    CASE WHEN asiste = asistio THEN 0 ELSE 1 END AS falla
FROM asistencias_en_prosa
