"""What a table holds, whichever its layout: rows, problems, and the days and places they cover."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import numpy as np

from rccdesk.enums import Profile
from rccdesk.services.imports.aggregated import AggregatedRows, read_aggregated
from rccdesk.services.imports.case_columns import EventRows
from rccdesk.services.imports.events import read_events
from rccdesk.services.imports.extract_date import today
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.pathway_list import read_pathways
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.small_tables import (
    ExpectedRow,
    LimitRow,
    SmallRows,
    coverage_of,
    periods_of,
    read_expected,
    read_limits,
)
from rccdesk.services.imports.table_facts import (
    TableFacts,
    count_missing,
    find_half_units,
)
from rccdesk.services.imports.values import day_of
from rccdesk.services.imports.vocabulary import Vocabulary

AnyRows = AggregatedRows | EventRows | SmallRows[ExpectedRow] | SmallRows[LimitRow]


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of a table: how many are kept, what they cover, the newest day they speak of."""

    rows: AnyRows
    kept: int
    first: dt.date | None = None
    last: dt.date | None = None
    places: frozenset[str] = frozenset()
    newest: dt.date | None = None
    facts: TableFacts = field(default_factory=TableFacts)


def read_content(
    table: CodedTable,
    found: Recognition,
    vocabulary: Vocabulary,
    *,
    is_proportion: bool,
    duplicates: str,
) -> Content:
    """Return the content of a table by its layout."""
    content = _read(table, found, vocabulary, is_proportion, duplicates)
    if isinstance(content.rows, AggregatedRows):
        half_unit = find_half_units(table, content.rows.figures)
        return replace(content, facts=TableFacts(count_missing(table, found), half_unit))
    return replace(content, facts=TableFacts(count_missing(table, found)))


def _read(
    table: CodedTable,
    found: Recognition,
    vocabulary: Vocabulary,
    is_proportion: bool,
    duplicates: str,
) -> Content:
    profile = found.layout.profile
    if profile is Profile.EVENTS:
        return _of_events(read_events(table, found, vocabulary, duplicates=duplicates))
    if profile is Profile.PATHWAY_LIST:
        return _of_events(read_pathways(table, found, vocabulary, duplicates=duplicates))
    if profile is Profile.EXPECTED:
        return _of_expected(read_expected(table, found, vocabulary, duplicates=duplicates))
    if profile is Profile.LIMITS:
        return _of_limits(read_limits(table, found, vocabulary, duplicates=duplicates))
    return _of_aggregated(
        read_aggregated(
            table, found, vocabulary, is_proportion=is_proportion, duplicates=duplicates
        )
    )


def _of_events(rows: EventRows) -> Content:
    days = rows.events.date
    if not len(days):
        return Content(rows, 0)
    # The places that events cover are decided where they are stored.
    first, last = day_of(int(days.min())), day_of(int(days.max()))
    return Content(rows, rows.rows_kept, first, last, newest=last)


def _of_aggregated(rows: AggregatedRows) -> Content:
    if rows.first is None or rows.last is None:
        return Content(rows, 0)
    units = rows.figures.words["unit"]
    places = frozenset(units[code] for code in np.unique(rows.figures.codes["unit"]).tolist())
    kept = len(np.unique(rows.figures.position))
    return Content(rows, kept, rows.first.first, rows.last.last, places, rows.last.last)


def _of_expected(rows: SmallRows[ExpectedRow]) -> Content:
    covered = coverage_of(rows.rows)
    if covered is None:
        return Content(rows, 0)
    # They tell of time to come too, so a year that has begun counts from its first day.
    days = [day for period in periods_of(rows.rows) for day in (period.first, period.last)]
    newest = max((day for day in days if day <= today()), default=covered[1])
    return Content(rows, len(rows.rows), *covered, newest)


def _of_limits(rows: SmallRows[LimitRow]) -> Content:
    # A limit may be decided to hold from a day to come. A catalogue covers no span of days.
    days = [day for row in rows.rows for day in (row.decided_on, row.valid_from) if day]
    newest = max((day for day in days if day <= today()), default=None)
    return Content(rows, len(rows.rows), newest=newest)
