"""What the user marks in the series of a measure: frozen baselines, new limits, breaks, notes.

Nothing is ever marked by the program: limits that move by themselves would hide what they are
there to show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ChartEventKind, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import ChartEvent
from rccdesk.services.initiative_markers import list_markers
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.services.value_keys import FIGURE_FIELDS, GOAL_FIELDS, make_key, read_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

Selection = tuple[tuple[str, str], ...]
_FIELDS = tuple(
    name
    for name in dict.fromkeys((*GOAL_FIELDS, *FIGURE_FIELDS))
    if name not in ("period", "start_period")
)

_ADDED = {
    ChartEventKind.BASELINE: "history.act.chart_event_added_baseline",
    ChartEventKind.REBASE: "history.act.chart_event_added_rebase",
    ChartEventKind.BREAK: "history.act.chart_event_added_break",
    ChartEventKind.NOTE: "history.act.chart_event_added_note",
}


class ChartEventError(RccdeskError):
    """A mark in a chart lacks what it must have, and is not saved."""

    code = "chart_event_reason_missing"


@dataclass(frozen=True, slots=True)
class ChartEventRow:
    """A mark in the series of a measure.

    ``selection`` names the series by field and code; empty: every series of the measure. ``day``
    is the first day of what is new, of a baseline the first day it rests on and ``until`` the
    last. ``label`` is what the chart says, ``reason`` why. ``uuid`` is empty until it is saved.
    ``initiative`` is the uuid of the initiative that the mark is of: it is changed there.
    """

    uuid: str
    measure: str
    selection: Selection
    kind: ChartEventKind
    day: dt.date
    until: dt.date | None = None
    label: str = ""
    reason: str = ""
    initiative: str = ""


def normalize_selection(pairs: Iterable[tuple[str, str]]) -> Selection:
    """Return the pairs that name a series, in a fixed order, several codes of a field joined.

    What chooses no series (its periods, the snapshot) is left out.
    """
    codes: dict[str, set[str]] = {}
    for name, code in pairs:
        if name in _FIELDS and code:
            codes.setdefault(name, set()).add(code)
    return tuple((name, "+".join(sorted(codes[name]))) for name in _FIELDS if name in codes)


def list_events(
    database: Database, measure: str, selection: Iterable[tuple[str, str]] | None = ()
) -> tuple[ChartEventRow, ...]:
    """Return the marks that hold for a series, by day; ``selection`` None: all of the measure.

    A mark holds for the series of its selection and for those that narrow it further: what is
    marked for an SVF holds for the SVF in every region. The initiatives that are meant to move
    the measure are marks of their own, stored nowhere else.
    """
    rows = (*_list_marks(database).get(measure, ()), *_initiative_events(database, measure))
    rows = tuple(sorted(rows, key=lambda row: row.day))
    if selection is None:
        return rows
    series = set(normalize_selection(selection))
    return tuple(row for row in rows if series.issuperset(row.selection))


def add_event(database: Database, event: ChartEventRow) -> ChartEventRow:
    """Save a new mark and return it with its uuid.

    Raises ChartEventError (``chart_event_reason_missing``, ``chart_event_until_missing``,
    ``chart_event_dates``, ``chart_event_label_missing``), PersonalTextError.
    """
    _check(event)
    with database.write(
        Topic.CHART_EVENTS,
        act=_ADDED[ChartEventKind(event.kind)],
        values={"date": event.day.isoformat()},
    ) as session:
        found = ChartEvent(measure=event.measure, kind=str(event.kind), day=event.day)
        session.add(found)
        _write(found, event)
        session.flush()
        return _row(found)


def update_event(database: Database, event: ChartEventRow) -> ChartEventRow:
    """Save a changed mark and return it; raises as `add_event`, and NotFoundError."""
    _check(event)
    with database.write(
        Topic.CHART_EVENTS,
        act="history.act.chart_event_updated",
        values={"date": event.day.isoformat()},
    ) as session:
        found = _find(session, event.uuid)
        _write(found, event)
        session.flush()
        return _row(found)


def delete_event(database: Database, uuid: str) -> None:
    """Put a mark in the Papperskorg; NotFoundError ``chart_event_missing`` if it is not there."""
    with database.read() as session:
        day = _find(session, uuid).day
    with database.write(
        Topic.CHART_EVENTS, act="history.act.chart_event_deleted", values={"date": day.isoformat()}
    ) as session:
        _find(session, uuid).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


@remembered
def _list_marks(database: Database) -> Mapping[str, tuple[ChartEventRow, ...]]:
    """Return the stored marks of each measure, by day."""
    query = (
        select(ChartEvent)
        .where(ChartEvent.deleted_at.is_(None))
        .order_by(ChartEvent.day, ChartEvent.uuid)
    )
    found: dict[str, list[ChartEventRow]] = {}
    with database.read() as session:
        for each in session.scalars(query):
            found.setdefault(each.measure, []).append(_row(each))
    return {measure: tuple(rows) for measure, rows in found.items()}


def _initiative_events(database: Database, measure: str) -> list[ChartEventRow]:
    return [
        ChartEventRow(
            "",
            measure,
            _normalized(marker.selection),
            ChartEventKind.NOTE,
            marker.day,
            label=marker.label,
            reason=marker.words,
            initiative=marker.initiative_uuid,
        )
        for marker in list_markers(database, measure)
    ]


@lru_cache(maxsize=1024)
def _normalized(selection: Selection) -> Selection:
    return normalize_selection(selection)


def _check(event: ChartEventRow) -> None:
    kind = ChartEventKind(event.kind)
    sets_limits = kind in (ChartEventKind.BASELINE, ChartEventKind.REBASE)
    if sets_limits and not event.reason.strip():
        raise ChartEventError("chart_event_reason_missing")
    if kind is ChartEventKind.BASELINE and event.until is None:
        raise ChartEventError("chart_event_until_missing")
    if event.until is not None and event.until < event.day:
        raise ChartEventError("chart_event_dates")
    if not (sets_limits or event.label.strip()):
        raise ChartEventError("chart_event_label_missing")
    refuse_persons(event.label, event.reason)


def _write(found: ChartEvent, event: ChartEventRow) -> None:
    found.measure = event.measure
    found.selection = make_key("", dict(normalize_selection(event.selection))).removeprefix("|")
    found.kind = str(event.kind)
    found.day = event.day
    found.until = event.until if event.kind == ChartEventKind.BASELINE else None
    found.label = event.label.strip()
    found.reason = event.reason.strip()


def _find(session: Session, uuid: str) -> ChartEvent:
    found = session.get(ChartEvent, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("chart_event_missing")
    return found


def _row(found: ChartEvent) -> ChartEventRow:
    named = read_key(f"|{found.selection}").fields if found.selection else {}
    return ChartEventRow(
        found.uuid,
        found.measure,
        tuple(named.items()),
        ChartEventKind(found.kind),
        found.day,
        found.until,
        found.label,
        found.reason,
    )
