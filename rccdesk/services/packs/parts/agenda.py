"""The agenda of a meeting as a table, in its own paper and in the pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import PointState
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.meetings import kind_words
from rccdesk.services.packs.model import Section
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.meetings import MeetingView, PointLine
    from rccdesk.services.packs.parts.asking import Material

_OUT = (PointState.WITHDRAWN, PointState.MOVED)
_COLUMNS = (("heading", False), ("kind", False), ("minutes", True), ("rapporteur", False),
            ("reason", False))  # fmt: skip


def make_agenda_part(material: Material) -> tuple[Section, ...]:
    """Return the agenda of the meeting with what each point is about; nothing without points."""
    if material.view is None or not agenda_lines(material.view):
        return ()
    return (Section(heading=text("packs.outline.agenda"), tables=(agenda_table(material.view),)),)


def agenda_lines(view: MeetingView) -> tuple[PointLine, ...]:
    """Return the points that stand on an agenda: not those withdrawn or moved."""
    return tuple(line for line in view.lines if line.point.state not in _OUT)


def agenda_table(view: MeetingView) -> TableSpec:
    """Return the points of an agenda by number; the title of a confidential one is left out."""
    rows = [_row(number, line) for number, line in enumerate(agenda_lines(view), 1)]
    said = [number for number in range(len(_COLUMNS)) if any(row[number] for row in rows)]
    notes = (time_words(view.planned_minutes, view.available_minutes),)
    return TableSpec(
        title="",
        columns=tuple(TableColumn(text(f"papers.agenda.{_COLUMNS[number][0]}"),
                                  _COLUMNS[number][1]) for number in said),
        rows=tuple(tuple(row[number] for number in said) for row in rows),
        notes=notes if view.planned_minutes else (),
    )  # fmt: skip


def title_of(title: str, *, is_left_out: bool) -> str:
    """Return the title of a point, or that it is left out."""
    return text("papers.left_out") if is_left_out else title


def time_words(planned: int, available: int | None) -> str:
    """Return how long the points take, and how long the meeting is where that is known."""
    if available is None:
        return text("papers.agenda.planned", count=planned)
    return text("papers.agenda.planned_of", count=planned, available=available)


def _row(number: int, line: PointLine) -> tuple[str, ...]:
    point = line.point
    return (
        text(
            "papers.agenda.point",
            number=number,
            title=title_of(point.title, is_left_out=point.is_confidential),
        ),
        kind_words(point.kind),
        str(point.minutes) if point.minutes else "",
        "" if point.is_confidential else point.rapporteur,
        "" if point.is_confidential else line.reason_words,
    )
