"""Rows of table `convenios_acompanados`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, counterpart_once

SCHEMA = DataFrameSchema(
    name="convenios_acompanados",
    checks=[consecutive("NUM-003", "no", "no", from_one=True), counterpart_once()],
)
