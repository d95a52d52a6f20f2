"""Rows of table `cifras_declaradas`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive

SCHEMA = DataFrameSchema(
    name="cifras_declaradas",
    checks=[consecutive("NUM-003", "no", "no", from_one=True)],
)
