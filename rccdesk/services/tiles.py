"""A figure as a tile: its value with count, status and distance in words; lead time and inclusion.

Tiles are plain data, finished for reading: the first page shows them, and an analysis freezes them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import FigureStatus, Goal, Representativeness
from rccdesk.periods import parse_period, period_words
from rccdesk.services import lead_times, since_last
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import Level, PublishableRow, PublishableTable
    from rccdesk.services.since_last import Revision

SPARK_PERIODS = 12
_STATES = {
    Doubt.UNKNOWN: Representativeness.UNKNOWN,
    Doubt.NOT_REPRESENTATIVE: Representativeness.NOT_REPRESENTATIVE,
}


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """One period of a sparkline; ``value`` None is a gap."""

    value: float | None
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its status in words. ``value_text`` is ".." where hidden.

    ``changed`` says what it was before its newest extract, "" where that is the same; ``change``
    is what differs. ``value_key`` names the figure, "" where there is none.
    """

    key: str
    title: str
    value_text: str
    count_text: str
    status: FigureStatus
    own_target: str
    lines: tuple[str, ...]
    spark: tuple[SparkPoint, ...]
    target: float | None
    target_text: str
    spoken: str
    changed: str = ""
    change: str = ""
    value_key: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Lead time and inclusion, which are never shown apart."""

    lead_time: Tile
    inclusion: Tile
    representativeness: Representativeness
    warning: str  # empty where representative


def make_pair(
    database: Database, query: LeadTimeQuery, table: PublishableTable, selection: str
) -> Pair | None:
    """Return ``table`` (the lead time of the query as one row) and its inclusion.

    ``selection`` is the process and the area in words. None without pathways.
    """
    row = only_row(table)
    if row is None:
        return None
    lead_time = _goal_tile(database, query, table, row)
    inclusion_query = replace(query, goal=Goal.INCLUSION)
    inclusion_table = lead_times.get_lead_times(database, inclusion_query)
    inclusion_row = only_row(inclusion_table)
    if inclusion_row is None:
        inclusion = _unknown_inclusion()
    else:
        inclusion = _goal_tile(database, inclusion_query, inclusion_table, inclusion_row)
        if _says_nothing(inclusion_row):  # other periods may have figures: its line stays
            unknown = _unknown_inclusion()
            inclusion = replace(inclusion, lines=unknown.lines, spoken=unknown.spoken)
    doubt = figures.doubt_of(row, table)
    words = sentences.doubt_sentence(row, doubt, selection)
    return Pair(lead_time, inclusion, state_of(doubt), words)


def state_of(doubt: Doubt) -> Representativeness:
    """Return the state of a figure's representativeness by its doubt."""
    return _STATES.get(doubt, Representativeness.REPRESENTATIVE)


def only_row(table: PublishableTable) -> PublishableRow | None:
    """Return the row of a table without by-fields; None where there is nothing to count."""
    return table.rows[0] if table.rows else None


def _goal_tile(
    database: Database, query: LeadTimeQuery, table: PublishableTable, row: PublishableRow
) -> Tile:
    key = "lead_time" if query.goal == Goal.LEAD_TIME else "inclusion"
    trend = lead_times.get_lead_times(database, replace(query, by=("period",), period=None))
    return make_tile(
        key,
        text(f"overview.pair.{key}"),
        table,
        row,
        trend.rows[-SPARK_PERIODS:],
        _population(key, row, query),
        since_last.get_revision(database, query, row.value_key),
    )


def _population(key: str, row: PublishableRow, query: LeadTimeQuery) -> str:
    """Return who the figure is of, and when; nothing where nobody was counted."""
    count = figures.count_text(row)
    if not count:
        return ""
    words = text(f"overview.pair.{key}_population", count=count, period=_period_words(query.period))
    return words.strip()


def _period_words(key: str | None) -> str:
    return period_words(key) if key else ""


def _says_nothing(row: PublishableRow) -> bool:
    return row.value is None and row.denominator is None and not (row.hidden or row.masked)


def _unknown_inclusion() -> Tile:
    title = text("overview.pair.inclusion")
    return Tile(
        key="inclusion",
        title=title,
        value_text=formats.MISSING,
        count_text="",
        status=FigureStatus.MISSING,
        own_target="",
        lines=(text("overview.pair.inclusion_missing"),),
        spark=(),
        target=None,
        target_text="",
        spoken=f"{title}: {text('overview.pair.inclusion_missing')}",
    )


def make_tile(
    key: str,
    title: str,
    table: PublishableTable,
    row: PublishableRow,
    trend: tuple[PublishableRow, ...],
    count: str,
    revision: Revision | None = None,
) -> Tile:
    """Return a row as a tile.

    ``trend`` are the rows of its series up to it, oldest first; ``count`` is what stands beside
    the value.
    """
    column = figures.column_for(table, (row,))
    day = parse_period(str(row.get("period"))).last if row.get("period") else None
    levels = figures.valid_levels(table, day)
    level = figures.main_level(levels, table.direction)
    status = figures.status_of(row, table, levels)
    if row.hidden or row.masked:
        lines: tuple[str, ...] = (text("overview.tile.hidden"),)
        count = ""
    else:
        lines = _tile_lines(table, row, levels, column, status)
        if figures.has_interval(row) and key not in ("lead_time", "inclusion"):
            count = f"{count} · {column.interval(row.ci_low, row.ci_high)}"
    target_text = sentences.level_text(level, is_share=table.is_proportion) if level else ""
    value_text = figures.value_text(row, column)
    words = sentences.status_words(status, table)
    changed = change = ""
    if revision is not None:
        changed = since_last.revision_sentence(revision, table.is_proportion)
        change = since_last.revision_change(revision, table.is_proportion)
    spoken = " ".join((f"{title}: {value_text}, {count}.", f"{words}.", *lines, changed))
    return Tile(
        key=key,
        title=title,
        value_text=value_text,
        count_text=count,
        status=status,
        own_target=_own_target(level, target_text, status),
        lines=lines,
        spark=tuple(SparkPoint(point.value, point.preliminary) for point in trend),
        target=level.value if level else None,
        target_text=target_text,
        spoken=spoken.strip(),
        changed=changed,
        change=change,
        value_key=row.value_key,
    )


def _own_target(level: Level | None, target_text: str, status: FigureStatus) -> str:
    if level is None or not level.is_own:
        return ""
    if status is FigureStatus.LOWER_REACHED:  # its words are long, and the line names the level
        return text("overview.tile.own")
    return text("overview.tile.own_target", level=target_text)


def _tile_lines(
    table: PublishableTable,
    row: PublishableRow,
    levels: tuple[Level, ...],
    column: figures.Column,
    status: FigureStatus,
) -> tuple[str, ...]:
    if status is FigureStatus.NO_LEVEL:
        return (text(f"overview.tile.direction_{table.direction}"),)
    level = figures.main_level(levels, table.direction)
    said = [sentences.distance_sentence(row, table, levels, column)]
    if (table.is_inclusion or table.measure == Goal.LEAD_TIME) and figures.has_interval(row):
        low_high = column.interval(row.ci_low, row.ci_high)
        said.append(text("overview.pair.interval", interval=low_high))
    if figures.covers(row, level) and not row.preliminary:
        said.append(text("charts.sentence.covers"))
    if row.preliminary:
        said.append(sentences.preliminary_sentence(table))
    said.append(sentences.more_sentence(row, table, level))
    return tuple(line for line in said if line)
