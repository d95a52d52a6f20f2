"""Rows of table `envios`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, printed_date

SCHEMA = DataFrameSchema(
    name="envios",
    checks=[
        *printed_date("fecha", "fecha_texto"),
        consecutive("NUM-003", "no", "no", by=["lista"], from_one=True),
    ],
)
