-- Una fila por cada anuncio de partes, con aquello en lo que difiere: no enumera tantas (otra_lista), no son
-- tantos los apartados que siguen si no es la lista que abre, se cuenten o no los que sólo enmarcan y el propio (otra_cuenta), o no llevan
-- las letras anunciadas (otras_letras).
SELECT
    _report,
    _file,
    _line,
    observed,
    cantidad,
    enumerados,
    apartados,
    letras_apartados,
    CASE WHEN enumerados <> cantidad THEN 1 ELSE 0 END AS otra_lista,
    CASE
        WHEN estructura = 1
            AND (letras <> '' OR COALESCE(enumerados, 0) <> cantidad)
            AND cantidad <> apartados
            AND cantidad <> COALESCE(apartados_sin_marco, apartados)
            AND cantidad <> COALESCE(apartados_sin_propio, apartados)
            THEN 1
        ELSE 0
    END AS otra_cuenta,
    CASE WHEN letras <> letras_apartados THEN 1 ELSE 0 END AS otras_letras
FROM anuncios
