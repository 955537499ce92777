"""Control charts against published worked examples, and against the rules counted by hand."""

from __future__ import annotations

import math
import time
from itertools import pairwise

import numpy as np
import pytest

from rccdesk.services.statistics.outlook import Assurance, Variation, assure, vary
from rccdesk.services.statistics.p_chart import p_chart, p_charts, p_prime_chart
from rccdesk.services.statistics.run_rules import crossings_limit, longest_run_limit, run_signal
from rccdesk.services.statistics.signals import name_signals
from rccdesk.services.statistics.xmr import xmr_chart

# Montgomery, Introduction to Statistical Quality Control: cans of orange juice, 50 in a sample.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9]
CANS += [12, 7, 13, 9, 6]
# The same: costs of mortgage loans.
LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306]
LOANS += [301, 304]
# Centre 0, limits ± 3: a baseline of moving ranges whose mean is 3 / 2.66.
STEP = 3 / 2.66
NINE = [STEP / 2, -STEP / 2] * 5


def test_xmr_of_montgomerys_loans() -> None:
    chart = xmr_chart(LOANS, screened=False)
    assert chart.centre == pytest.approx(300.5)
    assert chart.mean_range == pytest.approx(7.79, abs=0.005)
    # The book has 3 / 1.128 = 2.6596 where the contract has 2.66.
    assert (chart.lower, chart.upper) == pytest.approx((279.78, 321.22), abs=0.01)
    assert not any(chart.signals)


def test_p_chart_of_montgomerys_cans() -> None:
    chart = p_chart(CANS, [50] * 30)
    assert chart.centre == pytest.approx(347 / 1500)
    assert chart.lower[0] == pytest.approx(0.0524, abs=5e-5)
    assert chart.upper[0] == pytest.approx(0.4102, abs=5e-5)
    outside = [n + 1 for n, each in enumerate(chart.signals) if "outside" in each]
    assert outside == [15, 23]


def test_excluded_points_have_no_signals_and_no_part_in_the_limits() -> None:
    chart = p_chart(CANS, [50] * 30, excluded=(14, 22))
    assert chart.centre == pytest.approx(0.2150, abs=5e-5)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0407, 0.3893), abs=5e-5)
    assert [n + 1 for n, each in enumerate(chart.signals) if "outside" in each] == [21]
    assert chart.signals[14] == chart.signals[22] == ()
    marks = [n in (14, 22) for n in range(30)]
    assert p_chart(CANS, [50] * 30, excluded=marks).centre == chart.centre


def test_screening_drops_large_ranges_once() -> None:
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 50, 0, 1, 0, 1]
    ranges = np.abs(np.diff(values))
    kept = ranges[ranges < 3.267 * ranges.mean()]
    assert len(kept) == len(ranges) - 2
    assert xmr_chart(values).mean_range == kept.mean()
    assert xmr_chart(values, screened=False).mean_range == ranges.mean()


def test_equal_values_have_limits_on_the_centre_and_no_signal() -> None:
    chart = xmr_chart([0.1 + 0.2] * 9 + [0.3] * 6)
    assert (chart.lower, chart.upper) == pytest.approx((0.3, 0.3))
    assert not any(chart.signals)
    assert not any(p_chart([3] * 20, [30] * 20).signals)
    assert not any(p_chart([0] * 20, [30] * 20).signals)


def test_a_baseline_is_half_open() -> None:
    values = [*NINE, 2.0, 2.0, 9.0]
    chart = xmr_chart(values, baseline=(0, 10))
    assert (chart.centre, chart.lower, chart.upper) == pytest.approx((0, -3, 3))
    assert "outside" in chart.signals[12]
    assert xmr_chart(values, baseline=(0, 11)).centre == pytest.approx(2 / 11)
    counts = p_chart([5, 5, 9, 9], [10] * 4, baseline=(0, 2))
    assert counts.centre == 0.5


def test_a_gap_is_no_value_and_no_range_spans_it() -> None:
    chart = xmr_chart([1, 2, math.nan, 9, 10], screened=False)
    assert chart.centre == 5.5
    assert chart.mean_range == 1
    assert chart.signals[2] == ()
    empty = xmr_chart([math.nan] * 3)
    assert math.isnan(empty.centre)
    assert empty.signals == [(), (), ()]
    holes = p_chart([5, 0, math.nan, 6], [10, 0, 10, 10])
    assert holes.centre == 11 / 20
    assert math.isnan(holes.upper[1])


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ([3.1], {10: "outside"}),
        ([3.0], {}),  # on the limit is within it
        ([2.1, 2.2], {10: "two_of_three", 11: "two_of_three"}),
        ([2.1, 0.0, 2.2], {10: "two_of_three", 12: "two_of_three"}),
        ([2.1, 0.0, 0.0, 2.2], {}),
        ([2.1, -2.2], {}),  # near unlike limits
        ([2.1, -0.5, 1.9], {}),
        ([0.9] * 7, dict.fromkeys(range(10, 17), "shift")),
        ([0.9] * 6, {}),
        ([0.9] * 3 + [0.0] + [0.9] * 3, {}),  # a point on the centre is on no side
        ([0.9] * 3 + [math.nan] + [0.9] * 4, dict.fromkeys([10, 11, 12, 14, 15, 16, 17], "shift")),
        ([-0.9] * 8, dict.fromkeys(range(9, 18), "shift")),
    ],
)
def test_special_causes(tail: list[float], expected: dict[int, str]) -> None:
    found = xmr_chart([*NINE, *tail], baseline=(0, 10)).signals
    assert {n: each for n, each in enumerate(found) if each} == {
        n: (name,) for n, name in expected.items()
    }


def test_the_trend_is_asked_for() -> None:
    rising = [*NINE, -1.4, -1.1, -0.8, -0.5, 0.5, 0.8, 1.4]
    assert not any(xmr_chart(rising, baseline=(0, 10)).signals)
    found = xmr_chart(rising, baseline=(0, 10), trend=True)
    assert [n for n, each in enumerate(found.signals) if each == ("trend",)] == list(range(10, 17))
    assert set(found.sides[10:]) == {1}  # upwards, also while under the centre
    six = xmr_chart([*NINE, -0.8, -0.5, 0.5, 0.8, 1.4], baseline=(0, 10), trend=True)
    assert not any(six.signals)


def test_limits_of_shares_follow_their_counts_and_are_clipped() -> None:
    chart = p_chart([1, 99, 40], [2, 100, 50])
    centre = 140 / 152
    half = 3 * math.sqrt(centre * (1 - centre) / 100)
    assert chart.lower[1] == pytest.approx(centre - half)
    assert chart.upper.tolist() == [1, 1, 1]
    assert chart.lower.min() >= 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: p_chart([1, 2], [3]),
        lambda: p_chart([-1], [3]),
        lambda: p_chart([4], [3]),
        lambda: p_chart([1], [-3]),
        lambda: p_chart([1, 2], [3, 3], baseline=(1, 1)),
        lambda: p_chart([1, 2], [3, 3], baseline=(0, 3)),
        lambda: p_chart([1, 2], [3, 3], excluded=(2,)),
        lambda: xmr_chart([1, math.inf]),
        lambda: xmr_chart([[1, 2]]),
        lambda: xmr_chart([1, math.nan, 2], baseline=(1, 2)),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        call()  # type: ignore[operator]


def test_p_prime_widens_by_laneys_sigma() -> None:
    rng = np.random.default_rng(7)
    n = rng.integers(20_000, 40_000, 24)
    x = np.round(n * (0.6 + rng.normal(0, 0.02, 24)))
    chart = p_prime_chart(x, n)
    p = x.sum() / n.sum()
    sigma = [math.sqrt(p * (1 - p) / each) for each in n]
    z = [(a / b - p) / s for a, b, s in zip(x, n, sigma, strict=True)]
    mean_range = sum(abs(b - a) for a, b in pairwise(z)) / 23
    assert chart.sigma_z == pytest.approx(mean_range / 1.128)
    assert chart.sigma_z > 3
    assert chart.upper[0] == pytest.approx(p + 3 * sigma[0] * chart.sigma_z)
    assert sum("outside" in each for each in p_chart(x, n).signals) > 5
    assert sum("outside" in each for each in chart.signals) == 0


def test_many_charts_are_as_many_single_ones() -> None:
    rng = np.random.default_rng(3)
    n = rng.integers(0, 60, (31, 60))
    x = rng.binomial(n, 0.5 + 0.2 * (np.arange(60) > 50))
    usable = rng.random((31, 60)) > 0.1
    many = p_charts(x, n, usable, direction="lower")
    for row in range(31):
        one = p_chart(x[row], n[row], excluded=~usable[row])
        assert many.centre[row] == pytest.approx(one.centre)
        np.testing.assert_allclose(many.upper[row], one.upper)
        assert name_signals(many.bits[row]) == one.signals
    assert Variation.CONCERN in many.variation
    empty = p_charts(np.zeros((2, 0)), np.zeros((2, 0)), np.zeros((2, 0), bool))
    assert empty.variation == (Variation.NONE, Variation.NONE)


def test_many_charts_are_quick() -> None:
    rng = np.random.default_rng(3)
    n = rng.integers(20, 60, (31, 60))
    x = rng.binomial(n, 0.6)
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        p_charts(x, n, np.ones((31, 60), bool))
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.003


@pytest.mark.parametrize(
    # Anhøj and Olesen 2014: useful observations, longest run, fewest crossings.
    ("count", "longest", "fewest"),
    [
        (10, 6, 2),
        (11, 6, 2),
        (12, 7, 3),
        (15, 7, 4),
        (20, 7, 6),
        (23, 8, 7),
        (24, 8, 8),
        (30, 8, 10),
    ],
)
def test_critical_values_of_the_run_chart(count: int, longest: int, fewest: int) -> None:
    assert (longest_run_limit(count), crossings_limit(count)) == (longest, fewest)


def test_run_signals() -> None:
    up = run_signal([1, 3, 1, 3, 2, 3, 3, math.nan, 3, 3, 3, 3, 1], 2)
    assert (up.count, up.longest_run, up.crossings) == (11, 7, 4)
    assert (up.run_signals, up.crossing_signals) == (True, False)
    assert up.run_points == (3, 5, 6, 8, 9, 10, 11)
    assert up.last_run == (12,)
    few = run_signal([1, 1, 1, 1, 1, 3, 3, 3, 3, 3], 2)
    assert (few.longest_run, few.crossings) == (5, 1)
    assert (few.run_signals, few.crossing_signals) == (False, True)
    assert (few.run_points, few.last_run) == ((), (5, 6, 7, 8, 9))
    nothing = run_signal([2, 2, math.nan], 2)
    assert (nothing.count, nothing.longest_run, nothing.crossings) == (0, 0, 0)
    assert not (nothing.run_signals or nothing.crossing_signals)


@pytest.mark.parametrize(
    ("lower", "upper", "target", "direction", "expected"),
    [
        (0.6, 0.7, 0.8, "higher", "fail"),
        (0.6, 0.8, 0.8, "higher", "hit_or_miss"),  # a target is reached at its value
        (0.8, 0.9, 0.8, "higher", "pass"),
        (0.7, 0.9, 0.8, "higher", "hit_or_miss"),
        (10, 20, 30, "lower", "pass"),
        (10, 30, 30, "lower", "pass"),
        (31, 40, 30, "lower", "fail"),
        (20, 40, 30, "lower", "hit_or_miss"),
        (0.6, 0.7, 0.8, "neutral", "none"),
        (0.6, 0.7, None, "higher", "none"),
        (math.nan, math.nan, 0.8, "higher", "none"),
    ],
)
def test_outlook(
    lower: float, upper: float, target: float | None, direction: str, expected: str
) -> None:
    assert assure(lower, upper, target, direction, 12) == expected
    assert assure(lower, upper, target, direction, 6) is Assurance.NONE


def test_variation_needs_points_and_a_direction() -> None:
    assert vary(1, 1, "higher", 12) is Variation.IMPROVEMENT
    assert vary(1, -1, "higher", 12) is Variation.CONCERN
    assert vary(1, -1, "lower", 12) is Variation.IMPROVEMENT
    assert vary(1, 1, "neutral", 12) is Variation.NEUTRAL
    assert vary(0, 1, "higher", 12) is Variation.COMMON_CAUSE
    assert vary(1, 1, "higher", 6) is Variation.NONE
