"""Names of the rows around packs: what goes into them, comments on figures, templates."""

from __future__ import annotations

from collections.abc import Mapping

from rccdesk.enums import Thing
from rccdesk.formats import shortened
from rccdesk.services.naming.known import Fields, Known, Namer, joined, thing_name


def _outline(known: Known, fields: Fields) -> str:
    """Name a template by its name, what is of a meeting by the meeting."""
    meeting = fields.get("meeting_uuid")
    return str(fields.get("name") or "") or (known.name("meeting", str(meeting)) if meeting else "")


def _comment(known: Known, fields: Fields) -> str:
    figure = thing_name(known, Thing.FIGURE, fields.get("value_key"))
    return joined(shortened(str(fields.get("body") or "")), figure)


NAMES: Mapping[str, Namer] = {
    "pack_outline": _outline,
    "figure_comment": _comment,
    "document_template": lambda _known, fields: str(fields.get("name") or ""),
}
"""Table -> what names one of its rows."""
