-- Una fila por cada fundamento que dice su norma, su artículo y su apartado, con la fila de la norma en el
-- registro, si está en él.
SELECT
    f._report,
    f._row,
    f.norma,
    TRIM(f.articulo, ' ') AS articulo,
    TRIM(f.fraccion, ' ') AS fraccion,
    f.parrafo,
    f.seccion_id,
    (
        SELECT MIN(x.a_fila)
        FROM coincidencias x
        WHERE x._report = f._report
            AND x.de_tabla = 'fundamentos'
            AND x.de_campo = 'norma'
            AND x.de_fila = f._row
            AND x.a_tabla = 'normas'
    ) AS registro_fila
FROM fundamentos f
WHERE f.norma IS NOT NULL AND f.articulo IS NOT NULL AND f.seccion_id IS NOT NULL
