-- Una fila por cada cifra que la prosa afirma de una medida que cuentan las tablas, con lo que cuentan: si
-- difiere, si es la de todas las filas en una medida que sólo cuenta las fechadas dentro del trimestre
-- (sin_acotar), si difiere más que por un descuido (lejana) y si no ha de juzgarse, porque el apartado da también
-- la de las tablas o porque está entre las declaradas (aparte).
SELECT
    p._report,
    p._file,
    p._line,
    p.observed,
    CAST(m.valor AS TEXT) AS expected,
    p.medida,
    p.valor,
    p.en_periodo,
    m.acotada,
    CASE WHEN m.acotada = 1 AND p.valor = m.filas AND p.valor <> m.valor THEN 1 ELSE 0 END AS sin_acotar,
    CASE WHEN p.valor <> m.valor THEN 1 ELSE 0 END AS difiere,
    CASE
        WHEN ABS(p.valor - m.valor) > 3 OR (ABS(p.valor - m.valor) > 1 AND (2 * p.valor >= 3 * m.valor OR 2 * m.valor >= 3 * p.valor))
            THEN 1
        ELSE 0
    END AS lejana,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM cifras_prosa q
            WHERE q._report = p._report
                AND q._section = p._section
                AND q.medida = p.medida
                AND q.valor = m.valor
        ) THEN 1
        WHEN EXISTS (
            SELECT 1
            FROM cifras_declaradas c
            WHERE c._report = p._report AND c.valor = p.valor AND c.medida = p.medida
        ) THEN 1
        ELSE 0
    END AS aparte
FROM cifras_prosa p
JOIN medidas m ON m._report = p._report AND m.medida = p.medida
WHERE p.afirma = 1
