"""All decisions with where they were taken and what the regions and units have answered.

One read that every list, chain and sum is made of; kept until the store changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from rccdesk.errors import NotFoundError
from rccdesk.models import (
    AgendaPoint,
    Decision,
    DecisionRegion,
    DecisionUnit,
    Meeting,
    WorkGroup,
)
from rccdesk.services.decisions.model import DecisionRegionRow, DecisionRow, DecisionUnitRow
from rccdesk.services.decisions.reading import read_all, read_rows
from rccdesk.services.organisation import list_regions
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import sort_key

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_AnswerT = TypeVar("_AnswerT", DecisionRegionRow, DecisionUnitRow)


@dataclass(frozen=True, slots=True)
class Fact:
    """A decision with its group, meeting and point, and its answers in the organisation's order.

    ``paragraph`` is the § of its point, None before the meeting has ended. ``is_confidential``:
    it, or the point that it was taken in, is left out of what is spread.
    """

    row: DecisionRow
    group_name: str
    is_steering_body: bool
    meeting_day: dt.date | None
    paragraph: int | None
    point_title: str
    regions: tuple[DecisionRegionRow, ...] = ()
    units: tuple[DecisionUnitRow, ...] = ()
    is_confidential: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day of the meeting, else the day that is said."""
        return self.meeting_day or self.row.treated_on

    @property
    def asked_on(self) -> dt.date | None:
        """The day that a region is asked where nothing else is said."""
        return self.row.recommended_on or self.row.treated_on or self.meeting_day


@remembered
def read_facts(database: Database) -> Mapping[str, Fact]:
    """Return every decision by its uuid, the newest first.

    Those that lie in the Papperskorg, or whose meeting or group does, are not.
    """
    with database.read() as session:
        facts = _join(
            database,
            session.execute(_WHERE).all(),
            read_all(database, session, DecisionRow, Decision),
            read_all(database, session, DecisionRegionRow, DecisionRegion),
            read_all(database, session, DecisionUnitRow, DecisionUnit),
        )
    facts.sort(key=_newest_first)
    return MappingProxyType({fact.row.uuid: fact for fact in facts})


def read_fact(database: Database, uuid: str) -> Fact:
    """Return one decision without reading the others; NotFoundError ``decision_missing``."""

    def of(column: Any) -> Callable[[Any], Any]:
        return lambda query: query.where(column == uuid)

    of_region, of_unit = of(DecisionRegion.decision_uuid), of(DecisionUnit.decision_uuid)
    with database.read() as session:
        found = _join(
            database,
            session.execute(of(Decision.uuid)(_WHERE)).all(),
            read_rows(session, DecisionRow, Decision, uuids=[uuid]),
            read_rows(session, DecisionRegionRow, DecisionRegion, chosen=of_region),
            read_rows(session, DecisionUnitRow, DecisionUnit, chosen=of_unit),
        )
    if not found:
        raise NotFoundError("decision_missing")
    return found[0]


def _join(
    database: Database,
    places: Iterable[Any],
    decisions: Iterable[DecisionRow],
    regions: Iterable[DecisionRegionRow],
    units: Iterable[DecisionUnitRow],
) -> list[Fact]:
    """Return decisions with where they were taken and their answers."""
    order = {row.code: place for place, row in enumerate(list_regions(database))}
    last = len(order)
    rows = {row.uuid: row for row in decisions}
    said, told = _by_decision(regions), _by_decision(units)
    for answers in said.values():
        answers.sort(key=lambda row: (order.get(row.region, last), row.region))
    for states in told.values():
        states.sort(key=lambda row: (order.get(row.region, last), row.region, _order(row.unit)))
    return [
        Fact(
            rows[uuid],
            group,
            bool(is_steering),
            day,
            paragraph,
            title or "",
            tuple(said.get(uuid, ())),
            tuple(told.get(uuid, ())),
            rows[uuid].is_confidential or bool(is_hidden),
        )
        for uuid, group, is_steering, day, paragraph, title, is_hidden in places
    ]


_WHERE = (
    select(
        Decision.uuid,
        WorkGroup.name,
        WorkGroup.is_steering_body,
        Meeting.day,
        AgendaPoint.paragraph,
        AgendaPoint.title,
        AgendaPoint.is_confidential,
    )
    .join(WorkGroup, WorkGroup.uuid == Decision.group_uuid)
    .outerjoin(Meeting, Meeting.uuid == Decision.meeting_uuid)
    .outerjoin(AgendaPoint, AgendaPoint.uuid == Decision.point_uuid)
    .where(
        Decision.deleted_at.is_(None),
        WorkGroup.deleted_at.is_(None),
        Meeting.deleted_at.is_(None),  # true without a meeting
    )
)
_order = lru_cache(maxsize=4096)(sort_key)  # a unit has few names, and answers often


def _newest_first(fact: Fact) -> tuple[object, ...]:
    day = fact.day
    return (
        -(day.toordinal() if day else 0),
        fact.group_name,
        fact.paragraph is None,
        fact.paragraph or 0,
        fact.row.position,
        fact.row.uuid,
    )


def _by_decision(rows: Iterable[_AnswerT]) -> dict[str, list[_AnswerT]]:
    found: dict[str, list[_AnswerT]] = {}
    for row in rows:
        found.setdefault(row.decision_uuid, []).append(row)
    return found
