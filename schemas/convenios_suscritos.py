"""Rows of table `convenios_suscritos`."""

from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, counterpart_once, printed_date

SCHEMA = DataFrameSchema(
    name="convenios_suscritos",
    checks=[
        *printed_date("fecha_suscripcion", "fecha_texto"),
        consecutive("NUM-003", "no", "no", from_one=True),
        counterpart_once(),
    ],
)
