"""The data of one care unit beside its region and all of them (R-P20): charts and tables."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import rccdesk
from rccdesk.enums import Goal, Grain
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import lead_times, organisation, store_settings
from rccdesk.services import progress as reporting
from rccdesk.services.charts.build import build_comparison, build_trend
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs import archive
from rccdesk.services.packs.doubtful import doubts_section
from rccdesk.services.packs.gathering import Gathered, choose_period
from rccdesk.services.packs.method import abbreviations_in, method_section
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.neutral import without_own
from rccdesk.services.packs.pack_figures import figures_of
from rccdesk.services.packs.quiet_rows import without_quiet
from rccdesk.services.packs.sections import remarks
from rccdesk.services.packs.spans import protect_months
from rccdesk.services.packs.unit_indicators import indicator_sections
from rccdesk.services.pathways import catalogue
from rccdesk.services.publishing import Hidden, hide_row
from rccdesk.texts import text

_QUARTER = 3  # months
_LEAST = 4  # quarters that make a trend

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.progress import Progress
    from rccdesk.services.publishing import PublishableRow, PublishableTable


def make_unit_pack(
    database: Database,
    region: str,
    unit: str,
    *,
    svf: tuple[str, ...] = (),
    period: str | None = None,
    progress: Progress = reporting.ignore,
) -> Pack:
    """Return the unit's figures beside its region's and everyone's, one pathway at a time.

    After the pathways come the other measures that the unit has figures of.

    ``unit`` is its code or its name. A figure is shown where it may be in the table of all units
    of the region, and where the region's own may be shown. Raises NotFoundError
    ``region_missing``, ``unit_missing``, ``svf_missing``, RccdeskError ``pack_period``,
    ``pack_no_unit_figures``.
    """
    labels = get_labels(database)
    if region not in labels.names["region"]:
        raise NotFoundError("region_missing", region=region)
    unit = _find_unit(database, region, unit)
    chosen = choose_period(database, period, (region,))
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    for prefix in svf:
        if prefix not in names:
            raise NotFoundError("svf_missing", svf=prefix)
    labels = dataclasses.replace(
        labels,
        names={**labels.names, "unit": {**labels.names.get("unit", {}),
                                        _of_region(region): labels.name("region", region)}},
    )  # fmt: skip
    sections: list[Section] = []
    tables: list[PublishableTable] = []
    quiet: list[str] = []
    asked = svf or lead_times.list_selection_values(database).svf
    for number, prefix in enumerate(asked):
        progress(number, len(asked))
        query = LeadTimeQuery(
            goal=Goal.LEAD_TIME, svf=(prefix,), period=chosen.key if chosen else None
        )
        name = names.get(prefix, prefix)
        made = _pathway(database, labels, query, (region, unit), name)
        if len(made[1]) == 1 and made[1][0].rows[0].hidden:
            quiet.append(name)  # a page of others' figures says nothing of the unit
        else:
            sections += made[0]
        tables += made[1]
    if quiet:
        sections.append(_quiet(quiet, chosen))
    progress(len(asked), len(asked))
    further = indicator_sections(database, labels, (region, unit), chosen)
    sections += further[0]
    tables += further[1]
    if not sections:
        raise RccdeskError("pack_no_unit_figures", unit=labels.name("unit", unit))
    return _assemble(database, labels, sections, tables, (region, unit), chosen)


def _quiet(names: list[str], period: Period | None) -> Section:
    """Return which pathways the unit has patients in whose figure may not be shown."""
    when = period.label() if period else text("formats.period.all")
    words = text("papers.unit.hidden", period=when, names=", ".join(names))
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("papers.unit.hidden_heading"),
        paragraphs=(words,),
    )


def _find_unit(database: Database, region: str, unit: str) -> str:
    """Return the code of a unit of the region, as its pathways have it."""
    for row in organisation.list_units(database, region):
        if unit in (row.code, row.name):
            return row.code
    by_unit = LeadTimeQuery(region=(region,), by=("unit",))
    if any(row.get("unit") == unit for row in lead_times.get_lead_times(database, by_unit).rows):
        return unit
    raise NotFoundError("unit_missing", unit=unit)


def _of_region(region: str) -> str:
    """Return the code that the region stands under among units."""
    return f"region:{region}"


def _pathway(
    database: Database, labels: Labels, query: LeadTimeQuery, place: tuple[str, str], name: str
) -> tuple[list[Section], list[PublishableTable]]:
    """Return a pathway's comparison and trend with their figures; empty where the unit has none."""
    table = _comparison(database, query, place)
    if table is None:
        return [], []
    chart = without_own(build_comparison(table, labels, own_code=place[1]))
    when = labels.name("period", query.period) if query.period else text("formats.period.all")
    own = labels.name("unit", place[1])
    sections = [
        Section(
            chapter=text("packs.chapter.lead_times"),
            heading=text("papers.unit.comparison", svf=name, unit=own, period=when),
            paragraphs=(" ".join(part for part in (chart.finding, *chart.explanation) if part),),
            remarks=remarks(chart),
            charts=(chart,),
            tables=(chart.table,),
            notes=chart.foot,
            figures=figures_of(table, labels, table.rows, name),
        )
    ]
    trend = _trend(database, query, place, table)
    tables = [table]
    if trend is not None:
        line = build_trend(trend, labels)
        sections.append(
            Section(
                chapter=text("packs.chapter.lead_times"),
                heading=text("papers.unit.trend", svf=name, unit=own),
                paragraphs=(" ".join(part for part in (line.finding, *line.explanation) if part),),
                charts=(line,),
                tables=(without_quiet(line.table),),
                notes=line.foot,
            )
        )
        tables.append(trend)
    return sections, tables


def _comparison(
    database: Database, query: LeadTimeQuery, place: tuple[str, str]
) -> PublishableTable | None:
    """Return the unit, its region and everyone. None where the unit has no row.

    Each row comes from a table that it was protected in: the unit's among the region's units, the
    region's among the regions. Where the region's own is hidden the unit's would be a part of it,
    and is hidden too.
    """
    region, unit = place
    regions = lead_times.get_lead_times(database, dataclasses.replace(query, by=("region",)))
    units = lead_times.get_lead_times(
        database, dataclasses.replace(query, region=(region,), by=("unit",))
    )
    own = next((row for row in units.rows if row.get("unit") == unit), None)
    whole = next((row for row in regions.rows if row.get("region") == region), None)
    if own is None or whole is None:
        return None
    own = _guarded(own, whole)
    named = dataclasses.replace(whole, fields=(("unit", _of_region(region)),))
    return dataclasses.replace(regions, by=("unit",), rows=(own, named))


def _trend(
    database: Database,
    query: LeadTimeQuery,
    place: tuple[str, str],
    beside: PublishableTable,
) -> PublishableTable | None:
    """Return the unit's quarters, each as it stands among the units of the region.

    None of them is what the unit's figure of the pack's period, ``beside``, would leave over.
    """
    region, unit = place
    asked = dataclasses.replace(query, period=None, grain=Grain.QUARTER)
    units = lead_times.get_lead_times(
        database, dataclasses.replace(asked, region=(region,), by=("period", "unit"))
    )
    regions = lead_times.get_lead_times(
        database, dataclasses.replace(asked, by=("period", "region"))
    )
    wholes = {row.get("period"): row for row in regions.rows if row.get("region") == region}
    rows = []
    for row in units.rows:
        if row.get("unit") != unit or row.get("period") not in wholes:
            continue
        guarded = _guarded(row, wholes[row.get("period")])
        rows.append(dataclasses.replace(guarded, fields=(("period", row.get("period")),)))
    made = dataclasses.replace(
        units,
        by=("period",),
        rows=tuple(sorted(rows, key=lambda row: row.get("period") or "")),
        whole=None,
        selection=(*units.selection, ("unit", unit)),
    )
    if query.period and parse_period(query.period).months > _QUARTER:
        of_period = tuple(
            dataclasses.replace(row, fields=(("period", query.period),))
            for row in beside.rows
            if row.get("unit") == unit
        )
        longer = dataclasses.replace(made, rows=of_period)
        limit = store_settings.get_small_number_limits(database).group
        made = protect_months(made, longer, limit)
    return made if sum(row.value is not None for row in made.rows) >= _LEAST else None


def _guarded(row: PublishableRow, whole: PublishableRow) -> PublishableRow:
    """Return a part as it may be shown beside its whole."""
    return hide_row(row, Hidden.SECONDARY) if whole.hidden and not row.hidden else row


def _assemble(
    database: Database,
    labels: Labels,
    sections: list[Section],
    tables: list[PublishableTable],
    place: tuple[str, str],
    period: Period | None,
) -> Pack:
    region, unit = place
    made_on = dt.datetime.now().astimezone().date()
    pack_id = archive.new_pack_id(database, made_on)
    until = tables[0].extract_date
    snapshot_ids = tuple(sorted({id_ for table in tables for id_ in table.batch_ids}))
    limits = store_settings.get_small_number_limits(database)
    gathered = Gathered(period, until, None, tuple(sections), tuple(tables), ())
    method = method_section(
        gathered,
        group_limit=limits.group,
        month_limit=limits.month,
        interval_method=labels.interval_method,
        lag_days=store_settings.get_reporting_lag_days(database),
        snapshot_ids=snapshot_ids,
        program_version=rccdesk.__version__,
        pack_id=pack_id,
        is_example=database.is_example,
    )
    doubts = doubts_section(database, tables)
    own = organisation.get_profile(database).rcc
    rccs = {rcc.key: rcc.name for rcc in organisation.list_rccs(database)}
    when = period.label() if period else text("formats.period.all")
    return Pack(
        pack_id=pack_id,
        kind="unit",
        title=text("papers.unit.title", unit=labels.name("unit", unit)),
        subtitle=", ".join((labels.name("region", region), when)),
        organisation=rccs.get(own, ""),
        made_on=made_on,
        data_until=until.isoformat() if until else "",
        state="draft",
        is_example=database.is_example,
        snapshot_ids=snapshot_ids,
        program_version=rccdesk.__version__,
        summary=(text("papers.unit.summary", unit=labels.name("unit", unit),
                      region=labels.name("region", region)),),
        sections=(*sections, method, *([doubts] if doubts is not None else [])),
        abbreviations=abbreviations_in(sections),
    )  # fmt: skip
