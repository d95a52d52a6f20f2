-- Una fila por cada instrumento gestionado y por cada instrumento suscrito, con su clase (general o
-- específico, si se sabe por su nombre o por su tipo) y si se firmó dentro del trimestre (1), fuera de él (0)
-- o no se sabe (sin valor).
WITH renglones AS (
    SELECT
        _report,
        'convenios_gestionados' AS tabla,
        _row,
        tipo,
        contraparte,
        contraparte_clave,
        contraparte_sigla,
        fecha_suscripcion
    FROM convenios_gestionados
    UNION ALL
    SELECT
        _report,
        'convenios_suscritos',
        _row,
        tipo,
        contraparte,
        contraparte_clave,
        contraparte_sigla,
        fecha_suscripcion
    FROM convenios_suscritos
)
SELECT
    r._report,
    r.tabla,
    r._row,
    r.tipo,
    r.contraparte,
    r.contraparte_clave,
    r.contraparte_sigla,
    r.fecha_suscripcion,
    COALESCE(
        (
            SELECT MIN(m.clase)
            FROM instrumentos_mencionados m
            WHERE m._report = r._report AND m._table = r.tabla AND m._row = r._row AND m._field = 'instrumento'
        ),
        -- Un tipo que dijera ambas clases vale por general, la última en orden alfabético.
        (SELECT MAX(p.clase) FROM palabra_de_clase p WHERE INSTR(r.tipo, p.palabra) > 0)
    ) AS clase,
    CASE
        WHEN r.fecha_suscripcion >= i.periodo_inicio AND r.fecha_suscripcion <= i.periodo_fin THEN 1
        WHEN r.fecha_suscripcion < i.periodo_inicio OR r.fecha_suscripcion > i.periodo_fin THEN 0
    END AS en_trimestre
FROM renglones r
LEFT JOIN informe i ON i._report = r._report
