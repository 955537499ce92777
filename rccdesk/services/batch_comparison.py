"""What differs between two batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import CASE_LEVEL, BatchKind, BatchState, Profile
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import (
    ExpectedCase,
    ImportBatch,
    LeadTimeLimit,
    Measurement,
)
from rccdesk.periods import parse_period
from rccdesk.services.case_comparison import count_case_differences
from rccdesk.services.imports.batches import get_batch
from rccdesk.services.indicators.figures import BY_FIELDS, IndicatorQuery, get_indicator
from rccdesk.services.pathways.events import load_events
from rccdesk.services.store_settings import get_small_number_limits

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_MOST_DIFFERENCES = 500
_MONTH_DAYS = 30  # from the first day to the last, of a single month


class DifferenceKind(StrEnum):
    """Which of two batches has a figure."""

    CHANGED = "changed"  # both, and they say different things
    ADDED = "added"  # the later one alone
    REMOVED = "removed"  # the earlier one alone


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two batches give differently; None where one lacks it.

    ``hidden``: the small-number rules hide it in the state of either, so all figures are None.
    """

    key: tuple[str, ...]
    before: float | None
    after: float | None
    hidden: bool = False
    kind: DifferenceKind = DifferenceKind.CHANGED
    before_numerator: float | None = None
    before_denominator: float | None = None
    after_numerator: float | None = None
    after_denominator: float | None = None


@dataclass(frozen=True, slots=True)
class BatchComparison:
    """What differs between two batches of a dataset, in keys.

    ``differences`` lists up to 500 of them; there are none for events and pathways,
    whose keys are hashes.
    """

    before: int
    after: int
    dataset: str
    added: int
    removed: int
    changed: int
    same: int
    differences: tuple[Difference, ...]


def compare_batches(
    database: Database, before: int, after: int, *, largest_first: bool = False
) -> BatchComparison:
    """Return what differs between two batches of the same dataset.

    The differences are listed by their keys, or the ``largest_first``: then come the figures that
    one batch lacks, and last those that are hidden, whose size their place must not tell.

    Raises NotFoundError ``no_such_batch``; ConflictError ``not_comparable``, ``batch_purged``.
    """
    with database.read() as session:
        batches = [get_batch(session, batch_id) for batch_id in (before, after)]
        if batches[0].dataset != batches[1].dataset:
            raise ConflictError("not_comparable", before=before, after=after)
        for batch in batches:
            if batch.state == BatchState.PURGED:
                raise ConflictError("batch_purged", batch=batch.batch_id)
        if batches[0].profile in CASE_LEVEL:
            return _compare_cases(session, batches)
        old, new = (_contents(session, batch) for batch in batches)
    # A typed value says nothing of the rest: it is compared with its own key alone.
    for batch, held in zip(batches, (old, new), strict=True):
        if batch.kind == BatchKind.TYPED:
            old, new = ({k: v for k, v in each.items() if k in held} for each in (old, new))
    both = old.keys() & new.keys()
    changed = [key for key in both if old[key] != new[key]]
    differing = sorted((old.keys() ^ new.keys()) | set(changed))
    hidden = _find_hidden(database, batches, (old, new))
    if largest_first:

        def size(key: tuple[object, ...]) -> tuple[int, float]:
            values = _figure(old.get(key)), _figure(new.get(key))
            if key in hidden:
                return 2, 0.0
            if values[0] is None or values[1] is None:
                return 1, 0.0
            return 0, -abs(values[1] - values[0])

        differing.sort(key=size)
    return BatchComparison(
        before=before,
        after=after,
        dataset=batches[0].dataset,
        added=len(new) - len(both),
        removed=len(old) - len(both),
        changed=len(changed),
        same=len(both) - len(changed),
        differences=tuple(
            _difference(key, old.get(key), new.get(key), is_hidden=key in hidden)
            for key in differing[:_MOST_DIFFERENCES]
        ),
    )


def _compare_cases(session: Session, batches: Sequence[ImportBatch]) -> BatchComparison:
    counts = count_case_differences(
        *(load_events(session, batch.batch_id) for batch in batches),
        by_pathway=all(batch.profile == Profile.PATHWAY_LIST for batch in batches),
    )
    return BatchComparison(
        before=batches[0].batch_id,
        after=batches[1].batch_id,
        dataset=batches[0].dataset,
        added=counts.added,
        removed=counts.removed,
        changed=counts.changed,
        same=counts.same,
        differences=(),
    )


Contents = dict[tuple[object, ...], tuple[object, ...]]


def _difference(
    key: tuple[object, ...],
    old: tuple[object, ...] | None,
    new: tuple[object, ...] | None,
    *,
    is_hidden: bool,
) -> Difference:
    kind = DifferenceKind.ADDED if old is None else DifferenceKind.CHANGED
    kind = DifferenceKind.REMOVED if new is None else kind
    named = tuple(map(str, key))
    if is_hidden:
        return Difference(named, None, None, hidden=True, kind=kind)
    was, now = _counts(old), _counts(new)
    return Difference(
        named,
        _figure(old),
        _figure(new),
        kind=kind,
        before_numerator=was[0],
        before_denominator=was[1],
        after_numerator=now[0],
        after_denominator=now[1],
    )


def _find_hidden(
    database: Database, batches: Sequence[ImportBatch], contents: Sequence[Contents]
) -> set[tuple[object, ...]]:
    """Return the keys of figures that are not shown in the state of either batch.

    A batch that no longer counts has no state: its figures go by their own counts too.
    """
    if batches[0].profile != Profile.AGGREGATED:
        return set()
    limits = get_small_number_limits(database)
    hidden: set[tuple[object, ...]] = set()
    for batch, held in zip(batches, contents, strict=True):
        query = IndicatorQuery(str(batch.indicator), by=BY_FIELDS, snapshot=batch.batch_id)
        try:
            rows = get_indicator(database, query).rows
        except NotFoundError:  # it lies in the Papperskorg: nothing of it is shown
            return {key for each in contents for key in each}
        hidden |= {tuple(code or "" for _, code in row.fields) for row in rows if row.hidden}
        for key, (numerator, denominator, *_) in held.items():
            period = parse_period(str(key[0]))
            is_month = (period.last - period.first).days <= _MONTH_DAYS
            count = numerator if denominator is None else denominator
            if isinstance(count, int | float):
                few = limits.month if is_month else limits.group
                hidden |= {key} if count < few else set()
    return hidden


def _contents(session: Session, batch: ImportBatch) -> Contents:
    """Return key -> what the batch of figures, expected cases or limits says about it."""
    if batch.profile == Profile.AGGREGATED:
        m = Measurement.__table__.c
        figures = session.execute(
            select(
                m.period, m.unit, m.home_unit, m.group, m.sex, m.age_group,
                m.numerator, m.denominator, m.value, m.masked,
            ).where(m.batch_id == batch.batch_id)
        )  # fmt: skip
        return {tuple(row[:6]): tuple(row[6:]) for row in figures}
    if batch.profile == Profile.EXPECTED:
        cases = session.scalars(select(ExpectedCase).where(ExpectedCase.batch_id == batch.batch_id))
        return {(c.svf, c.region, c.period): (c.expected, None, c.expected, None) for c in cases}
    limits = session.scalars(select(LeadTimeLimit).where(LeadTimeLimit.batch_id == batch.batch_id))
    return {
        (x.kva_prefix, x.treatment, x.variant, x.from_event, x.to_event, str(x.valid_from)): (
            x.days, None, x.days, x.suffixes, x.valid_to, x.is_confirmed,
        )
        for x in limits
    }  # fmt: skip


def _counts(content: tuple[object, ...] | None) -> tuple[float | None, float | None]:
    """Return numerator and denominator of a figure; None, None where it has not both."""
    numerator, denominator = content[:2] if content is not None else (None, None)
    if isinstance(numerator, int | float) and isinstance(denominator, int | float):
        return float(numerator), float(denominator)
    return None, None


def _figure(content: tuple[object, ...] | None) -> float | None:
    """Return the value of a figure; its share where numerator and denominator are known."""
    if content is None:
        return None
    numerator, denominator, value = content[:3]
    if isinstance(numerator, int | float) and isinstance(denominator, int | float) and denominator:
        return numerator / denominator
    return float(value) if isinstance(value, int | float) else None
