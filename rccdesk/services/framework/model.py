"""The frameworks, their items and the assessments of them, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import FactorKind, Scale, Theme
from rccdesk.services.links.model import ChainLink

__all__ = [
    "AssessmentRow",
    "ChainLink",
    "FactorRow",
    "FrameworkItemRow",
    "FrameworkRow",
    "ScaleLevelRow",
]


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A version of a set of goals, criteria or areas. Years only: no more is known of the starts.

    ``is_own``: made by the user; a shipped one is switched on and off, never rewritten.
    """

    key: str
    title: str
    source: str = ""
    standing: str = ""
    lead_in: str = ""
    note: str = ""
    valid_from_year: int | None = None
    valid_to_year: int | None = None
    replaces_key: str = ""
    is_own: bool = False
    is_shown: bool = True
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkItemRow:
    """A goal, criterion or area; ``parent_uuid`` of a part is its whole's, "" for none."""

    framework_uuid: str
    code: str
    title: str
    text: str = ""
    asks_for_plan: bool = False
    owner_role: str = ""
    note: str = ""
    parent_uuid: str = ""
    uuid: str = ""

    @property
    def name(self) -> str:
        """The code and the short title, as in "K4 Stöd till närstående"."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class ScaleLevelRow:
    """A level of a scale with the word that the users have given it."""

    scale: Scale
    level: int
    name: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """How far an item has come and how challenging it is; None: not assessed.

    ``body`` is a group, never a person; ``area`` a region code, "" the whole. ``plan_progress`` is
    of the plan itself, ``progress`` then of its implementation.
    """

    item_uuid: str
    body: str
    day: dt.date
    area: str = ""
    progress: int | None = None
    challenge: int | None = None
    plan_progress: int | None = None
    reason: str = ""
    owner_role: str = ""
    next_review: dt.date | None = None
    author: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A strategic factor (SWOT, success factor, challenge) and the strategy to meet it."""

    kind: FactorKind
    text: str
    theme: Theme | None = None
    strategy: str = ""
    source: str = ""
    noted_on: dt.date | None = None
    uuid: str = ""
