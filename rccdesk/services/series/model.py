"""What a series is: points, phases, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rccdesk.services.statistics.outlook import Assurance, Variation


class Method(StrEnum):
    """How centre and limits are computed."""

    RUN = "run"
    XMR = "xmr"
    P = "p"
    P_PRIME = "p_prime"  # limits of p widened to how much very large shares vary


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One period. A point with ``left_out`` has no part in centre, limits or signals.

    ``left_out`` is "", "hidden", "masked", "missing" or "preliminary"; only the last has figures.
    ``lower`` and ``upper`` are None where there are no limits. ``run`` is how its signals are
    drawn: "", "improvement", "concern" or "neutral". ``phase`` is a place in ``Series.phases``.
    """

    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    phase: int
    signals: tuple[str, ...] = ()
    run: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPhase:
    """Points ``start`` to ``stop`` (half-open) with one centre; ``centre`` None without points.

    ``is_trial`` where it rests on fewer than 12 points. ``reason`` is why it begins, in words;
    empty for the first.
    """

    start: int
    stop: int
    centre: float | None
    is_trial: bool
    first_period: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over time. ``centre`` is that of the newest phase.

    ``sentence`` says all of it; ``change_text``, ``outlook_text`` and ``method_text`` are its
    parts. ``target`` is what the outlook is compared with; None where nothing may be.
    """

    method: Method
    points: tuple[SeriesPoint, ...]
    phases: tuple[SeriesPhase, ...]
    centre: float | None
    variation: Variation
    assurance: Assurance
    limits_are_trial: bool
    screened: bool
    sentence: str
    change_text: str
    outlook_text: str
    method_text: str
    target: float | None
    direction: str
