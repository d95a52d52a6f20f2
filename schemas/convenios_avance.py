"""Rows of table `convenios_avance`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, counterpart_once

SCHEMA = DataFrameSchema(
    name="convenios_avance",
    checks=[consecutive("NUM-003", "no", "no", from_one=True), counterpart_once()],
)
