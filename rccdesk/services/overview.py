"""What the Översikt page shows: the loop as five steps, the pair, tiles, what needs attention.

Nothing is computed here that the areas do not compute themselves; words that a figure needs
come from the sentences of the charts, so that all places say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import (
    BatchState,
    FigureStatus,
    Goal,
    Grain,
    Profile,
    Representativeness,
    Severity,
)
from rccdesk.errors import NotComputableError
from rccdesk.periods import parse_period
from rccdesk.services import analyses, imports, indicators, lead_times, organisation
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs import archive
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.publishing import Level, PublishableRow, PublishableTable

SPARK_PERIODS = 12
MOST_TILES = 6


class StepState(StrEnum):
    """Where a step of the loop stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class LoopStep:
    """One of the five steps; ``page`` is where its button leads."""

    key: str
    title: str
    state: StepState
    lines: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """One period of a sparkline; ``value`` None is a gap."""

    value: float | None
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its status in words. ``value_text`` is ".." where hidden."""

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


@dataclass(frozen=True, slots=True)
class Pair:
    """Lead time and inclusion, which are never shown apart."""

    lead_time: Tile
    inclusion: Tile
    representativeness: Representativeness
    warning: str  # empty where representative


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that waits for the user; ``page`` is where it is dealt with."""

    icon: str
    title: str
    line: str
    page: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page. ``pair`` is None where nothing has been imported."""

    steps: tuple[LoopStep, ...]
    pair: Pair | None
    tiles: tuple[Tile, ...]
    attention: tuple[Attention, ...]
    changes: tuple[str, ...]
    next_step: LoopStep
    newest_batch: int  # the newest active batch of events; 0 for none


@dataclass(frozen=True, slots=True)
class OverviewQuery:
    """The shared selection, and what the user has looked at (batch ids seen on Ledtider)."""

    svf: tuple[str, ...]
    area: str  # code of a region or key of an RCC; empty: the whole
    regions: tuple[str, ...]  # the codes of the regions of the area; empty: all
    period: str
    seen_batch: int = 0


def get_overview(database: Database, query: OverviewQuery) -> Overview:
    """Return everything that the page shows for the selection."""
    labels = get_labels(database)
    batches = imports.list_batches(database)
    active = [batch for batch in batches if batch.state != "undone"]
    newest = _newest_events(active)
    if query.area and not query.regions:
        query = replace(query, regions=_regions_of(database, query.area))
    pair = _pair(database, query, labels) if newest is not None else None
    attention = _attention(database, query, labels) if active else ()
    steps = _steps(database, query, active)
    return Overview(
        steps=steps,
        pair=pair,
        tiles=_tiles(database, query),
        attention=attention,
        changes=_changes(database, query, active),
        next_step=next((s for s in steps if s.state is StepState.NOW), steps[-1]),
        newest_batch=newest.batch_id if newest else 0,
    )


def get_pair(database: Database, query: OverviewQuery) -> Pair | None:
    """Return lead time and inclusion of the selection; None where it has no pathways."""
    if query.area and not query.regions:
        query = replace(query, regions=_regions_of(database, query.area))
    return _pair(database, query, get_labels(database))


def _newest_events(batches: list[BatchRow]) -> BatchRow | None:
    events = [batch for batch in batches if batch.profile == Profile.EVENTS]
    return max(events, key=lambda batch: batch.batch_id, default=None)


def _regions_of(database: Database, area: str) -> tuple[str, ...]:
    rccs = {rcc.key: rcc.region_codes for rcc in organisation.list_rccs(database)}
    return rccs.get(area, (area,))


# The loop -------------------------------------------------------------------------------------


def _steps(
    database: Database, query: OverviewQuery, batches: list[BatchRow]
) -> tuple[LoopStep, ...]:
    newest = max(batches, key=lambda batch: batch.batch_id, default=None)
    events = _newest_events(batches)
    written = analyses.get_analysis(database, query.svf, query.area, query.period)
    made = archive.list_packs(database, period=query.period) if query.period else ()
    seen = events is not None and query.seen_batch >= events.batch_id
    done = (
        newest is not None,
        seen,
        written.is_done and bool(written.finding),
        written.is_done and bool(written.actions),
        bool(made),
    )
    lines = (
        _import_lines(newest),
        (text("overview.loop.seen" if seen else "overview.loop.not_seen"),),
        (_writing_line(written.finding, is_done=written.is_done),),
        (_writing_line(written.actions, is_done=written.is_done),),
        _pack_lines(made),
    )
    now = next((number for number, is_done in enumerate(done) if not is_done), None)
    return tuple(
        LoopStep(
            key,
            text(f"overview.loop.{key}"),
            StepState.NOW if n == now else StepState.DONE if done[n] else StepState.LATER,
            (*((text("overview.loop.here"),) if n == now else ()), *lines[n]),
            page,
        )
        for n, (key, page) in enumerate(_LOOP)
    )


_LOOP = (
    ("import", "imports"),
    ("look", "lead_times"),
    ("write", "analysis"),
    ("decide", "analysis"),
    ("report", "packs"),
)


def _import_lines(newest: BatchRow | None) -> tuple[str, ...]:
    if newest is None:
        return (text("overview.loop.no_extract"),)
    return (
        text("overview.loop.extract", date=formats.iso_date(newest.extract_date)),
        text(
            "overview.loop.rows",
            new=formats.number(newest.rows_imported - newest.rows_changed),
            changed=formats.number(newest.rows_changed),
        ),
    )


def _writing_line(words: str, *, is_done: bool) -> str:
    if not words:
        return text("overview.loop.nothing_written")
    return text("overview.loop.written_done" if is_done else "overview.loop.written_draft")


def _pack_lines(made: tuple[PackRow, ...]) -> tuple[str, ...]:
    if not made:
        return (text("overview.loop.no_pack"),)
    newest = max(made, key=lambda pack: pack.made_at)
    return (text("overview.loop.pack", date=formats.iso_date(newest.made_at.date())),)


# The pair and the tiles -----------------------------------------------------------------------


def _pair(database: Database, query: OverviewQuery, labels: Labels) -> Pair | None:
    table = _goal_table(database, query, Goal.LEAD_TIME)
    row = _only_row(table)
    if row is None:
        return None
    lead_time = _figure_tile(database, query, table, row, "lead_time")
    inclusion_table = _goal_table(database, query, Goal.INCLUSION)
    inclusion_row = _only_row(inclusion_table)
    if inclusion_row is None:
        inclusion = _unknown_inclusion()
    else:
        inclusion = _figure_tile(database, query, inclusion_table, inclusion_row, "inclusion")
    doubt = figures.doubt_of(row, table)
    selection = _selection_words(query, labels)
    state = {
        Doubt.UNKNOWN: Representativeness.UNKNOWN,
        Doubt.NOT_REPRESENTATIVE: Representativeness.NOT_REPRESENTATIVE,
    }.get(doubt, Representativeness.REPRESENTATIVE)
    return Pair(lead_time, inclusion, state, sentences.doubt_sentence(row, doubt, selection))


def _goal_table(
    database: Database, query: OverviewQuery, goal: Goal, *, trend: bool = False
) -> PublishableTable:
    by: tuple[str, ...] = ("period",) if trend else ()
    return lead_times.get_lead_times(
        database,
        LeadTimeQuery(
            goal=goal,
            svf=query.svf,
            region=query.regions,
            by=by,
            grain=Grain.QUARTER,
            period=None if trend else query.period or None,
        ),
    )


def _only_row(table: PublishableTable) -> PublishableRow | None:
    return table.rows[0] if table.rows else None


def _figure_tile(
    database: Database,
    query: OverviewQuery,
    table: PublishableTable,
    row: PublishableRow,
    key: str,
) -> Tile:
    goal = Goal.LEAD_TIME if key == "lead_time" else Goal.INCLUSION
    trend = _goal_table(database, query, goal, trend=True)
    period = parse_period(query.period).label() if "rolling" not in query.period else query.period
    return _tile(
        key,
        text(f"overview.pair.{key}"),
        table,
        row,
        trend.rows[-SPARK_PERIODS:],
        text(f"overview.pair.{key}_population", count=figures.count_text(row), period=period),
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


def _tiles(database: Database, query: OverviewQuery) -> tuple[Tile, ...]:
    """Return a tile for each indicator that has a figure for the area and the period."""
    found: list[Tile] = []
    for indicator in indicators.list_indicators(database):
        wanted = indicators.IndicatorQuery(indicator=indicator.key, by=("period", "unit"))
        table = indicators.get_indicator(database, wanted)
        rows = [row for row in table.rows if row.get("unit") == query.area and not row.is_total]
        if not rows:
            continue
        row = next((r for r in rows if r.get("period") == query.period), rows[-1])
        upto = rows[: rows.index(row) + 1][-SPARK_PERIODS:]
        period = parse_period(str(row.get("period"))).label()
        count = " · ".join(part for part in (figures.count_text(row), period) if part)
        found.append(_tile(indicator.key, indicator.title, table, row, tuple(upto), count))
    return tuple(found[:MOST_TILES])


def _tile(
    key: str,
    title: str,
    table: PublishableTable,
    row: PublishableRow,
    trend: tuple[PublishableRow, ...],
    count: str,
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
    return Tile(
        key=key,
        title=title,
        value_text=value_text,
        count_text=count,
        status=status,
        own_target=text("overview.tile.own_target", level=target_text)
        if level is not None and level.is_own
        else "",
        lines=lines,
        spark=tuple(SparkPoint(point.value, point.preliminary) for point in trend),
        target=level.value if level else None,
        target_text=target_text,
        spoken=" ".join((f"{title}: {value_text}, {count}.", f"{words}.", *lines)),
    )


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


# What needs attention ------------------------------------------------------------------------


def _attention(database: Database, query: OverviewQuery, labels: Labels) -> tuple[Attention, ...]:
    found: list[Attention] = []
    try:
        table = _goal_table(database, query, Goal.LEAD_TIME)
    except NotComputableError:
        return ()
    excluded = dict(table.excluded)
    if excluded.get("negative"):
        found.append(_item("doubt", "negative", "lead_times", count=excluded["negative"]))
    if excluded.get("limit_unknown"):
        found.append(_item("doubt", "limit_unknown", "lead_times", count=excluded["limit_unknown"]))
    row = _only_row(table)
    if row is not None and row.limit_confirmed is False:
        found.append(_item("doubt", "limit_unconfirmed", "settings"))
    if row is not None and row.representative is None and not row.hidden:
        found.append(
            _item("doubt", "inclusion_unknown", "imports", area=_selection_words(query, labels))
        )
    waiting = sum(
        1
        for batch in imports.list_batches(database)
        if batch.state == BatchState.ACTIVE
        for problem in imports.list_problems(database, batch.batch_id)
        if problem.severity == Severity.WARNING
    )
    if waiting:
        found.append(_item("imports", "problems", "imports", count=waiting))
    return tuple(found)


def _item(icon: str, key: str, page: str, **values: object) -> Attention:
    return Attention(
        icon,
        text(f"overview.attention.{key}.title", **values),
        text(f"overview.attention.{key}.line", **values),
        page,
    )


def _changes(database: Database, query: OverviewQuery, batches: list[BatchRow]) -> tuple[str, ...]:
    """Say how the figure of the period has changed since the extract before."""
    events = sorted(
        (batch for batch in batches if batch.profile == Profile.EVENTS),
        key=lambda batch: batch.batch_id,
    )
    if len(events) < 2 or not query.period:
        return ()
    wanted = LeadTimeQuery(svf=query.svf, region=query.regions, period=query.period)
    earlier = replace(wanted, snapshot=events[-2].batch_id)
    then = _only_row(lead_times.get_lead_times(database, earlier))
    table = lead_times.get_lead_times(database, wanted)
    now = _only_row(table)
    newest = events[-1]
    said = []
    if then is not None and now is not None and then.value is not None and now.value is not None:
        column = figures.column_for(table, (then, now))
        said.append(
            text(
                "overview.changes.lead_time",
                then=column.value(then.value).rstrip(f"%{formats.NBSP}"),
                now=column.value(now.value),
            )
        )
    said.append(
        text(
            "overview.changes.rows",
            changed=formats.number(newest.rows_changed),
            missing=formats.number(newest.rows_missing_since_last),
        )
    )
    return tuple(said)


def _selection_words(query: OverviewQuery, labels: Labels) -> str:
    names = [labels.name("svf", prefix) for prefix in query.svf]
    area = [labels.name("region", query.area)] if query.area else []
    return ", ".join([*names, *area]) or text("overview.everything")
