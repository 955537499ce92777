"""The value axis of a chart on a slide: its steps, their numbers, and places along it."""

from __future__ import annotations

from collections.abc import Iterator

from rccdesk import formats
from rccdesk.services.charts.layout import share_ticks, value_ticks
from rccdesk.services.charts.spec import ChartKind, ChartSpec

_SHARES = frozenset({ChartKind.ECDF, ChartKind.FUNNEL, ChartKind.OVERTIME})
_HEADROOM = 1.1  # the counts stand over their columns
_DAYS = frozenset({ChartKind.HISTOGRAM, ChartKind.STAGES})


def is_share_axis(spec: ChartSpec) -> bool:
    """Tell whether the value axis goes from 0 to 100 %, whatever the measure is."""
    return spec.kind in _SHARES or (spec.is_share and spec.kind not in _DAYS)


def axis_ticks(spec: ChartSpec) -> tuple[float, ...]:
    """Return the steps of the value axis; they begin under 0 only where a value does."""
    if is_share_axis(spec):
        return share_ticks()
    values = [value for value in _values(spec) if value is not None]
    ticks = value_ticks(max([*values, *(target.value for target in spec.targets)], default=1.0))
    smallest = min(values, default=0.0)
    if smallest >= 0:
        return ticks
    step = ticks[1] - ticks[0]
    count = int(-smallest // step) + 1
    return (*(-step * number for number in range(count, 0, -1)), *ticks)


def _values(spec: ChartSpec) -> Iterator[float | None]:
    for bar in spec.bars:
        yield from (bar.value, bar.low, bar.high)
    for point in spec.points:
        yield from (point.value, point.low, point.high, point.lower, point.upper)
    for stage in spec.stages:
        yield from (stage.median, stage.upper_quartile)
    for line in spec.lines:
        yield from line.values
    yield from (one.height * _HEADROOM for one in spec.bins)


def axis_part(spec: ChartSpec, value: float) -> float:
    """Return where ``value`` lies along the value axis: 0 at its beginning, 1 at its end."""
    ticks = axis_ticks(spec)
    return min(1.0, max(0.0, (value - ticks[0]) / (ticks[-1] - ticks[0])))


def tick_text(spec: ChartSpec, tick: float) -> str:
    """Return a step's number; only the last of a share carries the per cent sign."""
    if is_share_axis(spec):
        return formats.percent(tick) if tick == share_ticks()[-1] else formats.number(tick * 100)
    whole = all(float(step).is_integer() for step in axis_ticks(spec))
    return formats.number(tick, 0 if whole else 1)
