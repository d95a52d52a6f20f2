-- Una fila por cada firma de un instrumento de cierta clase de la que habla un punto presentado, si la
-- contraparte tiene instrumentos de clase conocida en las tablas (con una de las fechas que dice el punto,
-- cuando dice alguna). Falla si ninguno de ellos es de esa clase; señala entonces el primero de los suscritos
-- o, si no hay, de los gestionados.
WITH menciones AS (
    SELECT
        _report,
        _row,
        clase,
        contraparte_clave,
        contraparte_sigla,
        MIN(RTRIM(observed, '.')) AS observed
    FROM instrumentos_mencionados
    WHERE _table = 'puntos_presentados' AND firma = 1 AND clase IS NOT NULL
    GROUP BY _report, _row, clase, contraparte_clave, contraparte_sigla
),
fechados AS (
    SELECT DISTINCT _report, _row, fecha
    FROM fechas
    WHERE _table = 'puntos_presentados' AND fecha IS NOT NULL
),
parejas AS (
    SELECT
        m._report,
        m._row,
        m.clase,
        m.contraparte_clave,
        m.contraparte_sigla,
        m.observed,
        k.tabla,
        k._row AS otra_fila,
        k.tipo AS otro_tipo,
        k.contraparte,
        k.clase AS otra_clase
    FROM menciones m
    JOIN instrumentos k
        ON k._report = m._report
        AND (k.contraparte_clave = m.contraparte_clave OR k.contraparte_sigla = m.contraparte_sigla)
    WHERE k.clase IS NOT NULL
        AND (
            NOT EXISTS (SELECT 1 FROM fechados f WHERE f._report = m._report AND f._row = m._row)
            OR EXISTS (
                SELECT 1
                FROM fechados f
                WHERE f._report = m._report AND f._row = m._row AND f.fecha = k.fecha_suscripcion
            )
        )
),
primeras AS (
    SELECT
        parejas.*,
        ROW_NUMBER() OVER (
            PARTITION BY _report, _row, clase, contraparte_clave, contraparte_sigla
            ORDER BY tabla DESC, otra_fila
        ) AS lugar
    FROM parejas
)
SELECT
    p._report,
    'puntos_presentados' AS _table,
    p._row,
    'texto' AS _field,
    p.observed,
    p.otro_tipo AS expected,
    p.tabla AS related_table,
    p.otra_fila AS related_row,
    'punto' AS variant,
    p.contraparte,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM parejas q
            WHERE q._report = p._report
                AND q._row = p._row
                AND q.clase = p.clase
                AND q.otra_clase = p.clase
                AND (q.contraparte_clave = p.contraparte_clave OR q.contraparte_sigla = p.contraparte_sigla)
        ) THEN 0
        ELSE 1
    END AS falla
FROM primeras p
WHERE p.lugar = 1
