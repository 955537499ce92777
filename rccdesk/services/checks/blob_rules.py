"""The columns of events and pathways: whole, of one length, and with codes that mean something."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np

from rccdesk.enums import CASE_LEVEL, AgeGroup, BatchState, Profile, Severity, Sex
from rccdesk.services.checks.rules import Batch, Inspection, Rule
from rccdesk.services.pathways.derive import (
    ARRAYS,
    DATES,
    EVENT_TEXTS,
    LISTED_ARRAYS,
    LISTED_COLUMNS,
    PATHWAY_ARRAYS,
    PATHWAY_TEXTS,
)
from rccdesk.services.pathways.events import restore_events

_MISSING, _UNEQUAL, _UNREADABLE = "missing", "unequal", "unreadable"
_RANGES = {
    "sex": len(Sex),
    "age_group": len(AgeGroup),
    "recurrence": 2,
    "variant": 2,
    "in_svf": 2,
    "recommended": 2,
}
_LISTED = frozenset((*LISTED_COLUMNS, *LISTED_ARRAYS))  # only where a pathway list has said them
_HELD = (BatchState.ACTIVE, BatchState.REPLACED, BatchState.UNDONE)
_TEXTS = "texts"

_found: WeakKeyDictionary[Inspection, dict[str, dict[int, str]]] = WeakKeyDictionary()


def _event_batches(seen: Inspection) -> list[Batch]:
    return [
        batch
        for batch in seen.batches
        if batch.profile in CASE_LEVEL and batch.state in _HELD and batch.first_day is not None
    ]


def _faults(seen: Inspection, table: str) -> dict[int, str]:
    """Return batch id -> what is wrong with its columns; each blob is read once per check."""
    known = _found.setdefault(seen, {})
    if table not in known:
        is_events = table == "event_blob"
        arrays = ARRAYS if is_events else PATHWAY_ARRAYS
        texts = EVENT_TEXTS if is_events else PATHWAY_TEXTS
        known[table] = {
            batch.batch_id: fault
            for batch in _event_batches(seen)
            if is_events or batch.is_live
            if (fault := _fault(seen, table, batch, arrays, texts))
        }
    return known[table]


def _fault(
    seen: Inspection, table: str, batch: Batch, arrays: tuple[str, ...], texts: Mapping[str, str]
) -> str:
    heads = {
        name: (dtype, length)
        for name, dtype, length in seen.rows(
            f"SELECT name, dtype, length FROM {table} WHERE batch_id=?", batch.batch_id
        )
    }
    if not {*arrays, *texts.values()} - _LISTED <= heads.keys():
        return _MISSING
    arrays = tuple(name for name in arrays if name in heads)
    count = heads[arrays[0]][1]
    if any(heads[name][1] != count for name in arrays) or (
        table == "event_blob"
        and (count < batch.rows if batch.profile == Profile.PATHWAY_LIST else count != batch.rows)
    ):
        return _UNEQUAL
    try:
        sizes = {name: _text_count(seen, table, batch, name, heads) for name in texts.values()}
        for name in arrays:
            _check_array(seen, table, batch, name, heads[name], sizes.get(texts.get(name, "")))
    except (zlib.error, ValueError, TypeError):
        return _UNREADABLE
    return ""


def _raw(seen: Inspection, table: str, batch: Batch, name: str) -> bytes:
    statement = f"SELECT data FROM {table} WHERE batch_id=? AND name=?"
    return zlib.decompress(seen.rows(statement, batch.batch_id, name)[0][0])


def _text_count(
    seen: Inspection, table: str, batch: Batch, name: str, heads: Mapping[str, tuple[str, int]]
) -> int:
    dtype, length = heads[name]
    words = json.loads(_raw(seen, table, batch, name))
    if dtype != _TEXTS or len(words) != length or not all(isinstance(w, str) for w in words):
        raise ValueError
    return length


def _check_array(
    seen: Inspection, table: str, batch: Batch, name: str, head: tuple[str, int], size: int | None
) -> None:
    dtype, length = head
    kind = np.dtype(dtype)
    if kind != _kind(name):
        raise ValueError
    column = np.frombuffer(_raw(seen, table, batch, name), kind)
    most = _RANGES.get(name, size)
    if len(column) != length:
        raise ValueError
    if length and most is not None and not -1 <= int(column.min()) <= int(column.max()) < most:
        raise ValueError


@cache
def _kind(name: str) -> np.dtype[np.generic]:
    """Return the kind of number of a column, which its name decides in both tables."""
    if name in {"pathway", "key"}:
        return np.dtype(np.uint64)
    if name in {"date", "row", *DATES}:
        return np.dtype(np.int32)
    if name.endswith(("_row", "_batch")):
        return np.dtype(np.int32)
    if name in {*EVENT_TEXTS, *PATHWAY_TEXTS}:
        return np.dtype(np.int16)
    return np.dtype(np.int8)


def _count(seen: Inspection, table: str, *kinds: str) -> int:
    return sum(fault in kinds for fault in _faults(seen, table).values())


def _derive_anew(seen: Inspection) -> None:
    """Derive the pathways from the first faulty batch on; events that cannot be read prevent it."""
    faulty = _faults(seen, "pathway_blob")
    if faulty and not _faults(seen, "event_blob"):
        restore_events(seen.session, None, min(faulty))


RULES = (
    Rule(
        "R10",
        Severity.STOP,
        lambda seen: _count(seen, "event_blob", _MISSING, _UNEQUAL),
    ),
    Rule("R11", Severity.STOP, lambda seen: _count(seen, "event_blob", _UNREADABLE)),
    Rule("R12", Severity.STOP, lambda seen: _count(seen, "pathway_blob", _MISSING), _derive_anew),
    Rule(
        "R13",
        Severity.STOP,
        lambda seen: _count(seen, "pathway_blob", _UNEQUAL, _UNREADABLE),
        _derive_anew,
    ),
)
