-- Una fila por cada palabra que, en el tipo de un instrumento, dice de qué clase es. Se enumeran las formas
-- porque los motores no pasan igual a minúsculas las letras con acento.
WITH palabras (clase, palabra) AS (
    VALUES
        ('general', 'General'), ('general', 'general'), ('general', 'GENERAL'),
        ('general', 'Marco'), ('general', 'marco'), ('general', 'MARCO'),
        ('especifico', 'Específico'), ('especifico', 'específico'), ('especifico', 'ESPECÍFICO'),
        ('especifico', 'Especifico'), ('especifico', 'especifico'), ('especifico', 'ESPECIFICO')
)
SELECT clase, palabra
FROM palabras
