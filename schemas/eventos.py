"""Rows of table `eventos`. An event may last several days: its words may name more than one."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import judged, legible_date, same_date, within_period

SCHEMA = DataFrameSchema(
    name="eventos",
    checks=[
        within_period("fecha_inicio"),
        within_period("fecha_fin"),
        legible_date("fecha_texto"),
        same_date("fecha_texto"),
        judged(
            "FEC-005",
            "fecha_fin",
            when=~nw.col("fecha_fin").is_null(),
            holds=nw.col("fecha_inicio") <= nw.col("fecha_fin"),
            observed=nw.col("fecha_fin").dt.to_string("%Y-%m-%d"),
            expected=nw.col("fecha_inicio").dt.to_string("%Y-%m-%d"),
            variant="fin_antes",
        ),
    ],
)
