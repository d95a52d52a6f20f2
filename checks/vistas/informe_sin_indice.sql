-- Una fila por cada informe cuya prosa no tiene índice.
SELECT i._report
FROM informe i
WHERE NOT EXISTS (SELECT 1 FROM indice x WHERE x._report = i._report)
