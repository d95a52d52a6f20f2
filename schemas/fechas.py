"""Rows of the derived table `fechas`: every date that cells and prose name."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import judged

_DATED = ~nw.col("fecha").is_null()

SCHEMA = DataFrameSchema(
    name="fechas",
    checks=[
        judged(
            "FEC-001",
            "dia_semana",
            when=_DATED & ~nw.col("dia_semana").is_null(),
            # Monday is 1 everywhere, but Sunday is 7 in some engines and 0 in others.
            holds=nw.col("dia_semana") % 7 == nw.col("fecha").dt.weekday() % 7,
            observed=nw.col("observed"),
            expected=nw.col("dia_debido"),
            fecha=nw.col("fecha").dt.to_string("%Y-%m-%d"),
        ),
        judged(
            "FEC-002",
            "dia",
            when=~nw.col("existe").is_null(),
            holds=nw.col("existe"),
            observed=nw.col("observed"),
        ),
        judged(
            "FEC-004",
            "completa",
            when=~nw.col("completa").is_null(),
            holds=nw.col("completa"),
            observed=nw.col("observed"),
        ),
    ],
)
