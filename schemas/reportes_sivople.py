"""Rows of table `reportes_sivople`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, printed_date

SCHEMA = DataFrameSchema(
    name="reportes_sivople",
    checks=[*printed_date("fecha", "fecha_texto"), consecutive("NUM-003", "no", "no", from_one=True)],
)
