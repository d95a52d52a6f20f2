-- Una fila por cada palabra con la que un informe puede llamar a uno de los cuatro trimestres. Se enumeran
-- las formas porque los motores no pasan igual a minúsculas todas las letras.
WITH palabras (trimestre, palabra) AS (
    VALUES
        (1, 'Primer'), (1, 'primer'), (1, 'PRIMER'),
        (1, 'Primero'), (1, 'primero'), (1, 'PRIMERO'),
        (1, 'Primera'), (1, 'primera'), (1, 'PRIMERA'),
        (1, '1er'), (1, '1ER'), (1, '1er.'), (1, '1ER.'), (1, '1'), (1, '1.º'), (1, '1º'), (1, '1°'), (1, 'I'),
        (2, 'Segundo'), (2, 'segundo'), (2, 'SEGUNDO'),
        (2, 'Segunda'), (2, 'segunda'), (2, 'SEGUNDA'),
        (2, '2do'), (2, '2DO'), (2, '2do.'), (2, '2DO.'), (2, '2'), (2, '2.º'), (2, '2º'), (2, '2°'), (2, 'II'),
        (3, 'Tercer'), (3, 'tercer'), (3, 'TERCER'),
        (3, 'Tercero'), (3, 'tercero'), (3, 'TERCERO'),
        (3, 'Tercera'), (3, 'tercera'), (3, 'TERCERA'),
        (3, '3er'), (3, '3ER'), (3, '3er.'), (3, '3ER.'), (3, '3'), (3, '3.º'), (3, '3º'), (3, '3°'), (3, 'III'),
        (4, 'Cuarto'), (4, 'cuarto'), (4, 'CUARTO'),
        (4, 'Cuarta'), (4, 'cuarta'), (4, 'CUARTA'),
        (4, '4to'), (4, '4TO'), (4, '4to.'), (4, '4TO.'), (4, '4'), (4, '4.º'), (4, '4º'), (4, '4°'), (4, 'IV')
)
SELECT trimestre, palabra
FROM palabras
