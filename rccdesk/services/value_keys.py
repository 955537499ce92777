"""Value keys: how a figure is named by doubts, links, notes and packs. Never a row id.

``measure|field=code|field=code|…``, with ``|total`` last for a total of the source. A key names
the figure, and by its fields everything that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rccdesk.enums import Goal

FIGURE_FIELDS = ("period", "unit", "home_unit", "group", "sex", "age_group")
GOAL_FIELDS = (
    *("svf", "region", "home_region", "health_care_region", "unit", "treatment", "variant"),
    *("sex", "age_group", "recurrence", "period", "start_period"),
)
OWN_GOAL = "own_"  # how the key of a goal that the user has made begins
_TOTAL = "total"
# A code may hold any sign, so a key is cut only where the name of a field follows.
_NAMES = dict.fromkeys((*FIGURE_FIELDS, *GOAL_FIELDS, "column"))
_CUT = re.compile(rf"\|(?=(?:{'|'.join(_NAMES)})=)")


@dataclass(frozen=True, slots=True)
class ValueKey:
    """A value key taken apart."""

    measure: str
    fields: Mapping[str, str]
    is_total: bool = False


def is_goal_key(measure: str) -> bool:
    """Tell whether a measure is a goal model by its key: a shipped one or one of the user's own."""
    return measure.startswith(OWN_GOAL) or measure in set(Goal)


def can_name_indicator(key: str) -> bool:
    """Tell whether an indicator may have a key: no goal has it, and no value key is cut in it."""
    return bool(key) and "|" not in key and not is_goal_key(key)


def make_key(
    measure: str, named: Mapping[str, str], *, order: Sequence[str] = (), is_total: bool = False
) -> str:
    """Return the key of a figure; ``order`` is that of the fields, else that of ``named``."""
    fields = [f"{name}={named[name]}" for name in (order or named) if named.get(name)]
    return "|".join([measure, *fields, *([_TOTAL] if is_total else [])])


def read_key(value_key: str) -> ValueKey:
    """Return the parts of a key."""
    is_total = value_key.endswith(f"|{_TOTAL}")
    measure, *fields = _CUT.split(value_key.removesuffix(f"|{_TOTAL}"))
    parts = (field.partition("=") for field in fields)
    return ValueKey(measure, {name: code for name, _, code in parts}, is_total)
