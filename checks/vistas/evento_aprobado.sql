-- Una fila por cada acuerdo que aprueba un evento, salvo que nombre una fecha posterior al trimestre. Falla
-- si el evento no figura entre los eventos del informe, aunque la prosa cuente de él por su título.
SELECT
    a._report,
    'acuerdos' AS _table,
    a._row,
    'asunto' AS _field,
    a.asunto AS observed,
    NULL AS expected,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM titulos_contados t
            WHERE t._report = a._report AND INSTR(a.asunto, t.observed) > 0
        ) THEN 'evento_contado'
    END AS variant,
    a.clave AS acuerdo,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM coincidencias x
            WHERE x._report = a._report
                AND x.de_tabla = 'acuerdos'
                AND x.a_tabla = 'eventos'
                AND x.de_fila = a._row
        ) THEN 0
        ELSE 1
    END AS falla
FROM acuerdos a
WHERE a.tipo IN ('programa_evento', 'evento')
    AND a.asunto IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM fechas f
        JOIN informe i ON i._report = f._report
        WHERE f._report = a._report AND f._table = 'acuerdos' AND f._row = a._row AND f.fecha > i.periodo_fin
    )
