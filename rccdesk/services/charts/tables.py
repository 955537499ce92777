"""The table that repeats every number of a chart, as finished texts."""

from __future__ import annotations

from dataclasses import dataclass

from rccdesk import formats
from rccdesk.enums import FigureStatus
from rccdesk.services.charts import figures
from rccdesk.services.charts.figures import Column
from rccdesk.services.charts.labels import is_goal
from rccdesk.services.charts.sentences import level_text, status_words
from rccdesk.services.charts.spec import Doubt, TableColumn, TableSpec
from rccdesk.services.publishing import Hidden, Level, PublishableRow, PublishableTable
from rccdesk.texts import text

_STATUS_SYMBOL = {
    FigureStatus.REACHED: "reached",
    FigureStatus.LOWER_REACHED: "lower_reached",
    FigureStatus.NOT_REACHED: "not_reached",
    FigureStatus.PRELIMINARY: "none",
    FigureStatus.NOT_ASSESSABLE: "",
}
_DOUBT_SYMBOL = {
    Doubt.NONE: "",
    Doubt.NOT_REPRESENTATIVE: "not_representative",
    Doubt.UNKNOWN: "representativeness_unknown",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure on its way into a table."""

    name: str
    row: PublishableRow
    levels: tuple[Level, ...]
    doubt: Doubt
    is_whole: bool = False


def figure_table(
    title: str, heading: str, table: PublishableTable, lines: tuple[Line, ...], column: Column
) -> TableSpec:
    """Return name, counts, value, interval, inclusion, distance and status of every line."""
    with_counts = any(line.row.numerator is not None for line in lines)
    with_interval = any(figures.has_interval(line.row) for line in lines)
    with_inclusion = any(figures.inclusion_text(line.row, table) for line in lines)
    levels = tuple(
        level
        for level in (figures.main_level(line.levels, table.direction) for line in lines)
        if level is not None
    )
    with_levels = bool(levels) and figures.has_direction(table)
    one_level = with_levels and table.is_proportion and len({level.value for level in levels}) == 1
    columns = [TableColumn(heading)]
    if with_counts:
        key = "numerator" if table.measure == "svf_lead_time" else "numerator_plain"
        columns.append(TableColumn(text(f"charts.table.{key}"), numeric=True))
        columns.append(TableColumn(text("charts.table.denominator"), numeric=True))
    kind = "share" if table.is_proportion else "value"
    columns.append(TableColumn(text(f"charts.heading.{kind}"), numeric=True))
    if with_interval:
        columns.append(TableColumn(text("charts.table.interval"), numeric=True))
    if with_inclusion:
        columns.append(TableColumn(text("charts.heading.inclusion"), numeric=True))
    if one_level:
        columns.append(TableColumn(_distance_title(levels[0], table), numeric=True))
    if with_levels:
        columns.append(TableColumn(_goal_title(table)))
    rows: list[tuple[str, ...]] = []
    symbols: list[tuple[str, str]] = []
    for line in lines:
        cells = [line.name]
        cells += _counts(line.row) if with_counts else []
        cells.append(figures.value_text(line.row, column))
        if with_interval:
            cells.append(_signed(line.row, column.interval(line.row.ci_low, line.row.ci_high)))
        if with_inclusion:
            cells.append(figures.inclusion_text(line.row, table))
        if one_level:
            cells.append(_distance(line, table, column))
        if with_levels:
            cells.append(_status_cell(line, table))
        elif figures.hidden_text(line.row, table):
            cells[0] = f"{line.name} {_hidden_words(line.row, table)}"
        rows.append(tuple(cells))
        symbols.append(_symbols(line, table) if with_levels else ("", _DOUBT_SYMBOL[line.doubt]))
    return TableSpec(
        title=title,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=_notes(lines, table),
        row_symbols=tuple(symbols),
        whole_rows=tuple(index for index, line in enumerate(lines) if line.is_whole),
        hidden_rows=tuple(
            index for index, line in enumerate(lines) if line.row.hidden or line.row.masked
        ),
    )


def _counts(row: PublishableRow) -> list[str]:
    if row.hidden or row.masked:
        return [formats.HIDDEN, formats.HIDDEN]
    return [
        formats.MISSING if count is None else formats.number(count)
        for count in (row.numerator, row.denominator)
    ]


def _signed(row: PublishableRow, words: str) -> str:
    return formats.HIDDEN if row.hidden or row.masked else words


def _distance_title(level: Level, table: PublishableTable) -> str:
    key = "distance_over" if table.direction == "lower" else "distance"
    return text(f"charts.table.{key}", target=level_text(level, is_share=True))


def _goal_title(table: PublishableTable) -> str:
    if figures.is_proposed(table):
        return text("charts.status.proposed")
    if table.measure == "svf_lead_time":
        return text("charts.table.goal")
    if table.measure == "svf_inclusion":
        return text("charts.table.inclusion_goal")
    return text("charts.table.level")


def _distance(line: Line, table: PublishableTable, column: Column) -> str:
    if line.row.hidden or line.row.masked:
        return formats.HIDDEN
    level = figures.main_level(line.levels, table.direction)
    if line.row.value is None or level is None or line.row.preliminary:
        return formats.MISSING
    gap = level.value - line.row.value
    if table.direction == "lower":
        gap = -gap
    if gap <= 0:
        return formats.number(0)
    shown = column.distance(gap)
    if shown == formats.points(0.0, column.decimals):
        return f"< {formats.points(10.0 ** -(column.decimals + 2), column.decimals)}"
    return shown


def _hidden_words(row: PublishableRow, table: PublishableTable) -> str:
    if row.hidden is Hidden.SECONDARY:
        return f"{text('charts.secondary_short')} ¹"
    if row.hidden is not None:
        return text("charts.insufficient")
    return figures.hidden_text(row, table).rstrip(".")


def _status_cell(line: Line, table: PublishableTable) -> str:
    if line.row.hidden or line.row.masked:
        return _hidden_words(line.row, table)
    status = figures.status_of(line.row, table, line.levels)
    words = status_words(status, table)
    level = figures.main_level(line.levels, table.direction)
    if figures.covers(line.row, level) and not line.row.preliminary:
        words += " ²"
    return words


def _symbols(line: Line, table: PublishableTable) -> tuple[str, str]:
    if line.row.hidden or line.row.masked:
        return ("", "")
    status = figures.status_of(line.row, table, line.levels)
    return (_STATUS_SYMBOL.get(status, ""), _DOUBT_SYMBOL[line.doubt])


def _notes(lines: tuple[Line, ...], table: PublishableTable) -> tuple[str, ...]:
    notes: list[str] = []
    if table.is_proportion and any(line.row.denominator is not None for line in lines):
        notes.append(text("charts.table.rounding"))
    notes.append(text("charts.table.signs"))
    if any(line.row.hidden is Hidden.SECONDARY for line in lines):
        notes.append(text("charts.table.secondary"))
    levels_hold = is_goal(table) or figures.has_direction(table)
    if levels_hold and any(
        figures.covers(line.row, figures.main_level(line.levels, table.direction))
        and not line.row.preliminary
        for line in lines
    ):
        notes.append(text("charts.table.covers"))
    return tuple(notes)
