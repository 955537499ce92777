"""What minutes hold, frozen as plain data: nothing of it is read anew when it is written out."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import DecisionKind, MinutesKind, PointState
from rccdesk.services import decisions, meetings, organisation
from rccdesk.services.meetings import kind_words
from rccdesk.services.papers.heads import Presences, find_chair, head_facts, read_presences
from rccdesk.services.plain_data import read_as
from rccdesk.services.plans.stored import today
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.decisions import ActionRow, DecisionRow
    from rccdesk.services.meetings import PointRow


@dataclass(frozen=True, slots=True)
class MinutedDecision:
    """A decision as it stands in minutes; ``regions`` are those it goes to."""

    kind: str
    text: str
    responsible: str = ""
    due_on: dt.date | None = None
    regions: tuple[str, ...] = ()
    next_decider: str = ""
    fixed_line: str = ""
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class MinutedPoint:
    """A point as it stands in minutes; ``became`` says what became of one that was not treated.

    ``confidential_actions`` came of its confidential decisions.
    """

    number: int
    title: str
    kind: str
    paragraph: int | None = None
    rapporteur: str = ""
    matter: str = ""
    patient_view: str = ""
    said: str = ""
    became: str = ""
    decisions: tuple[MinutedDecision, ...] = ()
    actions: tuple[str, ...] = ()
    is_confidential: bool = False
    confidential_actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesContent:
    """A whole document, as it was made."""

    kind: MinutesKind
    meeting: str
    day: dt.date
    head: tuple[tuple[str, str], ...]
    presences: Presences
    points: tuple[MinutedPoint, ...]
    chair: str = ""
    secretary: str = ""
    approvers: tuple[str, ...] = ()


def freeze(database: Database, meeting_uuid: str, kind: MinutesKind) -> MinutesContent:
    """Return what is to be written of a meeting as it stands; NotFoundError ``meeting_missing``."""
    view = meetings.get_meeting_view(database, meeting_uuid, today())
    meeting = view.meeting
    chair = meeting.chair or find_chair(database, meeting)
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    told = decisions.list_decisions(database, meeting_uuid=meeting_uuid)
    asked = {
        row.uuid: tuple(names.get(each.region, each.region)
                        for each in decisions.list_regions(database, row.uuid))
        for row in told
    }  # fmt: skip
    agreed = decisions.list_actions(database, meeting_uuid=meeting_uuid)
    points = [
        _point(number, line.point, kind, told, asked, agreed)
        for number, line in enumerate(
            (line for line in view.lines if line.point.state is not PointState.WITHDRAWN), 1
        )
    ]
    loose = _loose(told, asked, agreed, {line.point.uuid for line in view.lines}, len(points) + 1)
    return MinutesContent(
        kind=kind,
        meeting=view.title,
        day=meeting.day,
        head=head_facts(meeting, chair=chair, as_it_was=True),
        presences=read_presences(database, meeting),
        points=(*points, *([loose] if loose else [])),
        chair=chair,
        secretary=meeting.secretary,
        approvers=meeting.approvers,
    )


def read_content(stored: str) -> MinutesContent:
    """Return frozen minutes as they were made."""
    made: MinutesContent = read_as(MinutesContent, json.loads(stored))
    return made


def _point(
    number: int,
    point: PointRow,
    kind: MinutesKind,
    told: Sequence[DecisionRow],
    asked: dict[str, tuple[str, ...]],
    agreed: Sequence[ActionRow],
) -> MinutedPoint:
    made = [row for row in told if row.point_uuid == point.uuid]
    actions, confidential = _actions(told, [row for row in agreed if row.point_uuid == point.uuid])
    patient = point.patient_view
    if not patient and point.patient_view_not_applicable:
        patient = text("papers.not_applicable")
    return MinutedPoint(
        number=number,
        title=point.title,
        kind=kind_words(point.kind),
        paragraph=point.paragraph if kind is MinutesKind.MINUTES else None,
        rapporteur=point.rapporteur,
        matter=point.matter,
        patient_view=patient,
        said=point.notes,
        became="" if any(row.kind is DecisionKind.POSTPONED for row in made) else _became(point),
        decisions=tuple(_decision(row, asked[row.uuid]) for row in made),
        actions=actions,
        is_confidential=point.is_confidential,
        confidential_actions=confidential,
    )


def _loose(
    told: Sequence[DecisionRow],
    asked: dict[str, tuple[str, ...]],
    agreed: Sequence[ActionRow],
    known: set[str],
    number: int,
) -> MinutedPoint | None:
    """Return what was decided and agreed beside the points of the agenda; None for nothing."""
    made = tuple(_decision(row, asked[row.uuid]) for row in told if row.point_uuid not in known)
    actions, confidential = _actions(told, [row for row in agreed if row.point_uuid not in known])
    if not made and not actions and not confidential:
        return None
    return MinutedPoint(
        number,
        text("papers.minutes.beside"),
        "",
        decisions=made,
        actions=actions,
        confidential_actions=confidential,
    )


def _actions(
    told: Sequence[DecisionRow], agreed: Sequence[ActionRow]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what was agreed to be done, and what of it came of confidential decisions."""
    hidden = {row.uuid for row in told if row.is_confidential}
    return (
        tuple(_action(row) for row in agreed if row.decision_uuid not in hidden),
        tuple(_action(row) for row in agreed if row.decision_uuid in hidden),
    )


def _decision(row: DecisionRow, regions: tuple[str, ...]) -> MinutedDecision:
    return MinutedDecision(
        kind=decisions.kind_words(row.kind, row.returns_on),
        text=row.text,
        responsible=row.responsible,
        due_on=row.due_on,
        regions=regions,
        next_decider=row.next_decider,
        fixed_line=decisions.fixed_line(row.kind),
        is_confidential=row.is_confidential,
    )


def _action(row: ActionRow) -> str:
    parts = (row.responsible, text("papers.minutes.due", day=row.due_on) if row.due_on else "")
    about = ", ".join(part for part in parts if part)
    return f"{row.title} ({about})" if about else row.title


def _became(point: PointRow) -> str:
    if point.state is PointState.POSTPONED:
        if point.returns_on is not None:
            return text("papers.minutes.postponed_until", day=point.returns_on)
        return text("papers.minutes.postponed")
    if point.state is PointState.MOVED:
        return text("papers.minutes.moved")
    return ""
