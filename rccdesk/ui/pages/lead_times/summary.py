"""The summary of all SVF in words, ready to be shown: read in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.periods import parse_period, rolling_12
from rccdesk.services.charts import figures
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.statistics.outlook import Variation
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.lead_times import Summary, SummaryRow
    from rccdesk.services.pathways.goals import GoalRow
    from rccdesk.services.publishing import PublishableTable

_DOUBTS = {
    Doubt.NOT_REPRESENTATIVE: Symbol.NOT_REPRESENTATIVE.value,
    Doubt.UNKNOWN: Symbol.UNKNOWN.value,
}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One SVF in words. ``symbols`` are those of inclusion, change and outlook, "" for none."""

    svf: str
    cells: tuple[str, ...]
    symbols: tuple[str, str, str]
    is_missing: bool  # no figure: said quietly
    grain: Grain | None = None  # of its chart


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """All SVF with their heads; ``notes`` are the lines under the table."""

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[SummaryLine, ...]
    notes: tuple[str, ...]
    span: str = ""  # the period whose trend says the same, where the whole extract would not


def read_summary(found: Summary, labels: Labels, goal: GoalRow) -> SummaryTable:
    """Return the summary in words."""
    target = formats.level(goal.target)
    table = found.table
    column = figures.column_for(table, [row.row for row in found.rows if row.row is not None])
    rows = tuple(_line(row, table, column, labels, target) for row in found.rows)
    period = _period(found)
    extract = "" if found.extract_date is None else formats.iso_date(found.extract_date)
    source = text("lead_times_page.summary.source", date=extract)
    if found.is_example:
        source = f"{source} · {text('lead_times_page.summary.example')}"
    notes = (
        text("lead_times_page.summary.note_marks"),
        text("lead_times_page.summary.note_outlook"),
        source,
    )
    return SummaryTable(
        title=text("lead_times_page.summary.title", period=period),
        subtitle=_subtitle(goal, target),
        heads=tuple(text(f"lead_times_page.summary.head.{name}") for name in _HEADS),
        rows=rows,
        notes=notes,
        span=found.span,
    )


_HEADS = ("svf", "share", "count", "inclusion", "change", "outlook", "more", "doubts")


def _subtitle(goal: GoalRow, target: str) -> str:
    said = text("lead_times_page.summary.subtitle", goal=goal.short_name, target=target)
    if goal.is_inclusion:
        return said
    return text("charts.separator").join((said, text("lead_times_page.summary.by_grain")))


def _period(found: Summary) -> str:
    if not found.period:
        return text("lead_times_page.summary.whole_extract")
    if not found.period.startswith("rolling"):
        return parse_period(found.period).label()
    day = found.extract_date
    return text("lead_times_page.summary.whole_extract") if day is None else rolling_12(day).label()


def _line(
    found: SummaryRow,
    table: PublishableTable,
    column: figures.Column,
    labels: Labels,
    target: str,
) -> SummaryLine:
    name = labels.name("svf", found.svf)
    row = found.row
    if row is None or row.value is None:
        said = text(f"lead_times.summary.{found.reason or 'no_pathways'}")
        share = formats.HIDDEN if found.reason == "hidden" else formats.MISSING
        rest = [formats.MISSING] * 3
        cells = (name, share, share, formats.MISSING, said[:1].upper() + said[1:], *rest)
        return SummaryLine(found.svf, cells, ("", "", ""), is_missing=True)
    doubt = figures.doubt_of(row, table)
    assurance = str(found.assurance)
    more = ""
    if found.needed_more:
        more = text(
            "lead_times_page.summary.more",
            count=found.needed_more,
            of=formats.number(row.denominator or 0),
        )
    cells = (
        name,
        figures.value_text(row, column),
        figures.count_text(row),
        figures.inclusion_text(row, table) or formats.MISSING,
        _change(found, table),
        text(f"lead_times_page.summary.outlook.{assurance}", target=target),
        more or formats.MISSING,
        str(len(row.doubts)) if row.doubts else formats.MISSING,
    )
    change = "" if found.variation is Variation.NONE else f"change:{found.variation}"
    outlook = "" if assurance == "none" else f"outlook:{assurance}"
    symbols = (_DOUBTS.get(doubt, ""), change, outlook)
    return SummaryLine(found.svf, cells, symbols, is_missing=False, grain=found.grain)


def _change(found: SummaryRow, table: PublishableTable) -> str:
    """Return what the chart of the SVF says, with its grain where that is not the month."""
    if found.grain is None and table.is_inclusion:
        return text("lead_times_page.summary.in_trend")
    said = text(f"lead_times_page.change.{found.variation}")
    if found.grain is not Grain.QUARTER:
        return said
    return text("lead_times_page.summary.by_quarter", said=said)
