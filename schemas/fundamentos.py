"""Rows of table `fundamentos`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive

SCHEMA = DataFrameSchema(
    name="fundamentos",
    checks=[consecutive("NUM-003", "no", "no", from_one=True)],
)
