"""A meeting as it is prepared: its agenda with what each point lacks, and a point with all around.

Everything of a meeting is read in one go and kept until the store changes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import formats, models
from rccdesk.enums import DoubtState, LinkRole, MeetingState, PointKind, PointState, Thing
from rccdesk.errors import RccdeskError
from rccdesk.services import decisions, doubt_words, figure_keys, links
from rccdesk.services.doubt_listing import list_doubts_of_figure
from rccdesk.services.framework.model import ChainLink
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.groups.stored import find, read_row
from rccdesk.services.links import Neighbour, get_neighbours
from rccdesk.services.links.places import find_place
from rccdesk.services.meetings import frozen
from rccdesk.services.meetings.around_point import (
    council_names,
    list_alternatives,
    list_point_regions,
    missing_answers,
)
from rccdesk.services.meetings.model import AlternativeRow, MeetingRow, PointRegionRow, PointRow
from rccdesk.services.meetings.standing import standing_words
from rccdesk.services.meetings.words import meeting_title
from rccdesk.services.organisation import list_regions
from rccdesk.services.plans.regions import own_regions
from rccdesk.services.remembering import remembered
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.decisions import DecisionRow

_OUT = (PointState.WITHDRAWN, PointState.MOVED)


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point on an agenda; ``missing`` says in words what it lacks before papers go out.

    ``reason_words`` of a standing point say what it is about this time.
    """

    point: PointRow
    number: int
    reason_words: str
    missing: tuple[str, ...]
    decisions: int


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with its agenda. ``planned_minutes`` sums the points that say how long."""

    meeting: MeetingRow
    group: GroupRow
    title: str
    lines: tuple[PointLine, ...]
    planned_minutes: int
    available_minutes: int | None
    missing_words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PointFigure:
    """A figure to weigh in, as it was published when it was linked."""

    value_key: str
    words: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Something said of the same matter before; ``is_confidential``: left out of what is spread."""

    words: str
    day: dt.date | None
    kind: Thing
    key: str
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with all that stands around it."""

    point: PointRow
    alternatives: tuple[AlternativeRow, ...]
    regions: tuple[PointRegionRow, ...]
    links: tuple[Neighbour, ...]
    figures: tuple[PointFigure, ...]
    doubts: tuple[str, ...]
    history: tuple[Earlier, ...]
    decisions: tuple[DecisionRow, ...]
    missing: tuple[str, ...]


def get_meeting_view(database: Database, meeting_uuid: str, today: dt.date) -> MeetingView:
    """Return a meeting with its agenda; NotFoundError ``meeting_missing``."""
    return _view(database, meeting_uuid, today, language())


@remembered
def _view(database: Database, meeting_uuid: str, today: dt.date, _language: str) -> MeetingView:
    regions, councils = own_regions(database), council_names(database)
    names = {row.code: row.full_name for row in list_regions(database)}
    with database.read() as session:
        meeting = read_row(
            MeetingRow, find(session, models.Meeting, meeting_uuid, "meeting_missing")
        )
        group = read_row(GroupRow, session.get_one(models.WorkGroup, meeting.group_uuid))
        stored = _points(session, meeting_uuid)
        points = [frozen.shown(database, point) for point in stored]
        said = _said(session, [point.uuid for point in points])
        counts = _counts(session, meeting_uuid)
        standing_said = {
            point.uuid: standing_words(session, meeting, point, today) for point in points
        }
    lines = []
    for number, point in enumerate(points, 1):
        lacks = missing_words_of(point, said.get(point.uuid, ()), regions, councils, names)
        words = point.reason_words or standing_said[point.uuid]
        lines.append(PointLine(point, number, words, lacks, counts.get(point.uuid, 0)))
    standing = [line for line in lines if line.point.state not in _OUT]
    planned = sum(line.point.minutes or 0 for line in standing)
    missing = sum(len(line.missing) for line in standing)
    return MeetingView(
        meeting=meeting,
        group=group,
        title=meeting_title(group.name, meeting.day),
        lines=tuple(lines),
        planned_minutes=planned,
        available_minutes=meeting.minutes,
        missing_words=_missing_words(meeting, missing, today),
        sentence=_sentence(meeting, standing, planned),
    )


def count_missing(database: Database, meeting_uuids: Sequence[str]) -> Mapping[str, int]:
    """Return how much the points of each meeting lack before papers go out, read together."""
    regions, councils = own_regions(database), council_names(database)
    point = models.AgendaPoint
    with database.read() as session:
        query = select(point).where(
            point.meeting_uuid.in_(meeting_uuids),
            point.kind == str(PointKind.DECISION),
            point.deleted_at.is_(None),
        )
        points = [read_row(PointRow, each) for each in session.scalars(query)]
        said = _said(session, [row.uuid for row in points])
    found: dict[str, int] = {}
    for row in points:
        lacks = missing_words_of(row, said.get(row.uuid, ()), regions, councils, {})
        found[row.meeting_uuid] = found.get(row.meeting_uuid, 0) + len(lacks)
    return found


def get_point_view(database: Database, point_uuid: str) -> PointView:
    """Return a point with all that stands around it; NotFoundError ``point_missing``."""
    return _point_view(database, point_uuid, language())


@remembered
def _point_view(database: Database, point_uuid: str, _language: str) -> PointView:
    with database.read() as session:
        point = read_row(PointRow, find(session, models.AgendaPoint, point_uuid, "point_missing"))
        history = _history(session, point)
    point = frozen.shown(database, point)
    said = list_point_regions(database, point_uuid)
    names = {row.code: row.full_name for row in list_regions(database)}
    near = get_neighbours(database, Thing.POINT, point_uuid)
    figures = tuple(
        PointFigure(each.key, each.name)
        for each in near
        if each.kind is Thing.FIGURE and not each.gone
    )
    source = _source(database, point)
    return PointView(
        point=point,
        alternatives=list_alternatives(database, point_uuid),
        regions=said,
        links=(*source, *(each for each in near if each.kind is not Thing.FIGURE)),
        figures=figures,
        doubts=_doubts(database, figures),
        history=history,
        decisions=decisions.list_decisions(database, point_uuid=point_uuid),
        missing=missing_words_of(
            point, said, own_regions(database), council_names(database), names
        ),
    )


def missing_words_of(
    point: PointRow,
    said: Sequence[PointRegionRow],
    regions: Sequence[str],
    councils: Sequence[str],
    names: Mapping[str, str],
) -> tuple[str, ...]:
    """Return in words what a point lacks before its papers go out.

    Only a point that asks for a decision lacks anything: the matter, a proposal, the view of
    patients and families (or that it does not apply: R-C14), who was asked ahead (R-C07), and for
    a nivåstrukturering what it means in each region (R-C13).
    """
    if point.kind is not PointKind.DECISION or point.state in (*_OUT, PointState.POSTPONED):
        return ()
    lacks = [
        text(f"meetings.missing.{name}")
        for name in ("matter", "proposal")
        if not getattr(point, name)
    ]
    if not point.patient_view and not point.patient_view_not_applicable:
        lacks.append(text("meetings.missing.patient_view"))
    asked = missing_answers(point, said, regions, councils)
    if asked:
        listed = ", ".join(names.get(code, code) for code in asked)
        lacks.append(text("meetings.missing.anchoring", list=listed))
    if point.is_level_structure:
        told = {row.region for row in said if row.consequence}
        open_in = [names.get(code, code) for code in regions if code not in told]
        if open_in:
            lacks.append(text("meetings.missing.consequences", list=", ".join(open_in)))
    return tuple(lacks)


def _points(session: Session, meeting_uuid: str) -> tuple[PointRow, ...]:
    point = models.AgendaPoint
    query = select(point).where(point.meeting_uuid == meeting_uuid, point.deleted_at.is_(None))
    found = session.scalars(query.order_by(point.position, point.uuid)).all()
    return tuple(read_row(PointRow, each) for each in found)


def _said(session: Session, uuids: Sequence[str]) -> Mapping[str, Sequence[PointRegionRow]]:
    found: dict[str, list[PointRegionRow]] = {}
    model = models.PointRegion
    query = select(model).where(model.point_uuid.in_(uuids), model.deleted_at.is_(None))
    for each in session.scalars(query):
        found.setdefault(each.point_uuid, []).append(read_row(PointRegionRow, each))
    return found


def _counts(session: Session, meeting_uuid: str) -> Mapping[str, int]:
    decision = models.Decision
    query = (
        select(decision.point_uuid, func.count())
        .where(decision.meeting_uuid == meeting_uuid, decision.deleted_at.is_(None))
        .group_by(decision.point_uuid)
    )
    return {str(uuid): count for uuid, count in session.execute(query) if uuid}


def _missing_words(meeting: MeetingRow, missing: int, today: dt.date) -> str:
    """Return what is missing before papers go out, as in "2 uppgifter saknas före utskick …"."""
    if not missing or meeting.state is not MeetingState.PLANNED:
        return ""
    if meeting.send_on is None:
        return text("meetings.missing_count", count=missing)
    key = "meetings.missing_before" if meeting.send_on >= today else "meetings.missing_after"
    return text(key, count=missing, day=formats.iso_date(meeting.send_on))


def _sentence(meeting: MeetingRow, lines: Sequence[PointLine], planned: int) -> str:
    if not lines:
        return text("meetings.no_points")
    asked = sum(line.point.kind is PointKind.DECISION for line in lines)
    said = text("meetings.sentence", count=len(lines), decisions=asked)
    if meeting.minutes and planned > meeting.minutes:
        said += " " + text("meetings.too_long", count=planned - meeting.minutes)
    return said


def _history(session: Session, point: PointRow) -> tuple[Earlier, ...]:
    """Return the points that this one came from, newest first, with what was decided in each."""
    found: list[Earlier] = []
    uuid, seen = point.came_from_uuid, {point.uuid}
    while uuid and uuid not in seen:
        seen.add(uuid)
        row = session.get(models.AgendaPoint, uuid)
        if row is None or row.deleted_at is not None:
            break
        meeting = session.get(models.Meeting, row.meeting_uuid) if row.meeting_uuid else None
        day = meeting.day if meeting else None
        place = text("meetings.backlog") if day is None else formats.iso_date(day)
        if row.paragraph is not None and day is not None:
            place = f"§ {row.paragraph} {formats.iso_date(day)}"
        state = text(f"meetings.point_state.{row.state}")
        words, hidden = f"{place}: {row.title}, {state.lower()}", row.is_confidential
        found.append(Earlier(words, day, Thing.POINT, row.uuid, hidden))
        query = select(models.Decision).where(
            models.Decision.point_uuid == uuid, models.Decision.deleted_at.is_(None)
        )
        found += [
            Earlier(f"{place}: {each.text}", day, Thing.DECISION, each.uuid, hidden)
            for each in session.scalars(query.order_by(models.Decision.position))
            if not each.is_confidential
        ]
        uuid = row.came_from_uuid or ""
    return tuple(found)


def _source(database: Database, point: PointRow) -> tuple[Neighbour, ...]:
    """Return what a collected point is about, as the first of what it hangs together with."""
    if point.source_kind in (None, Thing.POINT) or not point.source_key:
        return ()
    kind, key = Thing(point.source_kind or ""), point.source_key
    named = links.read_names(database, [(kind, key, "")])[kind, key]
    if not named.name:
        return ()
    link = ChainLink(Thing.POINT, point.uuid, kind, key, LinkRole.FROM)
    with database.read() as session:
        place = find_place(session, kind, key)
    return (Neighbour(link, kind, key, named.name, True, named.gone, place),)  # noqa: FBT003


def _doubts(database: Database, figures: Sequence[PointFigure]) -> tuple[str, ...]:
    """Return the doubts of the data behind the figures that nobody has dismissed, in words."""
    said: dict[str, None] = {}
    for figure in figures:
        try:
            found = figure_keys.find_figure(database, figure.value_key)
        except (RccdeskError, ValueError):
            continue
        for each in list_doubts_of_figure(database, found.table, found.row).listed:
            if each.doubt.state is not DoubtState.DISMISSED:
                said[doubt_words.sentence(each.doubt)] = None
    return tuple(said)
