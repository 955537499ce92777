"""One point of an agenda as it is shown to the group, and all that a showing is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import DecisionKind, PointKind

if TYPE_CHECKING:
    from rccdesk.services.charts.spec import ChartSpec

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to go: its letter, its name, what it means, each in words."""

    letter: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision that has been written down."""

    uuid: str
    kind: DecisionKind
    text: str
    responsible: str = ""
    day: dt.date | None = None  # due, or when a postponed point comes back
    regions: tuple[str, ...] = ()  # names
    is_every_region: bool = False
    next_decider: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """A point with all its words; figures come from published series only."""

    uuid: str
    number: int
    title: str
    question: str
    background: str
    kind: PointKind
    minutes: int | None
    choices: tuple[Choice, ...] = ()
    proposal: str = ""
    next_decider: str = ""
    rapporteur: str = ""
    not_asked: tuple[str, ...] = ()  # names of regions and councils, ahead of a decision
    recorded: tuple[Recorded, ...] = ()
    chart: ChartSpec | None = None
    figures: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    group_uuid: str = ""
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A point of the agenda as the showing knows all of them."""

    uuid: str
    number: int
    title: str
    kind: PointKind


@dataclass(frozen=True, slots=True)
class Showing:
    """A meeting that is shown: its name, its points in order, the RCC's regions."""

    meeting_uuid: str
    title: str
    stops: tuple[Stop, ...]
    regions: tuple[tuple[str, str], ...]
    is_example: bool
    is_reading: bool  # the file takes no changes
    ends_at: str = ""  # HH:MM
