"""Rows of table `acuerdos`."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, form_of, same_date, year_of

SCHEMA = DataFrameSchema(
    name="acuerdos",
    checks=[
        consecutive("NUM-001", "clave", "clave_numero", by=["clave_cuenta"]),
        year_of("clave", nw.col("sesion_id").str.slice(0, 4)),
        form_of("clave"),
        same_date("asunto"),
    ],
)
