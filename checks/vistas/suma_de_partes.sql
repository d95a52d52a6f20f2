-- Una fila por cada total y cada apartado que declara partes suyas: la suma (menor y mayor, si una parte se
-- declara dos veces con cifras distintas), los sumandos escritos y si están todas las partes que no son cero.
WITH declaradas AS (
    SELECT
        c._report,
        c.seccion_id,
        m.parte_de,
        c.medida,
        MIN(c._row) AS fila,
        MIN(c.valor) AS menor,
        MAX(c.valor) AS mayor
    FROM cifras_declaradas c
    JOIN medidas m ON m._report = c._report AND m.medida = c.medida
    WHERE c.valor IS NOT NULL AND c.seccion_id IS NOT NULL AND m.parte_de IS NOT NULL
    GROUP BY c._report, c.seccion_id, c.medida, m.parte_de
),
ordenadas AS (
    SELECT
        declaradas.*,
        CAST(menor AS TEXT) AS dicho,
        ROW_NUMBER() OVER (PARTITION BY _report, seccion_id, parte_de ORDER BY fila) AS lugar
    FROM declaradas
),
sumas AS (
    SELECT
        _report,
        seccion_id,
        parte_de,
        MIN(fila) AS primera,
        CAST(SUM(menor) AS BIGINT) AS menor,
        CAST(SUM(mayor) AS BIGINT) AS mayor,
        -- Los motores no ordenan igual los textos que reúnen; por eso se escriben uno a uno.
        MAX(CASE WHEN lugar = 1 THEN dicho END)
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 2 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 3 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 4 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 5 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 6 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 7 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 8 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 9 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 10 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 11 THEN dicho END), '')
        || COALESCE(' + ' || MAX(CASE WHEN lugar = 12 THEN dicho END), '')
        || CASE WHEN COUNT(*) > 12 THEN ' + …' ELSE '' END AS sumandos
    FROM ordenadas
    GROUP BY _report, seccion_id, parte_de
)
SELECT
    s._report,
    s.seccion_id,
    s.parte_de AS total,
    s.primera,
    s.menor,
    s.mayor,
    s.sumandos,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM medidas m
            WHERE m._report = s._report
                AND m.parte_de = s.parte_de
                AND m.valor > 0
                AND NOT EXISTS (
                    SELECT 1
                    FROM declaradas d
                    WHERE d._report = s._report AND d.seccion_id = s.seccion_id AND d.medida = m.medida
                )
        ) THEN 0
        ELSE 1
    END AS completa
FROM sumas s
