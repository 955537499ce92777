"""The figures of a pack, asked from the services of the areas, and the sections made of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.periods import Period, parse_period, period_of
from rccdesk.services import indicators, lead_times, organisation, store_settings
from rccdesk.services.labels import area_name
from rccdesk.services.packs.doubtful import with_doubts
from rccdesk.services.packs.heat import heat_section
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.pack_figures import figures_of
from rccdesk.services.packs.sections import (
    comparison_section,
    indicator_section,
)
from rccdesk.services.packs.svf_table import change_sentences, overview_section
from rccdesk.services.packs.together import hide_groups, hide_in_summary
from rccdesk.services.packs.trends import series_section
from rccdesk.services.packs.written import analysis_sections
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.goals import attribution_words, get_goal
from rccdesk.services.statistics.outlook import Variation
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery, Summary
    from rccdesk.services.packs.together import Group
    from rccdesk.services.packs.trends import Judged
    from rccdesk.services.pathways.goals import GoalRow
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableTable

_SIGNALS = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a pack's sections and words are made of."""

    period: Period | None
    extract_date: dt.date | None  # of the pathways, else the newest of the other measures
    whole: PublishableTable | None  # all chosen pathways together
    sections: tuple[Section, ...]
    tables: tuple[PublishableTable, ...]  # every table that a section shows, for the method
    svf_names: tuple[str, ...]  # the chosen ones; empty for all
    changes: tuple[str, ...] = ()  # which of several pathways have changed more than chance


@dataclass(frozen=True, slots=True)
class Written:
    """Which texts come along: those of this area ("" = the whole) and this period's spelling."""

    area: str
    period: str


def choose_period(
    database: Database, wanted: str | None, region: tuple[str, ...] = ()
) -> Period | None:
    """Return the wanted period, else the last quarter that is complete; None without extracts.

    The rolling year of ``region`` is spelt by its months: the same pack means the same later.
    Raises RccdeskError ``pack_period`` for a period that cannot be read, ``pack_period_future``
    for one that has not begun.
    """
    dates = lead_times.list_selection_values(database).extract_dates
    oldest = dates[0] if dates else None
    if wanted is not None:
        try:
            period = lead_times.find_period(database, wanted, region)
        except ValueError:
            raise RccdeskError("pack_period", period=wanted) from None
        if period is not None:
            check_begun(period, wanted, dates[-1] if dates else None)
        return period
    if oldest is None:
        return None
    lag = dt.timedelta(days=store_settings.get_reporting_lag_days(database))
    quarter = period_of(oldest, Grain.QUARTER)
    while oldest < quarter.last + lag:
        quarter = period_of(quarter.first - dt.timedelta(days=1), Grain.QUARTER)
    return quarter


def check_begun(period: Period, wanted: str, newest: dt.date | None = None) -> None:
    """Raise RccdeskError ``pack_period_future`` where a period begins later than what is known."""
    today = dt.datetime.now().astimezone().date()
    if period.first > max(today, newest or today):
        raise RccdeskError("pack_period_future", period=wanted)


def gather(
    database: Database,
    labels: Labels,
    base: LeadTimeQuery,
    period: Period | None,
    progress: Progress,
    written: Written,
    *,
    for_meeting: bool = False,
    hidden: frozenset[Group] = frozenset(),
) -> Gathered:
    """Ask for every figure of the pack and make its sections, with the texts written of them.

    ``for_meeting``: the pathways over time as one map, and of all pathways only those that have
    changed more than chance by their own charts. ``hidden`` are not shown, for the sake of what
    other tables of the pack hide.

    ``base`` has the goal and the chosen pathways, regions and period. Without pathways: all of
    them in one table and chart, then the own processes, or where none are set every pathway that
    has figures. Raises NotFoundError ``svf_missing``, RccdeskError ``pack_goal_internal``.
    """
    svf = base.svf
    goal = get_goal(database, base.goal)
    if not goal.is_reported:
        raise RccdeskError("pack_goal_internal", goal=goal.short_name)
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    for prefix in svf:
        if prefix not in names:
            raise NotFoundError("svf_missing", svf=prefix)
    whole = hide_groups(lead_times.get_lead_times(database, base), hidden)
    summary = hide_in_summary(lead_times.get_summary(database, base), hidden)
    tables: list[PublishableTable] = [whole]
    sections: list[Section] = []
    found = lead_times.list_selection_values(database).svf
    if len(svf) != 1:
        tables.append(summary.table)
    own = organisation.get_profile(database).processes
    chosen = svf or tuple(prefix for prefix in found if prefix in own or not own)
    if for_meeting and not svf:
        changed = {row.svf for row in summary.rows if row.variation in _SIGNALS}
        written_of = [prefix for prefix in chosen if prefix not in changed]
        chosen = tuple(prefix for prefix in chosen if prefix in changed)
    else:
        written_of = []
    steps = len(chosen) + 1
    for number, prefix in enumerate(chosen):
        progress(number, steps)
        query = dataclasses.replace(base, svf=(prefix,))
        asked = (summary, goal, hidden)
        made = _pathway_sections(database, labels, query, names[prefix], asked, period)
        if made is None and svf:
            sections.append(_no_figures(names[prefix], period))
        elif made is not None:
            sections += made[0]
            tables += made[1]
            summary = _as_charted(summary, prefix, made[2])
        sections += _analysis(database, (prefix,), names[prefix], labels, written)
    if len(svf) != 1:
        first = with_rule(overview_section(labels, summary, svf or found, period), goal)
        first = dataclasses.replace(
            first, figures=figures_of(summary.table, labels, summary.table.rows)
        )
        over_time = heat_section(database, labels, base, period, hidden) if for_meeting else None
        if over_time is not None:
            tables.append(over_time[1])
        charted = [over_time[0]] if over_time is not None else []
        told = [first] if summary.table.rows else []
        sections = [*charted, *told, *_analysis(database, svf, "", labels, written), *sections]
    for prefix in written_of:
        sections += _analysis(database, (prefix,), names[prefix], labels, written)
    progress(steps - 1, steps)
    indicator_sections, indicator_tables = _indicators(database, labels)
    progress(steps, steps)
    days = [table.extract_date for table in indicator_tables if table.extract_date is not None]
    return Gathered(
        period=period,
        extract_date=whole.extract_date or max(days, default=None),
        whole=whole,
        sections=(*sections, *indicator_sections),
        tables=(*tables, *indicator_tables),
        svf_names=tuple(names[prefix] for prefix in svf),
        changes=change_sentences(labels, summary) if len(svf) != 1 else (),
    )


def _analysis(
    database: Database, svf: tuple[str, ...], name: str, labels: Labels, written: Written
) -> list[Section]:
    names = (name or text("packs.all_svf"), area_name(labels, written.area))
    about = ", ".join(part for part in names if part)
    return analysis_sections(database, svf, written.area, written.period, about)


def _pathway_sections(
    database: Database,
    labels: Labels,
    query: LeadTimeQuery,
    name: str,
    asked: tuple[Summary, GoalRow, frozenset[Group]],
    period: Period | None,
) -> tuple[list[Section], list[PublishableTable], Judged | None] | None:
    """Return a pathway's comparison and trend, their figures, and what the trend says.

    None where it has no rows at all.
    """
    summary, goal, hidden = asked
    # By the region whose figure it is: where treatment began, as on Ledtider and Översikt, but
    # for goals of the patients' home regions.
    field = "home_region" if goal.is_by_home else "region"
    comparison = lead_times.get_lead_times(database, dataclasses.replace(query, by=(field,)))
    comparison = hide_groups(comparison, hidden)
    if not comparison.rows:
        return None
    section = with_rule(comparison_section(comparison, labels, name), goal)
    told = figures_of(comparison, labels, comparison.rows, name)
    section = dataclasses.replace(section, figures=told)
    sections = [with_doubts(database, section, comparison)]
    tables = [comparison]
    trend = series_section(database, labels, query, name, summary, period, hidden)
    if trend is not None:
        told = figures_of(trend[1], labels, trend[1].rows, name)
        sections.append(with_rule(dataclasses.replace(trend[0], figures=told), goal))
        tables.append(trend[1])
    return sections, tables, trend[2] if trend is not None else None


def _as_charted(summary: Summary, svf: str, judged: Judged | None) -> Summary:
    """Return the summary with what a printed chart says: it may show fewer months."""
    if judged is None:
        return summary
    rows = tuple(
        dataclasses.replace(row, variation=judged.variation, assurance=judged.assurance)
        if row.svf == svf
        else row
        for row in summary.rows
    )
    return dataclasses.replace(summary, rows=rows)


def with_rule(section: Section, goal: GoalRow) -> Section:
    """Return the section with the goal's rule of whose figure a pathway is, where it is by home."""
    if not goal.is_by_home:
        return section
    return dataclasses.replace(
        section,
        paragraphs=(*section.paragraphs, attribution_words(goal)),
        remarks=(*section.remarks, ("", attribution_words(goal))) if section.charts else (),
    )


def _no_figures(name: str, period: Period | None) -> Section:
    when = period.label() if period else text("formats.period.all")
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.section.nothing", svf=name),
        paragraphs=(
            text("packs.paragraph.no_data", period=when),
            text("packs.paragraph.no_limit_possible"),
        ),
    )


def _indicators(database: Database, labels: Labels) -> tuple[list[Section], list[PublishableTable]]:
    """Return a section for each indicator that has figures, of its last period."""
    sections: list[Section] = []
    tables: list[PublishableTable] = []
    for indicator in indicators.list_indicators(database):
        if not indicator.figure_count:
            continue
        query = indicators.IndicatorQuery(indicator=indicator.key, by=("period", "unit"))
        periods = {row.get("period") for row in indicators.get_indicator(database, query).rows}
        known = [parse_period(key) for key in periods if key]
        if not known:
            continue
        last = max(known, key=lambda period: (period.last, period.first))
        table = indicators.get_indicator(
            database,
            indicators.IndicatorQuery(indicator=indicator.key, by=("unit",), period=last.key),
        )
        if not any(row.value is not None for row in table.rows):
            continue
        own = dataclasses.replace(labels, measure=indicator.title, population=indicator.population)
        section = indicator_section(table, own, indicator.title)
        told = figures_of(table, own, table.rows, indicator.title)
        section = dataclasses.replace(section, figures=told)
        sections.append(with_doubts(database, section, table))
        tables.append(table)
    return sections, tables
