-- Una fila por cada acuerdo que aprueba un informe, salvo el trimestral de la propia Comisión, que se aprueba y
-- no se presenta. Falla si ese informe no figura entre los puntos presentados.
SELECT
    a._report,
    'acuerdos' AS _table,
    a._row,
    'asunto' AS _field,
    a.asunto AS observed,
    NULL AS expected,
    'informe_sin_punto' AS variant,
    a.clave AS acuerdo,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM coincidencias x
            WHERE x._report = a._report
                AND x.de_tabla = 'acuerdos'
                AND x.a_tabla = 'puntos_presentados'
                AND x.de_fila = a._row
        ) THEN 0
        ELSE 1
    END AS falla
FROM acuerdos a
WHERE a.tipo = 'informe' AND a.asunto IS NOT NULL AND INSTR(a.asunto, 'informe trimestral') = 0
