-- Una fila por cada cita de la prosa que nombra su norma, con la norma que es: la del registro o, si no está
-- en él, la de ese nombre.
SELECT
    _report,
    _file,
    _line,
    observed,
    norma,
    articulo,
    detalle,
    COALESCE('registro ' || CAST(registro_fila AS TEXT), norma_clave) AS cual
FROM citas
WHERE norma IS NOT NULL
