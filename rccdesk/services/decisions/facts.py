"""All decisions with where they were taken and what the regions and units have answered.

One read that every list, chain and sum is made of; kept until the store changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from rccdesk.models import (
    AgendaPoint,
    Base,
    Decision,
    DecisionRegion,
    DecisionUnit,
    Meeting,
    WorkGroup,
)
from rccdesk.services.decisions.model import DecisionRegionRow, DecisionRow, DecisionUnitRow
from rccdesk.services.organisation import list_regions
from rccdesk.services.plans.stored import read_row
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import sort_key

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

    _AnswerT = TypeVar("_AnswerT", bound=DataclassInstance)


@dataclass(frozen=True, slots=True)
class Fact:
    """A decision with its group, meeting and point, and its answers in the organisation's order.

    ``paragraph`` is the § of its point, None before the meeting has ended.
    """

    row: DecisionRow
    group_name: str
    is_steering_body: bool
    meeting_day: dt.date | None
    paragraph: int | None
    point_title: str
    regions: tuple[DecisionRegionRow, ...] = ()
    units: tuple[DecisionUnitRow, ...] = ()

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
    places = {row.code: place for place, row in enumerate(list_regions(database))}
    query = (
        select(
            Decision,
            WorkGroup.name,
            WorkGroup.is_steering_body,
            Meeting.day,
            AgendaPoint.paragraph,
            AgendaPoint.title,
        )
        .outerjoin(WorkGroup, WorkGroup.uuid == Decision.group_uuid)
        .outerjoin(Meeting, Meeting.uuid == Decision.meeting_uuid)
        .outerjoin(AgendaPoint, AgendaPoint.uuid == Decision.point_uuid)
        .where(
            Decision.deleted_at.is_(None),
            WorkGroup.deleted_at.is_(None),
            Meeting.deleted_at.is_(None),  # true without a meeting
        )
    )
    with database.read() as session:
        rows = session.execute(query).all()
        regions = _answers(session, DecisionRegion, DecisionRegionRow)
        units = _answers(session, DecisionUnit, DecisionUnitRow)
        facts = [
            Fact(
                read_row(DecisionRow, decision),
                group or "",
                bool(is_steering),
                day,
                paragraph,
                title or "",
                _in_order(regions.get(decision.uuid, ()), places),
                _in_order(units.get(decision.uuid, ()), places),
            )
            for decision, group, is_steering, day, paragraph, title in rows
        ]
    facts.sort(key=_newest_first)
    return MappingProxyType({fact.row.uuid: fact for fact in facts})


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


def _answers(
    session: Session, model: type[Base], kind: type[_AnswerT]
) -> dict[str, list[_AnswerT]]:
    columns = model.__table__.c
    found: dict[str, list[_AnswerT]] = {}
    for each in session.execute(select(*columns).where(columns.deleted_at.is_(None))):
        found.setdefault(each.decision_uuid, []).append(read_row(kind, each))
    return found


def _in_order(rows: Iterable[Any], places: Mapping[str, int]) -> tuple[Any, ...]:
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                places.get(row.region, len(places)),
                row.region,
                sort_key(getattr(row, "unit", "")),
            ),
        )
    )
