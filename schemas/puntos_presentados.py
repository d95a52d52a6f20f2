"""Rows of table `puntos_presentados`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive

SCHEMA = DataFrameSchema(
    name="puntos_presentados",
    checks=[consecutive("NUM-003", "no", "no", from_one=True)],
)
