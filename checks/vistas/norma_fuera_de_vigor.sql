-- Una fila por cada informe y cada norma confirmada del registro que no rigió ni un día de su periodo: aún no
-- regía al terminar (y no lleva variante) o dejó de regir antes de que empezara.
SELECT
    i._report,
    n._row AS norma,
    n.nombre,
    n.desde,
    n.hasta,
    CASE WHEN n.desde > i.periodo_fin THEN NULL ELSE 'abrogada' END AS variant
FROM informe i
JOIN normas n ON n.desde > i.periodo_fin OR n.hasta < i.periodo_inicio
WHERE n.estado = 'confirmado'
