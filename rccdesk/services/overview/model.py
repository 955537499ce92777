"""What the page Översikt shows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rccdesk.services.analyses import TopicRow
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.tiles import Pair, Tile


class StepState(StrEnum):
    """Where a step of the loop stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class LoopStep:
    """One of the five steps; ``page`` is where its button leads."""

    key: str
    title: str
    state: StepState
    lines: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that waits for the user; ``page`` is where it is dealt with, ``tab`` its tab."""

    icon: str
    title: str
    line: str
    page: str
    tab: str = ""


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """The next meeting: how far away it is, and what is missing before its papers go out.

    ``uuid`` is "" where none is planned; then ``title`` names the group.
    """

    uuid: str
    title: str
    words: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class OwnAssignment:
    """An assignment of the user's, with where it stands."""

    uuid: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page. ``pair`` is None where nothing has been imported.

    ``attention`` is in order: decided and overdue, due today, overdue, waiting, doubts.

    ``texts`` are those of the period, none without one; ``improvements`` the open areas.
    """

    steps: tuple[LoopStep, ...]
    pair: Pair | None
    tiles: tuple[Tile, ...]
    attention: tuple[Attention, ...]
    changes: tuple[str, ...]
    next_step: LoopStep
    newest_batch: int  # the newest active batch of events; 0 for none
    texts: tuple[TopicRow, ...] = ()
    improvements: tuple[ImprovementRow, ...] = ()
    process: str = ""  # the KVÅ prefix of the process that has a page of its own; "" for none
    results: str = ""  # how many initiatives have a measured result; "" without initiatives
    gaps: str = ""  # how many gaps the mission has, for the chief; "" for other roles
    meeting: MeetingAhead | None = None  # None where none concerns the user
    assignments: tuple[OwnAssignment, ...] = ()


@dataclass(frozen=True, slots=True)
class OverviewQuery:
    """The shared selection, and what the user has looked at (batch ids seen on Ledtider)."""

    svf: tuple[str, ...]
    area: str  # code of a region or key of an RCC; empty: the whole
    regions: tuple[str, ...]  # the codes of the regions of the area; empty: all
    period: str
    seen_batch: int = 0
