"""Sections of a pack from publishable tables: the figure, its doubts in words, its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.build import build_comparison, build_trend
from rccdesk.services.charts.labels import Labels, chosen_period, everyone
from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt
from rccdesk.services.charts.time_axis import grain_words
from rccdesk.services.packs.model import Section
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.chart_events import ChartEventRow
    from rccdesk.services.series import Series

_MANY = 3  # names that a remark lists before it counts them


def comparison_section(table: PublishableTable, labels: Labels, svf_name: str) -> Section:
    """Return one pathway's comparison of regions for the period, with its table."""
    chart = build_comparison(table, labels)
    period = chosen_period(table)
    when = period.label() if period else text("formats.period.all")
    key_figure, key_text = _key(table, table.whole, "lead_time", everyone(table, labels))
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.section.comparison", svf=svf_name, period=when),
        paragraphs=(_paragraph(chart),),
        key_figure=key_figure,
        key_text=key_text,
        remarks=remarks(chart),
        charts=(chart,),
        tables=(chart.table,),
        notes=chart.foot,
    )


def trend_section(
    table: PublishableTable,
    labels: Labels,
    svf_name: str,
    *,
    series: Series | None = None,
    events: Sequence[ChartEventRow] = (),
) -> Section:
    """Return one pathway's series over time, with its table.

    ``series`` (made from the same table) brings control limits and what they say.
    """
    chart = build_trend(table, labels, series=series, events=events)
    shown = [
        row
        for row in table.rows
        if row.value is not None and not row.preliminary and row.get("period") is not None
    ]
    last = max(shown, key=lambda row: row.get("period") or "", default=None)
    key_figure, key_text = ("", "")
    if last is not None:
        when = labels.name("period", last.get("period"))
        key_figure, key_text = _key(table, last, "trend", everyone(table, labels), when)
        key_text = " ".join(part for part in (key_text, chart.change_text) if part)
    grain = grain_words(tuple(parse_period(point.period) for point in chart.points))
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.section.trend", svf=svf_name, grain=grain),
        paragraphs=(_paragraph(chart),),
        key_figure=key_figure,
        key_text=key_text,
        charts=(chart,),
        tables=(chart.table,),
        notes=chart.foot,
    )


def indicator_section(table: PublishableTable, labels: Labels, name: str) -> Section:
    """Return one indicator's comparison of units for its last period."""
    chart = build_comparison(table, labels)
    period = chosen_period(table)
    key_figure, key_text = _key(table, table.whole, "indicator", everyone(table, labels))
    heading = text("packs.section.indicator_plain", name=name)
    if period is not None:
        heading = text("packs.section.indicator", name=name, period=period.label())
    return Section(
        chapter=text("packs.chapter.indicators"),
        heading=heading,
        paragraphs=(_paragraph(chart),),
        key_figure=key_figure,
        key_text=key_text,
        remarks=remarks(chart),
        charts=(chart,),
        tables=(chart.table,),
        notes=chart.foot,
    )


def remarks(chart: ChartSpec) -> tuple[tuple[str, str], ...]:
    """Return the doubts of a comparison in few words: (symbol, text)."""
    found: list[tuple[str, str]] = []
    parts = [bar for bar in chart.bars if not bar.is_whole and not bar.hidden_text]
    whole = next((bar for bar in chart.bars if bar.is_whole), None)
    weak = [bar for bar in parts if bar.doubt is Doubt.NOT_REPRESENTATIVE]
    if len(weak) == 1:
        words = text(
            "packs.remark.not_representative", name=weak[0].label, inclusion=weak[0].side_text
        )
        found.append(("not_representative", words))
    elif weak:
        names = ", ".join(bar.label for bar in weak)
        words = text("packs.remark.not_representative_some", names=names)
        if len(weak) > _MANY:
            words = text("packs.remark.not_representative_many", count=len(weak))
        found.append(("not_representative", words))
    unknown = [bar for bar in parts if bar.doubt is Doubt.UNKNOWN]
    if unknown or (whole is not None and whole.doubt is Doubt.UNKNOWN):
        found.append(("representativeness_unknown", _unknown(parts, unknown, whole)))
    return tuple(found)


def _unknown(parts: list[Bar], unknown: list[Bar], whole: Bar | None) -> str:
    if not unknown or len(unknown) == len(parts):
        return text("packs.remark.unknown_all")
    if len(unknown) > _MANY:
        return text("packs.remark.unknown_many", count=len(unknown))
    names = ", ".join(bar.label for bar in unknown)
    if whole is not None and whole.doubt is Doubt.UNKNOWN:
        names = text("packs.remark.and_everyone", names=names, everyone=_lower(whole.label))
    return text("packs.remark.unknown", names=names)


def _key(
    table: PublishableTable,
    row: PublishableRow | None,
    key: str,
    name: str,
    period: str = "",
) -> tuple[str, str]:
    """Return the number that a slide shows large, and what it says; nothing where hidden."""
    if row is None or row.value is None:
        return "", ""
    column = figures.column_for(table, (row,))
    levels = figures.valid_levels(table, _day(table, row))
    value = column.value(row.value)
    said = [sentences.distance_sentence(row, table, levels, column)]
    if figures.covers(row, figures.main_level(levels, table.direction)) and not row.preliminary:
        said.append(text("charts.sentence.covers"))
    count = figures.count_text(row)
    if count:
        said.insert(0, text(f"packs.key.{key}", value=value, period=period, everyone=_lower(name)))
    return count or value, " ".join(sentence for sentence in said if sentence)


def _day(table: PublishableTable, row: PublishableRow) -> dt.date | None:
    key = row.get("period")
    period = parse_period(key) if key else chosen_period(table)
    return period.last if period else None


def _paragraph(chart: ChartSpec) -> str:
    return " ".join(line for line in (chart.finding, *chart.explanation) if line)


def _lower(words: str) -> str:
    """Return a common name within a sentence; names of regions keep their capital."""
    common = (text("charts.everyone"), text("charts.everyone_chosen"))
    return words[:1].lower() + words[1:] if words in common else words
