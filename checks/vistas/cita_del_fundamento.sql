-- Una fila por cada fundamento y cada cita de la misma norma en la prosa de su apartado, con si es del mismo
-- artículo y si lo es con la misma fracción y el mismo párrafo.
SELECT
    f._report,
    f._row AS fundamento,
    c._file,
    c._line,
    c.observed,
    c.norma,
    c.articulo,
    CASE WHEN c.articulo = f.articulo THEN 1 ELSE 0 END AS mismo_articulo,
    CASE
        WHEN c.articulo = f.articulo
            AND COALESCE(c.fraccion, '') = COALESCE(f.fraccion, '')
            AND (
                (c.parrafo_ordinal IS NULL AND f.parrafo IS NULL)
                OR INSTR(f.parrafo, c.parrafo_ordinal) > 0
            )
            THEN 1
        ELSE 0
    END AS mismo_detalle
FROM fundamento_del_apartado f
JOIN citas c
    ON c._report = f._report
    AND c._section = f.seccion_id
    AND (c.norma = f.norma OR c.registro_fila = f.registro_fila)
