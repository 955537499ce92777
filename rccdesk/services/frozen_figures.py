"""Frozen figures under the small-number rules of today: a raised limit holds for them as well.

What was published when a figure was frozen may not be published now. The stored figure stays as
it is; whatever shows it or sends it asks here first.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from rccdesk import formats
from rccdesk.periods import Period, parse_period
from rccdesk.services.publishing import Hidden
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

_NUMBERS = ("value", "numerator", "denominator", "coverage")
_INCLUSION_LEVEL = 0.7  # an inclusion is read against it, and must not round up to it
Selection = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FrozenCount:
    """The counts of a frozen figure: its measure, (field, code) pairs, period and n."""

    measure: str
    selection: Selection
    period: str
    numerator: float | None
    denominator: float | None


def read_stored(stored: str) -> dict[str, Any] | None:
    """Return the fields of a frozen figure as JSON holds them; None for nothing, or no figure.

    A store may have been written by others: what is no figure is as if nothing was measured, and
    what is hidden has no number.
    """
    try:
        told = json.loads(stored) if stored else None
        if not isinstance(told, dict):
            return None
        parse_period(told["period"])
        day = told.get("extract_date")
        made = {
            "period": told["period"],
            "words": str(told.get("words") or ""),
            "extract_date": dt.date.fromisoformat(day) if day else None,
            "hidden": str(told.get("hidden") or ""),
            **{name: _number(told.get(name)) for name in _NUMBERS},
        }
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    if made["hidden"]:
        return {**made, **dict.fromkeys(_NUMBERS)}
    return made if made["value"] is not None else None


def _number(told: object) -> float | None:
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        raise ValueError("number")
    return told


def find_hidden(
    counts: Sequence[FrozenCount], limits: SmallNumberLimits
) -> tuple[Hidden | None, ...]:
    """Return why each figure may not be shown now, None where it may.

    Few, or few in a single month; and where what is left of a wider figure of the same measure,
    when those within it are taken away, is few: then the smallest of those is hidden as well.
    """
    found = _find_reasons(tuple(dict.fromkeys(counts)), limits)
    return tuple(found[each] for each in counts)


@lru_cache(maxsize=4)
def _find_reasons(
    counts: tuple[FrozenCount, ...], limits: SmallNumberLimits
) -> Mapping[FrozenCount, Hidden | None]:
    """Return the reason of each figure; kept, as most of what is written changes none of them."""
    found = {each: _own_reason(each, limits) for each in counts}
    of: dict[str, list[_Figure]] = defaultdict(list)
    for place, each in enumerate(counts):
        if found[each] is None and each.denominator:
            of[each.measure].append(_Figure(place, _fields(each.selection), each))
    for figures in of.values():
        for place in _find_telling(figures, limits):
            found[counts[place]] = Hidden.SECONDARY
    return MappingProxyType(found)


def hidden_words(reason: Hidden) -> str:
    """Return why a figure is not shown, in words."""
    return text("charts.secondary" if reason is Hidden.SECONDARY else "charts.insufficient")


def is_within(selection: Selection, wide: Selection) -> bool:
    """Tell whether a selection is the same as another, or narrows it; () is everything."""
    return _is_narrower(_fields(selection), _fields(wide))


def figure_words(measure: str, words: str, coverage: float | None) -> str:
    """Return a frozen figure in words with the inclusion that a lead time is read with."""
    if coverage is None or not is_goal_key(measure):
        return words
    share = formats.percent(coverage, formats.decimals_beside(coverage, _INCLUSION_LEVEL))
    return f"{words}, {text('initiatives.card.inclusion', share=share)}"


_Fields = frozenset[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A shown figure at its place, with the codes of its fields."""

    place: int
    fields: _Fields
    count: FrozenCount

    @property
    def span(self) -> Period:
        return _span(self.count.period)

    @property
    def n(self) -> float:
        return self.count.denominator or 0


def _own_reason(each: FrozenCount, limits: SmallNumberLimits) -> Hidden | None:
    count = each.numerator if each.denominator is None else each.denominator
    if count is None:
        return None
    if count < limits.group:
        return Hidden.FEW
    if _span(each.period).months == 1 and count < limits.month:
        return Hidden.MONTH
    if limits.cells and _is_small_cell(each.numerator, each.denominator, limits.group):
        return Hidden.CELL
    return None


def _is_small_cell(numerator: float | None, denominator: float | None, limit: int) -> bool:
    if numerator is None or not denominator:
        return False
    return numerator < limit or 0 <= denominator - numerator < limit


def _find_telling(figures: Sequence[_Figure], limits: SmallNumberLimits) -> set[int]:
    """Return the places of figures that with a wider one tell what is few."""
    hidden: set[int] = set()
    by_fields: dict[_Fields, list[_Figure]] = defaultdict(list)
    for each in figures:
        by_fields[each.fields].append(each)
    narrower = {wide: [own for own in by_fields if _is_narrower(own, wide)] for wide in by_fields}
    for whole in sorted(figures, key=lambda each: -each.n):
        families: dict[object, list[_Figure]] = defaultdict(list)
        for fields in narrower[whole.fields]:
            names = frozenset(name for name, _codes in fields)
            for part in by_fields[fields]:
                if part.n < whole.n and _lies_within(part.count.period, whole.count.period):
                    families[names, part.count.period].append(part)
                    families[fields].append(part)
        for family in families.values():
            for part in family:
                _hide_if_telling(whole, [part], limits, hidden)
            if len(family) > 1:
                _hide_if_telling(whole, _apart(family), limits, hidden)
    return hidden


def _hide_if_telling(
    whole: _Figure, parts: Sequence[_Figure], limits: SmallNumberLimits, hidden: set[int]
) -> None:
    if whole.place in hidden or any(part.place in hidden for part in parts):
        return
    left = whole.n - sum(part.n for part in parts)
    if left <= 0 or (left >= max(limits.group, limits.month) and not limits.cells):
        return
    within = None
    if whole.count.numerator is not None:
        within = whole.count.numerator - sum(part.count.numerator or 0 for part in parts)
    days = {part.count.period for part in parts}
    months = whole.span.months - sum(_span(each).months for each in days)
    is_month = whole.span.months == 1 or months == 1
    least = limits.month if is_month else limits.group
    if left < least or (limits.cells and _is_small_cell(within, left, limits.group)):
        hidden.add(min(parts, key=lambda part: (part.n, -part.place)).place)


def _apart(family: Sequence[_Figure]) -> list[_Figure]:
    """Return figures that have no case in common, the largest first."""
    chosen: list[_Figure] = []
    for part in sorted(family, key=lambda each: -each.n):
        if all(_are_apart(part, other) for other in chosen):
            chosen.append(part)
    return chosen


def _are_apart(one: _Figure, other: _Figure) -> bool:
    if one.span.last < other.span.first or other.span.last < one.span.first:
        return True
    others = dict(other.fields)
    return any(name in others and not codes & others[name] for name, codes in one.fields)


def _is_narrower(own: _Fields, wide: _Fields) -> bool:
    """Tell whether a selection is another, or narrows it."""
    named = dict(own)
    return all(name in named and named[name] <= codes for name, codes in wide)


@lru_cache(maxsize=4096)
def _fields(selection: Selection) -> _Fields:
    named: dict[str, set[str]] = defaultdict(set)
    for name, code in selection:
        named[name].update(part for part in code.split("+") if part)
    return frozenset((name, frozenset(codes)) for name, codes in named.items() if codes)


@lru_cache(maxsize=1024)
def _span(period: str) -> Period:
    return parse_period(period)


@lru_cache(maxsize=4096)
def _lies_within(inner: str, outer: str) -> bool:
    own, wide = _span(inner), _span(outer)
    return wide.first <= own.first and own.last <= wide.last
