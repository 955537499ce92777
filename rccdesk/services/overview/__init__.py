"""What the Översikt page shows: the loop as five steps, the pair, tiles, what needs attention.

Nothing is computed here that the areas do not compute themselves; words that a figure needs
come from the sentences of the charts, so that all places say the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.enums import Profile
from rccdesk.services import imports, organisation
from rccdesk.services.labels import get_labels
from rccdesk.services.overview.attention import list_attention, list_changes
from rccdesk.services.overview.loop import list_steps
from rccdesk.services.overview.model import (
    Attention,
    LoopStep,
    Overview,
    OverviewQuery,
    Pair,
    SparkPoint,
    StepState,
    Tile,
)
from rccdesk.services.overview.tiles import list_tiles, make_pair

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow

__all__ = [
    "Attention",
    "LoopStep",
    "Overview",
    "OverviewQuery",
    "Pair",
    "SparkPoint",
    "StepState",
    "Tile",
    "get_overview",
    "get_pair",
]


def get_overview(database: Database, query: OverviewQuery) -> Overview:
    """Return everything that the page shows for the selection."""
    labels = get_labels(database)
    batches = imports.list_batches(database)
    active = [batch for batch in batches if batch.state != "undone"]
    newest = _newest_events(active)
    if query.area and not query.regions:
        query = replace(query, regions=_regions_of(database, query.area))
    pair = make_pair(database, query, labels) if newest is not None else None
    attention = list_attention(database, query, labels) if active else ()
    newest_id = newest.batch_id if newest else 0
    steps = list_steps(database, query, active, newest_id)
    return Overview(
        steps=steps,
        pair=pair,
        tiles=list_tiles(database, query),
        attention=attention,
        changes=list_changes(database, query, active),
        next_step=next((s for s in steps if s.state is StepState.NOW), steps[-1]),
        newest_batch=newest_id,
    )


def get_pair(database: Database, query: OverviewQuery) -> Pair | None:
    """Return lead time and inclusion of the selection; None where it has no pathways."""
    if query.area and not query.regions:
        query = replace(query, regions=_regions_of(database, query.area))
    return make_pair(database, query, get_labels(database))


def _newest_events(batches: list[BatchRow]) -> BatchRow | None:
    events = [batch for batch in batches if batch.profile == Profile.EVENTS]
    return max(events, key=lambda batch: batch.batch_id, default=None)


def _regions_of(database: Database, area: str) -> tuple[str, ...]:
    rccs = {rcc.key: rcc.region_codes for rcc in organisation.list_rccs(database)}
    return rccs.get(area, (area,))
