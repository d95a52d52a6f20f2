"""Rows of table `evento_participantes`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive

SCHEMA = DataFrameSchema(
    name="evento_participantes",
    checks=[consecutive("NUM-003", "orden", "orden", by=["evento_id"], from_one=True)],
)
