"""Rows of table `sesiones`."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import judged, printed_date

_YEAR = nw.col("fecha").dt.to_string("%Y")
_DUE = nw.col("numero").shift(1).over("_report", "tipo", order_by="_row") + 1

SCHEMA = DataFrameSchema(
    name="sesiones",
    checks=[
        *printed_date("fecha", "fecha_texto"),
        judged(
            "NUM-004",
            "sesion_id",
            when=~nw.col("sesion_id").is_null() & ~_YEAR.is_null(),
            holds=nw.col("sesion_id").str.slice(0, 4) == _YEAR,
            expected=_YEAR,
        ),
        judged(
            "NUM-005",
            "numero",
            when=(nw.col("tipo") == "ordinaria") & ~_DUE.is_null(),
            holds=nw.col("numero") == _DUE,
            expected=_DUE,
        ),
    ],
)
