"""What the Indikatorer page asks and what it gets: services called together in the reading thread.

Nothing is computed here. `read` picks the services that the tab needs and puts their words side
by side, so that the page only shows.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services import chart_events, improvements, indicators, organisation, snapshots
from rccdesk.services.indicators import IndicatorChoices, IndicatorQuery
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways import catalogue
from rccdesk.services.series import make_series
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.texts import text
from rccdesk.ui.pages.figure_page import COMPARISON, TABLE, TREND
from rccdesk.ui.pages.indicators import tab_figures
from rccdesk.ui.pages.indicators.answers import Answer, Dimension, Question
from rccdesk.ui.pages.indicators.comparison import compare_with
from rccdesk.ui.pages.indicators.figure_table import fill_figures
from rccdesk.ui.pages.indicators.leg_words import read_legs
from rccdesk.ui.pages.indicators.reach_table import fill_reached
from rccdesk.ui.pages.indicators.views import LEGS, REACHED, offered
from rccdesk.ui.pages.panel_words import make_figure, make_notes

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.snapshots import Snapshot


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    rows = indicators.list_indicators(database)
    answer = Answer(
        question,
        rows,
        floor=get_small_number_limits(database).group,
        coverage_limit=indicators.get_coverage_limit(database),
        svf_names=tuple((row.kva_prefix, row.name) for row in catalogue.list_svf(database)),
        unit_names=tuple((row.code, row.full_name) for row in organisation.list_regions(database)),
    )
    chosen = _chosen(rows, question.indicator)
    if chosen is None:
        return answer
    answer = dataclasses.replace(answer, indicator=chosen)
    if not chosen.figure_count:
        return answer
    answer = _with_states(answer, snapshots.list_indicator_snapshots(database, chosen.key))
    labels = get_labels(database, measure=chosen.title, population=chosen.population)
    answer = dataclasses.replace(answer, labels=labels)
    choices = indicators.list_choices(database, chosen.key, answer.question.snapshot)
    answer = _with_choices(answer, choices, labels)
    answer = _with_panel(database, answer, labels)
    return _with_tab(database, answer, labels)


def _with_tab(database: Database, answer: Answer, labels: Labels) -> Answer:
    question = answer.question
    if question.tab == TABLE:
        fill = fill_reached if question.view == REACHED else fill_figures
        return fill(database, answer, labels)
    if question.tab == COMPARISON and question.view == LEGS:
        legs = read_legs(database, question.svf, question.area, question.wanted_period)
        names = [labels.name("svf", code) for code in question.svf] or [text("charts.all.svf")]
        names.append(labels.name("unit", question.area) if question.area else "")
        words = ", ".join(filter(None, names))
        return dataclasses.replace(answer, legs=legs, legs_of=words, shown_count=1)
    if question.tab == COMPARISON:
        return tab_figures.fill_comparison(database, answer, labels)
    if question.tab == TREND:
        return tab_figures.fill_trend(database, answer, labels)
    return answer


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
    views = offered(question.tab, tuple(names))
    view = question.view if question.view in views else views[0]
    return dataclasses.replace(
        answer,
        question=dataclasses.replace(question, view=view),
        views=views,
        dimensions=dimensions,
        periods=tuple((one.key, one.label()) for one in periods),
        per=per,
        period=period,
    )


# The panel ------------------------------------------------------------------------------------


def _with_panel(database: Database, answer: Answer, labels: Labels) -> Answer:
    indicator = answer.indicator
    assert indicator is not None
    where = answer.own_where()
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
    answer = _with_change(database, answer)
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
        origin=improvements.make_origin(
            table,
            row,
            labels,
            svf=answer.question.svf,
            area=answer.question.area,
            period=answer.question.wanted_period or period.key,
        ),
        compared=compare_with(database, answer, labels, period.key),
    )


def _with_change(database: Database, answer: Answer) -> Answer:
    """Say whether the series that the figure stands in has changed, and what to expect."""
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        by=("period",),
        snapshot=answer.question.snapshot,
        where=answer.own_where(),
    )
    table = tab_figures.of_one_length(indicators.get_indicator(database, query))
    if len(table.rows) < 2:
        return answer
    events = chart_events.list_events(database, table.measure, table.selection)
    series = make_series(table, events=events)
    sentences = (series.change_text, series.outlook_text)
    return dataclasses.replace(
        answer,
        series=series,
        events=events,
        series_table=table,
        change=tuple(filter(None, sentences)),
    )
