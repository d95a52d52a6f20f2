"""Rows of table `opiniones`."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import consecutive, form_of, year_of

SCHEMA = DataFrameSchema(
    name="opiniones",
    checks=[
        consecutive("NUM-002", "clave", "clave_numero", by=["clave_cuenta"]),
        year_of("clave", nw.col("_anio").cast(nw.String)),
        form_of("clave"),
    ],
)
