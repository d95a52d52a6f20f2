-- Una fila por cada vez que un apartado dice que no hubo actividades. Falla si en seguida cuenta alguna.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(NULL AS TEXT) AS expected,
    actividad,
    actividad_linea,
    CASE WHEN actividad IS NOT NULL THEN 1 ELSE 0 END AS falla
FROM negaciones
WHERE generica = 1
