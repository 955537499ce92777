"""What a batch covers, and which rows of earlier batches it thereby replaces.

The batch of a file covers the span from its first to its last day for the places (regions,
units) in it. Inside that it replaces the earlier batches of its dataset; outside they stay. The
batch of a value typed by hand covers the key of that value and nothing else. As known now = all
batches that are neither undone nor purged; a snapshot = those up to a batch.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, case, null, select
from sqlalchemy.orm import Session

from rccdesk.enums import BatchKind
from rccdesk.models import ExpectedCase, ImportBatch, Measurement
from rccdesk.periods import parse_period
from rccdesk.services.coverage import LIVE, find_replaced, set_states

__all__ = [
    "EXPECTED_KEY",
    "FIGURE_KEY",
    "LIVE",
    "Coverage",
    "effective_expected_cases",
    "effective_measurements",
    "list_coverages",
    "typed_key",
    "update_states",
]

FIGURE_KEY = ("period", "unit", "home_unit", "group", "sex", "age_group")
EXPECTED_KEY = ("svf", "region", "period")
_period = cache(parse_period)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The span of days, inclusive, and the places of a batch.

    ``key`` is that of the one value of a typed batch, whose span and place only say where a
    later file would replace it; None for the batch of a file.
    """

    first_day: dt.date
    last_day: dt.date
    places: frozenset[str]
    key: tuple[str, ...] | None = None

    def covers(self, first: dt.date, last: dt.date, place: str) -> bool:
        """Tell whether a span of days at a place lies inside; a typed batch covers none."""
        inside = self.first_day <= first and last <= self.last_day
        return self.key is None and place in self.places and inside

    def contains(self, other: Coverage) -> bool:
        """Tell whether all of another coverage lies inside."""
        if self.key is not None:
            return self.key == other.key
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
            # The mapping of a file may be long, and says nothing here.
            case((ImportBatch.kind == BatchKind.TYPED, ImportBatch.mapping), else_=null()),
        )
        .where(ImportBatch.dataset == dataset, ImportBatch.state.in_(LIVE))
        .order_by(ImportBatch.batch_id)
    )
    if snapshot is not None:
        query = query.where(ImportBatch.batch_id <= snapshot)
    return {
        batch_id: Coverage(first, last, frozenset(json.loads(places)), typed_key(mapping))
        if first and last
        else None
        for batch_id, first, last, places, mapping in session.execute(query)
    }


def typed_key(mapping: str | None) -> tuple[str, ...] | None:
    """Return the key of the value in a typed batch, as its mapping keeps it; None without one."""
    return tuple(json.loads(mapping)["key"]) if mapping else None


def effective_measurements(
    session: Session, indicator: str, snapshot: int | None = None, *, period: str | None = None
) -> list[Row[Any]]:
    """Return the rows of `Measurement` that hold for an indicator, in the order of import.

    ``period`` keeps those of one period, by its spelling.
    """
    coverages = list_coverages(session, f"indicator:{indicator}", snapshot)
    table = Measurement.__table__
    query = select(table).where(table.c.indicator == indicator, table.c.batch_id.in_(coverages))
    if period is not None:
        query = query.where(table.c.period == period)
    rows = session.execute(query.order_by(table.c.id)).all()
    return _drop_replaced(rows, coverages, "unit", FIGURE_KEY)


def effective_expected_cases(session: Session, snapshot: int | None = None) -> list[Row[Any]]:
    """Return the rows of `ExpectedCase` that hold, in the order of import."""
    coverages = list_coverages(session, "expected", snapshot)
    table = ExpectedCase.__table__
    rows = session.execute(
        select(table).where(table.c.batch_id.in_(coverages)).order_by(table.c.id)
    ).all()
    return _drop_replaced(rows, coverages, "region", EXPECTED_KEY)


def _drop_replaced(
    rows: Sequence[Row[Any]],
    coverages: dict[int, Coverage | None],
    place: str,
    key_fields: tuple[str, ...],
) -> list[Row[Any]]:
    spans = [(i, each) for i, each in coverages.items() if each and each.key is None]
    typed = {each.key: i for i, each in coverages.items() if each and each.key is not None}
    key_of = attrgetter(*key_fields)

    @cache
    def is_covered(batch_id: int, period: str, where: str) -> bool:
        span = _period(period)
        return any(i > batch_id and c.covers(span.first, span.last, where) for i, c in spans)

    return [
        row
        for row in rows
        if not is_covered(row.batch_id, row.period, getattr(row, place))
        and not (typed and typed.get(key_of(row), 0) > row.batch_id)
    ]


def update_states(session: Session, dataset: str) -> None:
    """Set the live batches of a dataset to replaced where a later live one covers all of them."""
    coverages = list_coverages(session, dataset)
    set_states(session, coverages, find_replaced(coverages, Coverage.contains))
