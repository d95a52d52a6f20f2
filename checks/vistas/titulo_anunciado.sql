-- Una fila por cada inciso anunciado con su título y el apartado de su letra. Falla si el título casi nada
-- tiene del de ese apartado y mucho del de otro, a menos que ya las letras anunciadas sean otras.
SELECT
    t._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    t._file,
    t._line,
    t.observed,
    t.titulo_apartado AS expected,
    'titulo' AS variant,
    t.letra,
    t.titulo_ajeno,
    CASE
        WHEN t.propias < 0.2
            AND t.ajenas >= 0.6
            AND NOT EXISTS (
                SELECT 1
                FROM anuncio_comparado a
                WHERE a._report = t._report AND a._line = t._line AND a.otras_letras = 1
            )
            THEN 1
        ELSE 0
    END AS falla
FROM anuncio_incisos t
