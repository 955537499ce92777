"""What a batch covers, and which rows of earlier batches it thereby replaces.

A batch covers the span from its first to its last day for the places (regions, units) in it.
Inside that it replaces the earlier batches of its dataset; outside they stay. As known now =
all batches that are neither undone nor purged; a snapshot = those up to a batch.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState
from rccdesk.models import ExpectedCase, ImportBatch, Measurement
from rccdesk.periods import parse_period

LIVE = (BatchState.ACTIVE, BatchState.REPLACED)
_period = cache(parse_period)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The span of days, inclusive, and the places of a batch."""

    first_day: dt.date
    last_day: dt.date
    places: frozenset[str]

    def covers(self, first: dt.date, last: dt.date, place: str) -> bool:
        """Tell whether a span of days at a place lies inside."""
        return place in self.places and self.first_day <= first and last <= self.last_day

    def contains(self, other: Coverage) -> bool:
        """Tell whether all of another coverage lies inside."""
        inside = self.first_day <= other.first_day and other.last_day <= self.last_day
        return inside and other.places <= self.places


def list_coverages(
    session: Session, dataset: str, snapshot: int | None = None
) -> dict[int, Coverage | None]:
    """Return batch id -> coverage of the live batches of a dataset, oldest first.

    ``snapshot`` leaves out the batches after it. A batch without rows covers nothing: None.
    """
    query = (
        select(
            ImportBatch.batch_id,
            ImportBatch.first_day,
            ImportBatch.last_day,
            ImportBatch.covered_places,
        )
        .where(ImportBatch.dataset == dataset, ImportBatch.state.in_(LIVE))
        .order_by(ImportBatch.batch_id)
    )
    if snapshot is not None:
        query = query.where(ImportBatch.batch_id <= snapshot)
    return {
        batch_id: Coverage(first, last, frozenset(json.loads(places))) if first and last else None
        for batch_id, first, last, places in session.execute(query)
    }


def effective_measurements(
    session: Session, indicator: str, snapshot: int | None = None
) -> list[Row[Any]]:
    """Return the rows of `Measurement` that hold for an indicator, in the order of import."""
    coverages = list_coverages(session, f"indicator:{indicator}", snapshot)
    table = Measurement.__table__
    rows = session.execute(
        select(table)
        .where(table.c.indicator == indicator, table.c.batch_id.in_(coverages))
        .order_by(table.c.id)
    ).all()
    return _drop_replaced(rows, coverages, "unit")


def effective_expected_cases(session: Session, snapshot: int | None = None) -> list[Row[Any]]:
    """Return the rows of `ExpectedCase` that hold, in the order of import."""
    coverages = list_coverages(session, "expected", snapshot)
    table = ExpectedCase.__table__
    rows = session.execute(
        select(table).where(table.c.batch_id.in_(coverages)).order_by(table.c.id)
    ).all()
    return _drop_replaced(rows, coverages, "region")


def _drop_replaced(
    rows: Sequence[Row[Any]], coverages: dict[int, Coverage | None], place: str
) -> list[Row[Any]]:
    ids = list(coverages)
    later = {b: [c for i in ids[n + 1 :] if (c := coverages[i])] for n, b in enumerate(ids)}

    @cache
    def is_replaced(batch_id: int, period: str, where: str) -> bool:
        span = _period(period)
        return any(c.covers(span.first, span.last, where) for c in later[batch_id])

    return [r for r in rows if not is_replaced(r.batch_id, r.period, getattr(r, place))]


def update_states(session: Session, dataset: str) -> None:
    """Set the live batches of a dataset to replaced where a later live one covers all of them."""
    coverages = list_coverages(session, dataset)
    ids = list(coverages)
    for number, batch_id in enumerate(ids):
        own = coverages[batch_id]
        is_replaced = own is not None and any(
            later.contains(own) for i in ids[number + 1 :] if (later := coverages[i])
        )
        state = BatchState.REPLACED if is_replaced else BatchState.ACTIVE
        batch = session.get_one(ImportBatch, batch_id)
        if batch.state != state:
            batch.state = state
