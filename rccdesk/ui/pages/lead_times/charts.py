"""The chart of each tab and each way to show it, read in the worker."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.periods import parse_period
from rccdesk.services import chart_events, equity, lead_times
from rccdesk.services.charts import build
from rccdesk.services.charts.spec import Bar, ChartSpec
from rccdesk.services.pathways import catalogue
from rccdesk.services.series import make_series
from rccdesk.texts import text
from rccdesk.ui.pages.lead_times.asking import make_query, span_of
from rccdesk.ui.pages.lead_times.summary import read_summary
from rccdesk.ui.pages.lead_times.views import (
    BARS,
    CONTROL,
    ECDF,
    FUNNEL,
    HEATMAP,
    HISTOGRAM,
    LINES,
    NUMBERS,
    OVERTIME,
    STAGES,
    SUMMARY,
    gap_field,
)
from rccdesk.ui.selection import HEALTH_CARE_REGION, REGION

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableTable
    from rccdesk.ui.pages.lead_times.answers import Answer, Question

_BETWEEN_REGIONS = frozenset({"region", "home_region"})
_Area = tuple[str, ...]
_Maker = Callable[["Database", "Answer", "Labels", _Area], "Answer"]


def add_chart(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    """Return ``answer`` with what its view shows, and how many figures are shown and hidden."""
    view = answer.question.view
    if gap_field(view):
        return _gap(database, answer, labels, area)
    make = _MAKERS.get(view)
    return answer if make is None else make(database, answer, labels, area)


def _places(question: Question, area: _Area, field: str) -> tuple[_Area, str | None]:
    """Return the regions that are compared, and the own one among them.

    A chosen region is compared with all the others; within a chosen sjukvårdsregion only its own.
    """
    between = field in _BETWEEN_REGIONS
    places = area if not between or question.area_kind == HEALTH_CARE_REGION else ()
    return places, question.area if between and question.area_kind == REGION else None


def _bars(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = answer.question
    places, own = _places(question, area, question.per)
    table = lead_times.get_lead_times(database, make_query(question, places, (question.per,)))
    spec = build.build_comparison(table, labels, own_code=own, order=question.order)
    if question.per == "svf":
        spec = _with_missing_limits(database, question, spec, table, labels, places)
    parts = [bar for bar in spec.bars if not bar.is_whole]
    return _shown(
        answer,
        spec,
        sum(bar.value is not None for bar in parts),
        sum(bool(bar.hidden_text) for bar in parts),
    )


def _funnel(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = answer.question
    places, own = _places(question, area, question.per)
    table = lead_times.get_lead_times(database, make_query(question, places, (question.per,)))
    spec = build.build_funnel(table, labels, own_code=own)
    return _shown(
        answer,
        spec,
        sum(dot.value is not None for dot in spec.dots),
        sum(bool(dot.hidden_text) for dot in spec.dots),
    )


def _control(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = answer.question
    query = make_query(question, area, ("period",), period=span_of(question))
    table = lead_times.get_lead_times(database, query)
    events = chart_events.list_events(database, table.measure, table.selection)
    series = make_series(table, events=events)
    spec = build.build_trend(table, labels, series=series, events=events)
    known = [point.period for point in series.points if point.value is not None]
    answer = dataclasses.replace(
        answer,
        series=series,
        events=events,
        series_selection=chart_events.normalize_selection(table.selection),
        series_words=spec.subtitle,
        last_day=parse_period(known[-1]).last if known else None,
    )
    return _over_time(answer, spec)


def _lines(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = answer.question
    places, own = _places(question, area, "region")
    span = span_of(question)
    table = lead_times.get_lead_times(
        database, make_query(question, places, ("region", "period"), period=span)
    )
    whole = lead_times.get_lead_times(
        database, make_query(question, places, ("period",), period=span)
    )
    spec = build.build_lines(table, labels, field="region", own_code=own, whole=whole)
    shown = sum(value is not None for line in spec.lines for value in line.values)
    hidden = sum(row.hidden is not None for row in table.rows)
    return _shown(answer, spec, shown, hidden)


def _heatmap(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = dataclasses.replace(answer.question, grain=Grain.QUARTER)
    query = make_query(question, area, ("svf", "period"), period=span_of(question), svf=())
    table = lead_times.get_lead_times(database, query)
    spec = build.build_heatmap(table, labels, row_field="svf")
    return _shown(
        answer,
        spec,
        sum(cell.value is not None for cell in spec.cells),
        sum(bool(cell.hidden_text) for cell in spec.cells),
    )


def _gap(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = answer.question
    field = gap_field(question.view)
    places, _own = _places(question, area, field)
    query = make_query(question, places, (field, "period"), period=span_of(question))
    gap = equity.make_gap(lead_times.get_lead_times(database, query), field)
    return _over_time(answer, build.build_gap(gap, labels))


def _over_time(answer: Answer, spec: ChartSpec) -> Answer:
    return _shown(
        answer,
        spec,
        sum(point.value is not None for point in spec.points),
        sum(bool(point.hidden_text) for point in spec.points),
    )


def _histogram(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    found = lead_times.get_distribution(database, make_query(answer.question, area))
    spec = build.build_histogram(found, labels)
    return _shown(answer, spec, len(spec.bins), int(found.is_hidden))


def _ecdf(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    found = lead_times.get_distribution(database, make_query(answer.question, area))
    spec = build.build_ecdf(found, labels, days=answer.question.days)
    return _shown(answer, spec, len(spec.steps), int(found.is_hidden))


def _overtime(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    question = answer.question
    places, own = _places(question, area, question.per)
    table = lead_times.get_overtime(database, make_query(question, places, (question.per,)))
    spec = build.build_overtime(table, labels, own_code=own)
    return _shown(
        answer,
        spec,
        sum(bool(stack.parts) for stack in spec.stacks),
        sum(bool(stack.hidden_text) for stack in spec.stacks),
    )


def _stages(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    spec = build.build_stages(
        lead_times.get_parts(database, make_query(answer.question, area)), labels
    )
    return _shown(
        answer,
        spec,
        sum(stage.median is not None for stage in spec.stages),
        sum(bool(stage.hidden_text) for stage in spec.stages),
    )


def _summary(database: Database, answer: Answer, labels: Labels, area: _Area) -> Answer:
    found = lead_times.get_summary(database, make_query(answer.question, area))
    made = read_summary(found, labels, answer.goal)
    return dataclasses.replace(answer, summary=made, shown_count=len(made.rows))


def _shown(answer: Answer, spec: ChartSpec, shown: int, hidden: int) -> Answer:
    return dataclasses.replace(answer, spec=spec, shown_count=shown, hidden_count=hidden)


_MAKERS: dict[str, _Maker] = {
    BARS: _bars,
    NUMBERS: _bars,
    FUNNEL: _funnel,
    CONTROL: _control,
    LINES: _lines,
    HEATMAP: _heatmap,
    HISTOGRAM: _histogram,
    ECDF: _ecdf,
    OVERTIME: _overtime,
    STAGES: _stages,
    SUMMARY: _summary,
}


def _with_missing_limits(
    database: Database,
    question: Question,
    spec: ChartSpec,
    table: PublishableTable,
    labels: Labels,
    area: tuple[str, ...],
) -> ChartSpec:
    """Add a row for each SVF of the extract whose pathways have no limit."""
    excluded = dict(table.excluded)
    if not excluded.get("limit_unknown") and not excluded.get("limit_not_choosable"):
        return spec
    known = {row.get("svf") for row in table.rows}
    missing: list[str] = []
    for svf in catalogue.list_svf(database):
        if svf.kva_prefix in known or (question.svf and svf.kva_prefix not in question.svf):
            continue
        one = dataclasses.replace(question, svf=(svf.kva_prefix,))
        counts = dict(lead_times.get_lead_times(database, make_query(one, area)).excluded)
        if counts.get("limit_unknown") or counts.get("limit_not_choosable"):
            missing.append(labels.name("svf", svf.kva_prefix))
    words = text("figures.limit_missing")
    bars = tuple(
        Bar(
            label=name,
            count_text="",
            value=None,
            low=None,
            high=None,
            value_text=formats.MISSING,
            side_text=formats.MISSING if any(bar.side_text for bar in spec.bars) else "",
            hidden_text=words,
            spoken=f"{name}: {words}.",
        )
        for name in missing
    )
    parts = tuple(bar for bar in spec.bars if not bar.is_whole)
    wholes = tuple(bar for bar in spec.bars if bar.is_whole)
    width = len(spec.table.columns)
    cells = tuple((name, *[formats.MISSING] * (width - 2), words) for name in missing)
    at = len(parts)
    grid = spec.table
    symbols = grid.row_symbols
    return dataclasses.replace(
        spec,
        bars=(*parts, *bars, *wholes),
        table=dataclasses.replace(
            grid,
            rows=(*grid.rows[:at], *cells, *grid.rows[at:]),
            row_symbols=(*symbols[:at], *[("", "")] * len(cells), *symbols[at:]) if symbols else (),
            whole_rows=tuple(row + len(cells) for row in grid.whole_rows),
            hidden_rows=(*grid.hidden_rows, *range(at, at + len(cells))),
        ),
    )
