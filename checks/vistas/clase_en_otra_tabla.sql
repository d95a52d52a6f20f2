-- Una fila por cada instrumento suscrito de clase conocida, y cada tabla (la de avance, la de
-- opiniones) donde está su contraparte con clase conocida. Falla si allí sólo tiene instrumentos de la otra clase, en
-- un informe cuya tabla da cuenta de los más de los suscritos (dos o más): si no, puede ser otro instrumento,
-- anterior, de la misma contraparte.
WITH otros AS (
    SELECT _report, 'convenios_avance' AS tabla, 'tipo' AS campo, _row, tipo AS dicho, contraparte_clave, contraparte_sigla
    FROM convenios_avance
    UNION ALL
    SELECT _report, 'opiniones', 'instrumento', _row, instrumento, contraparte_clave, contraparte_sigla
    FROM opiniones
),
clasificados AS (
    SELECT
        o.*,
        -- Lo que dice de qué clase es va antes de las partes: «Archivo General» no hace general a un convenio.
        (
            SELECT MAX(p.clase)
            FROM palabra_de_clase p
            WHERE INSTR(o.dicho, p.palabra) > 0
                AND (INSTR(o.dicho, ' con ') = 0 OR INSTR(o.dicho, p.palabra) < INSTR(o.dicho, ' con '))
                AND (INSTR(o.dicho, ' entre ') = 0 OR INSTR(o.dicho, p.palabra) < INSTR(o.dicho, ' entre '))
        ) AS clase
    FROM otros o
),
suscritos AS (
    SELECT _report, _row, tipo, contraparte, contraparte_clave, contraparte_sigla, clase
    FROM instrumentos
    WHERE tabla = 'convenios_suscritos'
),
parejas AS (
    SELECT
        s._report,
        s._row,
        s.tipo,
        s.contraparte,
        s.clase,
        c.tabla,
        c.campo,
        COUNT(c.clase) AS con_clase,
        MAX(CASE WHEN c.clase = s.clase THEN 1 ELSE 0 END) AS concuerda,
        MIN(CASE WHEN c.clase <> s.clase THEN c._row END) AS otra_fila,
        MIN(CASE WHEN c.clase <> s.clase THEN c.dicho END) AS otro_dicho
    FROM suscritos s
    JOIN clasificados c
        ON c._report = s._report
        AND (c.contraparte_clave = s.contraparte_clave OR c.contraparte_sigla = s.contraparte_sigla)
    GROUP BY s._report, s._row, s.tipo, s.contraparte, s.clase, c.tabla, c.campo
),
completas AS (
    SELECT p._report, p.tabla
    FROM parejas p
    GROUP BY p._report, p.tabla
    HAVING COUNT(*) > 1
        AND 5 * COUNT(*) >= 3 * (SELECT COUNT(*) FROM suscritos s WHERE s._report = p._report)
)
SELECT
    p._report,
    p.tabla AS _table,
    p.otra_fila AS _row,
    p.campo AS _field,
    p.otro_dicho AS observed,
    p.tipo AS expected,
    'convenios_suscritos' AS related_table,
    p._row AS related_row,
    p.tabla AS variant,
    p.contraparte,
    CASE WHEN p.con_clase > 0 AND p.concuerda = 0 THEN 1 ELSE 0 END AS falla
FROM parejas p
JOIN completas c ON c._report = p._report AND c.tabla = p.tabla
WHERE p.clase IS NOT NULL
    -- Si se firmaron de ambas clases con la misma contraparte, la tabla puede hablar del otro.
    AND NOT EXISTS (
        SELECT 1
        FROM suscritos s
        JOIN suscritos o
            ON o._report = s._report
            AND (o.contraparte_clave = s.contraparte_clave OR o.contraparte_sigla = s.contraparte_sigla)
        WHERE s._report = p._report AND s._row = p._row AND o.clase <> p.clase
    )
