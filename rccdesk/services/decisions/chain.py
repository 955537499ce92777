"""The way of a decision from the matter to the clinic, with a day per link (R-C16)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import Adoption, ChainStep, DecisionKind, DecisionState, Stance
from rccdesk.models import AgendaPoint, Meeting, PointRegion
from rccdesk.services.decisions.facts import Fact, read_fact
from rccdesk.services.decisions.standing import ANSWERED, find_standing, waiting_days
from rccdesk.services.decisions.words import (
    adoption_words,
    body_words,
    fixed_line,
    place_words,
    stance_words,
    step_words,
)
from rccdesk.services.organisation import list_regions
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.decisions.model import (
        DecisionRegionRow,
        DecisionRow,
        DecisionUnitRow,
    )

_FURTHEST = 20  # points that a point came from, one by one


@dataclass(frozen=True, slots=True)
class StepLine:
    """A link of the way; ``day`` is when it was reached, None where that is not said."""

    step: ChainStep
    words: str
    day: dt.date | None
    is_reached: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class RegionLine:
    """What a region has made of it; ``waiting_days`` is None where it waits for nothing."""

    region: str
    name: str
    row: DecisionRegionRow
    words: str
    waiting_days: int | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What a care unit has made of it; ``day`` is that of the state."""

    region: str
    region_name: str
    unit: str
    row: DecisionUnitRow
    words: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class DecisionChain:
    """A decision's way; ``adoption`` is (region code, units that have introduced it, units)."""

    decision: DecisionRow
    place_words: str
    steps: tuple[StepLine, ...]
    regions: tuple[RegionLine, ...]
    units: tuple[UnitLine, ...]
    adoption: tuple[tuple[str, int, int], ...]
    sentence: str
    fixed_line: str
    body_words: str = ""
    group_name: str = ""
    point_title: str = ""


@remembered
def get_chain(database: Database, uuid: str, today: dt.date) -> DecisionChain:
    """Return the way of a decision; NotFoundError ``decision_missing``."""
    fact = read_fact(database, uuid)
    names = {row.code: row.full_name for row in list_regions(database)}
    body = body_words(database, fact)
    with database.read() as session:
        raised, prepared = _days_before(session, fact)
    standing = find_standing(fact, today, names)
    return DecisionChain(
        decision=fact.row,
        place_words=place_words(fact),
        steps=_steps(fact, body, raised, prepared, standing.step),
        regions=tuple(
            RegionLine(
                row.region,
                names.get(row.region, row.region),
                row,
                stance_words(row.stance),
                waiting_days(fact, row, today),
            )
            for row in fact.regions
        ),
        units=tuple(
            UnitLine(
                row.region,
                names.get(row.region, row.region),
                row.unit,
                row,
                adoption_words(row.state),
                row.told_on or row.contacted_on,
            )
            for row in fact.units
        ),
        adoption=count_adoption(fact),
        sentence=standing.words,
        fixed_line=fixed_line(fact.row.kind),
        body_words=body,
        group_name=fact.group_name,
        point_title=fact.point_title,
    )


def count_adoption(fact: Fact) -> tuple[tuple[str, int, int], ...]:
    """Return by region how many units have introduced a decision, and how many are asked."""
    counted: dict[str, list[int]] = {row.region: [0, 0] for row in fact.regions}
    for row in fact.units:
        cell = counted.setdefault(row.region, [0, 0])
        cell[0] += row.state is Adoption.INTRODUCED
        cell[1] += 1
    return tuple((region, done, total) for region, (done, total) in counted.items())


def _steps(
    fact: Fact,
    body: str,
    raised: dt.date | None,
    prepared: dt.date | None,
    now: ChainStep,
) -> tuple[StepLine, ...]:
    """Return the links that a decision has; one that a later was reached by was reached too."""
    row = fact.row
    days: dict[ChainStep, dt.date | None] = {
        ChainStep.RAISED: raised,
        ChainStep.PREPARED: prepared,
        ChainStep.TREATED: row.treated_on or fact.meeting_day,
    }
    if row.kind is DecisionKind.RECOMMENDATION or row.recommended_on:
        days[ChainStep.RECOMMENDED] = row.recommended_on
    goes_on = bool(fact.regions or fact.units) or ChainStep.RECOMMENDED in days
    if goes_on and row.kind is not DecisionKind.POSTPONED:
        days[ChainStep.REGIONS] = _last(fact.regions, "answered_on", _is_answered)
        days[ChainStep.UNITS] = _last(fact.units, "told_on", _is_introduced)
    is_done = row.state is DecisionState.DONE
    order = list(ChainStep)
    return tuple(
        StepLine(
            step,
            step_words(step, body),
            day,
            is_reached=order.index(step) < order.index(now) or day is not None or is_done,
            is_now=step is now and not is_done,
        )
        for step, day in days.items()
    )


def _last(rows: tuple[object, ...], name: str, is_there: object) -> dt.date | None:
    """Return the last day of rows where every one of them is there, else None."""
    if not rows or not all(is_there(row) for row in rows):  # type: ignore[operator]
        return None
    return max((day for row in rows if (day := getattr(row, name))), default=None)


def _is_answered(row: DecisionRegionRow) -> bool:
    return row.stance in ANSWERED


def _is_introduced(row: DecisionUnitRow) -> bool:
    return row.state in (Adoption.INTRODUCED, Adoption.NOT_INTRODUCED)


def _days_before(session: Session, fact: Fact) -> tuple[dt.date | None, dt.date | None]:
    """Return when the matter was raised and prepared: as said, else as its points tell.

    Raised: the first meeting that it stood on before this. Prepared: the first that anybody was
    asked ahead of the decision.
    """
    raised, prepared = fact.row.raised_on, fact.row.prepared_on
    points = _points_back(session, fact.row.point_uuid)
    if not points:
        return raised, prepared
    if raised is None:
        first = session.scalar(
            select(func.min(Meeting.day))
            .join(AgendaPoint, AgendaPoint.meeting_uuid == Meeting.uuid)
            .where(AgendaPoint.uuid.in_(points))
        )
        raised = first if first and fact.day and first < fact.day else None
    if prepared is None:
        prepared = session.scalar(
            select(func.min(func.coalesce(PointRegion.asked_on, PointRegion.answered_on))).where(
                PointRegion.point_uuid.in_(points), PointRegion.deleted_at.is_(None)
            )
        )
    return raised, prepared


def _points_back(session: Session, point_uuid: str) -> list[str]:
    points: list[str] = []
    at: str | None = point_uuid
    while at and at not in points and len(points) < _FURTHEST:
        points.append(at)
        at = session.scalar(select(AgendaPoint.came_from_uuid).where(AgendaPoint.uuid == at))
    return points


def is_declined(fact: Fact) -> bool:
    """Tell whether a region has declined a decision or a unit will not introduce it."""
    return any(row.stance is Stance.DECLINED for row in fact.regions) or any(
        row.state is Adoption.NOT_INTRODUCED for row in fact.units
    )
