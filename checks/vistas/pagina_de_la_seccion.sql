-- Una fila por cada entrada del índice cuya página está también en la tabla de secciones. Falla si no es la
-- misma.
SELECT
    i._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    i._file,
    i._line,
    i.observed,
    CAST(s.pagina AS TEXT) AS expected,
    'secciones' AS related_table,
    s._row AS related_row,
    'pagina_tabla' AS variant,
    i.pagina,
    CASE WHEN s.pagina <> i.pagina THEN 1 ELSE 0 END AS falla
FROM indice i
JOIN secciones s ON s._report = i._report AND s.seccion_id = i.seccion
WHERE s.pagina IS NOT NULL AND i.pagina IS NOT NULL
