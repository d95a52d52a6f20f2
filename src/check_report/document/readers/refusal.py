"""Why a document cannot be read: one clear sentence each."""

from __future__ import annotations

from check_report.language import marked

REASONS = {
    "missing": marked("No existe «{file}»: revise cómo está escrita la ruta."),
    "not-regular": marked("«{file}» no es un archivo: indique el documento del informe."),
    "denied": marked("«{file}» no se puede abrir: revise sus permisos."),
    "empty": marked("«{file}» está vacío."),
    "too-large": marked("«{file}» pesa más de 50 MB: un informe no llega a tanto."),
    "unknown": marked(
        "«{file}» no es un documento que se pueda leer: use .docx, .pdf, .xlsx, .html, .md o .txt."
    ),
    "picture": marked(
        "«{file}» es una imagen, no un documento: use el archivo en que se escribió el informe."
    ),
    "old": marked("«{file}» está en un formato antiguo: guárdelo como .docx o .xlsx."),
    "other-suite": marked("«{file}» es un archivo de LibreOffice: guárdelo como .docx o .xlsx."),
    "locked": marked("«{file}» está protegido con contraseña: quítela y vuelva a intentarlo."),
    "bomb": marked("«{file}» ocupa demasiado al descomprimirse: no se abrió."),
    "doctype": marked("«{file}» trae una declaración DOCTYPE, que un documento no necesita: no se abrió."),
    "damaged": marked("«{file}» está dañado o no es lo que dice su extensión."),
    "scan": marked("«{file}» no tiene texto, sólo imágenes: use el archivo en que se escribió el informe."),
    "no-text": marked("«{file}» no es un texto legible: guárdelo en UTF-8."),
    "blank": marked("«{file}» no dice nada: no tiene texto ni tablas."),
    "too-long": marked("«{file}» tardó demasiado en leerse y se detuvo."),
    "too-much": marked("«{file}» pidió demasiada memoria y se detuvo."),
}


class Unreadable(Exception):  # noqa: N818 - an answer about the document, not an error of the program
    """A document that cannot be read; `reason` is one of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
