"""The packs of every kind from an example, and templates that leave slides less room than ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from rccdesk.services import groups, meetings
from rccdesk.services.database import Database
from rccdesk.services.packs.content import PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.template_files import OwnTemplate, guess_mapping, read_layouts
from tests.services import slide_templates

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
