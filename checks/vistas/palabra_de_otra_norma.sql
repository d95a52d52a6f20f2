-- Una fila por cada palabra que, si está en lo citado y no en el nombre de la norma registrada que más se le
-- parece, dice que se cita otra norma. Se enumeran las formas porque los motores no pasan igual a minúsculas
-- todas las letras.
WITH palabras (palabra) AS (
    VALUES
        ('Tribunal'), ('tribunal'),
        ('Nacional'), ('nacional'),
        ('Federal'), ('federal'),
        ('General'), ('general'),
        ('Congreso'), ('congreso')
)
SELECT palabra
FROM palabras
