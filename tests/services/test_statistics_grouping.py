"""Figures per group, both ways of counting, against figures computed patient by patient."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import fields

import numpy as np
import pytest

from rccdesk.services.statistics.grouping import (
    Field,
    Figures,
    Kinds,
    count_kinds,
    make_grouping,
    make_waits,
    select_runs,
    summarise,
    summarise_counts,
)

_SIZES = (4, 7)


def _quantile(days: list[int], share: float) -> float:
    """Interpolate between order statistics (Hyndman and Fan 1996, type 7)."""
    ordered = sorted(days)
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _by_hand(rows: list[tuple[int, int, int, int, bool]]) -> dict[tuple[int, int], list[object]]:
    found: dict[tuple[int, int], list[tuple[int, int, bool]]] = defaultdict(list)
    for one, other, days, limit, confirmed in rows:
        found[one, other].append((days, limit, confirmed))
    return {
        key: [
            sum(days <= limit for days, limit, _ in each),
            len(each),
            statistics.median(days for days, _, _ in each),
            _quantile([days for days, _, _ in each], 0.8),
            sum(days - limit for days, limit, _ in each if days > limit),
            sum(days > 1.75 * limit for days, limit, _ in each),
            min(limit for _, limit, _ in each),
            max(limit for _, limit, _ in each),
            all(confirmed for _, _, confirmed in each),
        ]
        for key, each in found.items()
    }


def _values(figures: Figures, codes: np.ndarray) -> dict[tuple[int, ...], list[object]]:
    names = [each.name for each in fields(Figures)][1:]
    columns = [getattr(figures, name).tolist() for name in names]
    return {
        tuple(code): list(row)
        for code, row in zip(codes.tolist(), zip(*columns, strict=True), strict=True)
    }


@pytest.mark.parametrize("count", [0, 1, 2, 30, 3000, 200_000])
def test_both_ways_give_the_figures_of_the_patients(count: int) -> None:
    chance = np.random.default_rng(count)
    one, other = (chance.integers(0, size, count).astype(np.int8) for size in _SIZES)
    days = chance.gamma(2.0, 20.0, count).astype(np.int32)
    limit = chance.choice(np.array([7, 24, 28], np.int16), count)
    days[: count // 4] = limit[: count // 4] * 7 // 4  # at and beside the limits
    confirmed = chance.random(count) < 0.9
    waits = make_waits(days, limit, confirmed)
    mask = chance.random(count) < 0.6
    chosen = np.nonzero(mask)[0]
    rows = list(
        zip(*(each[mask].tolist() for each in (one, other, days, limit, confirmed)), strict=True)
    )
    expected = _by_hand(rows)

    grouping = make_grouping((one, other), waits)
    sorted_way = summarise(select_runs(grouping, mask))
    found = _values(sorted_way, grouping.codes[sorted_way.group])
    both = [Field(codes, n) for codes, n in zip((one, other), _SIZES, strict=True)]
    counts = count_kinds(both, waits, chosen)
    counted_way = summarise_counts(counts, waits.kinds)
    codes = np.stack(np.unravel_index(counted_way.group, _SIZES), axis=1)

    assert set(found) == set(expected)
    for key, row in expected.items():
        assert found[key] == pytest.approx(row)
    assert _values(counted_way, codes) == found


def test_more_than_75_percent_over_is_strictly_more() -> None:
    """49 days are 75 % over a limit of 28; 50 are more. Of 24 the border is 42."""
    kinds = Kinds(np.array([49, 50, 42, 43]), np.array([28, 28, 24, 24]), np.ones(4, dtype=bool))
    assert kinds.is_far_over.tolist() == [False, True, False, True]


def test_very_long_waits_and_many_groups_are_kept_apart() -> None:
    days = np.array([40_000, 3, 40_000], np.int32)
    waits = make_waits(days, np.full(3, 28), np.ones(3, dtype=bool))
    assert waits.kinds.days[waits.kind].tolist() == days.tolist()
    grouping = make_grouping((np.array([5, 90_000, 5]), np.array([0, 80_000, 0])), waits)
    figures = summarise(select_runs(grouping, None))
    assert grouping.codes.tolist() == [[5, 0], [90_000, 80_000]]
    assert figures.denominator.tolist() == [2, 1]
    assert figures.median_days.tolist() == [40_000, 3]
