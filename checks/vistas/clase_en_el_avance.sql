-- Una fila por cada instrumento suscrito en el trimestre, de clase conocida, cuya contraparte está en el avance.
-- Falla si allí sólo tiene instrumentos de la otra clase, en un informe cuyo avance da cuenta de todos los
-- suscritos (dos o más): si no, puede ser otro instrumento, anterior, de la misma contraparte.
WITH avances AS (
    SELECT
        a._report,
        a._row,
        a.tipo,
        a.contraparte_clave,
        a.contraparte_sigla,
        (SELECT MAX(p.clase) FROM palabra_de_clase p WHERE INSTR(a.tipo, p.palabra) > 0) AS clase
    FROM convenios_avance a
),
suscritos AS (
    SELECT
        s._report,
        s._row,
        s.tipo,
        s.contraparte,
        s.clase,
        COUNT(a._row) AS en_avance,
        COUNT(a.clase) AS con_clase,
        MAX(CASE WHEN a.clase = s.clase THEN 1 ELSE 0 END) AS concuerda,
        MIN(a._row) AS avance,
        MIN(a.tipo) AS otro_tipo
    FROM instrumentos s
    LEFT JOIN avances a
        ON a._report = s._report
        AND (a.contraparte_clave = s.contraparte_clave OR a.contraparte_sigla = s.contraparte_sigla)
    WHERE s.tabla = 'convenios_suscritos' AND s.en_trimestre = 1
    GROUP BY s._report, s._row, s.tipo, s.contraparte, s.clase
),
informes AS (
    SELECT
        _report,
        CASE WHEN COUNT(*) > 1 AND MIN(en_avance) > 0 THEN 1 ELSE 0 END AS da_cuenta_de_todos
    FROM suscritos
    GROUP BY _report
)
SELECT
    s._report,
    'convenios_avance' AS _table,
    s.avance AS _row,
    'tipo' AS _field,
    s.otro_tipo AS observed,
    s.tipo AS expected,
    'convenios_suscritos' AS related_table,
    s._row AS related_row,
    'avance' AS variant,
    s.contraparte,
    CASE WHEN i.da_cuenta_de_todos = 1 AND s.con_clase > 0 AND s.concuerda = 0 THEN 1 ELSE 0 END AS falla
FROM suscritos s
JOIN informes i ON i._report = s._report
WHERE s.clase IS NOT NULL AND s.en_avance > 0
