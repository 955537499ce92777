"""What the Indikatorer page asks and what it gets: services called together in the reading thread.

Nothing is computed here. `read` picks the services that the tab needs and puts their words side
by side, so that the page only shows.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.periods import parse_period
from rccdesk.services import indicators, snapshots
from rccdesk.services.charts import build, figures
from rccdesk.services.charts.spec import ChartSpec, TableColumn, TableSpec
from rccdesk.services.indicators import IndicatorChoices, IndicatorQuery, IndicatorRow
from rccdesk.services.labels import get_labels
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.texts import text
from rccdesk.ui.pages.figure_page import COMPARISON, TABLE, TREND
from rccdesk.ui.pages.panel_words import doubt_sentences, make_figure, make_notes

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.snapshots import Snapshot
    from rccdesk.ui.pages.panel_words import FigureNotes
    from rccdesk.ui.pages.side_panel import PanelFigure

EVERY_PERIOD = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The page's choices. ``filters`` keeps one code of a field; ``area`` is the own region."""

    tab: str
    indicator: str = ""
    per: str = ""
    period: str | None = None  # None: the newest; EVERY_PERIOD: all
    filters: tuple[tuple[str, str], ...] = ()
    area: str = ""
    wanted_period: str = ""  # of the shared selection, taken where the measure has it
    order: str = build.ORGANISATION
    snapshot: int | None = None  # the batch whose state is shown; None: as now


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field that occurs in the figures, and its codes with their names."""

    name: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the page shows."""

    question: Question
    indicators: tuple[IndicatorRow, ...]
    indicator: IndicatorRow | None = None
    dimensions: tuple[Dimension, ...] = ()
    periods: tuple[tuple[str, str], ...] = ()  # key and words, newest first
    per: str = ""
    period: str = EVERY_PERIOD
    spec: ChartSpec | None = None
    table: TableSpec | None = None
    foot: tuple[str, ...] = ()
    shown_count: int = 0
    hidden_count: int = 0
    figure: PanelFigure | None = None
    notes: FigureNotes | None = None
    floor: int = 5
    states: tuple[Snapshot, ...] = ()  # that can be chosen

    @property
    def state(self) -> Snapshot | None:
        """Return the state that the figures are shown in; None for now."""
        return snapshots.find_snapshot(self.states, self.question.snapshot)

    @property
    def has_figures(self) -> bool:
        """Tell whether anything has been imported for any measure."""
        return any(row.figure_count for row in self.indicators)


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    rows = indicators.list_indicators(database)
    answer = Answer(question, rows, floor=get_small_number_limits(database).group)
    chosen = _chosen(rows, question.indicator)
    if chosen is None:
        return answer
    answer = dataclasses.replace(answer, indicator=chosen)
    if not chosen.figure_count:
        return answer
    answer = _with_states(answer, snapshots.list_indicator_snapshots(database, chosen.key))
    labels = get_labels(database, measure=chosen.title, population=chosen.population)
    choices = indicators.list_choices(database, chosen.key, answer.question.snapshot)
    answer = _with_choices(answer, choices, labels)
    answer = _with_panel(database, answer, labels)
    if question.tab == COMPARISON:
        return _with_comparison(database, answer, labels)
    if question.tab == TREND:
        return _with_trend(database, answer, labels)
    return _with_table(database, answer, labels) if question.tab == TABLE else answer


def _chosen(rows: tuple[IndicatorRow, ...], key: str) -> IndicatorRow | None:
    wanted = next((row for row in rows if row.key == key), None)
    return wanted or next((row for row in rows if row.figure_count), rows[0] if rows else None)


def _with_states(answer: Answer, states: tuple[Snapshot, ...]) -> Answer:
    """Take the state that is asked for, where its batch still holds."""
    state = snapshots.find_snapshot(states, answer.question.snapshot)
    question = dataclasses.replace(answer.question, snapshot=state.batch_id if state else None)
    return dataclasses.replace(answer, question=question, states=states)


def _with_choices(answer: Answer, choices: IndicatorChoices, labels: Labels) -> Answer:
    question = answer.question
    dimensions = tuple(
        Dimension(name, tuple((code, labels.name(name, code)) for code in codes))
        for name, codes in choices.codes
    )
    periods = choices.periods[::-1]
    known = {period.key for period in periods}
    period = question.period
    if question.snapshot is not None and period and period not in known:
        period = None  # chosen among the periods of now
    if period is None:
        period = question.wanted_period
        period = period if period in known else (periods[0].key if periods else "")
    names = [dimension.name for dimension in dimensions if len(dimension.codes) > 1]
    per = question.per if question.per in names else (names[0] if names else "unit")
    return dataclasses.replace(
        answer,
        dimensions=dimensions,
        periods=tuple((one.key, one.label()) for one in periods),
        per=per,
        period=period,
    )


def _where(answer: Answer, *without: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    known = {dimension.name: dict(dimension.codes) for dimension in answer.dimensions}
    return tuple(
        (name, (code,))
        for name, code in answer.question.filters
        if name not in without and code in known.get(name, {})
    )


# The tabs -------------------------------------------------------------------------------------


def _with_comparison(database: Database, answer: Answer, labels: Labels) -> Answer:
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        by=(answer.per,),
        period=answer.period or None,
        snapshot=answer.question.snapshot,
        where=_where(answer, answer.per),
    )
    table = indicators.get_indicator(database, query)
    own = answer.question.area or None
    spec = build.build_comparison(table, labels, own_code=own, order=answer.question.order)
    parts = [bar for bar in spec.bars if not bar.is_whole]
    return dataclasses.replace(
        answer,
        spec=snapshots.mark_chart(spec, answer.state),
        shown_count=sum(bar.value is not None for bar in parts),
        hidden_count=sum(bool(bar.hidden_text) for bar in parts),
    )


def _with_trend(database: Database, answer: Answer, labels: Labels) -> Answer:
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        by=("period",),
        snapshot=answer.question.snapshot,
        where=_panel_where(answer),
    )
    spec = build.build_trend(indicators.get_indicator(database, query), labels)
    return dataclasses.replace(
        answer,
        spec=snapshots.mark_chart(spec, answer.state),
        shown_count=sum(point.value is not None for point in spec.points),
        hidden_count=sum(bool(point.hidden_text) for point in spec.points),
    )


def _with_table(database: Database, answer: Answer, labels: Labels) -> Answer:
    """Every figure as it was imported, with its cell; the source's own totals apart, last."""
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        period=answer.period or None,
        snapshot=answer.question.snapshot,
        where=_where(answer),
    )
    table = indicators.get_indicator(database, query)
    rows = (
        *(row for row in table.rows if not row.is_total),
        *(row for row in table.rows if row.is_total),
    )
    column = figures.column_for(table, rows)
    with_counts = any(row.numerator is not None for row in rows)
    with_interval = any(figures.has_interval(row) for row in rows)
    columns = [TableColumn(text(f"charts.heading.{name}")) for name in table.by]
    if with_counts:
        columns.append(TableColumn(text("charts.table.numerator_plain"), numeric=True))
        columns.append(TableColumn(text("charts.table.denominator"), numeric=True))
    kind = "share" if table.is_proportion else "value"
    columns.append(TableColumn(text(f"charts.heading.{kind}"), numeric=True))
    if with_interval:
        columns.append(TableColumn(text("charts.table.interval"), numeric=True))
    columns.append(TableColumn(text("figures.cell")))
    columns.append(TableColumn(text("figures.note")))
    cells = tuple(
        _cells(row, table, labels, column, with_counts=with_counts, with_interval=with_interval)
        for row in rows
    )
    totals = sum(row.is_total for row in rows)
    hidden = [i for i, row in enumerate(rows) if row.hidden or row.masked]
    title = text("figures.all_figures", measure=answer.indicator.title)
    if answer.period:
        title = f"{title}, {parse_period(answer.period).label()}"
    return dataclasses.replace(
        answer,
        table=TableSpec(
            title,
            tuple(columns),
            cells,
            notes=(text("charts.table.signs"),),
            whole_rows=tuple(range(len(rows) - totals, len(rows))),
            hidden_rows=tuple(hidden),
        ),
        foot=(_source_line(table),),
        shown_count=len(rows),
    )


def _cells(
    row: PublishableRow,
    table: PublishableTable,
    labels: Labels,
    column: figures.Column,
    *,
    with_counts: bool,
    with_interval: bool,
) -> tuple[str, ...]:
    hidden = bool(row.hidden or row.masked)
    sign = formats.HIDDEN if hidden else formats.MISSING

    def count(value: float | None) -> str:
        if value is None:
            return sign
        return formats.number(value, 0 if float(value).is_integer() else 1)

    cells = [labels.name(name, row.get(name)) if row.get(name) else "." for name in table.by]
    if with_counts:
        cells += [count(row.numerator), count(row.denominator)]
    cells.append(figures.value_text(row, column))
    if with_interval:
        known = figures.has_interval(row)
        cells.append(column.interval(row.ci_low, row.ci_high) if known else sign)
    cells.append(cell_words(row))
    notes = [figures.hidden_text(row, table).strip("().")]
    if row.is_total:
        notes.append(text("figures.total_row"))
    notes += doubt_sentences(row)
    cells.append(". ".join(note for note in notes if note))
    return tuple(cells)


def cell_words(row: PublishableRow) -> str:
    """Return sheet and cell of a figure, as in "Utfall C2"; a sum has none."""
    if row.hidden or row.masked:
        return formats.HIDDEN
    if row.source is None:
        return formats.NOT_APPLICABLE
    place = f"{row.source.sheet} {row.source.cell}".strip()
    return place or text("typing_in.cell")


def _source_line(table: PublishableTable) -> str:
    parts = [text("charts.foot.source_undated", source=table.source)]
    if table.extract_date is not None:
        date = formats.iso_date(table.extract_date)
        parts = [text("charts.foot.source", source=table.source, date=date)]
    if table.is_example:
        parts.append(text("charts.foot.example"))
    return text("charts.separator").join(parts)


# The panel ------------------------------------------------------------------------------------


def _panel_where(answer: Answer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the selection of the panel and the trend: the filters, else the own region."""
    where = _where(answer)
    units = next((d for d in answer.dimensions if d.name == "unit"), None)
    filtered = {name for name, _ in where}
    if units is None or "unit" in filtered or answer.question.area not in dict(units.codes):
        return where
    return (*where, ("unit", (answer.question.area,)))


def _with_panel(database: Database, answer: Answer, labels: Labels) -> Answer:
    indicator = answer.indicator
    assert indicator is not None
    where = _panel_where(answer)
    query = IndicatorQuery(
        indicator.key,
        by=("period",),
        period=answer.period or None,
        snapshot=answer.question.snapshot,
        where=where,
    )
    table = indicators.get_indicator(database, query)
    row = table.rows[-1] if table.rows else None
    if row is None:
        return answer
    period = parse_period(row.get("period") or "")
    place = [labels.name(name, code) for name, codes in where for code in codes]
    place = place or [text("charts.everyone")]
    return dataclasses.replace(
        answer,
        figure=make_figure(
            row,
            table,
            period.last,
            answer.floor,
            title=indicator.title,
            subtitle=", ".join([*place, period.label()]),
        ),
        notes=make_notes(database, query, table, row),
    )
