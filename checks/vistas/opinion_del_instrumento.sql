-- Una fila por cada instrumento firmado en el trimestre; el que figura en las dos tablas, sólo como suscrito.
-- Falla si ni este informe ni el anterior traen una opinión de pertinencia para su contraparte: del mismo
-- nombre o sigla, o de un nombre que contiene al otro (el de hasta siete letras ha de estar en él como palabra).
WITH firmados AS (
    SELECT f._report, f.tabla, f._row, f.contraparte, f.contraparte_clave, f.contraparte_sigla, f.fecha_suscripcion
    FROM instrumentos f
    WHERE f.en_trimestre = 1
        AND f.contraparte IS NOT NULL
        AND (
            f.tabla = 'convenios_suscritos'
            OR NOT EXISTS (
                SELECT 1
                FROM gestionado_y_suscrito p
                WHERE p._report = f._report AND p.gestionado = f._row AND p.misma_fecha = 1
            )
        )
),
emitidas AS (
    SELECT i._report, o.contraparte_clave, o.contraparte_sigla
    FROM informe i
    JOIN opiniones o ON o._report = i._report OR o._report = i._previous
)
SELECT
    f._report,
    f.tabla AS _table,
    f._row,
    'contraparte' AS _field,
    f.contraparte AS observed,
    NULL AS expected,
    f.fecha_suscripcion AS fecha,
    CASE
        WHEN EXISTS (
            SELECT 1
            FROM emitidas e
            WHERE e._report = f._report
                AND (
                    e.contraparte_clave = f.contraparte_clave
                    OR e.contraparte_sigla = f.contraparte_sigla
                    OR (LENGTH(e.contraparte_clave) > 7 AND INSTR(f.contraparte_clave, e.contraparte_clave) > 0)
                    OR (LENGTH(f.contraparte_clave) > 7 AND INSTR(e.contraparte_clave, f.contraparte_clave) > 0)
                    OR INSTR(' ' || e.contraparte_clave || ' ', ' ' || f.contraparte_clave || ' ') > 0
                )
        ) THEN 0
        ELSE 1
    END AS falla
FROM firmados f
