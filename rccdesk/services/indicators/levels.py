"""The levels of an indicator: which hold where and when, and how a typed one is read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rccdesk import formats
from rccdesk.errors import RccdeskError
from rccdesk.texts import text

PROPORTION = "proportion"
MOST_LEVELS = 2


class LevelError(RccdeskError):
    """A level cannot be saved as given."""

    code = "too_many_levels"


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level; ``value`` is a proportion 0-1 where the indicator is one. None dates are open.

    ``svf`` and ``unit`` say whose level it is; empty: everybody's that has none more exact.
    """

    value: float
    name: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    is_own: bool = False
    source: str = ""
    svf: str = ""  # KVÅ prefix
    unit: str = ""  # code

    def is_valid_on(self, day: dt.date) -> bool:
        """Tell whether the level holds on ``day``."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)

    @property
    def is_override(self) -> bool:
        """Tell whether it holds for one SVF or unit only."""
        return bool(self.svf or self.unit)


@dataclass(frozen=True, slots=True)
class TypedLevel:
    """A level as it was typed and read; ``words`` say which way, in a sentence."""

    value: float
    words: str


def pick_levels(
    levels: Sequence[LevelRow], day: dt.date | None, *, svf: str = "", unit: str = ""
) -> tuple[LevelRow, ...]:
    """Return the levels that hold for an SVF and a unit on ``day``, lowest first.

    The most exact win: of the SVF and the unit, of the unit, of the SVF, of all. The user's own
    targets and the others are picked apart, so that an own one never takes a level away. Without
    a day all validities count.
    """
    held = [level for level in levels if day is None or level.is_valid_on(day)]
    found: list[LevelRow] = []
    for is_own in (False, True):
        same = [level for level in held if level.is_own is is_own]
        for wanted in dict.fromkeys(((unit, svf), (unit, ""), ("", svf), ("", ""))):
            exact = [level for level in same if (level.unit, level.svf) == wanted]
            if exact:
                found += exact
                break
    return tuple(sorted(found, key=lambda level: level.value))


def check_levels(levels: Sequence[LevelRow], *, is_proportion: bool) -> None:
    """Refuse levels that make no sense together.

    Raises LevelError ``level_out_of_range`` for a proportion outside 0-1, ``level_dates`` for a
    level that ends before it begins, ``too_many_levels`` for more than two of the same SVF and
    unit on a day; the user's own targets are not counted.
    """
    for level in levels:
        if is_proportion and not 0 <= level.value <= 1:
            raise LevelError("level_out_of_range")
        first = level.valid_from or dt.date.min
        if first > (level.valid_to or dt.date.max):
            raise LevelError("level_dates")
        together = Counter(
            (other.svf, other.unit)
            for other in levels
            if not other.is_own and other.is_valid_on(first)
        )
        if together[level.svf, level.unit] > MOST_LEVELS:
            raise LevelError("too_many_levels", most=MOST_LEVELS)


def read_level(typed: str, *, is_proportion: bool) -> TypedLevel:
    """Read a level as people write it: 80, 80 %, 0,8 and 0.8 are all 80 % of a share.

    A share of at most 1 without a sign of percent is taken as the share itself. Raises LevelError
    ``level_not_a_number``, ``level_out_of_range``.
    """
    plain = typed.replace(formats.NBSP, "").replace(" ", "").replace(formats.MINUS, "-")
    has_sign = plain.endswith("%")
    try:
        number = Decimal(plain.rstrip("%").replace(",", "."))
    except InvalidOperation:
        raise LevelError("level_not_a_number") from None
    if not number.is_finite():
        raise LevelError("level_not_a_number")
    if not is_proportion:
        if has_sign:
            raise LevelError("level_not_a_number")
        return TypedLevel(float(number), text("indicators.level_read", value=_number(number)))
    is_percent = has_sign or number > 1
    value = number / 100 if is_percent else number
    if not 0 <= value <= 1:
        raise LevelError("level_out_of_range")
    percent = text("indicators.percent", value=_number(value * 100))
    key = "level_read" if is_percent else "level_read_as_share"
    return TypedLevel(float(value), text(f"indicators.{key}", value=percent, typed=typed.strip()))


def level_text(value: float, *, is_proportion: bool) -> str:
    """Return a level as people write it, as in ``80`` for 80 % or ``12,5``."""
    shown = Decimal(str(value)) * (100 if is_proportion else 1)
    return _number(shown)


def _number(value: Decimal) -> str:
    plain = format(value.normalize(), "f")
    return plain.replace("-", formats.MINUS).replace(".", ",")
