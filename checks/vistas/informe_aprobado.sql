-- Una fila por cada acuerdo que aprueba un informe, salvo el trimestral de la propia Comisión, que se aprueba y
-- no se presenta. Falla si ese informe no figura entre los puntos presentados. Donde la mayoría de los informes
-- que se aprueban no figura, es dudoso.
WITH aprobados AS (
    SELECT
        a._report,
        a._row,
        a.asunto,
        a.clave,
        CASE
            WHEN EXISTS (
                SELECT 1
                FROM coincidencias x
                WHERE x._report = a._report
                    AND x.de_tabla = 'acuerdos'
                    AND x.a_tabla = 'puntos_presentados'
                    AND x.de_fila = a._row
            ) THEN 1
            ELSE 0
        END AS presentado
    FROM acuerdos a
    WHERE a.tipo = 'informe' AND a.asunto IS NOT NULL AND INSTR(a.asunto, 'informe trimestral') = 0
)

SELECT
    a._report,
    'acuerdos' AS _table,
    a._row,
    'asunto' AS _field,
    a.asunto AS observed,
    NULL AS expected,
    CASE
        WHEN (SELECT 2 * SUM(o.presentado) < COUNT(*) FROM aprobados o WHERE o._report = a._report) THEN 'informe_ajeno'
        ELSE 'informe_sin_punto'
    END AS variant,
    a.clave AS acuerdo,
    1 - a.presentado AS falla
FROM aprobados a
