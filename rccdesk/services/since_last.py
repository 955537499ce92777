"""What a figure was before its newest extract: "ändrat sedan förra uttaget".

A figure is compared with the state just before the newest batch that covers its period and its
region (unit). Both states go by the catalogue, the settings and the small-number rules of today,
so that only the data can differ. A figure that either state hides says nothing; counts are given
where both states publish them, as each state can be asked for by itself (``--snapshot``).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import case, null, select

from rccdesk import formats
from rccdesk.enums import BatchKind
from rccdesk.errors import NotComputableError
from rccdesk.models import ImportBatch
from rccdesk.periods import ROLLING, Period, parse_period, rolling_12
from rccdesk.services import indicators, lead_times
from rccdesk.services.coverage import LIVE
from rccdesk.services.imports.coverage import EXPECTED_KEY, FIGURE_KEY, typed_key
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.lead_times.query import select_pathways
from rccdesk.services.lead_times.rules import get_goal_columns, get_rules
from rccdesk.services.pathways.coverage import EVENTS
from rccdesk.services.pathways.goals import is_inclusion_goal
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable

PROPORTION = "proportion"
_MOST_STATES = 6  # earlier states that one table is compared with: each is computed anew
_FINEST = 4  # decimals, where fewer show no change
_LARGE = 1000  # from here a number needs no decimals
_UNIT = "unit:"  # the place of a unit whose region is unknown

Query = LeadTimeQuery | IndicatorQuery
_RowKey = tuple[tuple[tuple[str, str | None], ...], bool]


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure before and after its newest extract; shares are 0-1, unrounded.

    The extract dates are those of the newest batch that covers the figure in each state, and
    ``before_batch`` is that batch of the state before. Counts are None where the source has none.
    """

    before: float
    after: float
    before_numerator: float | None
    before_denominator: float | None
    after_numerator: float | None
    after_denominator: float | None
    before_extract: dt.date
    after_extract: dt.date
    before_batch: int
    unit_of_measure: str = PROPORTION


def get_revision(database: Database, query: Query, value_key: str) -> Revision | None:
    """Return how the newest extract changed the figure ``value_key`` of a table.

    None where no earlier state has the figure, where it is the same, and where either state
    hides it. Raises as `get_lead_times` and `get_indicator`.
    """
    return get_revisions(database, query).get(value_key)


@remembered
def get_revisions(database: Database, query: Query) -> Mapping[str, Revision]:
    """Return by value key what the newest extracts changed in a table, its whole among it.

    A table whose regions come in extracts of their own is compared with up to six earlier
    states. Raises as `get_revision`.
    """
    return compare_table(database, query)


def compare_table(
    database: Database, query: Query, table: PublishableTable | None = None
) -> Mapping[str, Revision]:
    """Return what `get_revisions` does; ``table`` is that of the query, where it is at hand."""
    of_goal = query.goal if isinstance(query, LeadTimeQuery) else ""
    is_inclusion = is_inclusion_goal(database, of_goal)
    with database.read() as session:
        layers = _list_layers(session, query, is_inclusion=is_inclusion)
    if len(layers) < 2:  # one extract: as in most stores
        return MappingProxyType({})
    return _States(database, query, layers, table or _get_table(database, query)).compare()


def revision_sentence(revision: Revision, is_proportion: bool) -> str:
    """Say what changed, as in "Ändrat sedan förra uttaget: 61 → 64 %.", or how its counts did."""
    key = "changed_basis" if _only_counts_differ(revision, is_proportion) else "changed"
    return text(f"provenance.{key}", change=revision_change(revision, is_proportion))


def revision_change(revision: Revision, is_proportion: bool) -> str:
    """Return the change alone: "61 → 64 %", or "28 av 38, förut 24 av 33"."""
    if _only_counts_differ(revision, is_proportion):
        return text(
            "provenance.counts",
            now=formats.of(revision.after_numerator or 0, revision.after_denominator or 0),
            then=formats.of(revision.before_numerator or 0, revision.before_denominator or 0),
        )
    values, decimals = _as_written(revision, is_proportion)
    while _look_alike(values, decimals) and decimals < _FINEST:
        decimals += 1
    before = formats.number(values[0], decimals)
    if is_proportion:
        after = formats.percent(revision.after, decimals)
    else:
        unit = revision.unit_of_measure
        after = formats.number(values[1], decimals)
        after += f"{formats.NBSP}{unit}" if unit not in {"", PROPORTION} else ""
    return f"{before} → {after}"


def _only_counts_differ(revision: Revision, is_proportion: bool) -> bool:
    then = (revision.before_numerator, revision.before_denominator)
    now = (revision.after_numerator, revision.after_denominator)
    differ = then != now and None not in (*then, *now)
    return differ and _look_alike(*_as_written(revision, is_proportion))


def _as_written(revision: Revision, is_proportion: bool) -> tuple[tuple[float, float], int]:
    """Return both values as they are written, and with how many decimals."""
    if not is_proportion:
        return (revision.before, revision.after), _decimals(revision)
    known = [n for n in (revision.before_denominator, revision.after_denominator) if n]
    decimals = formats.share_decimals(int(min(known)) if known else None)
    return (revision.before * 100, revision.after * 100), decimals


def _decimals(revision: Revision) -> int:
    values = (revision.before, revision.after)
    is_whole = all(float(value).is_integer() for value in values)
    return 0 if is_whole or max(map(abs, values)) >= _LARGE else 1


def _look_alike(values: tuple[float, float], decimals: int) -> bool:
    """Tell whether both are written alike."""
    return formats.number(values[0], decimals) == formats.number(values[1], decimals)


@dataclass(frozen=True, slots=True)
class _Layer:
    """The days and places that a batch covers; the place None stands for any.

    ``key`` are the fields and codes of the one value of a typed batch, none for a file.
    """

    batch_id: int
    first: dt.date
    last: dt.date
    places: frozenset[str | None]
    extract_date: dt.date
    key: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """The days (None: open) and places (None: all) that a figure is about, and its codes."""

    first: dt.date | None
    last: dt.date | None
    places: frozenset[str | None] | None
    codes: Mapping[str, frozenset[str | None]]

    def has_earlier_days_of(self, layer: _Layer) -> bool:
        """Tell whether the layer covers days before the end of the figure, at its places."""
        return (self.last is None or layer.first <= self.last) and (
            self.places is None
            or any(
                place is None or place.startswith(_UNIT) or place in self.places
                for place in layer.places
            )
        )

    def touches(self, layer: _Layer) -> bool:
        """Tell whether the layer covers any of the figure."""
        is_in_time = self.first is None or layer.last >= self.first
        is_its_own = all(code in self.codes.get(name, {code}) for name, code in layer.key)
        return is_in_time and is_its_own and self.has_earlier_days_of(layer)


class _States:
    """A table as it is, and as it was before the batches that cover its figures."""

    def __init__(
        self,
        database: Database,
        query: Query,
        layers: tuple[_Layer, ...],
        table: PublishableTable,
    ) -> None:
        self._database, self._query, self._layers = database, query, layers
        self._table = table
        self._period = _meant_period(database, query, table)
        self._before: dict[int, dict[_RowKey, PublishableRow]] = {}

    def compare(self) -> Mapping[str, Revision]:
        found = {row.value_key: self._revision(row) for row in _rows_of(self._table).values()}
        return MappingProxyType({key: each for key, each in found.items() if each is not None})

    def _revision(self, row: PublishableRow) -> Revision | None:
        if row.hidden or row.value is None:
            return None
        span = self._span(row)
        covering = [layer for layer in self._layers if span.touches(layer)]
        boundaries = covering
        if covering and isinstance(self._query, LeadTimeQuery):
            # A later batch of earlier days may hold the starts of the pathways.
            newest = next(layer for layer in self._layers if span.has_earlier_days_of(layer))
            boundaries = covering if newest in covering else [newest, *covering]
        for boundary in boundaries:
            earlier = next((c for c in covering if c.batch_id < boundary.batch_id), None)
            then = self._row_before(boundary, row) if earlier else None
            if earlier is None or then is None:
                continue  # it came with that batch: an older one may have had it before
            if then.hidden or then.value is None:
                return None
            if _content(then) != _content(row):
                return self._make(then, row, earlier, boundary)
            if boundary in covering:
                return None
        return None

    def _make(
        self, then: PublishableRow, row: PublishableRow, earlier: _Layer, boundary: _Layer
    ) -> Revision:
        assert then.value is not None
        assert row.value is not None
        return Revision(
            before=then.value,
            after=row.value,
            before_numerator=then.numerator,
            before_denominator=then.denominator,
            after_numerator=row.numerator,
            after_denominator=row.denominator,
            before_extract=earlier.extract_date,
            after_extract=boundary.extract_date,
            before_batch=earlier.batch_id,
            unit_of_measure=self._table.unit_of_measure,
        )

    def _span(self, row: PublishableRow) -> _Span:
        query, named = self._query, dict(row.fields)
        codes: dict[str, frozenset[str | None]] = {
            name: frozenset(chosen) for name, chosen in query.where
        }
        if isinstance(query, LeadTimeQuery):
            chosen_too = {"svf": query.svf, "region": query.region}
            codes |= {name: frozenset(chosen) for name, chosen in chosen_too.items() if chosen}
        is_indicator = isinstance(query, IndicatorQuery)  # there "" is a code: not divided
        codes |= {n: frozenset((c or "",)) for n, c in named.items() if c or is_indicator}
        key = named.get("period") or named.get("start_period")
        period = parse_period(key) if key else self._period
        first, last = (period.first, period.last) if period else (None, None)
        codes.pop("period", None)  # the days say it, of longer periods too
        if isinstance(query, LeadTimeQuery):
            # By start, a pathway's end may lie in any later batch.
            return _Span(first, None if query.by_start else last, codes.get("region"), codes)
        return _Span(first, last, codes.get("unit"), codes)

    def _row_before(self, boundary: _Layer, row: PublishableRow) -> PublishableRow | None:
        """Return the figure in the state just before a batch; None where it was not there."""
        older = next((o for o in self._layers if o.batch_id < boundary.batch_id), None)
        if older is None:
            return None
        if older.batch_id not in self._before:
            if len(self._before) >= _MOST_STATES:
                return None
            self._before[older.batch_id] = self._read_state(older.batch_id)
        return self._before[older.batch_id].get(_key(row))

    def _read_state(self, snapshot: int) -> dict[_RowKey, PublishableRow]:
        period = _spell(self._period) or self._query.period
        try:
            if isinstance(self._query, LeadTimeQuery):
                then = replace(self._query, snapshot=snapshot, period=period)
                found = lead_times.get_lead_times(self._database, then)
                # What the pages ask for next is the present: it must not leave the cache.
                rules = get_rules(self._database, self._query.goal)
                get_goal_columns(self._database, rules, self._query.snapshot)
            else:
                by = self._table.by
                asked = replace(self._query, by=by, snapshot=snapshot, period=period)
                found = indicators.get_indicator(self._database, asked)
        except NotComputableError:
            return {}
        return _rows_of(found)


def _get_table(database: Database, query: Query) -> PublishableTable:
    if isinstance(query, LeadTimeQuery):
        return lead_times.get_lead_times(database, query)
    return indicators.get_indicator(database, query)


def _meant_period(database: Database, query: Query, table: PublishableTable) -> Period | None:
    """Return the period of the query; a rolling year is that of the table, not of each state."""
    if query.period is None or query.period != ROLLING:
        return parse_period(query.period) if query.period else None
    if isinstance(query, LeadTimeQuery):
        columns = get_goal_columns(database, get_rules(database, query.goal), query.snapshot)
        return select_pathways(columns, query).period
    return rolling_12(table.extract_date) if table.extract_date else None


def _spell(period: Period | None) -> str | None:
    if period is None or period.key != ROLLING:
        return period.key if period else None
    return f"{period.first:%Y-%m}:{period.last:%Y-%m}"


def _list_layers(session: Session, query: Query, *, is_inclusion: bool) -> tuple[_Layer, ...]:
    """Return the batches that count for the measure, newest first."""
    if isinstance(query, IndicatorQuery):
        datasets = [f"indicator:{query.indicator}"]
    else:
        datasets = [EVENTS, *(["expected"] if is_inclusion else [])]
    found = session.execute(
        select(
            ImportBatch.batch_id,
            ImportBatch.first_day,
            ImportBatch.last_day,
            ImportBatch.covered_places,
            ImportBatch.extract_date,
            # The mapping of a file may be long, and says nothing here.
            case((ImportBatch.kind == BatchKind.TYPED, ImportBatch.mapping), else_=null()),
        )
        .where(ImportBatch.dataset.in_(datasets), ImportBatch.state.in_(LIVE))
        .order_by(ImportBatch.batch_id.desc())
    )

    def key_of(mapping: str | None) -> tuple[tuple[str, str], ...]:
        # No event is typed in.
        names = FIGURE_KEY if isinstance(query, IndicatorQuery) else EXPECTED_KEY
        key = zip(names, typed_key(mapping) or (), strict=False)
        return tuple((name, code) for name, code in key if name != "period")

    return tuple(
        _Layer(batch_id, first, last, frozenset(json.loads(places)), extract_date, key_of(mapping))
        for batch_id, first, last, places, extract_date, mapping in found
        if first is not None
        and last is not None
        and (query.snapshot is None or batch_id <= query.snapshot)
    )


def _rows_of(table: PublishableTable) -> dict[_RowKey, PublishableRow]:
    """Return the rows by their fields, and the whole."""
    whole = {_key(table.whole): table.whole} if table.whole else {}
    return {**whole, **{_key(row): row for row in table.rows}}


def _key(row: PublishableRow) -> _RowKey:
    return row.fields, row.is_total


def _content(row: PublishableRow) -> tuple[float | None, ...]:
    return row.value, row.numerator, row.denominator
