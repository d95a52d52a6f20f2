-- Una fila por cada sigla. Falla si parece otra, más usada, mal escrita.
SELECT
    _report,
    _table,
    _row,
    _field,
    _file,
    _line,
    observed,
    parecida AS expected,
    CAST(parecida_usos AS TEXT) AS usos,
    CASE WHEN parecida IS NOT NULL THEN 1 ELSE 0 END AS falla
FROM siglas
