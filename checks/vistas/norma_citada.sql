-- Una fila por cada fundamento que nombra una norma. Falla si el nombre no es el oficial ni una forma
-- aceptada y sólo se parece al de una norma registrada.
WITH parecidas AS (
    SELECT
        x._report,
        x.de_fila AS fila,
        n.nombre,
        ROW_NUMBER() OVER (PARTITION BY x._report, x.de_fila ORDER BY x.parecido DESC, x.a_fila) AS lugar,
        MAX(CASE WHEN x.forma IN ('oficial', 'alias') THEN 1 ELSE 0 END) OVER (
            PARTITION BY x._report, x.de_fila
        ) AS reconocida
    FROM coincidencias x
    JOIN normas n ON n._row = x.a_fila
    WHERE x.de_tabla = 'fundamentos' AND x.de_campo = 'norma' AND x.a_tabla = 'normas'
)
SELECT
    f._report,
    'fundamentos' AS _table,
    f._row,
    'norma' AS _field,
    f.norma AS observed,
    p.nombre AS expected,
    CASE
        WHEN p.nombre IS NULL THEN 0
        WHEN EXISTS (
            SELECT 1
            FROM palabra_de_otra_norma o
            WHERE INSTR(f.norma, o.palabra) > 0 AND INSTR(p.nombre, o.palabra) = 0
        ) THEN 0
        ELSE 1
    END AS falla
FROM fundamentos f
LEFT JOIN parecidas p ON p._report = f._report AND p.fila = f._row AND p.lugar = 1 AND p.reconocida = 0
WHERE f.norma IS NOT NULL
