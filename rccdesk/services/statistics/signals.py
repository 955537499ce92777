"""Special causes in a control chart, found for many series at once.

Wheeler and Chambers (Understanding Statistical Process Control, 1992) and Western Electric
(Statistical Quality Control Handbook, 1956), in the choice of NHS England's Making data count: a
point outside the limits, seven in a row on one side of the centre, two of three beyond two thirds
of the way to the same limit; seven in a row that rise or fall on request, since that rule finds
little but chance (Anhøj and Olesen, PLoS ONE 2014).

Points that are left out are passed over: the points around them follow each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

OUTSIDE, SHIFT, TREND, TWO_OF_THREE = "outside", "shift", "trend", "two_of_three"
RUN, CROSSINGS = "run", "crossings"
ORDER = (OUTSIDE, SHIFT, TREND, TWO_OF_THREE, RUN, CROSSINGS)
BIT = {name: 1 << number for number, name in enumerate(ORDER)}
SHIFT_LENGTH = 7
NEAR = 2 / 3
# Sums of floats: a point is beside a line only when more than dust lies between them.
_DUST = 1e-10


@dataclass(frozen=True, slots=True)
class Signals:
    """Signal bits and sides of each point of each series; both 0 where a point is left out.

    ``sides`` is which way a point's signal points: 1 up, -1 down. It is the side of the centre,
    but the slope where the trend is the only signal.
    """

    bits: NDArray[np.uint8]
    sides: NDArray[np.int8]


def find_signals(
    values: NDArray[np.float64],
    centre: NDArray[np.float64],
    reach: NDArray[np.float64],
    usable: NDArray[np.bool_],
    *,
    trend: bool = False,
) -> Signals:
    """Find the special causes of each row of ``values`` (series by periods).

    ``centre`` has a value per series; ``reach`` is how far the unclipped limits lie from it at
    each point (nan: no limits).
    """
    count, width = values.shape
    bits = np.zeros((count, width), np.uint8)
    sides = np.zeros((count, width), np.int8)
    if not width:
        return Signals(bits, sides)
    # The usable points first, in their order: then neighbours are neighbours.
    order = np.argsort(~usable, axis=1, kind="stable")
    is_there = np.take_along_axis(usable, order, axis=1)
    found = np.where(is_there, np.take_along_axis(values, order, axis=1), np.nan)
    half = np.take_along_axis(reach, order, axis=1)
    middle = centre[:, None]
    dust = _DUST * np.maximum(np.abs(np.nan_to_num(found)), np.abs(np.nan_to_num(middle)))
    with np.errstate(invalid="ignore"):
        away = found - middle
        side = np.where(away > dust, 1, np.where(away < -dust, -1, 0)).astype(np.int8)
        is_outside = np.abs(away) > half + dust
        is_near = np.abs(away) > NEAR * half + dust
        slope = np.diff(found, axis=1)
        rises = np.where(slope > dust[:, 1:], 1, np.where(slope < -dust[:, 1:], -1, 0))
    marked = np.where(is_outside, BIT[OUTSIDE], 0).astype(np.uint8)
    marked |= np.where(_in_a_row(side, SHIFT_LENGTH), BIT[SHIFT], 0).astype(np.uint8)
    marked |= np.where(_two_of_three(is_near, side), BIT[TWO_OF_THREE], 0).astype(np.uint8)
    if trend:
        way = _trend(rises)
        side = np.where((way != 0) & (marked == 0), way, side).astype(np.int8)
        marked |= np.where(way != 0, BIT[TREND], 0).astype(np.uint8)
    np.put_along_axis(bits, order, marked, axis=1)
    np.put_along_axis(sides, order, side, axis=1)
    return Signals(bits, sides)


def name_signals(bits: ArrayLike) -> list[tuple[str, ...]]:
    """Return the names of the signals of each point, in the order of the contract."""
    return [_names(int(each)) for each in np.asarray(bits)]


def _names(bits: int) -> tuple[str, ...]:
    return tuple(name for name in ORDER if bits & BIT[name])


def _in_a_row(side: NDArray[np.int8], length: int) -> NDArray[np.bool_]:
    """Mark the points of every run of at least ``length`` on one side; the centre breaks it."""
    return _windows(side == 1, length) | _windows(side == -1, length)


def _windows(is_so: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Mark the points of every window of ``length`` points that all are so."""
    count, width = is_so.shape
    marked = np.zeros((count, width), dtype=bool)
    if width < length:
        return marked
    sums = np.cumsum(np.pad(is_so, ((0, 0), (1, 0))), axis=1)
    full: NDArray[np.bool_] = sums[:, length:] - sums[:, :-length] == length
    for shift in range(length):
        marked[:, shift : shift + full.shape[1]] |= full
    return marked


def _trend(rises: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return 1 for the points of seven in a row that rise (six steps), -1 where they fall."""
    found = np.zeros((rises.shape[0], rises.shape[1] + 1), np.int8)
    for way in (1, -1):
        steps = _windows(rises == way, SHIFT_LENGTH - 1)
        found[:, 1:][steps] = way
        found[:, :-1][steps] = way
    return found


def _two_of_three(is_near: NDArray[np.bool_], side: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Mark the points near a limit that have another one near the same limit within two steps."""
    marked = np.zeros(is_near.shape, dtype=bool)
    for way in (1, -1):
        near = is_near & (side == way)
        for step in (1, 2):
            if near.shape[1] > step:
                both = near[:, step:] & near[:, :-step]
                marked[:, step:] |= both
                marked[:, :-step] |= both
    return marked
