"""A quarter of one process on two pages: outcome, signals, analysis, what is to be done."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Goal
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import lead_times, plans
from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.labels import area_name
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs.doubtful import with_doubts
from rccdesk.services.packs.gathering import choose_period, with_rule
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.quiet_rows import without_quiet
from rccdesk.services.packs.reports.frame import Report, figures_of, frame_report
from rccdesk.services.packs.reports.processes import find_process
from rccdesk.services.packs.sections import comparison_section
from rccdesk.services.packs.svf_table import change_sentences, overview_section
from rccdesk.services.packs.trends import series_section
from rccdesk.services.packs.written import analysis_sections
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.goals import get_goal
from rccdesk.services.process_page import get_process_work
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import Summary
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.plans import ActivityRow
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableTable

QUARTERLY = "quarterly"
_METHOD = ("share", "interval", "hidden", "preliminary", "changed", "causal")
_MOST = 8  # activities: two pages have room for no more
_PATHWAYS_TOLD = 3  # that have a control chart of their own where many are asked for


def assemble_quarterly(
    database: Database, labels: Labels, request: PackRequest, progress: Progress
) -> Pack:
    """Return the quarterly analysis of a process, of chosen pathways, or of all together.

    Of one pathway: its comparison and its control chart. Of several: all of them in one table
    and the control charts of those that have changed. Raises NotFoundError ``svf_missing``,
    ``pack_process_missing``, RccdeskError ``pack_period``, ``pack_period_future``, and
    ``pack_no_figures`` for a period that is asked for and has neither figures nor an analysis.
    """
    svf, name = _about(database, labels, request)
    period = choose_period(database, request.period, request.region)
    when = period.label() if period else text("formats.period.all")
    base = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=svf,
        region=request.region,
        period=period.key if period else None,
    )
    progress(0, 3)
    outcome, tables, summary = _outcome(database, labels, base, name, period)
    progress(1, 3)
    signals, more = _signals(database, labels, base, summary, period)
    progress(2, 3)
    found = any(row.denominator or row.hidden for table in tables for row in table.rows)
    area = request.area or (request.region[0] if len(request.region) == 1 else "")
    written = period.key if period else ""
    about = ", ".join(part for part in (name, area_name(labels, area)) if part)
    told = analysis_sections(database, svf, area, written, about or text("packs.all_svf"))
    if request.period and not found and not told:
        who = name or text("packs.all_svf")
        raise RccdeskError("pack_no_figures", name=capital(who), period=when)
    sections = [
        *_in_chapter("outcome", outcome),
        *_in_chapter("signals", signals),
        *_in_chapter("analysis", _analysis(told)),
        *_in_chapter("actions", [_actions(database, svf, period)]),
    ]
    progress(3, 3)
    regions = [labels.name("region", code) for code in request.region]
    return frame_report(
        database,
        labels,
        Report(
            kind=QUARTERLY,
            title=text("packs.title.quarterly", period=when),
            subtitle=", ".join((name or text("packs.all_svf"), *regions)),
            sections=tuple(sections),
            tables=(*tables, *more),
            method=_METHOD,
        ),
    )


def _about(database: Database, labels: Labels, request: PackRequest) -> tuple[tuple[str, ...], str]:
    """Return the pathways and their name; () and "" for all of them."""
    if request.process:
        found = find_process(database, request)
        if not found.svf:
            raise RccdeskError("pack_process_without_svf", process=found.name)
        return found.svf, found.name
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    for prefix in request.svf:
        if prefix not in names:
            raise NotFoundError("svf_missing", svf=prefix)
    return request.svf, ", ".join(labels.name("svf", prefix) for prefix in request.svf)


def _outcome(
    database: Database,
    labels: Labels,
    base: LeadTimeQuery,
    name: str,
    period: Period | None,
) -> tuple[list[Section], list[PublishableTable], Summary]:
    summary = lead_times.get_summary(database, base)
    if len(base.svf) != 1:
        shown = base.svf or lead_times.list_selection_values(database).svf
        section = overview_section(labels, summary, shown, period)
        figures = figures_of(summary.table, labels, summary.table.rows)
        tables = tuple(map(without_quiet, section.tables))
        section = dataclasses.replace(section, figures=figures, tables=tables)
        return [section], [summary.table], summary
    goal = get_goal(database, base.goal)
    field = "home_region" if goal.is_by_home else "region"
    table = lead_times.get_lead_times(database, dataclasses.replace(base, by=(field,)))
    if not table.rows:
        when = period.label() if period else text("formats.period.all")
        said = (
            text("packs.paragraph.no_data", period=when),
            text("packs.paragraph.no_limit_possible"),
        )
        heading = text("packs.section.nothing", svf=name)
        return [Section(heading=heading, paragraphs=said)], [table], summary
    section = with_rule(comparison_section(table, labels, name), goal)
    section = dataclasses.replace(section, figures=figures_of(table, labels, table.rows, name))
    return [with_doubts(database, section, table)], [table], summary


def _signals(
    database: Database,
    labels: Labels,
    base: LeadTimeQuery,
    summary: Summary,
    period: Period | None,
) -> tuple[list[Section], list[PublishableTable]]:
    """Return the control charts, without tables: their numbers are in the workbook of the chart.

    Where there is more than one pathway: of the first that have changed, after a sentence of all.
    """
    goal = get_goal(database, base.goal)
    told: list[Section] = []
    tables: list[PublishableTable] = []
    asked = base.svf
    if len(base.svf) != 1:
        said = change_sentences(labels, summary) or (text("reports.quarterly.no_signals"),)
        told.append(Section(heading=text("reports.quarterly.signals"), paragraphs=said))
        changed = [row.svf for row in summary.rows if row.variation in ("improvement", "concern")]
        asked = tuple(changed[:_PATHWAYS_TOLD])
    for prefix in asked:
        query = dataclasses.replace(base, svf=(prefix,))
        made = series_section(database, labels, query, labels.name("svf", prefix), summary, period)
        if made is None:
            continue
        section, table, _judged = made
        told.append(dataclasses.replace(with_rule(section, goal), tables=()))
        tables.append(table)
    if not told:
        words = text("reports.quarterly.too_few_periods")
        told.append(Section(heading=text("reports.quarterly.signals"), paragraphs=(words,)))
    return told, tables


def _analysis(found: Sequence[Section]) -> list[Section]:
    """Return what is written, with the frozen figures as tables: their charts stand above."""
    if not found:
        heading = text("reports.quarterly.analysis")
        return [Section(heading=heading, paragraphs=(text("reports.quarterly.not_written"),))]
    return [dataclasses.replace(section, charts=()) for section in found]


def _actions(database: Database, svf: tuple[str, ...], period: Period | None) -> Section:
    today = dt.datetime.now().astimezone().date()
    prefixes = svf or tuple(row.kva_prefix for row in catalogue.list_svf(database))
    rows: dict[str, ActivityRow] = {}
    for prefix in prefixes:
        for row in get_process_work(database, prefix, today).activities:
            rows.setdefault(row.uuid, row)
    chosen = [row for row in rows.values() if _is_told(row, period)]
    chosen.sort(key=lambda row: (row.state in plans.CLOSED, row.due_on or dt.date.max, row.title))
    heading = text("reports.quarterly.actions")
    if not chosen:
        return Section(heading=heading, paragraphs=(text("reports.quarterly.no_actions"),))
    more = len(chosen) - _MOST
    notes = (text("reports.quarterly.more_actions", count=more),) if more > 0 else ()
    return Section(heading=heading, tables=(_table(database, chosen[:_MOST], notes),))


def _is_told(row: ActivityRow, period: Period | None) -> bool:
    """Tell whether an activity is open, or was done in the period or after it."""
    if row.state not in plans.CLOSED:
        return True
    return period is not None and row.done_on is not None and row.done_on >= period.first


def _table(database: Database, rows: Sequence[ActivityRow], notes: tuple[str, ...]) -> TableSpec:
    of = {item.uuid: item.name for plan in plans.list_plans(database)
          for item in plans.list_items(database, plan.uuid)}  # fmt: skip
    heads = ("action", "goal", "responsible", "due", "state")
    return TableSpec(
        title="",
        columns=tuple(TableColumn(text(f"reports.quarterly.column.{key}")) for key in heads),
        rows=tuple(
            (
                row.title,
                of.get(row.plan_item_uuid, formats.MISSING),
                row.responsible or formats.MISSING,
                formats.iso_date(row.due_on) if row.due_on else formats.MISSING,
                plans.mark_words(row.state),
            )
            for row in rows
        ),
        notes=notes,
    )


def _in_chapter(key: str, sections: Sequence[Section]) -> list[Section]:
    chapter = text(f"reports.quarterly.{key}")
    return [dataclasses.replace(section, chapter=chapter) for section in sections]
