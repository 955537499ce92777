"""What cells of somebody's own table say: days, levels, numbers before names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from rccdesk.enums import Direction
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import MINUS, clean_text, day_of, fold, read_date, read_number

_NUMBERED = re.compile(
    r"(?:mål|delmål|aktivitet|åtgärd)?\s*(\d+(?:\.\d+)*)[.:)]?\s+(\S.*)", re.I | re.S
)
_CODE = re.compile(r"[A-Za-zÅÄÖåäö]{0,4}\d+(?:\.\d+)*")
_LEVEL = re.compile(r"(?P<sign>[<>≤≥]=?|minst|högst|under|över|max|min|upp till)?\s*(?P<number>.+)")
_LOWER = frozenset(("<", "<=", "≤", "högst", "under", "max", "upp till"))
_HIGHER = frozenset((">", ">=", "≥", "minst", "över", "min"))
_SEASONS = {"våren": (3, 31, 6), "sommaren": (6, 31, 8), "hösten": (9, 30, 11), "vt": (1, 30, 6),
            "ht": (7, 31, 12)}  # fmt: skip
_SEASON = re.compile(
    r"(?:under |senast |till |klart? |tom |t o m )?(" + "|".join(_SEASONS) + r")[ -]*(20\d\d|\d\d)"
)
_SHORT = re.compile(r"(?P<kind>q|kv|k|t|h|v|w)\.? ?(?P<number>\d{1,2})[-/ ]+'?(?P<year>\d\d)")
_SHORT_LAST = re.compile(r"(?P<year>20\d\d|\d\d)[-/ ]?(?P<kind>q|kv|t|h)(?P<number>\d)")
_YEARS = re.compile(r"(20\d\d) ?(?:-|till|to) ?(20\d\d)")
_BEFORE = re.compile(r"^(?:senast|under|t o m|tom|till|klart?|i|slutet av)\.? +(?=\S*\d|\S+ \S*\d)")


@dataclass(frozen=True, slots=True)
class GoalLevel:
    """A level of a goal: its value, a proportion as 0-1, its unit and direction ("" unsaid)."""

    value: float
    unit: str
    direction: str


def split_number(words: str, number: str) -> tuple[str, str]:
    """Return the number of a goal and its name: from its own column, or before the name."""
    code = number.rstrip(".")
    match = _NUMBERED.fullmatch(words)
    if match is not None and (not code or code == match[1]):
        return match[1], match[2].strip()
    return (code if _CODE.fullmatch(code) else ""), words


def read_day(cell: object, *, is_start: bool) -> dt.date | None:
    """Return a day: one that is written, or the first or last of a period such as "Q2 2026"."""
    days = read_date(cell)
    if days is not None:
        return day_of(days)
    word = fold(cell).translate(MINUS)
    season = _SEASON.fullmatch(word)
    if season is not None:
        first, last_day, last = _SEASONS[season[1]]
        year = int(season[2]) + (2000 if len(season[2]) == 2 else 0)
        return dt.date(year, first, 1) if is_start else dt.date(year, last, last_day)
    if isinstance(cell, float) and cell.is_integer():
        word = str(int(cell))
    if is_start and (open_end := re.fullmatch(r"(20\d\d) ?-", word)) is not None:
        word = open_end[1]  # from then on
    period = read_period(_spelled_out(_BEFORE.sub("", word)))
    if period is None:
        return None
    return period.first if is_start else period.last


def read_years(cell: object) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of "2025-2027"; None for anything else."""
    match = _YEARS.fullmatch(fold(cell).translate(MINUS))
    if match is None or match[1] > match[2]:
        return None
    return dt.date(int(match[1]), 1, 1), dt.date(int(match[2]), 12, 31)


def _spelled_out(word: str) -> str:
    """Return a period whose year has two digits with all four, as "q1 2025" for "q1-25"."""
    match = _SHORT.fullmatch(word) or _SHORT_LAST.fullmatch(word)
    if match is None:
        return word
    century = "" if len(match["year"]) == 4 else "20"
    return f"{match['kind']}{match['number']} {century}{match['year']}"


def read_goal_level(cell: object) -> GoalLevel | None:
    """Return the level in a cell, as in "minst 80 %"; None for words that hold none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        is_share = 0 < cell <= 1
        return GoalLevel(float(cell), "proportion" if is_share else "", "")
    match = _LEVEL.fullmatch(fold(clean_text(cell)))
    if match is None:
        return None
    written = match["number"]
    is_percent = "%" in written or "procent" in written
    number = read_number(re.sub(r"\s*(?:%|procent)\s*$", "", written))
    if number is None:
        return None
    sign = match["sign"] or ""
    direction = Direction.LOWER if sign in _LOWER else Direction.HIGHER if sign in _HIGHER else ""
    value = float(number) / 100 if is_percent else float(number)
    return GoalLevel(value, "proportion" if is_percent else "", str(direction))
