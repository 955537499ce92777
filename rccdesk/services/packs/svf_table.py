"""The table of all pathways in a pack: lead time and inclusion, or that the limit is missing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import lead_times
from rccdesk.services.charts import feet, figures
from rccdesk.services.charts.build import build_comparison
from rccdesk.services.charts.labels import AOS, capital, chosen_period
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.tables import Line, figure_table
from rccdesk.services.packs.model import Section
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery
    from rccdesk.services.publishing import PublishableTable

_NO_LIMIT = ("limit_unknown", "limit_not_choosable")


def overview_section(
    database: Database,
    labels: Labels,
    base: LeadTimeQuery,
    prefixes: tuple[str, ...],
    period: Period | None,
) -> tuple[Section, PublishableTable]:
    """Return the section with one row per pathway of the extract, and its figures."""
    table = lead_times.get_lead_times(database, dataclasses.replace(base, by=("svf",)))
    when = period.label() if period else text("formats.period.all")
    found = {row.get("svf") for row in table.rows}
    missing = {
        prefix: _reason(database, base, prefix) for prefix in prefixes if prefix not in found
    }
    spec = _spec(table, labels, prefixes, missing)
    rows = tuple(row for row in (*table.rows, table.whole) if row is not None)
    paragraphs = [text("packs.paragraph.overview")]
    if AOS in prefixes:
        paragraphs.append(text("packs.paragraph.aos"))
    shown = any(row.value is not None for row in table.rows)
    section = Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.section.overview", period=when),
        paragraphs=tuple(paragraphs),
        charts=(build_comparison(table, labels),) if shown else (),
        tables=(spec,),
        notes=(feet.source_line(table, labels, rows),),
    )
    return section, table


def _reason(database: Database, base: LeadTimeQuery, prefix: str) -> str:
    """Return why a pathway has no share: most often its limit is not known."""
    alone = lead_times.get_lead_times(database, dataclasses.replace(base, svf=(prefix,)))
    excluded = dict(alone.excluded)
    if any(excluded.get(reason) for reason in _NO_LIMIT):
        return text("packs.table.limit_missing")
    return text("packs.table.no_figures")


def _spec(
    table: PublishableTable,
    labels: Labels,
    prefixes: tuple[str, ...],
    missing: dict[str, str],
) -> TableSpec:
    period = chosen_period(table)
    levels = figures.valid_levels(table, period.last if period else None)
    rows = {row.get("svf"): row for row in table.rows}
    lines = [
        Line(
            labels.name("svf", prefix), rows[prefix], levels, figures.doubt_of(rows[prefix], table)
        )
        for prefix in prefixes
        if prefix in rows
    ]
    if table.whole is not None:
        everyone = capital(text("packs.table.everyone"))
        lines.append(Line(everyone, table.whole, levels, figures.whole_doubt(table), is_whole=True))
    column = figures.column_for(table, (line.row for line in lines))
    title = text("packs.section.overview_table")
    spec = figure_table(title, text("packs.table.svf"), table, tuple(lines), column)
    return _with_missing(spec, labels, missing)


def _with_missing(spec: TableSpec, labels: Labels, missing: dict[str, str]) -> TableSpec:
    """Add the pathways without a share before the whole, each with its reason."""
    if not missing:
        return spec
    width = len(spec.columns)
    at = spec.whole_rows[0] if spec.whole_rows else len(spec.rows)
    added = tuple(
        (labels.name("svf", prefix), *[formats.MISSING] * (width - 2), reason)
        for prefix, reason in missing.items()
    )
    hidden = (*spec.hidden_rows, *range(at, at + len(added)))
    return dataclasses.replace(
        spec,
        rows=(*spec.rows[:at], *added, *spec.rows[at:]),
        row_symbols=(*spec.row_symbols[:at], *[("", "")] * len(added), *spec.row_symbols[at:]),
        whole_rows=tuple(index + len(added) for index in spec.whole_rows),
        hidden_rows=hidden,
    )
