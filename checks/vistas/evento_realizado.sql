-- Una fila por cada evento del informe. Falla si ni un acuerdo lo aprobó (en este trimestre o en el anterior)
-- ni se presentó a la Comisión. Donde la mayoría de los eventos no pasa por la Comisión, ésa es la costumbre
-- del órgano y ninguno falla; donde no pasa más de la cuarta parte, es dudoso.
WITH conocidos AS (
    SELECT
        e._report,
        e._row,
        e.titulo,
        CASE
            WHEN EXISTS (
                SELECT 1
                FROM coincidencias x
                WHERE x._report = e._report
                    AND x.de_tabla IN ('acuerdos', 'puntos_presentados')
                    AND x.a_tabla = 'eventos'
                    AND x.a_fila = e._row
            ) THEN 1
            WHEN EXISTS (
                SELECT 1
                FROM informe i
                JOIN acuerdos a ON a._report = i._previous
                WHERE i._report = e._report AND INSTR(a.asunto, e.titulo) > 0
            ) THEN 1
            ELSE 0
        END AS conocido
    FROM eventos e
    WHERE e.titulo IS NOT NULL
)

SELECT
    c._report,
    'eventos' AS _table,
    c._row,
    'titulo' AS _field,
    c.titulo AS observed,
    NULL AS expected,
    CASE
        WHEN (SELECT 4 * SUM(o.conocido) < 3 * COUNT(*) FROM conocidos o WHERE o._report = c._report) THEN 'evento_ajeno'
        ELSE 'evento_sin_acuerdo'
    END AS variant,
    CASE
        WHEN c.conocido = 1 THEN 0
        WHEN (SELECT 2 * SUM(o.conocido) < COUNT(*) FROM conocidos o WHERE o._report = c._report) THEN 0
        ELSE 1
    END AS falla
FROM conocidos c
