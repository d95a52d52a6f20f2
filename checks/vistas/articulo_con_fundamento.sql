-- Una fila por cada artículo que la prosa cita de una norma que su apartado tiene en la tabla de fundamentos.
-- Falla si de ese artículo no hay fundamento.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(NULL AS TEXT) AS expected,
    'sin_fila' AS variant,
    norma,
    CASE WHEN MAX(mismo_articulo) = 1 THEN 0 ELSE 1 END AS falla
FROM cita_del_fundamento
GROUP BY _report, _file, _line, observed, norma, articulo
