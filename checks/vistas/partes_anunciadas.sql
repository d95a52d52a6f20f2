-- Una fila por cada anuncio de partes que se enumeran o que son apartados. Falla si no enumera tantas, si los
-- apartados no son tantos o si no llevan las letras anunciadas.
SELECT
    a._report,
    CAST(NULL AS TEXT) AS _table,
    CAST(NULL AS BIGINT) AS _row,
    CAST(NULL AS TEXT) AS _field,
    a._file,
    a._line,
    a.observed,
    CASE
        WHEN a.otra_lista = 1 THEN CAST(a.enumerados AS TEXT)
        WHEN a.letras_apartados <> '' THEN a.letras_apartados
        ELSE CAST(a.apartados AS TEXT)
    END AS expected,
    CASE
        WHEN a.otra_lista = 1
            AND ABS(a.cantidad - a.enumerados) > 1 AND (2 * a.cantidad > 3 * a.enumerados OR 2 * a.enumerados > 3 * a.cantidad)
            THEN 'lista_lejana'
        WHEN a.otra_lista = 1 THEN 'lista'
        WHEN a.otra_cuenta = 1
            AND ABS(a.cantidad - a.apartados) > 1 AND (2 * a.cantidad > 3 * a.apartados OR 2 * a.apartados > 3 * a.cantidad)
            THEN 'lejana'
    END AS variant,
    CAST(a.cantidad AS TEXT) AS cantidad,
    CAST(a.apartados AS TEXT) AS apartados,
    CASE WHEN a.otra_lista = 1 OR a.otra_cuenta = 1 OR a.otras_letras = 1 THEN 1 ELSE 0 END AS falla
FROM anuncio_comparado a
WHERE a.enumerados IS NOT NULL OR a.apartados IS NOT NULL
