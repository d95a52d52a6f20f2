-- Una fila por cada cifra declarada cuya medida cuentan las tablas, con lo que cuentan y si la cifra es la de
-- todas las filas, sin ver su fecha, en una medida que sólo cuenta las fechadas dentro del trimestre
-- (sin_acotar). Es lejana la que difiere en más de tres, o en más de uno y en la tercera parte: más que un descuido.
SELECT
    c._report,
    'cifras_declaradas' AS _table,
    c._row,
    'valor' AS _field,
    CAST(c.valor AS TEXT) AS observed,
    CAST(m.valor AS TEXT) AS expected,
    c.texto,
    c.medida,
    m.acotada,
    CASE WHEN m.acotada = 1 AND c.valor = m.filas AND c.valor <> m.valor THEN 1 ELSE 0 END AS sin_acotar,
    CASE WHEN c.valor <> m.valor THEN 1 ELSE 0 END AS difiere,
    CASE
        WHEN ABS(c.valor - m.valor) > 3 OR (ABS(c.valor - m.valor) > 1 AND (2 * c.valor >= 3 * m.valor OR 2 * m.valor >= 3 * c.valor))
            THEN 1
        ELSE 0
    END AS lejana
FROM cifras_declaradas c
JOIN medidas m ON m._report = c._report AND m.medida = c.medida
WHERE c.valor IS NOT NULL
