"""The imported events of a store, without the keyed hashes that only this store can make.

Pathways are numbered by where they first stand: in the oldest batch that has them, by row. The
secret decides the hashes but not that order, so the numbers are the same in every store.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from rccdesk.enums import AgeGroup, BatchState, Sex
from rccdesk.services.export.naming import Naming, Row
from rccdesk.services.pathways.coverage import EPOCH, EVENTS
from rccdesk.services.pathways.derive import EVENT_TEXTS, LISTED_COLUMNS, MISSING
from rccdesk.services.pathways.events import load_events
from rccdesk.services.pathways.limits import VARIANTS

_CODES: dict[str, tuple[Any, ...]] = {
    "sex": tuple(map(str, Sex)),
    "age_group": tuple(map(str, AgeGroup)),
    "recurrence": (False, True),
    "variant": tuple(VARIANTS[code] for code in sorted(VARIANTS)),
}
# What only a pathway list says; an extract that does not say it has no such fields.
_LISTED: dict[str, tuple[Any, ...]] = {
    "in_svf": (False, True),
    "recommended": (False, True),
    "treatment": tuple(f"{suffix:02d}" for suffix in range(100)),  # the suffix of its start
}
_ATTRIBUTES = ("unit", "region", "home_region", *_CODES)
Extract = tuple[int, dict[str, Any]]  # batch id, columns of its events
_HELD = (str(BatchState.ACTIVE), str(BatchState.REPLACED))


class _Numbers:
    """Gives each pathway its number."""

    def __init__(self) -> None:
        self._keys = np.empty(0, np.uint64)  # sorted
        self._numbers = np.empty(0, np.int64)

    def of(self, pathways: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the number of each; new ones get the next numbers in their order here."""
        keys, first, inverse = np.unique(pathways, return_index=True, return_inverse=True)
        numbers = np.zeros(len(keys), np.int64)
        is_known = np.isin(keys, self._keys)
        numbers[is_known] = self._numbers[np.searchsorted(self._keys, keys[is_known])]
        new = np.flatnonzero(~is_known)
        new = new[np.argsort(first[new])]
        numbers[new] = np.arange(len(new)) + len(self._keys) + 1
        joined = np.concatenate((self._keys, keys[new]))
        order = np.argsort(joined)
        self._numbers = np.concatenate((self._numbers, numbers[new]))[order]
        self._keys = joined[order]
        return numbers[inverse]


def load_extracts(session: Session) -> list[Extract]:
    """Return id and columns of each batch of events that counts, oldest first."""
    found = session.connection().exec_driver_sql(
        "SELECT batch_id FROM import_batch WHERE dataset=? AND state IN (?, ?) ORDER BY batch_id",
        (EVENTS, *_HELD),
    )
    return [(batch_id, load_events(session, batch_id)) for (batch_id,) in found.fetchall()]


def summarise_events(extracts: Sequence[Extract], naming: Naming) -> list[Row]:
    """Return one row per batch that counts: its number of events and what they say as SHA-256."""
    return [
        {"batch": name, "rows": len(number), "sha256": _digest(number, columns)}
        for name, number, columns in _ordered(extracts, naming)
    ]


def list_events(extracts: Sequence[Extract], naming: Naming) -> Iterator[Row]:
    """Yield the events themselves, batch by batch in the order of their rows."""
    for name, number, columns in _ordered(extracts, naming):
        fields = _fields(columns)
        words = {field: _words(field, columns) for field in fields}
        codes = [columns[field].tolist() for field in fields]
        kva = columns["kva_codes"]
        days = columns["date"].tolist()
        rows = zip(
            number.tolist(),
            columns["kva"].tolist(),
            days,
            columns["row"].tolist(),
            *codes,
            strict=True,
        )
        for pathway, code, day, row, *attributes in rows:
            yield {
                "batch": name,
                "pathway": pathway,
                "kva_code": kva[code],
                "event_date": dt.date.fromordinal(day + EPOCH).isoformat(),
                **{
                    field: None if value == MISSING else words[field][value]
                    for field, value in zip(fields, attributes, strict=True)
                },
                "row": row,
            }


def _ordered(
    extracts: Sequence[Extract], naming: Naming
) -> Iterator[tuple[str, NDArray[np.int64], dict[str, Any]]]:
    """Yield name, pathway numbers and columns of each batch, its events by row and content."""
    numbers = _Numbers()
    for batch_id, columns in extracts:
        if not columns:
            continue
        ranks = _ranks(columns["kva_codes"])
        order = np.lexsort((ranks[columns["kva"]], columns["date"], columns["row"]))
        arrays = {k: v[order] if isinstance(v, np.ndarray) else v for k, v in columns.items()}
        yield naming.batches[batch_id], numbers.of(arrays["pathway"]), arrays


def _digest(number: NDArray[np.int64], columns: dict[str, Any]) -> str:
    """Return SHA-256 over the events, whichever codes their dictionaries gave the words."""
    digest = hashlib.sha256(number.astype("<i8").tobytes())
    for field in ("date", "row"):
        digest.update(columns[field].astype("<i8").tobytes())
    for field in ("kva", *_fields(columns)):
        codes = columns[field]
        words = _words(field, columns)
        used = [code for code in np.unique(codes).tolist() if code != MISSING]
        used.sort(key=lambda code: words[code])
        table = np.full(len(words) + 1, MISSING, np.int64)  # the last is for MISSING
        table[used] = np.arange(len(used))
        digest.update(json.dumps([field, *(words[code] for code in used)]).encode())
        digest.update(table[codes].astype("<i8").tobytes())
    return digest.hexdigest()


def _fields(columns: dict[str, Any]) -> tuple[str, ...]:
    told = (name for name in LISTED_COLUMNS if (columns[name] != MISSING).any())
    return (*_ATTRIBUTES, *told)


def _words(field: str, columns: dict[str, Any]) -> tuple[Any, ...]:
    if field in EVENT_TEXTS:
        return tuple(columns[EVENT_TEXTS[field]])
    return _LISTED[field] if field in _LISTED else _CODES[field]


def _ranks(words: tuple[str, ...]) -> NDArray[np.int64]:
    ranks = np.empty(len(words), np.int64)
    ranks[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
    return ranks
