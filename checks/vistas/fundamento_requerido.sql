-- Una fila por cada informe y cada artículo que el registro pide a su órgano y que regía cuando se aprobó el
-- informe (o al terminar el periodo, si aún no se aprueba).
SELECT i._report, r.norma_id, r.articulo, r.fraccion
FROM informe i
JOIN fundamentos_requeridos r ON r.organo = i.organo
-- El órgano de otro instituto que se llame igual no es el del registro.
WHERE i._institute IS NOT NULL
    AND (r.desde IS NULL OR r.desde <= COALESCE(i.fecha_aprobacion, i.periodo_fin))
    AND (r.hasta IS NULL OR r.hasta >= COALESCE(i.fecha_aprobacion, i.periodo_fin))
