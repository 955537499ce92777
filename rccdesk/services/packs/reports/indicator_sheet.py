"""One measure on one page: its chart, its figures by unit, and how it is to be read."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Goal
from rccdesk.errors import RccdeskError
from rccdesk.periods import Period, parse_period
from rccdesk.services import indicators
from rccdesk.services.charts.build import build_comparison, build_trend
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.packs.doubtful import doubts_section
from rccdesk.services.packs.gathering import choose_period
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.reports.frame import Report, figures_of, frame_report
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableTable

INDICATOR_SHEET = "indicator-sheet"
_DOUBTS = 3  # that there is room for, of each state
_METHOD = ("hidden",)  # the foot of the chart says how its intervals are made


def assemble_indicator_sheet(
    database: Database, labels: Labels, request: PackRequest, progress: Progress
) -> Pack:
    """Return the sheet of ``request.indicator``, of the last period within ``request.period``.

    The chart is over time where there are two periods or more, else by unit; the table is by
    unit. Raises RccdeskError ``pack_indicator_needed``, ``pack_indicator_is_goal``,
    ``pack_period``, ``pack_period_future``, ``pack_no_figures``, NotFoundError
    ``no_such_indicator``.
    """
    key = request.indicator
    if not key:
        raise RccdeskError("pack_indicator_needed")
    if is_goal_key(key) or key in frozenset(Goal):
        raise RccdeskError("pack_indicator_is_goal", indicator=key)
    indicator = indicators.get_indicator_row(database, key)
    progress(0, 2)
    wanted = asked_period(database, request)
    period = _last_period(database, key, wanted)
    own = dataclasses.replace(labels, measure=indicator.title, population=indicator.population)
    sections: list[Section] = []
    tables: list[PublishableTable] = []
    if period is None and wanted is not None:
        raise RccdeskError("pack_no_figures", name=indicator.title, period=wanted.label())
    if period is not None:
        made, tables = _figures(database, own, indicator, period)
        sections.append(made)
    else:
        heading = text("reports.sheet.figures")
        words = text("reports.sheet.no_figures_at_all")
        sections.append(Section(chapter=heading, heading=heading, paragraphs=(words,)))
    progress(1, 2)
    sections += _card(database, indicator, tables)
    progress(2, 2)
    when = period.label() if period else text("reports.sheet.without_period")
    return frame_report(
        database,
        labels,
        Report(
            kind=INDICATOR_SHEET,
            title=indicator.title,
            subtitle=", ".join((text("packs.kind.indicator-sheet"), when)),
            sections=tuple(sections),
            tables=tuple(tables),
            method=_METHOD if tables else (),
            is_method_noted=True,
        ),
    )


def asked_period(database: Database, request: PackRequest) -> Period | None:
    """Return the period that is asked for, None for any.

    Raises as `choose_period`, and for a rolling year that no extract of pathways tells.
    """
    if not request.period:
        return None
    period = choose_period(database, request.period, request.region)
    if period is None:
        raise RccdeskError("pack_period", period=request.period)
    return period


def _last_period(database: Database, key: str, wanted: Period | None) -> Period | None:
    """Return the newest period with a figure that is shown, within the one that is asked for."""
    table = indicators.get_indicator(database, IndicatorQuery(key, by=("period", "unit")))
    known = {row.get("period") or "" for row in table.rows if row.value is not None}
    periods = [parse_period(each) for each in known if each]
    if wanted is not None:
        periods = [
            each for each in periods if wanted.first <= each.first and each.last <= wanted.last
        ]
    return max(periods, key=lambda each: (each.last, each.first), default=None)


def _figures(
    database: Database, labels: Labels, indicator: IndicatorRow, period: Period
) -> tuple[Section, list[PublishableTable]]:
    query = IndicatorQuery(indicator.key, by=("unit",), period=period.key)
    table = indicators.get_indicator(database, query)
    units = build_comparison(table, labels)
    chart: ChartSpec = units
    tables = [table]
    over_time = _over_time(database, indicator.key, period)
    if over_time is not None:
        over_time = _without_sum(over_time, table)
        chart = build_trend(over_time, labels)
        tables.append(over_time)
    said = [" ".join(part for part in (units.finding, *units.explanation) if part)]
    heading = text("reports.sheet.figures")
    section = Section(
        chapter=heading,
        heading=heading,
        paragraphs=tuple(said),
        charts=(chart,),
        tables=(units.table,),
        notes=chart.foot,
        figures=(
            *figures_of(table, labels, table.rows, period.label()),
            *(figures_of(over_time, labels, over_time.rows) if over_time is not None else ()),
        ),
    )
    return section, tables


def _over_time(database: Database, key: str, last: Period) -> PublishableTable | None:
    """Return all units together by period, up to the last; None with fewer than two shown.

    Only periods as long as the last are told: years and quarters share no axis.
    """
    every = indicators.get_indicator(database, IndicatorQuery(key, by=("period",)))
    periods = [parse_period(row.get("period") or "") for row in every.rows]
    told = [each for each in periods if each.months == last.months and each.last <= last.last]
    if not told:
        return None
    span = f"{min(each.first for each in told):%Y-%m}:{last.last:%Y-%m}"
    table = indicators.get_indicator(database, IndicatorQuery(key, by=("period",), period=span))
    keys = {each.key for each in told}
    rows = tuple(row for row in table.rows if row.get("period") in keys)
    if sum(row.value is not None for row in rows) < 2:
        return None
    whole = table.whole if len(rows) == len(table.rows) else None
    return dataclasses.replace(table, rows=rows, whole=whole)


def _without_sum(over_time: PublishableTable, units: PublishableTable) -> PublishableTable:
    """Return the periods without their sum where it would tell what they hide.

    They may hide the last period for another's sake, which the table by unit shows: the other
    would be what is left of the sum that the foot of the chart has.
    """
    last = dict(units.selection).get("period")
    hides_last = any(row.hidden and row.get("period") == last for row in over_time.rows)
    wholes = [units.whole, *(row for row in units.rows if row.is_total)]
    if hides_last and any(row is not None and not row.hidden for row in wholes):
        return dataclasses.replace(over_time, whole=None)
    return over_time


def _card(
    database: Database, indicator: IndicatorRow, tables: list[PublishableTable]
) -> list[Section]:
    warned = indicators.coverage_warning(indicator, indicators.get_coverage_limit(database))
    missing = text("reports.sheet.not_written")
    doubts = doubts_section(database, tables, most=_DOUBTS)
    reading = [*_lines(indicator.interpretation), *([warned] if warned else [])]
    reading += [" ".join(doubts.paragraphs)] if doubts is not None else []
    parts = (
        ("about", _lines(indicator.about), ()),
        ("interpretation", reading, ()),
        ("technical", _lines(indicator.technical), _facts(indicator, tables)),
    )
    return [
        Section(
            chapter=text(f"reports.sheet.{key}"),
            heading=text(f"reports.sheet.{key}"),
            paragraphs=tuple(said) if said or facts else (missing,),
            facts=facts,
        )
        for key, said, facts in parts
    ]


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()]


def _facts(indicator: IndicatorRow, tables: list[PublishableTable]) -> tuple[tuple[str, str], ...]:
    coverage = "" if indicator.coverage is None else formats.percent(indicator.coverage)
    coverage = ", ".join(part for part in (coverage, indicator.coverage_source) if part)
    source = indicator.source or (tables[0].source if tables else "")
    told = (
        ("definition", indicator.definition),
        ("population", indicator.population),
        ("levels", _levels(indicator)),
        ("direction", text(f"reports.sheet.direction.{indicator.direction}")),
        ("coverage", coverage),
        ("source", source),
    )
    return tuple((text(f"reports.sheet.fact.{key}"), words) for key, words in told if words)


def _levels(indicator: IndicatorRow) -> str:
    """Return the levels that hold for everybody, as in "Lägre nivån 70 % (2024–)"."""
    said = []
    for level in indicator.levels:
        if level.svf or level.unit:
            continue
        value = indicators.level_text(level.value, is_proportion=indicator.is_proportion)
        unit = "%" if indicator.is_proportion else indicator.unit_of_measure
        words = f"{level.name} {value}{formats.NBSP}{unit}".strip()
        if level.valid_from or level.valid_to:
            first = formats.iso_date(level.valid_from) if level.valid_from else ""
            last = formats.iso_date(level.valid_to) if level.valid_to else ""
            words = f"{words} ({first}{formats.EN_DASH}{last})"
        said.append(words)
    return ", ".join(said)
