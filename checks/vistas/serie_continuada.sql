-- Una fila por cada serie numerada que debe seguir a otra: a la del informe del trimestre anterior o, en el
-- primer trimestre, a ninguna. Falla si su primer número no es el siguiente. Una serie con un número ilegible
-- no se juzga.
WITH extremos AS (
    SELECT _report, serie, MIN(numero) AS primero, MAX(numero) AS ultimo
    FROM numeracion
    GROUP BY _report, serie
    HAVING COUNT(*) = COUNT(numero)
),
debidas AS (
    SELECT e._report, e.serie, e.primero, 0 AS ultimo, 'reinicio' AS variant
    FROM extremos e
    JOIN informe i ON i._report = e._report
    WHERE i.trimestre = 1
    UNION ALL
    SELECT e._report, e.serie, e.primero, p.ultimo, NULL
    FROM extremos e
    JOIN informe i ON i._report = e._report
    JOIN informe h ON h._report = i._previous AND h.organo = i.organo
    JOIN extremos p ON p._report = h._report AND p.serie = e.serie
    WHERE i.trimestre <> 1
)
SELECT
    n._report,
    n.tabla AS _table,
    MIN(n._row) AS _row,
    n.campo AS _field,
    MIN(n.dicho) AS observed,
    CAST(d.ultimo + 1 AS TEXT) AS expected,
    d.variant,
    d.serie,
    d.primero,
    d.ultimo,
    CASE WHEN d.primero <> d.ultimo + 1 THEN 1 ELSE 0 END AS falla
FROM debidas d
JOIN numeracion n ON n._report = d._report AND n.serie = d.serie AND n.numero = d.primero
GROUP BY n._report, n.tabla, n.campo, d.variant, d.serie, d.primero, d.ultimo
