"""What the Översikt page shows: the loop as five steps, the pair, tiles, what needs attention.

Nothing is computed here that the areas do not compute themselves; words that a figure needs
come from the sentences of the charts, so that all places say the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.enums import CASE_LEVEL, BatchState, Goal
from rccdesk.services import analyses, imports, improvements, organisation
from rccdesk.services.kept_period import kept_period
from rccdesk.services.labels import get_labels
from rccdesk.services.overview import changes, mission
from rccdesk.services.overview.ahead import (
    count_proposals,
    count_waiting,
    find_meeting,
    list_own_assignments,
)
from rccdesk.services.overview.attention import list_attention
from rccdesk.services.overview.loop import list_steps
from rccdesk.services.overview.model import (
    Attention,
    LoopStep,
    MeetingAhead,
    Overview,
    OverviewQuery,
    OwnAssignment,
    StepState,
)
from rccdesk.services.overview.tiles import goal_table, list_tiles, make_pair
from rccdesk.services.tiles import Pair, SparkPoint, Tile

if TYPE_CHECKING:
    from rccdesk.services.analyses import TopicRow
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.provenance import Provenance

__all__ = [
    "Attention",
    "LoopStep",
    "MeetingAhead",
    "Overview",
    "OverviewQuery",
    "OwnAssignment",
    "Pair",
    "SparkPoint",
    "StepState",
    "Tile",
    "count_proposals",
    "count_waiting",
    "get_overview",
    "get_pair",
    "get_source",
]


def get_overview(database: Database, query: OverviewQuery) -> Overview:
    """Return everything that the page shows for the selection."""
    labels = get_labels(database)
    gone = (BatchState.UNDONE, BatchState.PURGED)
    active = [b for b in imports.list_batches(database) if b.state not in gone]
    newest = _newest_events(active)
    query = _with_regions(database, query)
    kept = replace(query, period=kept_period(database, query.period, query.area))
    table = goal_table(database, query, Goal.LEAD_TIME) if newest is not None else None
    newest_id = newest.batch_id if newest else 0
    texts: tuple[TopicRow, ...] = ()
    if kept.period:
        texts = analyses.list_topics(database, kept.svf, kept.area, kept.period)
    areas = improvements.list_improvements(database, svf=query.svf, area=query.area, only_open=True)
    facts = mission.get_facts(database, query.svf, query.period, _today())
    steps = list_steps(database, kept, active, newest_id, texts, areas, facts)
    pair = make_pair(database, query, labels, table) if table is not None else None
    tiles = list_tiles(database, query)
    return Overview(
        steps=steps,
        pair=pair,
        tiles=tiles,
        attention=list_attention(database, query, labels, table, active, facts),
        changes=changes.list_changes(pair, tiles, active),
        next_step=next((s for s in steps if s.state is StepState.NOW), steps[-1]),
        newest_batch=newest_id,
        texts=texts,
        improvements=areas,
        process=query.svf[0] if len(query.svf) == 1 else "",
        results=mission.results_words(database),
        gaps=mission.gaps_words(facts),
        meeting=find_meeting(database, query.svf, _today()),
        assignments=list_own_assignments(database, query.svf, _today()),
    )


def get_pair(database: Database, query: OverviewQuery) -> Pair | None:
    """Return lead time and inclusion of the selection; None where it has no pathways."""
    query = _with_regions(database, query)
    table = goal_table(database, query, Goal.LEAD_TIME)
    return make_pair(database, query, get_labels(database), table)


def get_source(
    database: Database, query: OverviewQuery, key: str, value_key: str
) -> Provenance | None:
    """Return where the figure of a tile comes from; None where it is no longer there."""
    return changes.get_tile_source(database, _with_regions(database, query), key, value_key)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _newest_events(batches: list[BatchRow]) -> BatchRow | None:
    events = [batch for batch in batches if batch.profile in CASE_LEVEL]
    return max(events, key=lambda batch: batch.batch_id, default=None)


def _with_regions(database: Database, query: OverviewQuery) -> OverviewQuery:
    """Return the query with the regions that its area stands for."""
    if not query.area or query.regions:
        return query
    rccs = {rcc.key: rcc.region_codes for rcc in organisation.list_rccs(database)}
    return replace(query, regions=rccs.get(query.area, (query.area,)))
