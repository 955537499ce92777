"""One publishable figure in words: value, count, status and distance to its level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rccdesk import formats
from rccdesk.enums import Direction, FigureStatus, Goal, GoalStatus
from rccdesk.services.charts.labels import is_goal
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.publishing import Hidden, Level, PublishableRow, PublishableTable
from rccdesk.texts import text

_READ_WITH_INCLUSION = frozenset(
    {Goal.LEAD_TIME.value, Goal.TO_RECOMMENDATION.value, Goal.TO_DECISION_WITH_PATIENT.value}
)
MONTH_LIMIT = 10
LEVEL_OVERRIDE = "level_override"  # the mark of a figure with other levels than its table
INCLUSION_LEVEL = 0.7


@dataclass(frozen=True, slots=True)
class Column:
    """How the figures of one column are written: ``decimals`` by its smallest n.

    A share that does not reach one of ``levels`` is never written as if it did; ``lower``: lower
    is better.
    """

    is_share: bool
    decimals: int
    levels: tuple[float, ...] = ()
    lower: bool = False

    def value(self, value: float | None) -> str:
        """Return a value, or the sign for a missing one."""
        if value is None:
            return formats.MISSING
        if not self.is_share:
            return formats.number(value, self.decimals)
        needed = [
            (formats.decimals_beside(value, level, self.decimals, lower=self.lower), level)
            for level in self.levels
        ]
        if not needed:
            return formats.percent(value, self.decimals)
        decimals, level = max(needed)
        return formats.percent_beside(value, level, decimals, lower=self.lower)

    def interval(self, low: float | None, high: float | None) -> str:
        """Return an interval, or the sign for a missing one."""
        if low is None or high is None:
            return formats.MISSING
        if self.is_share:
            return formats.interval(low, high, self.decimals)
        return (
            f"{formats.number(low, self.decimals)}{formats.EN_DASH}"
            f"{formats.number(high, self.decimals)}"
        )

    def distance(self, value: float) -> str:
        """Return the size of a difference, in percentage points for shares."""
        if self.is_share:
            return formats.points(value, self.decimals)
        return formats.number(abs(value), self.decimals)


def column_for(table: PublishableTable, rows: Iterable[PublishableRow | None]) -> Column:
    """Return how the values of ``rows`` are written when they stand in one column."""
    shown = [row for row in rows if row is not None and row.value is not None]
    if table.is_proportion:
        counts = [int(row.denominator) for row in shown if row.denominator is not None]
        return Column(
            is_share=True,
            decimals=formats.share_decimals(min(counts, default=None)),
            levels=tuple(level.value for level in table.levels) if has_direction(table) else (),
            lower=table.direction == Direction.LOWER,
        )
    whole = all(float(row.value or 0).is_integer() for row in shown)
    large = max((abs(row.value or 0.0) for row in shown), default=0.0) >= 1000
    return Column(is_share=False, decimals=0 if whole or large else 1)


def has_interval(row: PublishableRow) -> bool:
    """Tell whether the figure has an interval."""
    return row.ci_low is not None and row.ci_high is not None


def count_text(row: PublishableRow) -> str:
    """Return "45 av 70", or nothing where the figure has no counts."""
    if row.hidden or row.masked:
        return formats.HIDDEN
    if row.numerator is None or row.denominator is None:
        return ""
    return formats.of(row.numerator, row.denominator)


def hidden_text(row: PublishableRow, table: PublishableTable) -> str:
    """Return why there is no figure, in words; nothing where there is one."""
    if row.hidden is Hidden.SECONDARY:
        return text("charts.secondary")
    if row.hidden is Hidden.MONTH and is_goal(table):
        return text("charts.month_hidden", count=MONTH_LIMIT)
    if row.hidden is not None:
        return text("charts.insufficient")
    if row.masked is not None:
        return text("charts.masked", code=row.masked)
    if row.value is None and row.denominator == 0:
        return text("charts.sentence.zero_denominator")
    return text("charts.missing_sentence") if row.value is None else ""


def value_text(row: PublishableRow, column: Column) -> str:
    """Return the value, ".." where it is hidden or masked, "–" where it is missing."""
    if row.hidden or row.masked:
        return formats.HIDDEN
    return column.value(row.value)


def inclusion_text(row: PublishableRow, table: PublishableTable) -> str:
    """Return the inclusion that is read with the figure; nothing for other measures."""
    if table.measure not in _READ_WITH_INCLUSION:
        return ""
    if row.hidden or row.masked:
        return formats.HIDDEN
    if row.inclusion is None or row.inclusion.proportion is None:
        return formats.MISSING
    return inclusion_share(row.inclusion.proportion)


def inclusion_share(proportion: float) -> str:
    """Return an inclusion: it is read against its level, and must not round up to it."""
    return formats.percent(proportion, formats.decimals_beside(proportion, INCLUSION_LEVEL))


def doubt_of(row: PublishableRow, table: PublishableTable) -> Doubt:
    """Return the state of the inclusion behind a shown figure."""
    if table.measure not in _READ_WITH_INCLUSION or row.value is None:
        return Doubt.NONE
    if row.representative is None:
        return Doubt.UNKNOWN
    return Doubt.NONE if row.representative else Doubt.NOT_REPRESENTATIVE


def whole_doubt(table: PublishableTable) -> Doubt:
    """Return the state of the whole: unknown as soon as one shown part is unknown."""
    if table.whole is None:
        return Doubt.NONE
    parts = {doubt_of(row, table) for row in table.rows if not row.is_total}
    if Doubt.UNKNOWN in parts and table.whole.value is not None:
        return Doubt.UNKNOWN
    return doubt_of(table.whole, table)


def is_proposed(table: PublishableTable) -> bool:
    """Tell whether the goal is only proposed and drives no status."""
    return table.status == GoalStatus.PROPOSED.value


def has_direction(table: PublishableTable) -> bool:
    """Tell whether it is known which side of a level is the wanted one."""
    return table.direction in ("higher", "lower")


def direction_of(table: PublishableTable) -> str:
    """Return higher, lower, or neutral for what is neither or unknown: no tone, no band."""
    return table.direction if has_direction(table) else "neutral"


def valid_levels(table: PublishableTable, day: dt.date | None) -> tuple[Level, ...]:
    """Return the levels that hold on ``day``, lowest first; all without dates for None."""
    found = [
        level
        for level in table.levels
        if day is None
        or (
            (level.valid_from is None or level.valid_from <= day)
            and (level.valid_to is None or day <= level.valid_to)
        )
    ]
    if day is None and found:
        # Without a period the levels in force now are meant: those that have not ended.
        found = [level for level in found if level.valid_to is None] or found[-1:]
    return tuple(sorted(found, key=lambda level: level.value))


def main_level(levels: tuple[Level, ...], direction: str) -> Level | None:
    """Return the level that the distance is given to: the one that is hardest to reach."""
    if not levels:
        return None
    return levels[0] if direction == "lower" else levels[-1]


def has_own_levels(row: PublishableRow) -> bool:
    """Tell whether a figure has other levels than its table: by the table's it is not judged."""
    return LEVEL_OVERRIDE in row.doubts


def status_of(
    row: PublishableRow, table: PublishableTable, levels: tuple[Level, ...]
) -> FigureStatus:
    """Return the figure's status against its levels, by the words of the wording paper."""
    if row.hidden or row.masked:
        return FigureStatus.HIDDEN
    if row.value is None:
        return FigureStatus.MISSING
    if row.preliminary:
        return FigureStatus.PRELIMINARY
    if levels and has_own_levels(row):
        return FigureStatus.NOT_ASSESSABLE
    return _against_levels(row.value, table, levels)


def _against_levels(
    value: float, table: PublishableTable, levels: tuple[Level, ...]
) -> FigureStatus:
    if not levels:
        return FigureStatus.NO_LEVEL
    if is_proposed(table) or not has_direction(table):
        return FigureStatus.NOT_ASSESSABLE
    passed = [_passes(value, level, table.direction) for level in levels]
    if all(passed):
        return FigureStatus.REACHED
    return FigureStatus.LOWER_REACHED if any(passed) else FigureStatus.NOT_REACHED


def covers(row: PublishableRow, level: Level | None) -> bool:
    """Tell whether the interval holds the level."""
    return (
        level is not None
        and not has_own_levels(row)
        and row.ci_low is not None
        and row.ci_high is not None
        and row.ci_low <= level.value <= row.ci_high
    )


def _passes(value: float, level: Level, direction: str) -> bool:
    return value <= level.value if direction == "lower" else value >= level.value
