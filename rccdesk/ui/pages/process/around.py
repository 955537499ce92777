"""The rows of what stands around a process: who leads it, its group, decisions and visits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.ui.pages.process.cards import Leading

if TYPE_CHECKING:
    from rccdesk.services.groups.model import VisitRow
    from rccdesk.services.process_people import ProcessPeople

Go = Callable[..., object]


def people_rows(found: ProcessPeople, go: Go) -> list[Leading]:
    """Return who leads, or since when nobody does, the group and its next meeting."""
    translate = QCoreApplication.translate
    to_process = partial(go, "groups", tab="processes", line=found.process_uuid)
    rows = []
    for led in found.leading:
        act = partial(go, "assignment", assignment=led.uuid) if led.uuid else to_process
        rows.append(Leading("seat" if led.is_vacant else "assignment", led.role, led.words, act))
    if found.group is None:
        words = translate("ProcessPage", "Ingen grupp hör till processen")
        line = translate("ProcessPage", "Lägg till gruppen på sidan med grupper")
        return [*rows, Leading("groups", words, line, partial(go, "groups", tab="groups"))]
    lacks = ". ".join(found.lacks) or translate("ProcessPage", "Inga luckor bland platserna")
    act = partial(go, "group", group=found.group.uuid)
    rows.append(Leading("groups", found.group.name, lacks, act))
    if found.meeting is None:
        words = translate("ProcessPage", "Inget möte är planerat")
        line = translate("ProcessPage", "Visa mötena")
        rows.append(Leading("meetings", words, line, partial(go, "meetings", tab="coming")))
    else:
        meeting = found.meeting
        act = partial(go, "meeting", meeting=meeting.uuid)
        rows.append(Leading("meetings", meeting.title, meeting.words, act))
    return rows


def decision_rows(found: ProcessPeople, go: Go) -> list[Leading]:
    """Return the decisions that concern the process, each with where it stands."""
    return [
        Leading(
            "decision",
            line.decision.text,
            " · ".join(filter(None, (line.place_words, line.standing_words))),
            partial(go, "decision", decision=line.decision.uuid),
        )
        for line in found.about
    ]


def visit_rows(found: ProcessPeople, go: Go) -> list[Leading]:
    """Return the latest visits, each with its day."""
    return [
        Leading(
            "visit", row.unit, _day_words(row), partial(go, "groups", tab="visits", line=row.uuid)
        )
        for row in found.visits
    ]


def _day_words(row: VisitRow) -> str:
    translate = QCoreApplication.translate
    if row.held_on is not None:
        return translate("ProcessPage", "Hållet {day}").format(day=formats.iso_date(row.held_on))
    if row.planned_on is not None:
        day = formats.iso_date(row.planned_on)
        return translate("ProcessPage", "Planerat {day}").format(day=day)
    return translate("ProcessPage", "Datum saknas")
