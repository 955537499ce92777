"""The pair of the selection, and a tile for each indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rccdesk.enums import Goal, Grain, Topic
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times, since_last, tiles
from rccdesk.services.charts import figures
from rccdesk.services.database import Database
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.labels import area_name
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.tiles import SPARK_PERIODS, Pair, Tile, make_tile
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.overview.model import OverviewQuery
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.since_last import Revision

MOST_TILES = 6


def make_pair(
    database: Database, query: OverviewQuery, labels: Labels, table: PublishableTable
) -> Pair | None:
    """Return ``table`` (the lead time as one row) and its inclusion; None without pathways."""
    asked = goal_query(query, Goal.LEAD_TIME)
    return tiles.make_pair(database, asked, table, selection_words(query, labels))


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
            make_tile(indicator.key, indicator.title, table, row, tuple(upto), count, revision)
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
            _with_revisions(database, row)
            for row in indicators.list_indicators(database)
            if row.figure_count
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


def selection_words(query: OverviewQuery, labels: Labels) -> str:
    """Return the process and the area of the selection in words."""
    names = [labels.name("svf", prefix) for prefix in query.svf]
    area = [area_name(labels, query.area)] if query.area else []
    return ", ".join([*names, *area]) or text("overview.everything")
