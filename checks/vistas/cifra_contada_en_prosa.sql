-- Una fila por cada cifra que la prosa afirma y cuentan las tablas. Falla si las tablas cuentan otra cosa,
-- salvo que sólo yerre en el trimestre.
SELECT
    _report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    _file,
    _line,
    observed,
    expected,
    CASE WHEN lejana = 1 THEN 'prosa_lejana' ELSE 'prosa' END AS variant,
    medida,
    CASE WHEN difiere = 1 AND sin_acotar = 0 AND aparte = 0 THEN 1 ELSE 0 END AS falla
FROM cifra_comparada_en_prosa
