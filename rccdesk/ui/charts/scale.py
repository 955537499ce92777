"""Axes, bands and contrasts: the arithmetic that all kinds of charts share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from rccdesk import formats
from rccdesk.services.charts.spec import Target


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``bottom`` to ``top`` in steps of ``step``, in the unit of the data."""

    top: float
    step: float
    bottom: float = 0.0  # under 0 where the interval of a difference is

    def ticks(self, is_share: bool) -> list[tuple[float, str]]:
        """Return each tick and its label; only the last share carries the per cent sign."""
        first, last = round(self.bottom / self.step), round(self.top / self.step)
        values = [i * self.step for i in range(first, last + 1)]
        if is_share:
            labels = [formats.number(value * 100) for value in values]
            labels[-1] = formats.percent(values[-1])
        else:
            decimals = max(0, -math.floor(math.log10(self.step) + 1e-9))
            labels = [formats.number(value, decimals) for value in values]
        return list(zip(values, labels, strict=True))


def share_axis() -> Axis:
    """Return the axis of every share: 0-100 % in steps of 20."""
    return Axis(1.0, 0.2)


def value_axis(values: Iterable[float], lows: Iterable[float] = ()) -> Axis:
    """Return an axis from 0, or under it for ``lows``, over ``values`` in round steps."""
    most, least = max(values, default=0.0), min(lows, default=0.0)
    if most <= 0:
        return Axis(1.0, 0.2)
    rough = most / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough)
    bottom = math.floor(min(least, 0.0) / step + 1e-9) * step
    return Axis(math.ceil(most / step - 1e-9) * step, step, bottom)


def bands(targets: Sequence[Target], direction: str, top: float) -> list[tuple[float, float, str]]:
    """Return (low, high, token) of the grounds behind a comparison.

    The reached side of the target is ``band1``, the way there from a lower level ``band2``. A
    measure without a wanted direction has none.
    """
    if direction == "neutral":
        return []
    best = [t.value for t in targets if not t.is_lower_level]
    lower = [t.value for t in targets if t.is_lower_level]
    edge = 0.0 if direction == "lower" else top
    found = [(*_ordered(value, edge), "band1") for value in best[:1]]
    if lower:
        found.append((*_ordered(lower[0], best[0] if best else edge), "band2"))
    return found


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1-21 (WCAG 2.1, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _ordered(one: float, other: float) -> tuple[float, float]:
    return (one, other) if one <= other else (other, one)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
