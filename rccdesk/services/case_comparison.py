"""How many rows differ between two extracts of cases, by arrays: they may hold a million events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.pathways.derive import LISTED_COLUMNS

_SVF = slice(0, 3)  # of a KVÅ code
_ROOM = 2**62  # of a number that rows are packed into
_TEXTS = {"unit": "units", "region": "regions", "home_region": "home_regions"}
_CODES = ("sex", "age_group", "recurrence", "variant", *LISTED_COLUMNS)

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Keys that the later extract alone has, the earlier alone, both otherwise, both alike."""

    added: int
    removed: int
    changed: int
    same: int


def count_case_differences(
    old: Mapping[str, Any], new: Mapping[str, Any], *, by_pathway: bool
) -> CaseCounts:
    """Count what differs between the event columns of two batches; empty ones hold no event.

    The key of an event is its pathway, code and date; with ``by_pathway`` a key is a pathway of
    an SVF, as in a pathway list, and all of its events are what it says.
    """
    sides = [side for side in (old, new) if side]
    if not sides:
        return CaseCounts(0, 0, 0, 0)
    pathway = np.concatenate([side["pathway"] for side in sides])
    pathway = np.unique(pathway, return_inverse=True)[1].astype(np.int64)
    kva = _shared_codes(sides, "kva", "kva_codes")
    date = _joined(sides, "date")
    of_svf = _shared_codes(sides, "kva", "kva_codes", part=_SVF)
    key = _number_rows([pathway, of_svf] if by_pathway else [pathway, kva, date])
    said = [_shared_codes(sides, name, words) for name, words in _TEXTS.items()]
    said += [_joined(sides, name) for name in _CODES]
    row = _number_rows([key, kva, date, *said])
    is_new = np.arange(len(key)) >= (len(old["pathway"]) if old else 0)
    in_old, in_new = (_occurring(key, side) for side in (~is_new, is_new))
    row_differs = _occurring(row, ~is_new) != _occurring(row, is_new)
    key_differs = np.zeros(len(in_old), dtype=bool)
    key_differs[key[row_differs[row]]] = True
    both = in_old & in_new
    changed = int((both & key_differs).sum())
    return CaseCounts(
        added=int((in_new & ~in_old).sum()),
        removed=int((in_old & ~in_new).sum()),
        changed=changed,
        same=int(both.sum()) - changed,
    )


def _joined(sides: Sequence[Mapping[str, Any]], name: str) -> Codes:
    return np.concatenate([np.asarray(side[name], dtype=np.int64) for side in sides])


def _shared_codes(
    sides: Sequence[Mapping[str, Any]], name: str, words: str, *, part: slice = slice(None)
) -> Codes:
    """Return the texts of a column as numbers that mean the same in both; -1 is no text."""
    numbers: dict[str, int] = {}
    found = []
    for side in sides:
        listed = [str(word)[part] for word in (*side[words], "")]  # the last is what -1 takes
        codes = np.array([numbers.setdefault(word, len(numbers)) for word in listed], np.int64)
        found.append(codes[np.asarray(side[name], dtype=np.int64)])
    return np.concatenate(found)


def _number_rows(columns: Sequence[Codes]) -> Codes:
    """Give each row a number from 0, equal rows the same."""
    packed, room = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        codes = column - column.min()
        size = int(codes.max()) + 1
        if room * size > _ROOM:
            packed = np.unique(packed, return_inverse=True)[1].astype(np.int64)
            room = int(packed.max()) + 1
        packed = packed * size + codes
        room *= size
    return np.unique(packed, return_inverse=True)[1].astype(np.int64)


def _occurring(numbers: Codes, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell of each number whether it occurs among the chosen rows."""
    return np.bincount(numbers[chosen], minlength=int(numbers.max()) + 1) > 0
