"""What has changed in the figures of the page since the extract before, and where each is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import CASE_LEVEL, Goal
from rccdesk.services import indicators, provenance
from rccdesk.services.overview.tiles import goal_table, indicator_query
from rccdesk.services.tiles import only_row
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow
    from rccdesk.services.overview.model import OverviewQuery
    from rccdesk.services.provenance import Provenance
    from rccdesk.services.tiles import Pair, Tile

PAIR_GOALS = {"lead_time": Goal.LEAD_TIME, "inclusion": Goal.INCLUSION}


def list_changes(
    pair: Pair | None, tiles: Sequence[Tile], batches: Sequence[BatchRow]
) -> tuple[str, ...]:
    """Say which figures the newest extracts changed, and how many rows the newest of events has."""
    said = []
    if pair is not None:
        halves = (("lead_time", pair.lead_time), ("inclusion", pair.inclusion))
        said += [
            text(f"overview.changes.{key}", change=tile.change)
            for key, tile in halves
            if tile.change
        ]
    said += [
        text("overview.changes.indicator", title=tile.title, change=tile.change)
        for tile in tiles
        if tile.change
    ]
    events = [batch for batch in batches if batch.profile in CASE_LEVEL]
    if len(events) > 1:
        newest = max(events, key=lambda batch: batch.batch_id)
        said.append(
            text(
                "overview.changes.rows",
                new=formats.number(newest.rows_imported - newest.rows_changed),
                changed=formats.number(newest.rows_changed),
                missing=formats.number(newest.rows_missing_since_last),
            )
        )
    return tuple(said)


def get_tile_source(
    database: Database, query: OverviewQuery, key: str, value_key: str
) -> Provenance | None:
    """Return where the figure of a tile comes from; None where it is no longer there.

    ``query`` has its regions; ``key`` and ``value_key`` are those of the `Tile`.
    """
    if key in PAIR_GOALS:
        table = goal_table(database, query, PAIR_GOALS[key])
        row = only_row(table)
    else:
        table = indicators.get_indicator(database, indicator_query(key))
        row = next((row for row in table.rows if row.value_key == value_key), None)
    return None if row is None else provenance.get_provenance(database, table, row)
