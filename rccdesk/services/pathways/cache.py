"""The pathways of a store as numpy columns in memory: what every selection is computed from.

One cache per open store, snapshot and measure, keyed by the data versions: the only rule there is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Topic, Treatment
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import ImportBatch, PathwayBlob
from rccdesk.services import organisation
from rccdesk.services.memory import return_freed
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.blobs import PackedColumns
from rccdesk.services.pathways.columns import Catalogue, LeadTimeColumns
from rccdesk.services.pathways.coverage import drop_replaced, list_coverages, list_segments
from rccdesk.services.pathways.derive import START
from rccdesk.services.pathways.finishing import UNMEASURED, finish_pathways, newest_pathways
from rccdesk.services.pathways.limits import dated_limits
from rccdesk.services.pathways.measuring import LEAD_TIME, Measure

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_TOPICS = (Topic.LEAD_TIMES, Topic.PATHWAYS, Topic.ORGANISATION)
_KEPT_CACHES = 4

_caches: WeakKeyDictionary[
    Database, OrderedDict[tuple[int | None, Measure], tuple[tuple[int, ...], LeadTimeColumns]]
] = WeakKeyDictionary()
_lock = threading.Lock()


def get_columns(
    database: Database, snapshot: int | None = None, measure: Measure = LEAD_TIME
) -> LeadTimeColumns:
    """Return the store's measurable pathways as known now, or just after batch ``snapshot``.

    ``measure`` says which days are measured, and in whom.

    Raises NotFoundError ``no_such_batch``; ConflictError ``batch_purged``.
    """
    version = data_versions(database, _TOPICS)
    key = (snapshot, measure)
    with _lock:
        kept = _caches.setdefault(database, OrderedDict())
        if key in kept and kept[key][0] == version:
            kept.move_to_end(key)
            return kept[key][1]
    known = _read_catalogue(database)
    with database.read() as session:
        if snapshot is not None:
            batch = session.get(ImportBatch, snapshot)
            if batch is None:
                raise NotFoundError("no_such_batch", batch=snapshot)
            if batch.state == BatchState.PURGED:
                raise ConflictError("batch_purged", batch=snapshot)
        columns = _load(session, known, snapshot, measure)
    return_freed()
    with _lock:
        kept[key] = (version, columns)
        kept.move_to_end(key)
        while len(kept) > _KEPT_CACHES:
            kept.popitem(last=False)
    return columns


def load_columns(session: Session, database: Database) -> LeadTimeColumns:
    """Return the pathways as a session that is being written has them; nothing is kept."""
    return _load(session, _read_catalogue(database), None, LEAD_TIME)


def data_versions(database: Database, topics: Sequence[Topic]) -> tuple[int, ...]:
    """Return the data version of each topic, in one read."""
    versions = database.data_versions()
    return tuple(versions.get(str(topic), 0) for topic in topics)


def _load(
    session: Session, known: Catalogue, snapshot: int | None, measure: Measure
) -> LeadTimeColumns:
    coverages = list_coverages(session, up_to=snapshot)
    active = drop_replaced(coverages)
    newest_first = reversed(active)
    deltas = [
        PackedColumns(session, PathwayBlob, coverage.batch_id, but=UNMEASURED)
        for coverage in newest_first
    ]
    pathways = newest_pathways([delta for delta in deltas if delta])
    return finish_pathways(pathways, known, active, list_segments(coverages), measure)


def _read_catalogue(database: Database) -> Catalogue:
    svfs = catalogue.list_svf(database)
    care_regions = organisation.list_health_care_regions(database)
    units = organisation.list_units(database)
    whole = {code: key for (code, unit), key in care_regions.items() if not unit}
    return Catalogue(
        limits=dated_limits(catalogue.list_limits(database)),
        treatments={
            int(row.suffix): row.treatment
            for row in catalogue.list_suffixes(database)
            if row.kind == "treatment_start"
        }
        | {START: str(Treatment.UNKNOWN)},
        without_treatment_goal=frozenset(
            svf.kva_prefix for svf in svfs if not svf.in_treatment_goal
        ),
        without_inclusion=frozenset(svf.kva_prefix for svf in svfs if not svf.in_inclusion),
        care_region_of_region=whole,
        care_region_of_unit={
            name: key
            for unit in units
            if (key := care_regions.get((unit.region_code or "", unit.code)))
            for name in (unit.code, unit.name)
        },
        region_of_unit={
            name: unit.region_code
            for unit in units
            if unit.region_code
            for name in (unit.code, unit.name)
        },
        split_regions=frozenset(code for code, key in whole.items() if key is None),
    )
