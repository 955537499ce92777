"""What has been found of why patients waited: counts of causes per region, diagnosis, period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import ConflictError, RccdeskError
from rccdesk.models import CauseClass, MappingCause
from rccdesk.periods import ROLLING, parse_period
from rccdesk.services.mapping75.causes import find_cause
from rccdesk.services.mapping75.table import MappingQuery, get_mapping
from rccdesk.services.pathways import catalogue
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


class CauseCountError(RccdeskError):
    """The counts of causes do not fit the long waits."""

    code = "mapping_causes_exceed"


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many long waits have a cause (the key of its class), with a note on the cause."""

    key: str
    count: int
    note: str = ""


def get_register(database: Database, region: str, svf: str, period: str) -> tuple[CauseCount, ...]:
    """Return what is registered for a region, an SVF and a period, as it was typed."""
    with database.read() as session:
        keys = {row.uuid: row.key for row in session.scalars(select(CauseClass))}
        return tuple(
            CauseCount(keys[row.cause_uuid], row.count, row.note)
            for row in _rows(session, region, svf, period)
            if row.count or row.note
        )


def list_registered_periods(database: Database, region: str, svf: str) -> tuple[str, ...]:
    """Return the periods that causes are registered for, in order."""
    with database.read() as session:
        found = {row.period for row in _rows(session, region, svf) if row.count}
    return tuple(sorted(found, key=parse_period))


def record_causes(
    database: Database, region: str, svf: str, period: str, counts: Sequence[CauseCount]
) -> None:
    """Register counts of causes; classes that are not among ``counts`` stay as they are.

    What no cause is given for is computed, not stored. Raises CauseCountError
    ``mapping_causes_exceed`` where the counts would be more than the long waits,
    ``mapping_count_negative``, ``mapping_too_few`` where the figure is hidden or missing,
    ``mapping_period_moving`` for a rolling year; ConflictError ``mapping_period_overlaps`` where
    causes are registered for a period that shares days with this one; NotFoundError
    ``cause_missing``; PersonalTextError; ValueError for a period that is none.
    """
    refuse_persons(*counts)
    if period == ROLLING:
        raise CauseCountError("mapping_period_moving")
    if any(each.count < 0 for each in counts):
        raise CauseCountError("mapping_count_negative")
    span = parse_period(period)
    rows = get_mapping(database, MappingQuery((region,), (svf,), period)).rows
    most = rows[0].over_75_percent_count if rows else None
    if most is None:
        raise CauseCountError("mapping_too_few")
    names = {one.kva_prefix: one.name for one in catalogue.list_svf(database)}
    with database.write(
        Topic.MAPPING,
        act="history.act.mapping_causes_recorded",
        values={"svf": names.get(svf, svf), "period": period},
    ) as session:
        for other in _rows(session, region, svf):
            there = parse_period(other.period)
            shares_days = there.first <= span.last and span.first <= there.last
            if other.count and other.period != period and shares_days:
                raise ConflictError("mapping_period_overlaps", period=there.label())
        known = {row.cause_uuid: row for row in _rows(session, region, svf, period)}
        for each in counts:
            cause = find_cause(session, each.key)
            row = known.get(cause.uuid)
            if row is None:
                if not each.count and not each.note.strip():
                    continue
                row = MappingCause(region=region, svf=svf, period=period, cause_uuid=cause.uuid)
                session.add(row)
                known[cause.uuid] = row
            row.count, row.note = each.count, each.note.strip()
        stated = sum(row.count for row in known.values())
        if stated > most:
            raise CauseCountError("mapping_causes_exceed", stated=stated, most=most)


def _rows(
    session: Session, region: str, svf: str, period: str | None = None
) -> Sequence[MappingCause]:
    query = select(MappingCause).where(
        MappingCause.region == region,
        MappingCause.svf == svf,
        MappingCause.deleted_at.is_(None),
    )
    if period is not None:
        query = query.where(MappingCause.period == period)
    return session.scalars(query).all()
