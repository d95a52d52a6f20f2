-- Una fila por cada campo del informe que dice su trimestre o su año. Falla si no es lo que corresponde al
-- trimestre y al año que dicen los más.
WITH debidos AS (
    SELECT
        c._report,
        c._row,
        c.campo,
        c.dicho,
        k.nombre || ' trimestre de ' || d.anio AS trimestre_nombrado,
        CASE c.campo
            WHEN 'trimestre' THEN CAST(d.trimestre AS TEXT)
            WHEN 'anio' THEN d.anio
            WHEN 'informe_id' THEN SUBSTR(c.dicho, 1, LENGTH(c.dicho) - 7) || d.anio || k.clave
            WHEN 'ordinal' THEN CASE WHEN c.trimestre = d.trimestre THEN c.dicho ELSE k.ordinal END
            WHEN 'periodo_inicio' THEN d.anio || k.inicio
            WHEN 'periodo_fin' THEN d.anio || k.fin
        END AS debido
    FROM trimestre_por_campo c
    JOIN trimestre_del_informe d ON d._report = c._report AND d._row = c._row
    JOIN calendario_trimestral k ON k.trimestre = d.trimestre
)
SELECT
    _report,
    'informe' AS _table,
    _row,
    campo AS _field,
    dicho AS observed,
    debido AS expected,
    trimestre_nombrado,
    CASE WHEN dicho <> debido THEN 1 ELSE 0 END AS falla
FROM debidos
