-- Una fila por cada nombre breve de norma que usa la prosa. Falla si casi nunca se usa, se parece al que el informe
-- usa más (o al de una ley del registro) y la cita no se juzga ya contra el registro.
SELECT
    b._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    b._file,
    b._line,
    b.observed,
    b.debida AS expected,
    CASE WHEN b.oficial THEN 'ley' ELSE 'dos_nombres' END AS variant,
    CAST(b.veces_debida AS TEXT) AS veces,
    CASE
        WHEN b.debida IS NULL THEN 0
        WHEN EXISTS (
            SELECT 1
            FROM norma_citada_en_prosa n
            WHERE n._report = b._report AND n._line = b._line AND n.falla = 1
        ) THEN 0
        ELSE 1
    END AS falla
FROM normas_breves b
