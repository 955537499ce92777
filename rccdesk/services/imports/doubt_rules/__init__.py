"""Doubts of data by rule: what a checked file says that can hardly be right, value by value.

Everything is computed once, for the review before an import and for the store: `find_doubts` from
the file and the last extract of its kind, `find_case_doubts` from the pathways that it makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.case_columns import EventRows
from rccdesk.services.imports.doubt_rules.against_last import (
    find_missing_cells,
    find_missing_units,
    missing_as_stored,
)
from rccdesk.services.imports.doubt_rules.coverage import find_low_coverage
from rccdesk.services.imports.doubt_rules.figures import find_figure_doubts
from rccdesk.services.imports.doubt_rules.jumps import find_jumps
from rccdesk.services.imports.doubt_rules.lead_times import find_lead_time_doubts
from rccdesk.services.imports.doubt_rules.telling import tell_doubts, tell_rows
from rccdesk.services.store_settings import read_doubt_limits, read_small_number_limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from rccdesk.models import ImportBatch
    from rccdesk.services.imports.preparing import Prepared
    from rccdesk.services.imports.problems import Problem
    from rccdesk.services.pathways.events import EventCounts

__all__ = [
    "find_case_doubts",
    "find_doubts",
    "keep_doubts",
    "missing_as_stored",
]

_MOST_DOUBTS = 500  # of one rule in a batch: with more of them it is the table that is wrong


def find_doubts(
    session: Session, file: Prepared, last: ImportBatch | None
) -> tuple[tuple[NewDoubt, ...], tuple[Problem, ...]]:
    """Return what is odd about a file by itself and beside the last extract, and its warnings."""
    found: list[NewDoubt] = []
    if isinstance(file.rows, AggregatedRows) and file.found is not None:
        small = read_small_number_limits(session)
        found += find_figure_doubts(
            str(file.request.indicator),
            file.rows,
            file.facts,
            sheet=file.sheet.name if file.sheet else "",
            unit_of_measure=file.measured_in,
            few=max(small.group, small.month),
            columns={match.field: match.index for match in file.found.matches},
        )
        found += find_jumps(
            session,
            str(file.request.indicator),
            file.rows,
            sheet=file.sheet.name if file.sheet else "",
            unit_of_measure=file.measured_in,
            few=max(small.group, small.month),
        )
    if last is not None and isinstance(file.rows, AggregatedRows | EventRows):
        growth = read_doubt_limits(session).missing_share_growth
        found += find_missing_units(session, file, last)
        found += find_missing_cells(file, file.facts, last, growth=growth)
    return tuple(found), tell_doubts(file, found)


def find_case_doubts(
    session: Session, file: Prepared, rows: EventRows, counts: EventCounts
) -> tuple[tuple[NewDoubt, ...], tuple[Problem, ...]]:
    """Return what is odd about the pathways that a file makes, and its warnings."""
    if counts.pathways is None or file.extract_date is None:
        return (), ()
    long_days = read_doubt_limits(session).long_lead_time_days
    found, places = find_lead_time_doubts(counts.pathways, counts.batch_id, long_days=long_days)
    told = tell_rows(file, rows, places, long_days)
    if file.first_day is None or file.last_day is None:
        return tuple(found), told
    low = find_low_coverage(
        session, rows, counts.pathways, (file.first_day, file.last_day), file.extract_date
    )
    return (*found, *low), (*told, *tell_doubts(file, low))


def keep_doubts(doubts: Iterable[NewDoubt]) -> list[NewDoubt]:
    """Return what a batch keeps: at most 500 of a rule, and one of a rule for a value."""
    kept: dict[tuple[str, str], NewDoubt] = {}
    numbers: dict[str, int] = {}
    for doubt in doubts:
        place = (doubt.value_key, doubt.rule)
        if place not in kept and numbers.get(doubt.rule, 0) < _MOST_DOUBTS:
            kept[place] = doubt
            numbers[doubt.rule] = numbers.get(doubt.rule, 0) + 1
    return list(kept.values())
