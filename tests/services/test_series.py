"""Series of hand-made tables: methods, phases, what is left out, and the sentences."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import time
from itertools import pairwise
from statistics import mean, median

import pytest

from rccdesk import texts
from rccdesk.enums import ChartEventKind, Grain
from rccdesk.errors import NotComputableError
from rccdesk.formats import NBSP
from rccdesk.periods import list_periods
from rccdesk.services.chart_events import ChartEventRow
from rccdesk.services.publishing import Hidden, Level, PublishableRow, PublishableTable
from rccdesk.services.series import Method, make_funnel, make_series

START = dt.date(2024, 1, 1)
Figure = tuple[int, int] | str | float | None  # counts, why it is left out, a value, no row


def table(figures: list[Figure], *, grain: Grain = Grain.MONTH, **changes: object
          ) -> PublishableTable:  # fmt: skip
    periods = list_periods(START, dt.date(2035, 1, 1), grain)
    rows = []
    for period, figure in zip(periods, figures, strict=False):
        fields = (("period", period.key),)
        row = PublishableRow(f"m|period={period.key}", fields)
        match figure:
            case None:
                continue
            case "hidden":
                row = dataclasses.replace(row, hidden=Hidden.MONTH)
            case "masked":
                row = dataclasses.replace(row, masked="<5")
            case "preliminary":
                row = dataclasses.replace(
                    row, numerator=1, denominator=40, value=0.025, preliminary=True
                )
            case (int() as x, int() as n):
                row = dataclasses.replace(row, numerator=x, denominator=n, value=x / n)
            case value:
                row = dataclasses.replace(row, value=float(value))  # type: ignore[arg-type]
        rows.append(row)
    made = PublishableTable(
        measure="svf_lead_time",
        is_proportion=True,
        direction="higher",
        status="in_force",
        levels=(Level(0.8),),
        by=("period",),
        rows=tuple(rows),
        whole=None,
        extract_date=dt.date(2026, 1, 1),
        selection=(),
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


STEADY: list[Figure] = [(22, 40), (26, 40), (24, 40), (23, 40), (25, 40), (24, 40)] * 2
BETTER: list[Figure] = [(30, 40), (29, 40), (31, 40), (30, 40), (29, 40), (31, 40), (30, 40)]


def event(kind: ChartEventKind, day: dt.date, **more: object) -> ChartEventRow:
    return ChartEventRow("u", "svf_lead_time", (), kind, day, **more)  # type: ignore[arg-type]


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def test_limits_and_change_of_a_share_with_counts() -> None:
    series = make_series(table(STEADY + BETTER))
    x = sum(f[0] for f in STEADY + BETTER)  # type: ignore[index,misc]
    n = 40 * 19
    assert series.method is Method.P
    assert series.centre == x / n
    half = 3 * math.sqrt(x / n * (1 - x / n) / 40)
    assert series.points[3].upper == pytest.approx(x / n + half)
    assert series.points[3].lower == pytest.approx(x / n - half)
    assert all("shift" in point.signals for point in series.points[12:])
    assert [point.run for point in series.points[12:]] == ["improvement"] * 7
    assert series.variation == "improvement"
    assert series.assurance == "hit_or_miss"
    assert not series.limits_are_trial
    assert plain(series.change_text) == (
        "Förbättring, mer än slumpen, sedan januari 2025: sju månader i rad över medel (66 %)."
    )
    assert plain(series.sentence).endswith(
        "Med oförändrade förutsättningar kan utfallet hamna på båda sidor om 80 %. "
        "p-diagram, 3 sigma efter antal per månad (40)."
    )


def test_a_change_that_has_ended_is_history() -> None:
    series = make_series(table([*STEADY, *BETTER, *STEADY]))
    assert any(point.run for point in series.points)
    assert series.variation == "common_cause"
    assert series.change_text == "Ingen säker förändring."


def test_the_direction_says_what_a_change_means() -> None:
    worse = make_series(table(STEADY + BETTER, direction="lower", levels=(Level(0.4),)))
    assert worse.variation == "concern"
    assert worse.change_text.startswith("Försämring, mer än slumpen, sedan ")
    unknown = make_series(table(STEADY + BETTER, direction="neutral"))
    assert (unknown.variation, unknown.assurance) == ("neutral", "none")
    assert unknown.change_text.startswith("Förändring, mer än slumpen, sedan ")
    assert unknown.outlook_text == ""


@pytest.mark.parametrize(
    ("target", "direction", "assurance", "words"),
    [
        (0.95, "higher", "fail", "väntas utfallet ligga under 95 %."),
        (0.30, "higher", "pass", "väntas utfallet ligga på eller över 30 %."),
        (0.95, "lower", "pass", "väntas utfallet ligga på eller under 95 %."),
        (0.30, "lower", "fail", "väntas utfallet ligga över 30 %."),
    ],
)
def test_the_outlook(target: float, direction: str, assurance: str, words: str) -> None:
    series = make_series(table(STEADY, direction=direction, levels=(Level(target),)))
    assert series.assurance == assurance
    assert plain(series.outlook_text) == f"Med oförändrade förutsättningar {words}"


def test_a_proposed_goal_has_no_outlook() -> None:
    series = make_series(table(STEADY, status="proposed"))
    assert (series.assurance, series.target, series.outlook_text) == ("none", None, "")


def test_of_two_levels_the_hardest_valid_one_counts() -> None:
    levels = (Level(0.3), Level(0.7, valid_to=dt.date(2024, 6, 30)), Level(0.9, is_own=True))
    assert make_series(table(STEADY, levels=levels)).target == 0.3
    assert make_series(table(STEADY, levels=levels[2:])).target == 0.9


def test_what_is_left_out_has_no_part_and_no_limits() -> None:
    shown = make_series(table(STEADY))
    figures: list[Figure] = [*STEADY[:6], "hidden", None, "masked", *STEADY[6:], "preliminary"]
    series = make_series(table(figures))
    assert series.centre == shown.centre
    assert [p.left_out for p in series.points[6:9]] == ["hidden", "missing", "masked"]
    for point in series.points[6:9]:
        assert (point.value, point.numerator, point.denominator) == (None, None, None)
        # The width of a limit would tell the number of cases.
        assert (point.lower, point.upper, point.signals) == (None, None, ())
    last = series.points[-1]
    assert (last.left_out, last.denominator, last.lower, last.signals) == (
        "preliminary", 40, None, (),
    )  # fmt: skip
    assert series.variation == "common_cause"


def test_a_gap_within_a_run_is_told() -> None:
    series = make_series(table([*STEADY, *BETTER[:3], "hidden", *BETTER[3:]]))
    assert plain(series.change_text) == (
        "Förbättring, mer än slumpen, sedan januari 2025: "
        "sju redovisade månader i rad över medel (66 %)."
    )


def test_few_periods_give_a_run_chart_or_trial_limits() -> None:
    run = make_series(table(STEADY[:11]))
    assert run.method is Method.RUN
    assert run.centre == median(f[0] / f[1] for f in STEADY[:11])  # type: ignore[index,misc]
    assert {p.upper for p in run.points} == {None}
    assert (run.assurance, run.limits_are_trial) == ("none", True)
    assert "gränserna" not in run.sentence  # there are none
    asked = make_series(table(STEADY[:11]), method="p")
    assert (asked.method, asked.limits_are_trial) == (Method.P, True)
    assert "Färre än 12 perioder: gränserna är preliminära." in asked.sentence
    few = make_series(table(STEADY[:5]))
    assert few.variation == "none"
    assert few.change_text == "För få perioder (5 av minst 10)."
    nothing = make_series(table([]))
    assert (nothing.points, nothing.centre, nothing.variation) == ((), None, "none")


def test_a_run_chart_tells_of_a_long_run_in_quarters() -> None:
    low: list[Figure] = [(20, 40), (21, 40)]
    figures = [*low, *[(26 + n % 2, 40) for n in range(9)]]
    baseline = "2024-Q1:2024-Q4"
    frozen = make_series(table(figures, grain=Grain.QUARTER), baseline=baseline)
    assert frozen.centre == median([0.5, 0.525, 0.65, 0.675])
    assert [p.signals for p in frozen.points] == [(), (), *[("run", "crossings")] * 9]
    assert plain(frozen.change_text) == (
        "Förbättring, mer än slumpen, sedan kvartal 3 2024: nio kvartal i rad över medianen (59 %)."
    )


def test_values_have_an_xmr_chart() -> None:
    days = [31.0, 35.0, 33.0, 36.0, 32.0, 34.0] * 3
    made = table(list(days), is_proportion=False, direction="lower", unit_of_measure="dagar",
                 levels=(Level(50),))  # fmt: skip
    series = make_series(made)
    ranges = [abs(b - a) for a, b in pairwise(days)]
    assert series.method is Method.XMR
    assert series.screened
    assert series.centre == pytest.approx(mean(days))
    assert series.points[0].upper == pytest.approx(mean(days) + 2.66 * mean(ranges))
    assert plain(series.outlook_text).endswith("väntas utfallet ligga på eller under 50 dagar.")
    with pytest.raises(NotComputableError, match="series_needs_counts"):
        make_series(made, method="p")
    shares = make_series(table([0.5, 0.99] * 8))
    assert shares.method is Method.XMR
    assert shares.points[0].upper == 1


def test_the_inclusion_is_no_share_of_cases() -> None:
    made = table([(22, 40)] * 14, measure="svf_inclusion", is_inclusion=True)
    assert make_series(made).method is Method.XMR
    over = table([(44, 40)] * 14, measure="svf_inclusion", is_inclusion=True)
    with pytest.raises(NotComputableError, match="series_needs_counts"):
        make_series(over, method="p")


def test_very_many_cases_have_wider_limits() -> None:
    figures: list[Figure] = [(18_000 + 400 * ((7 * k) % 5 - 2), 30_000) for k in range(24)]
    series = make_series(table(figures))
    assert series.method is Method.P_PRIME
    assert series.variation == "common_cause"
    assert "p′-diagram" in series.method_text
    plain_p = make_series(table(figures), method="p")
    assert plain_p.method is Method.P
    assert any("outside" in point.signals for point in plain_p.points)
    calm: list[Figure] = [(18_000 + 20 * ((7 * k) % 5 - 2), 30_000) for k in range(24)]
    assert make_series(table(calm)).method is Method.P


def test_a_changed_limit_a_break_and_new_limits_begin_phases() -> None:
    made = table([*STEADY, *BETTER, *BETTER, *STEADY],
                 limit_changes=((dt.date(2025, 1, 1), 37, 42),))  # fmt: skip
    events = (
        event(ChartEventKind.BREAK, dt.date(2025, 7, 15), label="Ny definition"),
        event(ChartEventKind.REBASE, dt.date(2026, 3, 1), reason="Ny mottagning"),
        event(ChartEventKind.NOTE, dt.date(2024, 5, 1), label="Semester"),
    )
    series = make_series(made, events=events)
    assert [(p.start, p.first_period) for p in series.phases] == [
        (0, "2024-01"), (12, "2025-01"), (19, "2025-08"), (26, "2026-03"),
    ]  # fmt: skip
    assert series.phases[1].reason == "Ledtidsgränsen ändrades 2025-01-01 (37 → 42 dagar)."
    assert [p.reason for p in series.phases[2:]] == ["Ny definition", "Ny mottagning"]
    assert series.phases[0].centre == 0.6
    assert series.phases[1].centre == pytest.approx(210 / 280)
    assert [p.is_trial for p in series.phases] == [False, True, True, False]
    assert series.centre == series.phases[-1].centre == 0.6
    # A run does not go on over the border of a phase.
    assert not any(point.signals for point in series.points)
    short = make_series(table(STEADY[:10] + BETTER[:4]), events=(
        event(ChartEventKind.REBASE, dt.date(2024, 11, 1), reason="Nytt"),))  # fmt: skip
    assert short.variation == "none"
    assert short.change_text == "För få perioder (4 av minst 7)."


def test_a_frozen_baseline() -> None:
    asked = make_series(table(STEADY + BETTER), baseline="2024-01:2024-12")
    assert asked.centre == 0.6
    assert asked.variation == "improvement"
    assert plain(asked.sentence).endswith("Medel och gränser räknas på januari 2024–december 2024.")
    marked = event(
        ChartEventKind.BASELINE, dt.date(2024, 1, 1), until=dt.date(2024, 12, 31), reason="Före"
    )
    assert make_series(table(STEADY + BETTER), events=(marked,)).centre == 0.6
    short = make_series(table(STEADY + BETTER), baseline="2024-01:2024-06")
    assert short.limits_are_trial
    with pytest.raises(NotComputableError, match="series_no_limits_period"):
        make_series(table(STEADY), baseline="2031")


def test_english() -> None:
    texts.use_language("en")
    series = make_series(table(STEADY + BETTER))
    assert series.sentence == (
        "Improvement, more than chance, since January 2025: seven months in a row above "
        "the mean (66%). With unchanged conditions the outcome may be on either side of 80%. "
        "p chart, 3 sigma by the number per month (40)."
    )


def test_the_other_reasons_are_told() -> None:
    up = make_series(table([*STEADY, *STEADY, (37, 40)]))
    assert plain(up.change_text) == (
        "Förbättring, mer än slumpen: januari 2026 ligger över gränsen (84 %)."
    )
    near = make_series(table([*STEADY, *STEADY, (32, 40), (24, 40), (32, 40)]))
    assert plain(near.change_text) == (
        "Förbättring, mer än slumpen: två av tre månader ligger nära den övre gränsen (85 %)."
    )


def test_a_series_is_quick() -> None:
    made = table((STEADY * 5)[:60])
    seconds = []
    for _ in range(10):
        begin = time.perf_counter()
        make_series(made)
        seconds.append(time.perf_counter() - begin)
    assert min(seconds) < 0.02


def test_a_funnel() -> None:
    def unit(code: str, x: int, n: int) -> PublishableRow:
        return PublishableRow(f"m|unit={code}", (("unit", code),), x, n, x / n)

    hidden = PublishableRow("m|unit=D", (("unit", "D"),), hidden=Hidden.FEW)
    rows = (unit("A", 60, 100), unit("B", 30, 100), unit("C", 61, 100), hidden)
    whole = PublishableRow("m", (), 150, 250, 0.6)
    made = table([], by=("unit",), rows=rows, whole=whole)
    found = make_funnel(made)
    assert found.centre == 0.6
    assert [p.signals for p in found.points] == [(), ("outside",), (), ()]
    # Binomial(100, 0.6): quantiles of 0.1 and 99.9 % by exact summation.
    assert (found.points[0].lower, found.points[0].upper) == (0.45, 0.75)
    assert (found.points[3].value, found.points[3].lower) == (None, None)
    assert found.sentence.startswith("Alla tillsammans: 60")
    assert "1 av 3 enheter ligger utanför" in found.sentence
    assert "överspridning" in found.sentence
    assert "1 enhet visas inte." in found.sentence
    with pytest.raises(NotComputableError, match="series_funnel_needs_counts"):
        make_funnel(table([], by=("unit",), rows=(dataclasses.replace(rows[0], numerator=None),)))
