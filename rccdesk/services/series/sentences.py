"""What a series says in words: the change, the outlook, the method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rccdesk import formats
from rccdesk.periods import Period
from rccdesk.services.publishing import PublishableTable
from rccdesk.services.series.model import Method, SeriesPhase, SeriesPoint
from rccdesk.services.series.spans import grain_of
from rccdesk.services.statistics.outlook import MIN_POINTS, Assurance, Variation
from rccdesk.services.statistics.run_rules import MIN_RUN_POINTS
from rccdesk.services.statistics.signals import (
    CROSSINGS,
    OUTSIDE,
    RUN,
    SHIFT,
    TREND,
    TWO_OF_THREE,
)
from rccdesk.texts import has_text, text

_CHANGED = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL)


@dataclass(frozen=True, slots=True)
class Said:
    """What there is to be said of a series: its newest phase at its last usable point."""

    table: PublishableTable
    method: Method
    points: Sequence[SeriesPoint]
    periods: Sequence[Period]
    phase: SeriesPhase
    last: int | None
    variation: Variation
    assurance: Assurance
    target: float | None
    usable: int
    baseline: tuple[int, int] | None = None

    def shown(self) -> list[int]:
        """Return the usable points of the newest phase."""
        inside = range(self.phase.start, self.phase.stop)
        return [index for index in inside if not self.points[index].left_out]

    def value(self, value: float | None, *, beside: float | None = None) -> str:
        """Return a value of the series in words; ``beside`` a target on its own side of it."""
        if value is None:
            return formats.MISSING
        if not self.table.is_proportion:
            decimals = 0 if float(value).is_integer() else 1
            return f"{formats.number(value, decimals)} {self.table.unit_of_measure}".strip()
        counts = [int(self.points[i].denominator or 0) for i in self.shown()]
        decimals = formats.share_decimals(min(counts) if counts else None)
        if beside is not None:
            decimals = formats.decimals_beside(value, beside, decimals)
        return formats.percent(value, decimals)


def change_words(said: Said) -> str:
    """Return whether the series has changed, since when and why that is said."""
    if said.variation is Variation.NONE:
        if not said.usable:
            return text("series.no_points")
        needed = MIN_RUN_POINTS if said.method is Method.RUN else MIN_POINTS
        return text("series.too_few", count=said.usable, needed=needed)
    if said.variation not in _CHANGED or said.last is None:
        return text("series.common_cause")
    return _because(said, said.points[said.last], said.periods[said.last])


def _because(said: Said, point: SeriesPoint, period: Period) -> str:
    """Return the change with the signal that shows it best: a lasting one before a single one."""
    signals, centre = point.signals, said.phase.centre or 0.0
    is_above = (point.value or 0.0) > centre
    side = "above" if is_above else "below"
    values = {
        "change": text(f"series.change.{said.variation}"),
        "grain": _grain(said.periods, "grains"),
        "side": text(f"series.side.{side}"),
        "centre": said.value(centre),
        "limit": said.value(point.upper if is_above else point.lower),
    }
    if SHIFT in signals or RUN in signals:
        return _shift(said, values, is_above=is_above)
    if OUTSIDE in signals:
        return text("series.because.outside", **values, since=period.label())
    if TREND in signals:
        return _trend(said, values)
    if TWO_OF_THREE in signals:
        edge = text(f"series.edge.{side}")
        return text("series.because.two_of_three", **values, edge=edge)
    assert CROSSINGS in signals
    return text("series.because.crossings", **values)


def _shift(said: Said, values: dict[str, str], *, is_above: bool) -> str:
    """Return the words of the run on one side that the series ends with."""
    centre = said.phase.centre or 0.0
    run: list[int] = []
    for index in reversed(said.shown()):
        value = said.points[index].value or 0.0
        if said.method is Method.RUN and value == centre:
            continue  # Anhøj: a point on the median is passed over
        if (value > centre) != is_above or value == centre:
            break
        run.append(index)
    first, last = run[-1], run[0]
    has_gaps = last - first + 1 > len(run)
    name = "median" if said.method is Method.RUN else "mean"
    return text(
        "series.because.shift_gaps" if has_gaps else "series.because.shift",
        **values,
        since=said.periods[first].label(),
        count=_count(len(run)),
        centre_name=text(f"series.centre_name.{name}"),
    )


def _trend(said: Said, values: dict[str, str]) -> str:
    """Return the words of the rise or fall that the series ends with."""
    shown = said.shown()
    heights = [said.points[index].value or 0.0 for index in shown]
    is_up = heights[-1] > heights[-2]
    length = 1
    while length < len(heights):
        step = heights[-length] - heights[-length - 1]
        if step == 0 or (step > 0) != is_up:
            break
        length += 1
    return text(
        "series.because.trend_up" if is_up else "series.because.trend_down",
        **values,
        since=said.periods[shown[-length]].label(),
        count=_count(length),
    )


def outlook_words(said: Said) -> str:
    """Return where the outcome is expected against the target; "" where that is not said."""
    if said.assurance is Assurance.NONE or said.target is None:
        return ""
    target = _target(said)
    if said.assurance is Assurance.HIT_OR_MISS:
        return text("series.outlook.hit_or_miss", target=target)
    direction = "lower" if said.table.direction == "lower" else "higher"
    return text(f"series.outlook.{said.assurance}_{direction}", target=target)


def _target(said: Said) -> str:
    target = said.target or 0.0
    if said.table.is_proportion:
        return formats.percent(target, 0 if round(target * 100, 6).is_integer() else 1)
    return said.value(target)


def trial_words(said: Said) -> str:
    """Return that the limits are trial limits; "" where there are none."""
    if said.last is None or said.points[said.last].upper is None:
        return ""
    return text("series.trial")


def method_words(said: Said, *, sigma_z: float, screened: bool) -> str:
    """Return how centre and limits were computed, and on which periods."""
    grain = _grain(said.periods, "grain")
    counts = [int(said.points[i].denominator or 0) for i in said.shown()]
    numbers = ""
    if counts:
        least, most = formats.number(min(counts)), formats.number(max(counts))
        numbers = least if least == most else f"{least}{formats.EN_DASH}{most}"
    if said.method is Method.XMR:
        words = text("series.method.xmr_screened" if screened else "series.method.xmr")
    elif said.method is Method.RUN:
        words = text("series.method.run")
    elif not counts:
        return ""
    elif said.method is Method.P:
        words = text("series.method.p", grain=grain, counts=numbers)
    else:
        factor = formats.number(sigma_z, 1)
        words = text("series.method.p_prime", grain=grain, counts=numbers, factor=factor)
    if said.baseline is None:
        return words
    key = "series.baseline.frozen_run" if said.method is Method.RUN else "series.baseline.frozen"
    first, stop = said.baseline
    span = text(key, first=said.periods[first].label(), last=said.periods[stop - 1].label())
    return f"{words} {span}"


def _grain(periods: Sequence[Period], form: str) -> str:
    grain = grain_of(periods) if periods else None
    return text(f"series.{form}.{grain or 'period'}")


def _count(count: int) -> str:
    """Return a number as it is written in a sentence."""
    key = f"series.number.{count}"
    return text(key) if has_text(key) else formats.number(count)
