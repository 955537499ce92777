"""Doubts as people read them: which figure, what is odd, in which file and cell, by rule.

A doubt that several batches brought is told once, as the newest of them says it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import CASE_LEVEL, BatchState, DoubtState, Goal
from rccdesk.periods import ROLLING, parse_period, rolling_12
from rccdesk.services import doubt_words, doubts, imports, indicators, organisation
from rccdesk.services.doubts import DoubtRow
from rccdesk.services.imports.coverage import list_coverages
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways.coverage import EVENTS
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import FIGURE_FIELDS, ValueKey, is_goal_key, read_key
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.imports.coverage import Coverage
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_COLUMN = "column"
_CARE_REGION = "health_care_region"
_STATES = (DoubtState.OPEN, DoubtState.EXPLAINED, DoubtState.DISMISSED)  # what is open first
_MOST_OF_FIGURE = 5  # told beside a figure; the import page lists all


@dataclass(frozen=True, slots=True)
class ListedDoubt:
    """A doubt with its words. ``figure`` says which value it is about, without its measure.

    ``is_current`` tells that no later batch says the value anew, so that somebody should look.
    """

    doubt: DoubtRow
    title: str
    sentence: str
    measure: str
    figure: str
    file_name: str
    extract_date: dt.date
    is_current: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """What the doubt is known by from one extract to the next: value and rule."""
        return self.doubt.value_key, self.doubt.rule

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has said anything of it yet."""
        return self.is_current and self.doubt.state is DoubtState.OPEN

    @property
    def place(self) -> str:
        """The file, sheet and cell, as in "vård.xlsx, Data C5"."""
        where = f"{self.doubt.sheet} {self.doubt.cell}".strip()
        return ", ".join(part for part in (self.file_name, where) if part)


@dataclass(frozen=True, slots=True)
class RuleDoubts:
    """The doubts that one rule found, the newest batch first, and what can be done."""

    rule: str
    title: str
    remedy: str
    doubts: tuple[ListedDoubt, ...]

    @property
    def waiting_count(self) -> int:
        """The number that nobody has said anything of."""
        return sum(one.is_waiting for one in self.doubts)


@dataclass(frozen=True, slots=True)
class FigureDoubts:
    """The doubts of one figure: the first of them in words, and the number of all."""

    listed: tuple[ListedDoubt, ...]
    count: int
    dismissed_count: int


@remembered
def list_doubts_by_rule(database: Database) -> tuple[RuleDoubts, ...]:
    """Return the doubts of all live batches by rule, the rule of the newest batch first."""
    groups: dict[str, list[ListedDoubt]] = {}
    for one in _listed(database, doubts.list_doubts(database)):
        groups.setdefault(one.doubt.rule, []).append(one)
    return tuple(
        RuleDoubts(rule, doubt_words.title(rule), doubt_words.remedy(rule), tuple(found))
        for rule, found in groups.items()
    )


def count_waiting_doubts(database: Database) -> int:
    """Return how many doubts of batches that hold wait for somebody to look at them."""
    return sum(group.waiting_count for group in list_doubts_by_rule(database))


def list_doubts_of_figure(
    database: Database, table: PublishableTable, row: PublishableRow | None
) -> FigureDoubts:
    """Return the doubts that concern one figure of a table, open ones first, in words the first.

    A hidden figure has none: what is odd in it would tell what it is.
    """
    if row is None or row.hidden:
        return FigureDoubts((), 0, 0)
    chosen = {name for name, _code in table.selection}
    own = tuple((name, code) for name, code in row.fields if code and name not in chosen)
    narrowed = dataclasses.replace(table, selection=(*table.selection, *own))
    rows = list_doubts_of_table(database, narrowed)
    return FigureDoubts(
        _listed(database, rows[:_MOST_OF_FIGURE]),
        count=len(rows),
        dismissed_count=sum(one.state is DoubtState.DISMISSED for one in rows),
    )


def list_doubts_of_table(database: Database, table: PublishableTable) -> tuple[DoubtRow, ...]:
    """Return the doubts that concern a table of an indicator or of lead times, open ones first.

    They are of the batches that the table was made of, and of its selection as far as their keys
    tell; those of a whole column concern every table of it. What a later batch said anew counts
    no more. They hold no figure that the table hides.
    """
    batches = set(table.batch_ids)
    areas = {each.code: frozenset(each.rcc_keys) for each in organisation.list_regions(database)}
    dataset = EVENTS if is_goal_key(table.measure) else f"indicator:{table.measure}"
    found: dict[tuple[str, str], DoubtRow] = {}
    with database.read() as session:
        live = list_coverages(session, dataset)
    coverages = {each: live[each] for each in live if each in batches}
    for row, key in doubts.list_doubts_of_batches(database, frozenset(batches)):
        if row.batch_id not in coverages or not _is_of_table(key, table, areas):
            continue
        own = coverages[row.batch_id]
        later = [coverages[each] for each in coverages if each > row.batch_id]
        if not any(_says_anew(each, own, key) for each in later):
            found.setdefault((row.value_key, row.rule), row)
    return tuple(sorted(found.values(), key=lambda row: _STATES.index(row.state)))


def list_doubts_of_tables(
    database: Database, tables: Iterable[PublishableTable]
) -> tuple[ListedDoubt, ...]:
    """Return the doubts that concern any of some tables, each once."""
    found: dict[tuple[str, str], DoubtRow] = {}
    for table in tables:
        for row in list_doubts_of_table(database, table):
            found.setdefault((row.value_key, row.rule), row)
    return _listed(database, found.values())


def _listed(database: Database, rows: Iterable[DoubtRow]) -> tuple[ListedDoubt, ...]:
    """Put words to doubts; of those with the same value and rule the first one is told."""
    found: dict[tuple[str, str], DoubtRow] = {}
    for row in rows:
        found.setdefault((row.value_key, row.rule), row)
    if not found:
        return ()
    batches = {batch.batch_id: batch for batch in imports.list_batches(database)}
    outdated = _outdated(database, found.values(), batches)
    labels = get_labels(database)
    names = {row.key: row.title for row in indicators.list_indicators(database)}
    return tuple(
        ListedDoubt(
            doubt=row,
            title=doubt_words.title(row.rule),
            sentence=doubt_words.sentence(row),
            measure=_measure(row.value_key, names),
            figure=_figure(row, labels),
            file_name=batches[row.batch_id].file_name or text("typing_in.name"),
            extract_date=batches[row.batch_id].extract_date,
            is_current=row.doubt_id not in outdated,
        )
        for row in found.values()
    )


def _outdated(
    database: Database, rows: Iterable[DoubtRow], batches: dict[int, BatchRow]
) -> frozenset[int]:
    """Return the doubts whose batch has been replaced, or whose value a later batch says anew."""
    found: set[int] = set()
    with database.read() as session:
        coverages = {
            dataset: list_coverages(session, dataset)
            for dataset in {_dataset(batch) for batch in batches.values()}
        }
    for row in rows:
        batch = batches[row.batch_id]
        live = coverages[_dataset(batch)]
        own, key = live.get(row.batch_id), read_key(row.value_key)
        later = (coverage for batch_id, coverage in live.items() if batch_id > row.batch_id)
        is_replaced = batch.state is not BatchState.ACTIVE
        if is_replaced or any(_says_anew(coverage, own, key) for coverage in later):
            found.add(row.doubt_id)
    return frozenset(found)


def _dataset(batch: BatchRow) -> str:
    if batch.indicator is not None:
        return f"indicator:{batch.indicator}"
    return EVENTS if batch.profile in CASE_LEVEL else batch.profile.value


def _measure(value_key: str, names: dict[str, str]) -> str:
    measure = read_key(value_key).measure
    if measure in names:
        return names[measure]
    for key in (f"charts.measure.{measure}", f"figures.measure.{measure}"):
        if has_text(key):
            return text(key)
    return measure


def _figure(row: DoubtRow, labels: Labels) -> str:
    fields = read_key(row.value_key).fields.items()
    names = {name: {code: labels.name(name, code)} for name, code in fields if name != _COLUMN}
    return doubt_words.subject(row, names)


def _says_anew(later: Coverage | None, own: Coverage | None, key: ValueKey) -> bool:
    """Tell whether a later batch covers the place of a doubt for its period, else its batch."""
    if later is None or own is None:
        return False
    if later.key is not None:  # one value, typed by hand
        return later.key == tuple(key.fields.get(name, "") for name in FIGURE_FIELDS)
    first, last = own.first_day, own.last_day
    if "period" in key.fields:
        period = parse_period(key.fields["period"])
        first, last = period.first, period.last
    place = key.fields.get("unit") or key.fields.get("region") or ""
    return later.covers(first, last, place)


def _is_of_table(
    key: ValueKey, table: PublishableTable, care_regions: Mapping[str, frozenset[str]]
) -> bool:
    measures = {table.measure}
    if is_goal_key(table.measure):
        measures.add(EVENTS)
    if table.measure == Goal.LEAD_TIME:
        measures.add(Goal.INCLUSION)  # few cases in the extract: the lead times represent nothing
    if key.measure not in measures:
        return False
    chosen: dict[str, set[str]] = {}
    for name, code in table.selection:
        chosen.setdefault(name, set()).add(code)
    region, areas = key.fields.get("region"), chosen.get(_CARE_REGION)
    if region and areas and not areas & care_regions.get(region, frozenset()):
        return False
    period, wanted = key.fields.get("period"), chosen.pop("period", set())
    if period and wanted and not any(_is_within(period, each, table) for each in wanted):
        return False
    return all(key.fields[name] in codes for name, codes in chosen.items() if key.fields.get(name))


def _is_within(period: str, wanted: str, table: PublishableTable) -> bool:
    if wanted == ROLLING:
        if table.extract_date is None:
            return True
        span = rolling_12(table.extract_date)
    else:
        span = parse_period(wanted)
    own = parse_period(period)
    return span.first <= own.first and own.last <= span.last
