-- Una fila por cada entrada del índice que lleva página. Falla si es anterior a la de la entrada que la
-- precede.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    CAST(pagina_previa AS TEXT) AS expected,
    'pagina' AS variant,
    pagina,
    CASE WHEN pagina < pagina_previa THEN 1 ELSE 0 END AS falla
FROM indice
WHERE pagina IS NOT NULL
