"""Store the events of an extract as columns, and the pathways that they change.

The rows of a pathway list are stored as events too, so that everything here holds for both.

The pathways of a batch are a delta: one row for each pathway that has an event in the batch, or
that lost one to it, derived over all batches up to it, and a tombstone for each pathway left
without events. As known now, a pathway is its row in the newest counting batch. A batch that
covers an earlier one wholly takes over the keys of that one's delta, so that the delta of a
replaced batch need not be read. Undoing or purging a batch that later ones build on derives these
anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Profile
from rccdesk.models import EventBlob, ImportBatch, PathwayBlob, Svf
from rccdesk.services.pathways.blobs import delete_columns, load_columns, save_columns
from rccdesk.services.pathways.coverage import (
    Coverage,
    date_of,
    day_number,
    keep_for_merging,
    list_coverages,
    refresh_states,
    unit_place,
)
from rccdesk.services.pathways.derive import (
    ARRAYS,
    LISTED_ARRAYS,
    LISTED_COLUMNS,
    NO_DATE,
    PATHWAY_ARRAYS,
    PATHWAY_TEXTS,
    EventColumns,
    EventSource,
    PathwayColumns,
    derive_pathways,
    has_listed,
    pathway_keys,
)
from rccdesk.services.pathways.merging import (
    as_columns,
    count_changes,
    count_listed_changes,
    derive_merged,
    drop_covered,
    load_events,
    make_part,
    merge_earlier,
)
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database

__all__ = [
    "EventColumns",
    "EventCounts",
    "compare_events",
    "load_events",
    "load_pathways",
    "purge_events",
    "remove_events",
    "restore_events",
    "store_events",
]

_STEPS = 4
# What every batch has; the rest is stored where a pathway list has said it.
_EVENT_ARRAYS = tuple(name for name in ARRAYS if name not in LISTED_COLUMNS)
_PATHWAY_ARRAYS = tuple(name for name in PATHWAY_ARRAYS if name not in LISTED_ARRAYS)


@dataclass(frozen=True, slots=True)
class EventCounts:
    """What a batch changed, in its rows: the events of an event list, pathways of a pathway list.

    ``missing`` counts those of the replaced coverage that the file lacks.
    ``end_before_start_rows`` are the sheet rows of this batch, from 1, whose event ends a pathway
    before it starts. ``pathways`` are those that the batch changes, where ``batch_id`` is its own.
    """

    new: int
    changed: int
    unchanged: int
    missing: int
    end_before_start_rows: tuple[int, ...]
    batch_id: int = 0
    pathways: PathwayColumns | None = field(default=None, compare=False, repr=False)


def store_events(
    session: Session,
    database: Database,  # noqa: ARG001 - every service takes the database first
    batch_id: int,
    events: EventColumns,
    extract_date: dt.date,
    progress: Progress = ignore,
    *,
    disputed: EventColumns | None = None,
) -> EventCounts:
    """Store ``events`` as those of the batch, and the pathways that it changes.

    The keys (pathway, kva, date) within ``events`` must be unique. The batch's profile tells a
    pathway list, its mapping which events that has columns for. ``disputed`` are events that
    the file holds but that were left out, so that they do not count as missing. Sets the batch's
    coverage and extract date, and the state of the batches that it replaces. Raises Cancelled by
    ``progress``.
    """
    batch = session.get_one(ImportBatch, batch_id)
    batch.state = BatchState.ACTIVE
    batch.extract_date = extract_date
    if not len(events):
        batch.first_day = batch.last_day = None
        batch.covered_places = "[]"
        session.flush()
        return EventCounts(0, 0, 0, 0, ())
    coverage = Coverage(
        batch_id,
        int(events.date.min()),
        int(events.date.max()),
        _places_of(events),
        day_number(extract_date),
        batch.profile == Profile.PATHWAY_LIST,
    )
    batch.first_day, batch.last_day = date_of(coverage.first), date_of(coverage.last)
    places = sorted(coverage.places, key=lambda place: (place is None, place))
    batch.covered_places = json.dumps(places)
    session.flush()
    progress(0, _STEPS)
    # First what takes much room to find out: what is stored stays in memory until the end.
    counts = _save_delta(session, coverage, events, progress, disputed)
    names = ARRAYS if has_listed(events) else _EVENT_ARRAYS
    save_columns(session, EventBlob, batch_id, as_columns(events, names))
    refresh_states(session)
    progress(_STEPS, _STEPS)
    return counts


def compare_events(
    session: Session,
    events: EventColumns,
    extract_date: dt.date,
    disputed: EventColumns | None = None,
    *,
    is_list: bool = False,
) -> EventCounts:
    """Return what `store_events` would count for a new batch; nothing is stored.

    ``is_list``: the events are those of a pathway list.
    """
    if not len(events):
        return EventCounts(0, 0, 0, 0, ())
    last = max((each.batch_id for each in list_coverages(session)), default=0)
    coverage = Coverage(
        last + 1,
        int(events.date.min()),
        int(events.date.max()),
        _places_of(events),
        day_number(extract_date),
        is_list,
    )
    return _derive_delta(session, coverage, events, disputed)[1]


def remove_events(
    session: Session,
    database: Database | None,  # noqa: ARG001 - a flip by the history has none at hand
    batch_id: int,
    progress: Progress = ignore,
) -> int:
    """Make the batch count no more (state undone); return its number of rows.

    The columns stay, so that `restore_events` can bring it back.
    """
    session.get_one(ImportBatch, batch_id).state = BatchState.UNDONE
    session.flush()
    _derive_later(session, batch_id, progress)
    refresh_states(session)
    return _event_count(session, batch_id)


def restore_events(
    session: Session,
    database: Database | None,  # noqa: ARG001 - a flip by the history has none at hand
    batch_id: int,
    progress: Progress = ignore,
) -> int:
    """Make an undone batch count again; return its number of rows."""
    session.get_one(ImportBatch, batch_id).state = BatchState.ACTIVE
    session.flush()
    # Undone batches may have been undone or restored below it meanwhile.
    _derive_later(session, batch_id - 1, progress)
    refresh_states(session)
    return _event_count(session, batch_id)


def purge_events(session: Session, batch_ids: Sequence[int], progress: Progress = ignore) -> int:
    """Delete what the batches hold of single cases, for good; return the number of rows.

    What other batches carry counts as before: later deltas are derived anew without the purged
    events, and those of undone batches go, as redoing derives them. Touches named columns only,
    so that it works on a store of any schema.
    """
    count = sum(_event_count(session, batch_id) for batch_id in batch_ids)
    session.execute(
        update(ImportBatch)
        .where(ImportBatch.batch_id.in_(batch_ids))
        .values(state=BatchState.PURGED, covered_places="[]")
    )
    undone = select(ImportBatch.batch_id).where(ImportBatch.state == BatchState.UNDONE)
    for batch_id in batch_ids:
        delete_columns(session, EventBlob, batch_id)
        delete_columns(session, PathwayBlob, batch_id)
    for batch_id in session.scalars(undone.where(ImportBatch.batch_id > min(batch_ids))).all():
        delete_columns(session, PathwayBlob, batch_id)
    _derive_later(session, min(batch_ids), progress)
    refresh_states(session)
    return count


def load_pathways(session: Session, batch_id: int) -> PathwayColumns | None:
    """Return the delta of a batch; None if it stored no events."""
    columns = load_columns(session, PathwayBlob, batch_id)
    return PathwayColumns(**cast(dict[str, Any], columns)) if columns else None


def _event_count(session: Session, batch_id: int) -> int:
    """Return the rows of a batch: its events, or the rows of a pathway list that they are of."""
    profile = session.scalar(select(ImportBatch.profile).where(ImportBatch.batch_id == batch_id))
    if profile == Profile.PATHWAY_LIST:
        rows = load_columns(session, EventBlob, batch_id, ["row"]).get("row", ())
        return len(np.unique(cast(Any, rows)))
    query = select(EventBlob.length).where(
        EventBlob.batch_id == batch_id, EventBlob.name == "pathway"
    )
    return session.scalar(query) or 0


def _derive_later(session: Session, batch_id: int, progress: Progress) -> None:
    later = [each for each in list_coverages(session) if each.batch_id > batch_id]
    for done, coverage in enumerate(later):
        progress(done, len(later))
        events = EventColumns(**load_events(session, coverage.batch_id))
        _save_delta(session, coverage, events, ignore)


def _save_delta(
    session: Session,
    coverage: Coverage,
    events: EventColumns,
    progress: Progress,
    disputed: EventColumns | None = None,
) -> EventCounts:
    """Derive and store what the batch changes among the batches before it."""
    pathways, counts = _derive_delta(session, coverage, events, disputed)
    progress(2, _STEPS)
    _save_pathways(session, coverage.batch_id, pathways)
    progress(3, _STEPS)
    return counts


def _derive_delta(
    session: Session,
    coverage: Coverage,
    events: EventColumns,
    disputed: EventColumns | None = None,
) -> tuple[PathwayColumns, EventCounts]:
    """Derive what the batch changes among the batches before it."""
    end_suffixes = {
        prefix: frozenset(int(suffix) for suffix in suffixes.split())
        for prefix, suffixes in session.execute(select(Svf.kva_prefix, Svf.end_suffixes))
    }
    count = len(events)
    if coverage.is_list:
        count = int(np.count_nonzero(np.bincount(events.row)))
    earlier = keep_for_merging(list_coverages(session, up_to=coverage.batch_id - 1))
    if earlier:
        new = make_part(coverage, events, pathway_keys(events))
        affected, parts = merge_earlier(session, new, earlier)
        counted = count_listed_changes if coverage.is_list else count_changes
        new_count, changed, missing = counted(new, parts, disputed)
        kept = drop_covered(new, parts)
        del new, parts  # their room is needed
        pathways = derive_merged(kept, affected, end_suffixes)
    else:
        new_count, changed, missing = count, 0, 0
        source = EventSource(events, pathway_keys(events), coverage.batch_id, coverage.extract_day)
        pathways = derive_pathways([source], end_suffixes)
    is_negative = (
        (pathways.end != NO_DATE)
        & (pathways.start != NO_DATE)
        & (pathways.end < pathways.start)
        & (pathways.end_batch == coverage.batch_id)
        & (pathways.future == 0)
    )
    return pathways, EventCounts(
        new=new_count,
        changed=changed,
        unchanged=count - new_count - changed,
        missing=missing,
        end_before_start_rows=tuple(np.sort(pathways.end_row[is_negative]).tolist()),
        batch_id=coverage.batch_id,
        pathways=pathways,
    )


def _save_pathways(session: Session, batch_id: int, pathways: PathwayColumns) -> None:
    arrays = PATHWAY_ARRAYS if has_listed(pathways) else _PATHWAY_ARRAYS
    names = dict.fromkeys((*arrays, *PATHWAY_TEXTS.values()))
    save_columns(session, PathwayBlob, batch_id, {name: getattr(pathways, name) for name in names})


def _places_of(events: EventColumns) -> frozenset[str | None]:
    places: set[str | None] = {
        events.regions[code] for code in np.unique(events.region).tolist() if code >= 0
    }
    bare = np.unique(events.unit[events.region < 0]).tolist()
    return frozenset(places | {unit_place(events.units[u]) if u >= 0 else None for u in bare})
