"""All pathways of a pack on one page: lead time, inclusion, change and outlook of each, in words.

A pathway without a share says why: most often its lead-time limit is missing.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts import feet, figures
from rccdesk.services.charts.build import build_comparison
from rccdesk.services.charts.labels import AOS, capital, chosen_period
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.charts.tables import Line, figure_table
from rccdesk.services.packs.model import Section
from rccdesk.services.publishing import PublishableRow
from rccdesk.services.statistics.outlook import Variation
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.charts.figures import Column
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.lead_times import Summary, SummaryRow

_FIELDS = ("count", "share", "inclusion", "change", "outlook")
_NUMERIC = frozenset({"count", "share", "inclusion"})
_REASONS = {
    "limit_missing": "limit_missing",
    "no_pathways": "no_figures",
    "hidden": "no_figures",
    "": "no_figures",
}


def overview_section(
    labels: Labels, summary: Summary, prefixes: tuple[str, ...], period: Period | None
) -> Section:
    """Return the section with one row per pathway, and the chart of those that have a figure.

    Without any pathway, as in a file of other measures only, it says so.
    """
    table = summary.table
    when = period.label() if period else text("formats.period.all")
    if not prefixes:
        return Section(
            chapter=text("packs.chapter.lead_times"),
            heading=text("packs.section.overview", period=when),
            paragraphs=(text("packs.summary.nothing"),),
        )
    rows = tuple(row for row in (*table.rows, table.whole) if row is not None)
    paragraphs = [text("packs.paragraph.overview")]
    if AOS in prefixes:
        paragraphs.append(text("packs.paragraph.aos"))
    shown = any(row.value is not None for row in table.rows)
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.section.overview", period=when),
        paragraphs=tuple(paragraphs),
        charts=(build_comparison(table, labels),) if shown else (),
        tables=(_spec(labels, summary, prefixes),),
        notes=(feet.source_line(table, labels, rows),),
    )


def change_sentences(labels: Labels, summary: Summary) -> tuple[str, ...]:
    """Return which pathways have changed more than chance; that none has, where any is judged."""
    names: dict[Variation, list[str]] = {}
    for row in summary.rows:
        if row.row is not None and row.row.value is not None:
            names.setdefault(row.variation, []).append(labels.name("svf", row.svf))
    said = tuple(
        text(
            "packs.summary.changed",
            change=text(f"lead_times_page.change.{variation}"),
            names=", ".join(names[variation]),
        )
        for variation in (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL)
        if variation in names
    )
    if said or Variation.COMMON_CAUSE not in names:
        return said
    return (text("packs.summary.unchanged", count=len(names[Variation.COMMON_CAUSE])),)


def _spec(labels: Labels, summary: Summary, prefixes: tuple[str, ...]) -> TableSpec:
    """Return the rows in the order of the extract; the whole stands last."""
    table = summary.table
    period = chosen_period(table)
    levels = figures.valid_levels(table, period.last if period else None)
    found = {row.svf: row for row in summary.rows}
    lines: list[tuple[Line, SummaryRow | None]] = []
    for prefix in prefixes:
        said = found.get(prefix)
        row = (
            PublishableRow("", (("svf", prefix),)) if said is None or said.row is None else said.row
        )
        doubt = figures.doubt_of(row, table)
        lines.append((Line(labels.name("svf", prefix), row, levels, doubt), said))
    if table.whole is not None:
        everyone = capital(text("packs.table.everyone"))
        doubt = figures.whole_doubt(table)
        lines.append((Line(everyone, table.whole, levels, doubt, is_whole=True), None))
    column = figures.column_for(table, (line.row for line, _said in lines))
    title = text("packs.section.overview_table")
    # Status, symbols and notes are those of every other table of figures.
    spec = figure_table(
        title, text("packs.table.svf"), table, tuple(line for line, _said in lines), column
    )
    has_status = not spec.columns[-1].numeric and len(spec.columns) > 1
    rows, symbols, quiet = [], [], []
    for index, (line, said) in enumerate(lines):
        status = spec.rows[index][-1] if has_status else formats.MISSING
        mark = spec.row_symbols[index] if spec.row_symbols else ("", "")
        if line.row.value is None and not line.row.hidden and not line.row.masked:
            reason = _REASONS[said.reason if said is not None else ""]
            status, mark = text(f"packs.table.{reason}"), ("", "")
        if line.row.value is None:
            quiet.append(index)
        rows.append((line.name, *_cells(line, said, summary, column), status))
        symbols.append(mark)
    heads = [
        TableColumn(
            text(f"packs.overview.{name}"), numeric=name in _NUMERIC, is_detail=name == "outlook"
        )
        for name in _FIELDS
    ]
    last = spec.columns[-1].title if has_status else text("charts.table.goal")
    return dataclasses.replace(
        spec,
        columns=(spec.columns[0], *heads, TableColumn(last)),
        rows=tuple(rows),
        row_symbols=tuple(symbols),
        hidden_rows=tuple(quiet),
        notes=(*spec.notes, text("packs.overview.note"), text("charts.table.not_representative")),
    )


def _cells(
    line: Line, said: SummaryRow | None, summary: Summary, column: Column
) -> tuple[str, ...]:
    """Return counts, share with its interval, inclusion, change and outlook of one row."""
    row = line.row
    if row.value is None:
        sign = formats.HIDDEN if row.hidden or row.masked else formats.MISSING
        return (sign, sign, *[formats.MISSING] * 3)
    share = column.value(row.value)
    interval = column.interval(row.ci_low, row.ci_high)
    if interval and interval != formats.MISSING:
        share = text("packs.overview.with_interval", value=share, interval=interval)
    change = outlook = formats.MISSING
    if said is not None:
        change = text(f"lead_times_page.change.{said.variation}")
        outlook = text(
            f"lead_times_page.summary.outlook.{said.assurance}",
            target=formats.level(summary.target),
        )
    inclusion = figures.inclusion_text(row, summary.table) or formats.MISSING
    return (figures.count_text(row) or formats.MISSING, share, inclusion, change, outlook)
