-- Una fila por cada vez que un apartado niega una cosa determinada, o toda actividad aunque otro apartado cuente
-- el evento que le da título. Falla si un renglón de las tablas u otro apartado cuenta ese hecho.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(NULL AS TEXT) AS expected,
    hecho_tabla AS related_table,
    hecho_fila AS related_row,
    hecho,
    hecho_linea,
    CASE
        WHEN al_paso = 1 AND hecho_linea IS NOT NULL THEN 'prosa_al_paso'
        WHEN al_paso = 1 AND hecho IS NOT NULL THEN 'al_paso'
        WHEN hecho_linea IS NOT NULL THEN 'prosa'
    END AS variant,
    CASE WHEN hecho IS NOT NULL THEN 1 ELSE 0 END AS falla
FROM negaciones
WHERE generica = 0 OR hecho IS NOT NULL
