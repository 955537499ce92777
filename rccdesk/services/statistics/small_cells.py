"""Small cells: few cases within a limit, or few outside it, though there are enough in all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.statistics.suppression import Margin, suppress

_MOST_ROUNDS = 4  # each hides more; the second seldom finds anything


def find_small_cells(
    counts: NDArray[np.float64], numerators: NDArray[np.float64], *, limit: int, is_counted: bool
) -> NDArray[np.bool_]:
    """Tell which rows have fewer than ``limit`` cases within, or outside.

    nan where a count is unknown. With expected cases (not ``is_counted``), and where more are
    within than there are, nobody is outside. None at all within is few as well: then all are
    known to be outside (the rule ``hideLessThanCell`` of the R package rccShiny looks at both).
    """
    outside = counts - numerators
    with np.errstate(invalid="ignore"):
        found: NDArray[np.bool_] = numerators < limit
        if is_counted:
            found = found | ((outside >= 0) & (outside < limit))
    return found & ~np.isnan(counts)


def suppress_cells(
    counts: NDArray[np.float64],
    numerators: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    margins: Sequence[Margin],
    *,
    limit: int,
    month_limit: int,
) -> NDArray[np.bool_]:
    """Hide so much more that no sum of those within, or of those outside, gives a cell away."""
    outside = np.maximum(counts - numerators, 0.0)
    for _ in range(_MOST_ROUNDS):
        before = hidden
        for cells, others in ((counts, numerators), (numerators, outside), (outside, numerators)):
            hidden = hidden | suppress(
                cells, others, hidden, margins, limit=limit, month_limit=month_limit
            )
        if (hidden == before).all():
            break
    return hidden
