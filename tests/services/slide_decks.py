"""The packs of every kind from an example, and templates that leave slides less room than ours."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from rccdesk.services import groups, meetings
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.database import Database
from rccdesk.services.packs.content import PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.template_files import OwnTemplate, guess_mapping, read_layouts
from tests.services import slide_templates
from tests.services.pack_example import example_pack

PX = 9525
_LOW = (48, 150, 1184, 80)  # px: under a head of the template's own
_COLOURS = {"dk1": "3B0A2A", "lt1": "FFF8EE", "accent1": "8A1253"}
_KINDS: dict[str, dict[str, Any]] = {
    "quarterly": {"process": "Bröstcancer"},
    "indicator-sheet": {"indicator": "care_plan_breast"},
    "year-text": {"process": "Bröstcancer", "period": "2025"},
    "svf-report": {"period": "2025"},
    "yearly": {"period": "2025"},
    "result-card": {},
    "unit": {"region": ("X3",), "unit": "Sydvalls universitetssjukhus", "period": "2026"},
}


def assemble_kinds(database: Database) -> dict[str, Pack]:
    """Return a pack of each kind but the steering group's."""
    return {
        kind: assemble_pack(database, PackRequest(kind, Path("unused"), **asked))
        for kind, asked in _KINDS.items()
    }


def assemble_steering(database: Database) -> Pack:
    """Return the pack of the steering group's last meeting."""
    group = next(g for g in groups.list_groups(database) if g.name == "Styrgruppen")
    own = (m for m in meetings.list_meetings(database) if m.group_uuid == group.uuid)
    last = max(own, key=lambda meeting: meeting.day)
    return assemble_pack(database, PackRequest("steering", Path("unused"), meeting_uuid=last.uuid))


def own(content: bytes) -> OwnTemplate:
    """Return a template as it is kept, its layouts matched by their names."""
    return OwnTemplate(content, guess_mapping(read_layouts(content, "pptx")))


def table_of(rows: int, *columns: str, title: str = "") -> TableSpec:
    """Return a table of so many rows, each cell its column and its number."""
    heads = tuple(TableColumn(name) for name in columns)
    cells = tuple(tuple(f"{name} {row}" for name in columns) for row in range(1, rows + 1))
    return TableSpec(title, heads, cells)


def pack_of(*sections: Section, **changes: Any) -> Pack:
    """Return the example of other sections."""
    changed = {"summary": (), "abbreviations": (), **changes}
    return dataclasses.replace(example_pack(), sections=sections, **changed)


def slides_of(pack: Pack, template: OwnTemplate | None = None) -> list[Any]:
    """Return the slides of a pack."""
    return list(Presentation(io.BytesIO(write_pptx(pack, template))).slides)


def titles_of(slides: list[Any]) -> list[str]:
    """Return the titles of slides, with plain spaces."""
    return [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in slides]


def words_of(slide: Any) -> str:
    """Return the words of a slide and its tables, with plain spaces."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(" ".join(found).replace("\u00a0", " ").split())


def notes_of(slide: Any) -> str:
    """Return the notes of a slide."""
    return str(slide.notes_slide.notes_text_frame.text)


def narrow() -> bytes:
    """Return a 4:3 template in a face that is measured as it is."""
    return slide_templates.with_face(slide_templates.saved(Presentation()), "Arial")


def low() -> bytes:
    """Return a 16:9 template in other colours, its title low on the slide."""
    presentation = Presentation()
    slide_templates.wide(presentation)
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            is_own = shape._element.spPr.find(qn("a:xfrm")) is not None
            if shape.placeholder_format.type.name == "TITLE" and is_own:
                shape.left, shape.top, shape.width, shape.height = (Emu(v * PX) for v in _LOW)
    content = slide_templates.with_face(slide_templates.saved(presentation), "Arial")
    return slide_templates.changed(content, slide_templates.THEME, _recoloured)


def _recoloured(words: str) -> str:
    for slot, value in _COLOURS.items():
        before, _old, rest = words.partition(f"<a:{slot}>")
        _old, _end, after = rest.partition(f"</a:{slot}>")
        words = f'{before}<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>{after}'
    return words
