-- Una fila por cada evento del informe. Falla si ni un acuerdo lo aprobó (en este trimestre o en el anterior)
-- ni se presentó a la Comisión.
SELECT
    e._report,
    'eventos' AS _table,
    e._row,
    'titulo' AS _field,
    e.titulo AS observed,
    NULL AS expected,
    'evento_sin_acuerdo' AS variant,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM coincidencias x
            WHERE x._report = e._report
                AND x.de_tabla IN ('acuerdos', 'puntos_presentados')
                AND x.a_tabla = 'eventos'
                AND x.a_fila = e._row
        ) THEN 0
        WHEN EXISTS (
            SELECT 1
            FROM informe i
            JOIN acuerdos a ON a._report = i._previous
            WHERE i._report = e._report AND INSTR(a.asunto, e.titulo) > 0
        ) THEN 0
        ELSE 1
    END AS falla
FROM eventos e
WHERE e.titulo IS NOT NULL
