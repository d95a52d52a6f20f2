-- Una fila por cada acuerdo, opinión y sesión que llevan número: la serie a la que pertenece y el número que
-- le toca.
SELECT
    _report,
    _row,
    'acuerdos' AS tabla,
    'clave' AS campo,
    CASE WHEN clave_cuenta = '' THEN 'acuerdos' ELSE 'acuerdos ' || clave_cuenta END AS serie,
    clave_numero AS numero,
    clave AS dicho
FROM acuerdos
UNION ALL
SELECT
    _report,
    _row,
    'opiniones',
    'clave',
    CASE WHEN clave_cuenta = '' THEN 'opiniones de pertinencia' ELSE 'opiniones de pertinencia ' || clave_cuenta END,
    clave_numero,
    clave
FROM opiniones
UNION ALL
SELECT _report, _row, 'sesiones', 'numero', 'sesiones ordinarias', numero, CAST(numero AS TEXT)
FROM sesiones
WHERE tipo = 'ordinaria'
UNION ALL
SELECT _report, _row, 'sesiones', 'numero', 'sesiones extraordinarias', numero, CAST(numero AS TEXT)
FROM sesiones
WHERE tipo = 'extraordinaria'
