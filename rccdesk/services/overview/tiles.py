"""Lead time and inclusion as one pair, and a tile for each indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rccdesk import formats
from rccdesk.enums import FigureStatus, Goal, Grain, Representativeness, Topic
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times, since_last
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.database import Database
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.labels import area_name
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.overview.model import OverviewQuery, Pair, SparkPoint, Tile
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.publishing import Level, PublishableRow, PublishableTable
    from rccdesk.services.since_last import Revision

SPARK_PERIODS = 12
MOST_TILES = 6


def make_pair(
    database: Database, query: OverviewQuery, labels: Labels, table: PublishableTable
) -> Pair | None:
    """Return ``table`` (the lead time as one row) and its inclusion; None without pathways."""
    row = only_row(table)
    if row is None:
        return None
    lead_time = _figure_tile(database, query, table, row, Goal.LEAD_TIME)
    inclusion_table = goal_table(database, query, Goal.INCLUSION)
    inclusion_row = only_row(inclusion_table)
    if inclusion_row is None:
        inclusion = _unknown_inclusion()
    else:
        inclusion = _figure_tile(database, query, inclusion_table, inclusion_row, Goal.INCLUSION)
    doubt = figures.doubt_of(row, table)
    selection = selection_words(query, labels)
    state = {
        Doubt.UNKNOWN: Representativeness.UNKNOWN,
        Doubt.NOT_REPRESENTATIVE: Representativeness.NOT_REPRESENTATIVE,
    }.get(doubt, Representativeness.REPRESENTATIVE)
    return Pair(lead_time, inclusion, state, sentences.doubt_sentence(row, doubt, selection))


def goal_query(query: OverviewQuery, goal: Goal) -> LeadTimeQuery:
    """Return the question for the goal of the selection as one row."""
    return LeadTimeQuery(
        goal=goal,
        svf=query.svf,
        region=query.regions,
        grain=Grain.QUARTER,
        period=query.period or None,
    )


def goal_table(
    database: Database, query: OverviewQuery, goal: Goal, *, trend: bool = False
) -> PublishableTable:
    """Return the goal for the selection as one row, or as quarters for ``trend``."""
    wanted = goal_query(query, goal)
    if trend:
        wanted = replace(wanted, by=("period",), period=None)
    return lead_times.get_lead_times(database, wanted)


def only_row(table: PublishableTable) -> PublishableRow | None:
    """Return the row of a table without by-fields; None where there is nothing to count."""
    return table.rows[0] if table.rows else None


def _figure_tile(
    database: Database,
    query: OverviewQuery,
    table: PublishableTable,
    row: PublishableRow,
    goal: Goal,
) -> Tile:
    key = "lead_time" if goal is Goal.LEAD_TIME else "inclusion"
    trend = goal_table(database, query, goal, trend=True)
    period = parse_period(query.period).label() if "rolling" not in query.period else query.period
    return _tile(
        key,
        text(f"overview.pair.{key}"),
        table,
        row,
        trend.rows[-SPARK_PERIODS:],
        text(f"overview.pair.{key}_population", count=figures.count_text(row), period=period),
        since_last.get_revision(database, goal_query(query, goal), row.value_key),
    )


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


def list_tiles(database: Database, query: OverviewQuery) -> tuple[Tile, ...]:
    """Return a tile for each indicator that has a figure for the area and the period."""
    found: list[Tile] = []
    for indicator, table, revisions in _indicator_tables(database):
        rows = [row for row in table.rows if row.get("unit") == query.area and not row.is_total]
        if not rows:
            continue
        row = next((r for r in rows if r.get("period") == query.period), rows[-1])
        upto = rows[: rows.index(row) + 1][-SPARK_PERIODS:]
        other = "" if row.get("period") == query.period else _period_words(row)
        count = " · ".join(part for part in (figures.count_text(row), other) if part)
        revision = revisions.get(row.value_key)
        found.append(
            _tile(indicator.key, indicator.title, table, row, tuple(upto), count, revision)
        )
    return tuple(found[:MOST_TILES])


def indicator_query(key: str) -> IndicatorQuery:
    """Return the question for the figures of an indicator that tiles show."""
    return IndicatorQuery(indicator=key, by=("period", "unit"))


_INDICATOR_TOPICS = (Topic.INDICATORS, Topic.IMPORTS, Topic.ORGANISATION, Topic.SETTINGS)
_Tables = tuple[tuple["IndicatorRow", "PublishableTable", "Mapping[str, Revision]"], ...]
_kept: WeakKeyDictionary[Database, tuple[tuple[object, ...], _Tables]] = WeakKeyDictionary()


def _indicator_tables(database: Database) -> _Tables:
    """Return every indicator by period and unit, and what its newest extract changed.

    Kept until something they show has changed.

    Whole tables, as one of the area alone would show what secondary hiding hides beside others.
    """
    versions = tuple(database.data_version(topic) for topic in _INDICATOR_TOPICS)
    key = (*versions, language())
    kept = _kept.get(database)
    if kept is None or kept[0] != key:
        tables = tuple(
            _with_revisions(database, row) for row in indicators.list_indicators(database)
        )
        kept = _kept[database] = (key, tables)
    return kept[1]


def _with_revisions(
    database: Database, indicator: IndicatorRow
) -> tuple[IndicatorRow, PublishableTable, Mapping[str, Revision]]:
    query = indicator_query(indicator.key)
    table = indicators.get_indicator(database, query)
    return indicator, table, since_last.compare_table(database, query, table)


def _period_words(row: PublishableRow) -> str:
    return parse_period(str(row.get("period"))).label()


def _tile(
    key: str,
    title: str,
    table: PublishableTable,
    row: PublishableRow,
    trend: tuple[PublishableRow, ...],
    count: str,
    revision: Revision | None,
) -> Tile:
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
    if table.measure in (Goal.LEAD_TIME, Goal.INCLUSION) and figures.has_interval(row):
        low_high = column.interval(row.ci_low, row.ci_high)
        said.append(text("overview.pair.interval", interval=low_high))
    if figures.covers(row, level) and not row.preliminary:
        said.append(text("charts.sentence.covers"))
    if row.preliminary:
        said.append(sentences.preliminary_sentence(table))
    said.append(sentences.more_sentence(row, table, level))
    return tuple(line for line in said if line)


def selection_words(query: OverviewQuery, labels: Labels) -> str:
    """Return the process and the area of the selection in words."""
    names = [labels.name("svf", prefix) for prefix in query.svf]
    area = [area_name(labels, query.area)] if query.area else []
    return ", ".join([*names, *area]) or text("overview.everything")
