"""Rows of the derived table `hechos_fechados`: the days that sentences and lists give to what was done."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import judged

SCHEMA = DataFrameSchema(
    name="hechos_fechados",
    checks=[
        judged(
            "PER-001",
            "fecha",
            when=~nw.col("fecha").is_null(),
            holds=nw.col("en_periodo"),
            observed=nw.col("observed"),
            expected=nw.col("periodo"),
            variant="en_prosa",
            inicio=nw.col("inicio"),
            fin=nw.col("fin"),
        ),
    ],
)
