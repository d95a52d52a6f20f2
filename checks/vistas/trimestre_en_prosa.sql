-- Una fila por cada vez que la prosa nombra un trimestre como el del informe. Falla si no es el trimestre o
-- el año que dicen los más de sus campos.
SELECT
    t._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    t._file,
    t._line,
    t.observed,
    k.nombre || ' trimestre de ' || i.anio AS expected,
    CASE WHEN t.al_paso = 1 THEN 'prosa_al_paso' ELSE 'prosa' END AS variant,
    CASE WHEN t.trimestre <> i.trimestre OR CAST(t.anio AS TEXT) <> i.anio THEN 1 ELSE 0 END AS falla
FROM trimestres_mencionados t
LEFT JOIN trimestre_del_informe i ON i._report = t._report
LEFT JOIN calendario_trimestral k ON k.trimestre = i.trimestre
WHERE t.propio = 1
