-- Una fila por cada nombre de persona, área u organismo en cada lugar donde está escrito. Falla si contradice
-- el del registro o si lleva los apellidos en otro orden que quien tiene el mismo cargo.
SELECT
    _report,
    _table,
    _row,
    _field,
    _file,
    _line,
    observed,
    debida AS expected,
    CASE WHEN motivo = 'apellidos' THEN 'apellidos' END AS variant,
    CAST(veces_debida AS TEXT) AS veces_debida,
    CASE
        WHEN motivo = 'contradice' THEN 1
        WHEN motivo = 'apellidos' AND cargo_comun = 1 THEN 1
        ELSE 0
    END AS falla
FROM nombres
