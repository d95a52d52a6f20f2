"""`python -m tests.audit.publish` writes anew the published trails: one good, the others not.

Each `<name>_fail` holds `audit/`, `motivo.txt` (the problems that must be named, and why), and where only a
kept seal shows the attack, `conservado.sha256`. Their keys live as long as this program runs.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from check_report.audit import trail
from tests.audit.notary import Notary, make_keys, names

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent / "trails"
GOOD = "bueno"
REASON, KEPT = "motivo.txt", "conservado.sha256"


def _edited(notary: Notary) -> str:
    path = notary.trail / trail.ENTRIES / notary.entries[0] / trail.STATEMENT
    path.write_bytes(path.read_bytes().replace(b"CVOE/038/21", b"CVOE/039/21"))
    return "Alguien cambió el acuerdo que una aprobación cita."


def _edited_and_rehashed(notary: Notary) -> str:
    _edited(notary)
    _relist(notary)
    return "Alguien cambió una aprobación y rehízo las listas de los sellos, sin la llave de sellar."


def _deleted_and_rehashed(notary: Notary) -> str:
    shutil.rmtree(notary.trail / trail.ENTRIES / notary.entries[1])
    _relist(notary)
    return "Alguien quitó una aprobación y rehízo las listas de los sellos, sin la llave de sellar."


def _truncated(notary: Notary) -> str:
    shutil.rmtree(notary.trail / trail.ENTRIES / notary.entries[2])
    return "Alguien quitó la última aprobación, que un sello ya listaba."


def _rolled_back(notary: Notary) -> str:
    shutil.rmtree(notary.trail / trail.ENTRIES / notary.entries[2])
    shutil.rmtree(notary.trail / trail.SEALS / "0002")
    trail.tidy(notary.trail)
    return "El expediente volvió a un sello anterior: sólo lo muestra el sello conservado."


def _other_key(notary: Notary) -> str:
    notary.approve("c")
    notary.forge_seal("0003", dict(trail.read(notary.trail).digests), "ajena")
    return "El último sello está firmado con una llave que no es la de sellar."


def _replayed(notary: Notary) -> str:
    shutil.rmtree(notary.trail / trail.ENTRIES / notary.entries[2])
    place = notary.trail / trail.SEALS
    shutil.rmtree(place / "0002")
    shutil.copytree(place / "0001", place / "0002")
    trail.tidy(notary.trail)
    return "Alguien quitó el último sello y puso en su lugar una copia del anterior."


def _stolen_sealing_key(notary: Notary) -> str:
    shutil.rmtree(notary.trail / trail.SEALS)
    _edited(notary)
    notary.forge_seal("0001", dict(trail.read(notary.trail).digests))
    return "Con la llave de sellar robada se selló una aprobación alterada, que nadie firmó."


def _forked(notary: Notary) -> str:
    notary.approve("a", replaces=notary.entries[0], text="la otra enmienda")
    return "Dos enmiendas sustituyen a la misma aprobación."


def _back_dated(notary: Notary) -> str:
    notary.approve("c", date="2021-01-01", prior="")
    return "Una aprobación nueva dice ser anterior a los sellos que ya había."


def _rebuilt(notary: Notary) -> str:
    shutil.rmtree(notary.trail)
    notary.approve("a", text="otra historia")
    notary.seal()
    return "Alguien con todas las llaves rehízo la historia: sólo lo muestra el sello conservado."


def _flipped(notary: Notary) -> str:
    path = min((notary.trail / trail.OBJECTS).iterdir())
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(bytes(content))
    return "Un bit de un objeto cambió."


def _cms_flipped(notary: Notary) -> str:
    entry = notary.approve("c", "carla")
    (path,) = (notary.trail / trail.ENTRIES / entry).glob(f"*{trail.CMS}")
    content = bytearray(path.read_bytes())
    content[25] ^= 1
    path.write_bytes(bytes(content))
    return "Un bit de una firma CMS cambió donde OpenSSL no mira: el número de versión."


def _unsigned(notary: Notary) -> str:
    entry = notary.approve("c", "beto")
    (notary.trail / trail.ENTRIES / entry / f"beto{trail.SSH}").unlink()
    return "Una aprobación sin firma."


def _added(notary: Notary) -> str:
    (notary.trail / "nota.txt").write_text("nota\n", encoding="utf-8")
    return "Hay un archivo que no es del expediente."


CASES: dict[str, Callable[[Notary], str]] = {
    "entrada_editada": _edited,
    "entrada_editada_y_listas_rehechas": _edited_and_rehashed,
    "entrada_quitada_y_listas_rehechas": _deleted_and_rehashed,
    "truncado": _truncated,
    "vuelto_atras": _rolled_back,
    "sello_de_otra_llave": _other_key,
    "sello_repetido": _replayed,
    "llave_de_sellar_robada": _stolen_sealing_key,
    "bifurcado": _forked,
    "antefechado": _back_dated,
    "historia_rehecha": _rebuilt,
    "bit_cambiado": _flipped,
    "bit_cambiado_en_cms": _cms_flipped,
    "sin_firma": _unsigned,
    "archivo_agregado": _added,
}
ONLY_KEPT = {"vuelto_atras", "historia_rehecha"}


def _relist(notary: Notary) -> None:
    for number in sorted(trail.read(notary.trail).seals):
        found = trail.read(notary.trail)
        mine = f"{trail.SEALS}/{number}/"
        digests = {p: d for p, d in found.digests.items() if not p.startswith("seals/") or p < mine}
        (notary.trail / trail.SEALS / number / trail.LIST).write_bytes(trail.lines(digests))


def _good(folder: Path, keys: Path) -> Notary:
    notary = Notary(folder, keys)
    notary.approve("a", "ana")
    notary.approve("b", "carla")
    notary.seal()
    notary.approve("a", "carla", replaces=notary.entries[0], text="enmienda")
    notary.seal()
    return notary


def publish(target: Path) -> None:
    """Writes all published trails below a folder, which must not exist."""
    with tempfile.TemporaryDirectory() as scratch:
        keys = Path(scratch)
        make_keys(keys)
        good = _good(target / GOOD, keys)
        kept = good.last_seal()
        assert good.both(kept) == set()
        shutil.copytree(keys / trail.TRUST, target / trail.TRUST)
        for name, spoil in CASES.items():
            folder = target / f"{name}_fail"
            shutil.copytree(good.trail, folder / trail.FOLDER)
            notary = Notary(folder, keys, entries=list(good.entries))
            reason = spoil(notary)
            if name in ONLY_KEPT:
                (folder / KEPT).write_bytes(kept)
            found = "\n".join(sorted(names(notary.both(kept if name in ONLY_KEPT else None))))
            (folder / REASON).write_text(f"{reason}\n\n{found}\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    shutil.rmtree(HERE, ignore_errors=True)
    publish(HERE)
