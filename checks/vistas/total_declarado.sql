-- Una fila por cada total declarado cuyas partes declara el mismo apartado. Falla si no es la suma de todas
-- ellas; si el apartado no las declara todas, sólo si las que declara ya suman más (y sólo entonces se
-- juzga).
SELECT
    c._report,
    'cifras_declaradas' AS _table,
    c._row,
    'valor' AS _field,
    CAST(c.valor AS TEXT) AS observed,
    s.sumandos || ' = ' || CAST(s.menor AS TEXT) AS expected,
    'cifras_declaradas' AS related_table,
    s.primera AS related_row,
    CASE
        WHEN s.completa = 0 THEN 'incompleta'
        WHEN ABS(c.valor - s.menor) > 3 OR (ABS(c.valor - s.menor) > 1 AND (2 * c.valor >= 3 * s.menor OR 2 * s.menor >= 3 * c.valor))
            THEN 'lejana'
    END AS variant,
    c.texto,
    c.seccion_id AS seccion,
    CASE WHEN c.valor < s.menor OR c.valor > s.mayor THEN 1 ELSE 0 END AS falla
FROM cifras_declaradas c
JOIN suma_de_partes s ON s._report = c._report AND s.seccion_id = c.seccion_id AND s.total = c.medida
WHERE s.completa = 1 OR c.valor < s.menor
