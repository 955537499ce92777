"""Secondary hiding, checked by an attacker who tries every table that fits what is published."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from rccdesk.services.statistics.suppression import Margin, make_margins, suppress

LIMIT, MONTH_LIMIT = 5, 10


def hide(codes: list[tuple[int, ...]], counts: list[int], numerators: list[int]) -> list[bool]:
    margins = make_margins(np.array(codes, np.int64).reshape(len(counts), -1))
    of = np.array(counts, float)
    hidden = suppress(
        of, np.array(numerators, float), of < LIMIT, margins, limit=LIMIT, month_limit=MONTH_LIMIT
    )
    return hidden.tolist()


def sums_of(codes: list[tuple[int, ...]]) -> list[list[int]]:
    """Return the rows in each sum over one or more of the fields, worked out apart."""
    width = len(codes[0])
    found = []
    for size in range(width):
        for kept in combinations(range(width), size):
            groups: dict[tuple[int, ...], list[int]] = {}
            for row, code in enumerate(codes):
                groups.setdefault(tuple(code[n] for n in kept), []).append(row)
            found += groups.values()
    return found


def consistent_counts(
    codes: list[tuple[int, ...]], counts: list[int], hidden: list[bool]
) -> list[list[int]]:
    """Return every way to fill the hidden denominators that fits all published sums."""
    unknown = [row for row, is_hidden in enumerate(hidden) if is_hidden]
    left = []  # (hidden rows, what they have together) of each published sum
    for rows in sums_of(codes):
        inside = [row for row in rows if hidden[row]]
        if inside and sum(counts[row] for row in rows) >= LIMIT:
            left.append((inside, sum(counts[row] for row in inside)))
    fits: list[list[int]] = []

    def fill(filled: dict[int, int]) -> None:
        if len(filled) == len(unknown):
            fits.append([filled[row] for row in unknown])
            return
        row = unknown[len(filled)]
        low, high = 1, 99
        for inside, together in left:
            if row in inside:
                known = sum(filled.get(other, 0) for other in inside)
                open_rows = sum(other not in filled for other in inside) - 1
                high = min(high, together - known - open_rows)
                if not open_rows:
                    low = max(low, together - known)
        for guess in range(low, high + 1):
            fill({**filled, row: guess})

    fill({})
    return fits


def test_one_small_region_takes_the_next_smallest_with_it() -> None:
    # 3 of 71 is hidden; 71 - 8 - 20 - 40 would give it away, so the 8 goes too
    assert hide([(0,), (1,), (2,), (3,)], [3, 8, 20, 40], [1, 5, 9, 30]) == [
        True,
        True,
        False,
        False,
    ]


def test_two_small_regions_must_be_five_together() -> None:
    # 1 + 2 = 3 is a figure under 5 by subtraction: the 6 must go too
    assert hide([(0,), (1,), (2,), (3,)], [1, 2, 6, 30], [1, 1, 3, 20]) == [
        True,
        True,
        True,
        False,
    ]


def test_two_small_regions_of_five_together_are_enough() -> None:
    assert hide([(0,), (1,), (2,)], [2, 4, 6], [1, 2, 3]) == [True, True, False]


def test_a_row_is_preferred_that_leaves_the_numerators_in_doubt() -> None:
    # With 0 of 3 and 0 of 8 hidden, "0 of 11" would tell that none of the 3 was in time
    assert hide([(0,), (1,), (2,)], [3, 8, 20], [0, 0, 9]) == [True, False, True]


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hide([(0,), (1,)], [5, 6], [0, 6]) == [False, False]


def test_a_whole_that_is_small_itself_protects() -> None:
    # 4 in all: the whole is not published, so nothing can be subtracted from it
    assert hide([(0,), (1,)], [1, 3], [1, 1]) == [True, True]


def test_a_bridge_in_the_pattern_is_found() -> None:
    """Hide more where rows and columns alone look safe but together fix one cell.

    Two rings of four hidden cells joined by one: each row and column has two or more, yet the
    joining cell is what the first ring's rows have over its columns.
    """
    ring = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)]
    bridge = (1, 2)
    codes = [(r, c) for r in range(4) for c in range(4)]
    counts = [4 if code in ring or code == bridge else 20 for code in codes]
    hidden = hide(codes, counts, [c // 2 for c in counts])
    at = dict(zip(codes, hidden, strict=True))
    assert all(at[cell] for cell in (*ring, bridge))
    # Row sums 0 + 1 less column sums 0 + 1 leave (1, 2) and whatever else of rows 0-1 is hidden
    # outside the first two columns, less what is hidden of columns 0-1 outside these rows.
    elsewhere = [
        cell for cell in codes if at[cell] and cell != bridge and (cell[0] < 2) != (cell[1] < 2)
    ]
    assert elsewhere


def test_months_are_protected_against_the_rolling_year() -> None:
    # 13 months: the first is outside the rolling year. Only one month of the year is small, so
    # the year less its other months would give it away though a month outside is hidden too.
    counts = np.array([4] + [12] * 11 + [4], float)
    window = np.array([False] + [True] * 12)
    margins = make_margins(
        np.arange(13).reshape(13, 1), window=window, period_column=0, is_month=True
    )
    hidden = suppress(
        counts, counts // 2, counts < 10, margins, limit=LIMIT, month_limit=MONTH_LIMIT
    )
    assert hidden[window].sum() == 2
    assert hidden[~window].sum() == 1  # alone in its part: nothing else could protect it


def test_a_row_outside_the_sums_is_not_used_to_protect() -> None:
    # AOS (the last) is in no sum over SVF, so hiding it would protect nothing
    margins = make_margins(
        np.arange(3).reshape(3, 1),
        not_summed=np.array([False, False, True]),
        not_summed_column=0,
    )
    counts = np.array([3.0, 30.0, 6.0])
    hidden = suppress(
        counts, counts // 2, counts < 5, margins, limit=LIMIT, month_limit=MONTH_LIMIT
    )
    assert hidden.tolist() == [True, True, False]


@pytest.mark.parametrize("seed", range(30))
def test_no_attacker_can_fix_a_hidden_figure_of_a_list(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 9, size=5).tolist()
    codes = [(n,) for n in range(5)]
    attack(codes, counts, (np.array(counts) // 2).tolist())


@pytest.mark.parametrize("seed", range(30))
def test_no_attacker_can_fix_a_hidden_figure_of_a_cross_table(seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = [(r, c) for r in range(3) for c in range(3)]
    counts = rng.choice([2, 4, 6, 9], size=9, p=[0.1, 0.15, 0.35, 0.4]).tolist()
    attack(codes, counts, (np.array(counts) // 2).tolist())


def attack(codes: list[tuple[int, ...]], counts: list[int], numerators: list[int]) -> None:
    hidden = hide(codes, counts, numerators)
    assert all(h for h, count in zip(hidden, counts, strict=True) if count < LIMIT)
    unknown = [row for row, is_hidden in enumerate(hidden) if is_hidden]
    if len(unknown) > 7:  # too many tables to try, and far from being fixed
        return
    fits = consistent_counts(codes, counts, hidden)
    for position, row in enumerate(unknown):
        alone = any(rows == [row] and counts[row] >= LIMIT for rows in sums_of(codes))
        assert alone or len({fit[position] for fit in fits}) > 1, (counts, hidden)
    for rows in sums_of(codes):
        inside = [row for row in rows if hidden[row]]
        if inside and sum(counts[row] for row in rows) >= LIMIT:
            assert sum(counts[row] for row in inside) >= LIMIT


def test_fields_that_follow_from_each_other_are_protected_as_one() -> None:
    # unit 0-3, each in a region of its own: a sum by unit is the row itself, not another figure
    codes = [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert hide(codes, [3, 8, 20, 40], [1, 5, 9, 30]) == [True, True, False, False]


def test_a_row_that_stands_alone_in_another_table_is_taken_last() -> None:
    # the 8 is all that its column has, so a table by column would show it
    codes = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2)]
    hidden = hide(codes, [3, 8, 20, 30, 40], [1, 5, 9, 20, 30])
    assert hidden == [True, False, True, True, True]


def test_a_large_table_is_done_at_once() -> None:
    rng = np.random.default_rng(1)
    size = (30, 21, 12)
    codes: NDArray[np.int64] = np.array(list(np.ndindex(*size)), np.int64)
    counts = rng.gamma(1.5, 8, size=len(codes)).round()
    margins: tuple[Margin, ...] = make_margins(codes)
    hidden = suppress(
        counts, counts // 2, counts < 5, margins, limit=LIMIT, month_limit=MONTH_LIMIT
    )
    assert hidden[counts < 5].all()
