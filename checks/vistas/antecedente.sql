-- Una fila por cada informe. Falla si el del trimestre anterior no está a la mano y debería: no es el primero
-- del año ni el primero de su órgano.
SELECT
    i._report,
    'informe' AS _table,
    i._row,
    'informe_id' AS _field,
    i.informe_id AS observed,
    i.organo || '-' || CAST(i.anio AS TEXT) || '-T' || CAST(i.trimestre - 1 AS TEXT) AS expected,
    CASE
        WHEN i._previous IS NOT NULL OR i.trimestre = 1 THEN 0
        WHEN EXISTS (
            SELECT 1
            FROM organos o
            WHERE o.organo = i.organo AND o.desde >= i.periodo_inicio AND o.desde <= i.periodo_fin
        ) THEN 0
        ELSE 1
    END AS falla
FROM informe i
WHERE i.trimestre IS NOT NULL
