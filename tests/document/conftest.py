"""Reads the printed report anew, knowing nothing of the report folder that was made from it.

The reader knows how the document is laid out and nothing about what it says: headings are
those of its own index plus the lettered ones, a table is a run of tab-separated lines under a
header, a table split by a page repeats its header, a row split by a page has no number, and a
bullet split by a page lacks its final dot.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT.parent / "shared" / "document" / "tercer-informe-trimestral-2021.txt"

Row = dict[str, str]
Tables = dict[str, list[Row]]

ROMAN = re.compile(r"(I{1,3})\. (.+)")
ARABIC = re.compile(r"(\d)\. (.+)")
LETTER = re.compile(r"(?:- )?([A-Z])([.)]) (.+)")
AGREEMENT = re.compile(r"- \*\*(\S+)\.\*\* (.+)")


@dataclass
class Section:
    """A heading and what stands under it, down to the next heading."""

    seccion_id: str
    titulo: str
    nivel: int
    pagina: str
    heading: str
    """The heading as printed, number or letter included."""
    lines: list[str] = field(default_factory=list)


@dataclass
class Grid:
    """A printed table: pages joined, repeated headers dropped, split rows made whole."""

    seccion_id: str
    header: list[str]
    rows: list[list[str]]


@dataclass
class Printed:
    """Everything the document prints, table by table and section by section."""

    lines: list[str]
    """The lines from the first heading on, as they are."""
    cover: str
    index: list[tuple[str, str]]
    sections: list[Section]
    tables: Tables
    attendance: dict[str, list[bool]]
    """The label of each line of the attendance table and its four ticks."""
    prose: dict[str, str]
    """What each section says outside its tables and lists, heading included."""


def plain(text: str) -> str:
    """The words without emphasis marks and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"\*\*|</?i>", "", text)).strip()


def read_index(lines: list[str]) -> list[tuple[str, str]]:
    start = lines.index("ÍNDICE") + 1
    entries = []
    for line in lines[start:]:
        if "\t" in line:
            title, page = line.split("\t")
            entries.append((title.strip(), page.strip()))
        elif line.strip():
            break
    return entries


def read_sections(lines: list[str], index: list[tuple[str, str]]) -> list[Section]:
    pages = dict(index)
    sections: list[Section] = []
    chapter = part = ""
    for line in lines[lines.index(index[0][0]) :]:
        heading = plain(line)
        page = pages.get(heading, "")
        lettered = LETTER.fullmatch(heading)
        if page and (found := ROMAN.fullmatch(heading)):
            chapter, part = found[1], ""
            sections.append(Section(chapter, found[2], 1, page, heading))
        elif page and (found := ARABIC.fullmatch(heading)):
            part = f"{chapter}.{found[1]}"
            sections.append(Section(part, found[2], 2, page, heading))
        elif page:
            sections.append(Section("INTRO", heading, 1, page, heading))
        elif part and lettered:
            letter, _, title = lettered.groups()
            name = heading.removeprefix("- ")
            sections.append(Section(f"{part}.{letter}", title, 3, "", name))
        else:
            sections[-1].lines.append(line)
    return sections


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t")]


def join(row: list[str], rest: list[str]) -> list[str]:
    """A row and its continuation on the next page."""
    rest = rest + [""] * (len(row) - len(rest))
    return [f"{cell} {more}".strip() for cell, more in zip(row, rest, strict=True)]


def read_grids(section: Section) -> list[Grid]:
    grids: list[Grid] = []
    second_header: list[str] = []
    apart = opening = True
    for line in section.lines:
        row = cells(line)
        if "\t" not in line:
            opening = True
            apart = apart or bool(line.strip())
        elif opening:
            if apart or row != grids[-1].header:
                grids.append(Grid(section.seccion_id, row, []))
                second_header = []
            apart = opening = False
        elif row == second_header:
            continue
        elif row[0]:
            grids[-1].rows.append(row)
        elif grids[-1].rows:
            grids[-1].rows[-1] = join(grids[-1].rows[-1], row)
        else:
            second_header = row
    return grids


def fill_down(rows: list[list[str]]) -> list[list[str]]:
    """Merged cells are blank in all their rows but the first."""
    last = ""
    filled = []
    for *others, cell in rows:
        last = cell or last
        filled.append([*others, last])
    return filled


def numbered(rows: list[list[str]], *names: str) -> list[Row]:
    return [dict(zip(("no", *names), (row[0].rstrip("."), *row[1:]), strict=True)) for row in rows]


def read_bullets(lines: list[str]) -> tuple[list[str], list[str]]:
    """Bullets made whole, each session heading before its own, and the paragraphs left over."""
    bullets: list[str] = []
    rest: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("- ") or re.fullmatch(r"\S+ sesión .+:", line):
            bullets.append(line)
            if line.endswith(":"):
                rest.append(line)
        elif bullets and not re.search(r"[.:]$|[¹²]$", bullets[-1]):
            bullets[-1] += f" {line}"
        else:
            rest.append(line)
    return bullets, rest


def read_agreements(bullets: list[str], sessions: dict[str, str]) -> list[Row]:
    rows: list[Row] = []
    session = ""
    for bullet in bullets:
        if found := AGREEMENT.fullmatch(bullet):
            rows.append({"clave": found[1], "sesion_id": session, "asunto": found[2]})
        elif bullet.endswith(":"):
            session = sessions[bullet.split(",")[0].lower()]
    return rows


def read_points(bullets: list[str]) -> list[Row]:
    texts = [b.removeprefix("- ") for b in bullets if b.startswith("- ") and "**" not in b]
    kinds = {"informe": "informe", "informes": "informe", "nota": "nota"}
    return [
        {"no": str(no), "clase": kinds.get(text.split()[0].lower(), "punto"), "texto": text}
        for no, text in enumerate(texts, 1)
    ]


def read_attendants(event: str, grids: list[Grid]) -> list[Row]:
    """Either a session a row, with its list inside the cell, or a table headed by the session."""
    people: list[tuple[str, str, str, str]] = []
    for grid in grids:
        if grid.header[0] == "Actividad":
            for table, cell in grid.rows:
                talk, _, chair = cell.partition("<p>Moderación: ")
                role = "inauguracion" if table == "Inauguración" else "ponente"
                names = plain(re.sub(r"<ul[^>]*>|</ul>", " ", talk)).removeprefix("- ")
                people += [(table, *split_name(name), role) for name in names.split(" - ")]
                if chair:
                    people.append((table, *split_name(chair.removesuffix("</p>")), "moderacion"))
        else:
            role = "moderacion" if "moderadoras" in grid.header[0] else "ponente"
            people += [(grid.header[0], name, post, role) for name, post in grid.rows]
    columns = ("mesa", "nombre", "cargo", "papel")
    return [
        {"evento_id": event, "orden": str(no), **dict(zip(columns, person, strict=True))}
        for no, person in enumerate(people, 1)
    ]


def split_name(text: str) -> tuple[str, str]:
    name, _, post = text.strip().partition(", ")
    return name, post


def read_printed(text: str) -> Printed:
    lines = text.splitlines()
    index = read_index(lines)
    sections = read_sections(lines, index)
    grids = {section.seccion_id: read_grids(section) for section in sections}

    held, present = grids["I"]
    kinds = {"ordinaria": "ORD", "extraordinaria": "EXT"}
    ordinals = ["primera", "segunda", "tercera", "cuarta", "quinta"]
    ordinals += ["sexta", "séptima", "octava", "novena", "décima"]
    sessions: dict[str, str] = {}
    session_rows: list[Row] = []
    for name, date in zip(held.header, held.rows[0], strict=True):
        ordinal, _, kind = name.lower().split()
        number = ordinals.index(ordinal) + 1
        sessions[name.lower()] = f"2021-{kinds[kind]}-{number:02}"
        session_rows.append(
            {
                "sesion_id": sessions[name.lower()],
                "tipo": kind,
                "numero": str(number),
                "fecha_texto": date,
            }
        )

    bullets, rest = read_bullets(next(s.lines for s in sections if s.seccion_id == "II"))
    advances = [row for grid in grids["III.2.C"] for row in grid.rows]
    opinions = [row for grid in grids["III.2.F"] for row in grid.rows]
    bodies, council = grids["III.1.B"]
    first, *second = grids["III.3.A"]
    instrument = ("instrumento", "objeto", "fecha_texto")
    opinion = ("clave", "instrumento", "area_responsable", "sentido")
    sent = ("fecha_texto", "informacion")
    tables: Tables = {
        "secciones": [
            {
                "seccion_id": section.seccion_id,
                "titulo": section.titulo,
                "nivel": str(section.nivel),
                "pagina": section.pagina,
            }
            for section in sections
        ],
        "sesiones": session_rows,
        "acuerdos": read_agreements(bullets, sessions),
        "puntos_presentados": read_points(bullets),
        "sesiones_ine": [
            {"ambito": scope, **row}
            for scope, grid in (("comision", bodies), ("consejo_local", council))
            for row in numbered(fill_down(grid.rows), "fecha_texto", "instancia")
        ],
        "reportes_sivople": numbered(fill_down(grids["III.1.C"][0].rows), "fecha_texto", "sistema"),
        "convenios_gestionados": numbered(grids["III.2.A"][0].rows, *instrument),
        "convenios_suscritos": numbered(grids["III.2.B"][0].rows, *instrument),
        "convenios_avance": numbered(advances, "tipo", "contraparte", "sesiones_texto"),
        "convenios_acompanados": numbered(
            grids["III.2.D"][0].rows, "instrumento", "objeto", "area_responsable"
        ),
        "opiniones": [dict(zip(opinion, row, strict=True)) for row in opinions],
        "evento_participantes": read_attendants("E01", [first]) + read_attendants("E02", second),
        "envios": [
            {"lista": name, **row}
            for name, place in (("red_observacion", "III.3.B"), ("voto_chilango", "III.5.A"))
            for grid in grids[place]
            for row in numbered(grid.rows, *sent)
        ],
    }
    prose = {}
    for section in sections:
        body = rest if section.seccion_id == "II" else section.lines
        outside = [line for line in body if "\t" not in line]
        prose[section.seccion_id] = "\n".join(filter(None, map(plain, [section.heading, *outside])))
    return Printed(
        lines=lines[lines.index(index[0][0]) :],
        cover=plain(" ".join(lines[: lines.index("ÍNDICE")])),
        index=index,
        sections=sections,
        tables=tables,
        attendance={row[0]: [c == "✓" for c in (row[1:] + [""] * 4)[:4]] for row in present.rows},
        prose=prose,
    )


@pytest.fixture(scope="session")
def printed() -> Printed:
    if not SOURCE.is_file():
        pytest.skip("the printed report is not beside the repository")
    return read_printed(SOURCE.read_text(encoding="utf-8"))
