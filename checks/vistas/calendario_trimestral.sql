-- Una fila por cada trimestre del año: cómo se escribe, cómo termina la clave del informe y qué días lo
-- limitan.
WITH renglones (trimestre, ordinal, nombre, clave, inicio, fin) AS (
    VALUES
        (1, 'Primer', 'primer', '-T1', '-01-01', '-03-31'),
        (2, 'Segundo', 'segundo', '-T2', '-04-01', '-06-30'),
        (3, 'Tercer', 'tercer', '-T3', '-07-01', '-09-30'),
        (4, 'Cuarto', 'cuarto', '-T4', '-10-01', '-12-31')
)
SELECT trimestre, ordinal, nombre, clave, inicio, fin
FROM renglones
