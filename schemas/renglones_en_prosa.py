"""Rows of the derived table `renglones_en_prosa`: numbers and days of tables that stand in the prose."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import judged

SCHEMA = DataFrameSchema(
    name="renglones_en_prosa",
    checks=[
        judged(
            "NUM-003",
            "numero",
            when=~nw.col("numero").is_null(),
            holds=nw.col("numero") == nw.col("numero_debido"),
            observed=nw.col("observed"),
            expected=nw.col("numero_debido"),
        ),
        judged(
            "NUM-001",
            "acuerdo",
            when=~nw.col("acuerdo").is_null(),
            holds=nw.col("acuerdo") == nw.col("acuerdo_debido"),
            observed=nw.col("observed"),
            expected=nw.col("acuerdo_debido"),
            variant="en_prosa",
        ),
        judged(
            "NUM-002",
            "opinion",
            when=~nw.col("opinion").is_null(),
            holds=nw.col("opinion") == nw.col("opinion_debida"),
            observed=nw.col("observed"),
            expected=nw.col("opinion_debida"),
            variant="en_prosa",
        ),
        judged(
            "NUM-004",
            "anio",
            when=~nw.col("anio").is_null(),
            holds=nw.col("anio") == nw.col("anio_debido"),
            observed=nw.col("observed"),
            expected=nw.col("anio_debido"),
            variant="de_columna",
        ),
        judged(
            "PER-001",
            "fecha",
            when=~nw.col("fecha").is_null(),
            holds=nw.col("en_periodo"),
            observed=nw.col("observed"),
            expected=nw.col("periodo"),
            variant="de_columna",
            inicio=nw.col("inicio"),
            fin=nw.col("fin"),
        ),
    ],
)
