"""Which points of a series its centre and limits rest on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def choose_points(
    usable: NDArray[np.bool_],
    baseline: tuple[int, int] | None,
    excluded: Iterable[int] = (),
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which points may have signals, and which of them the centre rests on.

    ``excluded`` are indices, or a mark per point. ``baseline`` is half-open. ValueError where it
    is empty, lies outside the series or holds no usable point, and for an excluded index outside
    the series.
    """
    kept = usable.copy()
    left_out = np.asarray(list(excluded))
    if left_out.dtype == bool and left_out.shape == usable.shape:
        left_out = np.nonzero(left_out)[0]
    for index in left_out.tolist():
        if not -len(usable) <= int(index) < len(usable):
            raise ValueError("an excluded point lies outside the series")
        kept[int(index)] = False
    if baseline is None:
        return kept, kept
    start, stop = baseline
    if not 0 <= start < stop <= len(usable):
        raise ValueError("the baseline is empty or lies outside the series")
    inside = np.zeros(len(usable), dtype=bool)
    inside[start:stop] = True
    if not (kept & inside).any():
        raise ValueError("the baseline has no usable point")
    return kept, kept & inside
