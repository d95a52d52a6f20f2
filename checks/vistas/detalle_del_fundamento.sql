-- Una fila por cada fundamento cuyo artículo cita la prosa de su apartado. Falla si ninguna cita lo trae con
-- la fracción y el párrafo de la tabla.
SELECT
    f._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    MIN(c._file) AS _file,
    MIN(c._line) AS _line,
    MIN(c.observed) AS observed,
    f.articulo || COALESCE(', fracción ' || f.fraccion, '') || COALESCE(', ' || f.parrafo, '') AS expected,
    'fundamentos' AS related_table,
    f._row AS related_row,
    f.norma,
    CASE WHEN MAX(c.mismo_detalle) = 1 THEN 0 ELSE 1 END AS falla
FROM fundamento_del_apartado f
JOIN cita_del_fundamento c ON c._report = f._report AND c.fundamento = f._row
WHERE c.mismo_articulo = 1
GROUP BY f._report, f._row, f.norma, f.articulo, f.fraccion, f.parrafo
