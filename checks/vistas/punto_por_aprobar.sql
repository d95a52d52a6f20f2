-- Una fila por cada punto presentado para que se apruebe. Falla si ningún acuerdo lo aprueba.
SELECT
    p._report,
    'puntos_presentados' AS _table,
    p._row,
    'texto' AS _field,
    p.texto AS observed,
    NULL AS expected,
    'punto_sin_acuerdo' AS variant,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM coincidencias x
            WHERE x._report = p._report
                AND x.de_tabla = 'acuerdos'
                AND x.a_tabla = 'puntos_presentados'
                AND x.a_fila = p._row
        ) THEN 0
        ELSE 1
    END AS falla
FROM puntos_presentados p
WHERE p.clase = 'punto' AND p.texto IS NOT NULL
