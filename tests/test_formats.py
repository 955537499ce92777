"""Numbers as people write them: the decimal value rounded half up, never up to a target."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rccdesk import formats


def plain(words: str) -> str:
    return words.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        (0.575, 0, "58 %"),  # 0.575 * 100 is 57.49999999999999 as a float
        (0.565, 0, "57 %"),
        (0.285, 0, "29 %"),
        (0.145, 0, "15 %"),
        (1.005, 0, "101 %"),
        (0.5745, 1, "57,5 %"),
        (0.57449, 1, "57,4 %"),
        (0.5749999, 0, "57 %"),  # no noise: one of ten million
    ],
)
def test_a_half_is_rounded_up_as_people_expect(share: float, decimals: int, shown: str) -> None:
    assert plain(formats.percent(share, decimals)) == shown


def test_every_share_of_few_is_rounded_as_the_fraction_is() -> None:
    for n in range(1, 240):
        for k in range(n + 1):
            for decimals in (0, 1):
                exact = Fraction(k, n) * 100 * 10**decimals
                whole = int(exact + Fraction(1, 2))
                wanted = f"{whole / 10**decimals:.{decimals}f}".replace(".", ",") + " %"
                assert plain(formats.percent(k / n, decimals)) == wanted, (k, n)


def test_differences_and_intervals_are_rounded_alike() -> None:
    assert formats.points(0.7 - 0.125) == "58"  # 0.575 but for the noise of the float
    assert plain(formats.interval(0.575, 0.585)) == "58–59 %"
    assert formats.number(-0.2) == "0"
    assert formats.number(1e30).startswith("1")  # more digits than a decimal has by default


@pytest.mark.parametrize(
    ("share", "target", "lower", "shown"),
    [
        (0.6957, 0.7, False, "69,6 %"),
        (0.704, 0.7, False, "70 %"),
        (0.7, 0.7, False, "70 %"),
        (14 / (12 * (20 / 12) + 4e-15), 0.7, False, "70 %"),  # a year of twelfths is not exact
        (0.7999999, 0.8, False, "79,999 %"),  # cut: three decimals would be 80,000
        (0.104, 0.1, True, "10,4 %"),
        (0.096, 0.1, True, "10 %"),
        (0.1000001, 0.1, True, "10,001 %"),
    ],
)
def test_no_figure_reads_as_a_target_it_does_not_reach(
    share: float, target: float, lower: bool, shown: str
) -> None:
    assert plain(formats.percent_beside(share, target, lower=lower)) == shown


def test_no_share_under_a_target_is_ever_written_as_it() -> None:
    for n in range(1, 400):
        for percent in (70, 80):
            most = next(k for k in range(n, -1, -1) if 100 * k < percent * n)
            words = plain(formats.percent_beside(most / n, percent / 100))
            assert float(words.removesuffix(" %").replace(",", ".")) < percent, (most, n)


def test_a_level_has_the_decimals_it_needs() -> None:
    assert [plain(formats.level(each)) for each in (0.8, 0.725, 1.0)] == ["80 %", "72,5 %", "100 %"]
