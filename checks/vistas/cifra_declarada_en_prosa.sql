-- Una fila por cada cifra que la prosa pone en lugar de la declarada, con sus mismas palabras. Falla, salvo
-- que tampoco las tablas cuenten lo que dice la prosa: eso se juzga aparte.
SELECT
    p._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    p._file,
    p._line,
    p.observed,
    CAST(p.declarada AS TEXT) AS expected,
    'cifras_declaradas' AS related_table,
    p.declarada_fila AS related_row,
    'declarada' AS variant,
    p.texto,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM cifra_comparada_en_prosa q
            WHERE q._report = p._report AND q._line = p._line AND q.valor = p.valor AND q.difiere = 1
        ) THEN 0
        ELSE 1
    END AS falla
FROM cifras_citadas p
