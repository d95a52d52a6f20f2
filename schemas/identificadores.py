"""Rows of the derived table `identificadores`: every identifier that cells and prose name."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import judged

SCHEMA = DataFrameSchema(
    name="identificadores",
    checks=[
        judged(
            "IDE-002",
            "forma",
            # A key column of its own table is IDE-001's business.
            when=nw.col("_field").is_null() | (nw.col("_field") != "clave"),
            holds=nw.col("forma") == nw.col("forma_debida"),
            observed=nw.col("observed"),
            expected=nw.col("ejemplo_debido"),
        ),
        judged(
            "NUM-004",
            "anio",
            when=~nw.col("anio").is_null() & ~nw.col("anio_de_su_fecha").is_null(),
            holds=nw.col("anio").cast(nw.String) == nw.col("anio_de_su_fecha"),
            observed=nw.col("observed"),
            expected=nw.col("anio_de_su_fecha"),
        ),
        judged(
            "NUM-004",
            "anio",
            when=~nw.col("anio_en_otro_lugar").is_null()
            & (nw.col("_field").is_null() | (nw.col("_field") != "clave")),
            holds=nw.col("anio").cast(nw.String) == nw.col("anio_en_otro_lugar"),
            observed=nw.col("observed"),
            expected=nw.col("anio_en_otro_lugar"),
            variant="en_otro_lugar",
        ),
    ],
)
