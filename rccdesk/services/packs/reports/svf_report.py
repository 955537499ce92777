"""Text blocks for the regions' report of SVF: what the agreement asks to be told and commented.

Inclusion of all SVF together per half-year, lead times, the named diagnoses against the year
before, the mapping of long waits, and what has been written of it all. Lead times are reported and
commented; the agreement asks for no level of them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Goal, Grain
from rccdesk.errors import RccdeskError
from rccdesk.periods import period_of
from rccdesk.services import agreement, analyses, lead_times, mapping75, plans
from rccdesk.services.agreement.charts import change_sentence
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.labels import area_name
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.mapping75 import MappingQuery
from rccdesk.services.mapping75.words import region_words, short_remarks
from rccdesk.services.packs.gathering import choose_period
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.quiet_rows import without_quiet
from rccdesk.services.packs.reports.frame import Report, figure_words, figures_of, frame_report
from rccdesk.services.packs.reports.guarding import guard_regions
from rccdesk.services.packs.svf_table import change_sentences, overview_section
from rccdesk.services.packs.written import analysis_sections
from rccdesk.services.pathways import catalogue
from rccdesk.services.plans.figure import own_regions
from rccdesk.services.store_settings import get_reporting_lag_days
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.mapping75 import MappingRow, MappingTable
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableTable

SVF_REPORT = "svf-report"
_METHOD = ("share", "inclusion", "interval", "hidden", "preliminary", "changed", "causal")
_MAPPED = ("region", "svf", "denominator", "over", "share", "limit", "causes", "remark")
_NUMERIC = frozenset({"denominator", "over", "share", "limit"})


def assemble_svf_report(
    database: Database, labels: Labels, request: PackRequest, progress: Progress
) -> Pack:
    """Return the blocks of the chosen regions, else of the own RCC's, for a period.

    Without a period: the last whole half-year. Raises RccdeskError ``pack_period``,
    ``pack_period_future``, ``pack_no_figures`` for a period that is asked for and has none.
    """
    period = choose_half(database, request)
    when = period.label() if period else text("formats.period.all")
    regions = request.region or own_regions(database)
    steps = 5
    progress(0, steps)
    blocks = [_inclusion(database, labels, regions)]
    progress(1, steps)
    blocks.append(_lead_times(database, labels, request.svf, regions, period))
    if request.period and not any(table.rows for table in blocks[-1][1]):
        name = ", ".join(labels.name("region", code) for code in regions)
        raise RccdeskError(
            "pack_no_figures", name=name or capital(text("packs.all_svf")), period=when
        )
    progress(2, steps)
    blocks.append(_changes(database, labels, regions, period))
    progress(3, steps)
    blocks.append(_mapping(database, labels, regions, period))
    progress(4, steps)
    sections = [section for made, _tables in blocks for section in made]
    sections += _written(database, labels, request, period)
    sections.append(_actions(database, labels, regions))
    progress(steps, steps)
    names = [labels.name("region", code) for code in regions]
    return frame_report(
        database,
        labels,
        Report(
            kind=SVF_REPORT,
            title=text("reports.svf.title", period=when),
            subtitle=", ".join(names) or text("reports.svf.all_regions"),
            sections=tuple(sections),
            summary=(text("reports.svf.use"), text("reports.svf.agreement")),
            tables=tuple(table for _made, tables in blocks for table in tables),
            method=_METHOD,
        ),
    )


def choose_half(database: Database, request: PackRequest) -> Period | None:
    """Return the period that is asked for, as `choose_period`; else the last whole half-year."""
    if not request.period:
        return last_half(database)
    return choose_period(database, request.period, request.region or own_regions(database))


def last_half(database: Database) -> Period | None:
    """Return the last half-year that is complete in the extracts; None without any."""
    dates = lead_times.list_selection_values(database).extract_dates
    if not dates:
        return None
    lag = dt.timedelta(days=get_reporting_lag_days(database))
    half = period_of(dates[0], Grain.HALF)
    while dates[0] < half.last + lag:
        half = period_of(half.first - dt.timedelta(days=1), Grain.HALF)
    return half


_Block = tuple[list[Section], list["PublishableTable"]]


def _inclusion(database: Database, labels: Labels, regions: tuple[str, ...]) -> _Block:
    chapter = text("reports.svf.inclusion")
    found = agreement.get_inclusion(database)
    period = found.shown
    if period is None or not found.rows:
        words = (text("reports.svf.no_inclusion"),)
        return [Section(chapter=chapter, heading=chapter, paragraphs=words)], []
    table = agreement.at_period(found, period)
    said = []
    for row in table.rows:
        code = row.get("region")
        if regions and code not in regions:
            continue
        key = "hidden" if row.value is None else "told"
        if row.value is not None and row.met is not None:
            key = "met" if row.met else "not_met"
        said.append(
            text(
                f"reports.svf.inclusion_{key}",
                name=labels.name("region", code),
                period=period.label(),
                figure=figure_words(row, table),
                level=formats.percent(figures.INCLUSION_LEVEL),
            )
        )
    chart = agreement.build_inclusion(found, labels)
    section = Section(
        chapter=chapter,
        heading=text("reports.svf.inclusion_heading", period=period.label()),
        paragraphs=tuple(said) or (text("reports.svf.no_inclusion"),),
        charts=(chart,),
        tables=(chart.table,),
        notes=chart.foot,
        figures=figures_of(table, labels, table.rows, period.label()),
    )
    return [section], [found.table]


def _lead_times(
    database: Database,
    labels: Labels,
    svf: tuple[str, ...],
    regions: tuple[str, ...],
    period: Period | None,
) -> _Block:
    query = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=svf,
        region=regions,
        period=period.key if period else None,
    )
    summary = guard_regions(database, lead_times.get_summary(database, query), query)
    shown = svf or lead_times.list_selection_values(database).svf
    chapter = text("reports.svf.lead_times")
    section = overview_section(labels, summary, shown, period)
    table = summary.table
    section = dataclasses.replace(
        section,
        tables=tuple(map(without_quiet, section.tables)),
        chapter=chapter,
        paragraphs=(
            text("reports.svf.lead_times_asked"),
            *section.paragraphs,
            *change_sentences(labels, summary),
        ),
        figures=figures_of(table, labels, table.rows),
    )
    return [section], [table]


def _changes(
    database: Database, labels: Labels, regions: tuple[str, ...], period: Period | None
) -> _Block:
    """Return the diagnoses of the agreement, the newest whole year against the one before."""
    chapter = text("reports.svf.changes")
    known = agreement.list_years(database).known
    years = [year for year in known if period is None or year <= period.last.year]
    if not years:
        words = (text("reports.svf.no_years"),)
        return [Section(chapter=chapter, heading=chapter, paragraphs=words)], []
    sections, tables = [], []
    for svf in agreement.SVFS:
        found = agreement.get_year_changes(database, svf, years[0])
        earlier, later = found.years.periods
        heading = text(
            "reports.svf.change_heading",
            svf=found.name or svf,
            earlier=earlier.label(),
            later=later.label(),
        )
        if not found.years.rows:
            words = (text("packs.paragraph.no_data", period=later.label()),)
            sections.append(Section(chapter=chapter, heading=heading, paragraphs=words))
            continue
        chart = agreement.build_changes(found, labels)
        told = {change.region for change in found.changes}
        said = [change_sentence(found, labels, code) for code in regions if code in told]
        table = agreement.at_period(found.years, later)
        sections.append(
            Section(
                chapter=chapter,
                heading=heading,
                paragraphs=tuple(dict.fromkeys((*said, *chart.explanation))),
                charts=(chart,),
                tables=(_without_remarks(chart.table),),
                notes=chart.foot,
                figures=figures_of(table, labels, table.rows, found.name),
            )
        )
        tables.append(found.years.table)
    return sections, tables


def _without_remarks(table: TableSpec) -> TableSpec:
    """Return a table without its last column: the foot of its chart says the same of all rows."""
    return dataclasses.replace(
        table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows)
    )


def _mapping(
    database: Database, labels: Labels, regions: tuple[str, ...], period: Period | None
) -> _Block:
    """Return the long waits of the diagnoses that the regions have chosen."""
    chapter = text("reports.svf.mapping")
    query = MappingQuery(region=regions, period=period.key if period else None)
    found = mapping75.get_mapping(database, query)
    chosen = {choice.region for choice in found.choices}
    rows = [row for row in found.rows if row.region in chosen]
    if not rows:
        words = (text("mapping75.rule"), text("reports.svf.not_chosen"))
        return [Section(chapter=chapter, heading=chapter, paragraphs=words)], []
    table = TableSpec(
        title="",
        columns=tuple(
            TableColumn(text(f"reports.svf.mapped.{key}"), numeric=key in _NUMERIC)
            for key in _MAPPED
        ),
        rows=tuple(_mapped(row, found, labels) for row in rows),
        hidden_rows=tuple(index for index, row in enumerate(rows) if row.hidden is not None),
        notes=(text("mapping75.rule"),),
    )
    source = text(
        "reports.goals.source",
        source=found.source,
        date=formats.iso_date(found.extract_date) if found.extract_date else formats.MISSING,
    )
    section = Section(
        chapter=chapter,
        heading=chapter,
        tables=(table,),
        notes=(source,),
    )
    return [section], []


def _mapped(row: MappingRow, found: MappingTable, labels: Labels) -> tuple[str, ...]:
    names = (region_words(row, labels), labels.name("svf", row.svf))
    limit = formats.MISSING if row.limit_days is None else formats.number(row.limit_days)
    if row.hidden is not None or row.denominator is None or row.proportion is None:
        hidden = formats.HIDDEN if row.hidden is not None else formats.MISSING
        return (*names, hidden, hidden, hidden, limit, formats.MISSING, short_remarks(row))
    causes = dict(found.cause_names)
    told = ", ".join(f"{causes.get(key, key)}: {count}" for key, count in row.causes)
    return (
        *names,
        formats.number(row.denominator),
        formats.number(row.over_75_percent_count or 0),
        formats.percent(row.proportion, formats.share_decimals(row.denominator)),
        limit,
        told or formats.MISSING,
        short_remarks(row),
    )


def _written(
    database: Database, labels: Labels, request: PackRequest, period: Period | None
) -> list[Section]:
    """Return the comments that are written for the area and for periods within the period."""
    chapter = text("reports.svf.comments")
    area = request.area or (request.region[0] if len(request.region) == 1 else "")
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    about: dict[tuple[tuple[str, ...], str], None] = {}
    for row in analyses.list_analyses(database, area=area):
        span = lead_times.find_period(database, row.period, request.region)
        if not row.is_empty and (
            period is None
            or (span is not None and period.first <= span.first and span.last <= period.last)
        ):
            about[row.svf, row.period] = None
    sections: list[Section] = []
    for svf, written in about:
        name = ", ".join(names.get(code, code) for code in svf) or text("packs.all_svf")
        place = area_name(labels, area)
        words = ", ".join(p for p in (name, place, labels.name("period", written)) if p)
        sections += analysis_sections(database, svf, area, written, words)
    if not sections:
        said = (text("reports.svf.no_comments"),)
        return [Section(chapter=chapter, heading=chapter, paragraphs=said)]
    return [dataclasses.replace(section, chapter=chapter) for section in sections]


def _actions(database: Database, labels: Labels, regions: tuple[str, ...]) -> Section:
    heading = text("reports.svf.actions")
    rows = [
        row
        for row in plans.list_activities(database)
        if row.state not in plans.CLOSED and row.region and (not regions or row.region in regions)
    ]
    if not rows:
        words = (text("reports.svf.no_actions"),)
        return Section(chapter=heading, heading=heading, paragraphs=words)
    rows.sort(key=lambda row: (row.region, row.due_on or dt.date.max, row.title))
    heads = ("action", "region", "responsible", "due", "state")
    table = TableSpec(
        title="",
        columns=tuple(TableColumn(text(f"reports.quarterly.column.{key}")) for key in heads),
        rows=tuple(
            (
                row.title,
                labels.name("region", row.region),
                row.responsible or formats.MISSING,
                formats.iso_date(row.due_on) if row.due_on else formats.MISSING,
                plans.mark_words(row.state),
            )
            for row in rows
        ),
    )
    return Section(chapter=heading, heading=heading, tables=(table,))
