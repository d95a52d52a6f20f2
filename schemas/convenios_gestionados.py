"""Rows of table `convenios_gestionados`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, counterpart_once, printed_date

SCHEMA = DataFrameSchema(
    name="convenios_gestionados",
    checks=[
        *printed_date("fecha_suscripcion", "fecha_texto"),
        consecutive("NUM-003", "no", "no", from_one=True),
        counterpart_once(),
    ],
)
