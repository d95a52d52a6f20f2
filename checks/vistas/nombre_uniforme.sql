-- Una fila por cada nombre de persona, área u organismo en cada lugar donde está escrito. Falla si otra forma
-- se le prefiere (la del registro, la más frecuente o la de la lista de asistencia) y sólo difiere de ella en
-- la escritura; los apellidos en otro orden, sólo si el cargo no es el mismo.
SELECT
    _report,
    _table,
    _row,
    _field,
    _file,
    _line,
    observed,
    debida AS expected,
    CASE
        WHEN registro_fila IS NOT NULL THEN 'registro'
        WHEN motivo = 'palabra' THEN 'lista'
        WHEN motivo = 'parecida' THEN 'parecida'
        WHEN clase = 'organizacion' THEN 'organismo'
    END AS variant,
    CAST(veces_debida AS TEXT) AS veces_debida,
    CASE
        WHEN motivo IN ('acentos', 'letra', 'orden', 'inicial', 'omision', 'palabra', 'parecida') THEN 1
        WHEN motivo = 'apellidos' AND cargo_comun = 0 THEN 1
        ELSE 0
    END AS falla
FROM nombres
