"""What an analysis is made of, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from rccdesk.enums import Representativeness
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.tiles import Tile

TEXT_FIELDS = ("finding", "explanation", "actions")


class WritingState(StrEnum):
    """How far a text has come."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AnalysisKey:
    """What an analysis is about: processes (KVÅ prefixes), area (code, "" = the whole), period.

    ``topic`` is an indicator's key, "" for lead time and inclusion.
    """

    svf: tuple[str, ...]
    area: str
    period: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class AnalysisText:
    """The texts of one process (KVÅ prefixes), area (code, "" = the whole), period and topic.

    ``finding``: what the figures show; ``explanation``: what may lie behind; ``actions``: what
    is to be done. ``is_done`` is the user's own mark. ``author`` is who wrote last, as the
    history calls the user; ``uuid`` is "" where nothing is stored.
    """

    svf: tuple[str, ...]
    area: str
    period: str
    finding: str = ""
    explanation: str = ""
    actions: str = ""
    is_done: bool = False
    topic: str = ""
    author: str = field(default="", compare=False)
    uuid: str = field(default="", compare=False)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has been written."""
        return not (self.finding or self.explanation or self.actions)

    @property
    def key(self) -> AnalysisKey:
        """What the texts are about."""
        return AnalysisKey(self.svf, self.area, self.period, self.topic)

    @property
    def state(self) -> WritingState:
        """How far the texts have come."""
        if self.is_done:
            return WritingState.DONE
        return WritingState.NOT_STARTED if self.is_empty else WritingState.DRAFT


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Something to write about in a period; ``title`` is "" for lead time and inclusion."""

    topic: str
    title: str
    state: WritingState
    author: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A published figure unrounded, so that it can be compared with the same one later."""

    value_key: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    is_share: bool = True
    unit_of_measure: str = "proportion"


@dataclass(frozen=True, slots=True)
class FrozenContent:
    """A figure as it was shown: one tile, or lead time and inclusion, which are never apart.

    ``place`` is the selection and the period in words; ``warning`` is what the inclusion lets
    the lead time say, "" where it is representative. Only published figures are kept.
    """

    tiles: tuple[Tile, ...]
    numbers: tuple[Numbers, ...]
    place: str
    source: str
    representativeness: Representativeness = Representativeness.REPRESENTATIVE
    warning: str = ""
    chart: ChartSpec | None = None
    extract_date: dt.date | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure of an analysis, frozen on a day from an extract.

    ``number`` is the one that texts refer to, and never another figure's. ``content`` has in its
    tiles what has changed since, where that was asked for.
    """

    uuid: str
    number: int
    title: str
    value_key: str
    content: FrozenContent
    extract_date: dt.date | None
    frozen_on: dt.date


@dataclass(frozen=True, slots=True)
class AnalysisVersion:
    """The texts as they were when they were marked as done."""

    uuid: str
    number: int
    saved_on: dt.date
    author: str
    finding: str
    explanation: str
    actions: str
