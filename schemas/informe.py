"""Row of table `informe`."""

import narwhals.stable.v1 as nw
from pandera.polars import DataFrameSchema

from ._vocabulary import year_of

SCHEMA = DataFrameSchema(
    name="informe",
    checks=[year_of("acuerdo_aprobacion", nw.col("fecha_aprobacion").dt.to_string("%Y"))],
)
