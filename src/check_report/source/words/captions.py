"""How a text calls a table or a picture: «Tabla 10. Instrumentos en gestión»."""

from __future__ import annotations

import re

_CAPTION = re.compile(r"(?:tabla|cuadro|gr[áa]fica|figura)\s+[0-9]", re.IGNORECASE)


def opens(text: str) -> bool:
    """Whether a text begins by numbering a table or a picture."""
    return bool(_CAPTION.match(text))
