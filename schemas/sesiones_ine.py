"""Rows of table `sesiones_ine`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, printed_date

SCHEMA = DataFrameSchema(
    name="sesiones_ine",
    checks=[
        *printed_date("fecha", "fecha_texto"),
        consecutive("NUM-003", "no", "no", by=["ambito"], from_one=True),
    ],
)
