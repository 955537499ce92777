"""A plan as lines: a goal or an activity each, with all that the window shows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rccdesk.enums import ItemState, Scope, Thing
from rccdesk.services.plans.model import PlanRegionRow, PlanRow

CLOSED = frozenset({ItemState.DONE, ItemState.NOT_NOW, ItemState.DROPPED, ItemState.STRUCK})
"""States in which nothing is expected: never overdue, never untouched."""
_NO_STATES: Mapping[str, ItemState] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A goal or an activity of a plan.

    ``depth`` is from 0, ``level_word`` the plan's own word for it ("" of an activity). ``state``
    is the user's own; ``is_overdue`` is computed from ``due_on`` (an item's target date).
    ``missing`` are keys of `missing_parts`; a heading has none and asks for none.
    ``region_states`` has the regions that somebody has said something of. ``untouched_days`` is
    since anybody last said something, None where nobody has. ``framework_codes`` are the criteria
    and areas that it serves, as in "K4".
    """

    kind: Thing
    uuid: str
    parent_uuid: str
    depth: int
    code: str
    title: str
    level_word: str
    responsible: str
    state: ItemState
    missing: tuple[str, ...] = ()
    region_states: Mapping[str, ItemState] = field(default_factory=lambda: _NO_STATES)
    due_on: dt.date | None = None
    starts_on: dt.date | None = None
    done_on: dt.date | None = None
    last_follow_up: dt.date | None = None
    is_overdue: bool = False
    untouched_days: int | None = None
    has_obstacle: bool = False
    scope: Scope | None = None
    priority: int | None = None
    framework_codes: tuple[str, ...] = ()
    measure_key: str = ""
    region: str = ""
    is_heading: bool = False
    state_reason: str = ""
    next_step: str = ""
    has_parts: bool = False
    activity_count: int = 0
    initiative_count: int = 0
    needs_decision: bool = False
    words: str = ""  # everything that a search looks in, folded

    @property
    def name(self) -> str:
        """The code and the title, as in "2.1.3 Gemensam patologikö"."""
        return f"{self.code} {self.title}".strip()

    @property
    def is_item(self) -> bool:
        """Tell a goal from an activity."""
        return self.kind is Thing.PLAN_ITEM

    @property
    def has_work(self) -> bool:
        """Tell whether anything is done for a goal: an activity or an initiative of its own."""
        return bool(self.activity_count or self.initiative_count)

    @property
    def is_followable(self) -> bool:
        """Tell whether a goal has all it needs to be followed up."""
        return self.is_item and not self.is_heading and not self.missing


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its regions and lines, depth first: activities stand right under their goal."""

    plan: PlanRow
    state_words: str
    regions: tuple[PlanRegionRow, ...]
    lines: tuple[PlanLine, ...]
    sentence: str
    today: dt.date
