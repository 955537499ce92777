"""The charts of the tabs Jämförelse and Trend, in every way they can be shown."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services import equity, indicators, snapshots
from rccdesk.services.charts import build
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.ui.pages.indicators.views import FUNNEL, HEATMAP, LINES, gap_field

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableTable
    from rccdesk.ui.pages.indicators.answers import Answer


def of_one_length(table: PublishableTable) -> PublishableTable:
    """Return the rows whose periods have the commonest length: a quarter follows no year."""
    lengths = {
        row.value_key: parse_period(row.get("period") or "").months
        for row in table.rows
        if row.get("period")
    }
    if not lengths:
        return table
    commonest = max(Counter(lengths.values()).items(), key=lambda each: (each[1], -each[0]))[0]
    rows = tuple(row for row in table.rows if lengths.get(row.value_key) == commonest)
    return dataclasses.replace(table, rows=rows)


def fill_comparison(database: Database, answer: Answer, labels: Labels) -> Answer:
    """Return the units of one period: as bars, or by their number of cases."""
    table = _ask(database, answer, (answer.per,), answer.where(answer.per), answer.period or None)
    own = answer.question.area or None
    if answer.question.view == FUNNEL:
        spec = build.build_funnel(table, labels, own_code=own)
    else:
        spec = build.build_comparison(table, labels, own_code=own, order=answer.question.order)
    return _filled(answer, spec, table)


def fill_trend(database: Database, answer: Answer, labels: Labels) -> Answer:
    """Return the measure over time: one series, several, or the difference between groups."""
    view = answer.question.view
    field = gap_field(view)
    if field:
        table = _over_time(database, answer, field)
        return _filled(answer, build.build_gap(equity.make_gap(table, field), labels), table)
    if view in (LINES, HEATMAP):
        table = _over_time(database, answer, answer.per)
        if view == HEATMAP:
            return _filled(answer, build.build_heatmap(table, labels, row_field=answer.per), table)
        whole = None
        if not any(row.is_total for row in table.rows):  # else the source's own stands for it
            whole = of_one_length(_ask(database, answer, ("period",), answer.where(answer.per)))
        own = answer.question.area or None
        spec = build.build_lines(table, labels, field=answer.per, own_code=own, whole=whole)
        answer = _filled(answer, spec, table)
        return dataclasses.replace(answer, whole_rows=() if whole is None else whole.rows)
    if answer.series_table is not None:
        table = answer.series_table
    else:
        table = of_one_length(_ask(database, answer, ("period",), answer.own_where()))
    spec = build.build_trend(table, labels, series=answer.series, events=answer.events)
    return _filled(answer, spec, table)


def _over_time(database: Database, answer: Answer, field: str) -> PublishableTable:
    return of_one_length(_ask(database, answer, (field, "period"), answer.where(field)))


def _ask(
    database: Database,
    answer: Answer,
    by: tuple[str, ...],
    where: tuple[tuple[str, tuple[str, ...]], ...],
    period: str | None = None,
) -> PublishableTable:
    assert answer.indicator is not None
    query = IndicatorQuery(
        answer.indicator.key,
        by=by,
        period=period,
        snapshot=answer.question.snapshot,
        where=where,
    )
    return indicators.get_indicator(database, query)


def _filled(answer: Answer, spec: ChartSpec, table: PublishableTable) -> Answer:
    rows = [row for row in table.rows if not row.is_total]
    return dataclasses.replace(
        answer,
        spec=snapshots.mark_chart(spec, answer.state),
        published=table,
        shown_count=sum(row.value is not None for row in rows),
        hidden_count=sum(bool(row.hidden or row.masked) for row in rows),
    )
