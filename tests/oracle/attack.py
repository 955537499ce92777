"""Try to derive hidden cells of a two-way table from everything that is published beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

UNBOUNDED = 10**6
FEW = 5


@dataclass
class Equation:
    cells: list[tuple]
    total: int


def leaks(
    by: tuple[str, str], tables: dict[tuple[str, ...], list[dict]], truth: dict, small: int
) -> list[str]:
    """Return the hidden cells that are determined, known to be under the limit, or nearly known.

    Nearly: that fewer than five numbers are left for.

    ``tables`` are the published tables by both fields, by each and without any; ``truth`` holds
    the true rows by both.
    """
    cells = {tuple(r[f] for f in by): r["denominator"] for r in tables[by]}
    at_best = _narrow(dict.fromkeys(cells), _all_sums(by, truth, small))
    bounds = _narrow(cells, _published_sums(by, tables, cells))
    found = []
    for cell, value in cells.items():
        if value is not None or cell not in truth:
            continue
        low, high = bounds[cell]
        true = truth[cell]["denominator"]
        if not low <= true <= high:
            found.append(f"contradiction|{cell} is {true}, not {low}-{high}")
        if true >= small:
            continue  # hidden for the others' sake
        if at_best[cell][0] == at_best[cell][1] or at_best[cell][1] < FEW:
            continue  # the sums alone give it; they are taken as published
        if low == high:
            found.append(f"leak_exact|{cell} is {low}")
        elif high < FEW:
            found.append(f"leak_small|{cell} is {low}-{high}")
        elif high - low + 1 < FEW <= at_best[cell][1] - at_best[cell][0] + 1:
            found.append(f"leak_narrow|{cell} is {low}-{high}")
    return found


def determined(
    cells: dict[str, int | None], truth: dict[str, int], sums: list[tuple[list[str], int | None]]
) -> list[str]:
    """Return the hidden cells that some published sums determine though others are hidden too."""
    equations = [Equation(list(members), total) for members, total in sums if total is not None]
    bounds = _narrow(dict(cells), equations)
    at_best = _narrow(dict.fromkeys(cells), equations)
    return [
        f"leak_exact|{cell} is {truth[cell]}"
        for cell, value in cells.items()
        if value is None
        and bounds[cell][0] == bounds[cell][1]
        and at_best[cell][0] != at_best[cell][1]
    ]


def _published_sums(
    by: tuple[str, str], tables: dict[tuple[str, ...], list[dict]], cells: dict
) -> list[Equation]:
    """Return the margins and the whole that the tables show."""
    equations = []
    for place, name in enumerate(by):
        for row in tables[(name,)]:
            members = [c for c in cells if c[place] == row[name]]
            if row["denominator"] is not None:
                equations.append(Equation(members, row["denominator"]))
    for row in tables[()]:
        if row["denominator"] is not None:
            equations.append(Equation(list(cells), row["denominator"]))
    return equations


def _all_sums(by: tuple[str, str], truth: dict, small: int) -> list[Equation]:
    """Return the margins and the whole that the contract takes as published."""
    groups: dict[tuple, list[tuple]] = defaultdict(list)
    for cell in truth:
        for key in ((0, cell[0]), (1, cell[1]), (2, None)):
            groups[key].append(cell)
    found = []
    for (place, _), members in groups.items():
        total = sum(truth[cell]["denominator"] for cell in members)
        is_month = place < 2 and "period" in by[place]
        if total >= (small if is_month else FEW):
            found.append(Equation(members, total))
    return found


def _narrow(
    cells: dict[tuple, int | None], equations: list[Equation]
) -> dict[tuple, tuple[int, int]]:
    """Return bounds for every cell; every step is a deduction anybody could make."""
    # A row that is there has a case: rows without any are left out.
    bounds = {c: (1, UNBOUNDED) if v is None else (v, v) for c, v in cells.items()}
    changed = True
    while changed:
        changed = False
        for equation in equations:
            low_sum = sum(bounds[c][0] for c in equation.cells)
            high_sum = sum(bounds[c][1] for c in equation.cells)
            for cell in equation.cells:
                low, high = bounds[cell]
                new = (
                    max(low, equation.total - (high_sum - high)),
                    min(high, equation.total - (low_sum - low)),
                )
                if new != (low, high):
                    bounds[cell] = new
                    changed = True
                    low_sum += new[0] - low
                    high_sum += new[1] - high
    return bounds
