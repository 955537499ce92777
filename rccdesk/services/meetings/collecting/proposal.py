"""A proposed point of an agenda, and what it is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import PointKind, Reason, Thing
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.meetings.model import MeetingRow


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point that could be on an agenda, with why; ``is_taken``: it already is.

    ``minutes`` None: nobody has said how long. ``source_kind`` and ``source_key`` are what it is
    about, None and "" for nothing with a place of its own. ``is_confidential``: it comes of a point
    or a decision that is.
    """

    title: str
    kind: PointKind
    minutes: int | None
    rapporteur: str
    reason: Reason
    reason_words: str
    source_kind: Thing | None
    source_key: str
    is_taken: bool = False
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The meeting that points are collected for. ``since`` is the day of the one before."""

    meeting: MeetingRow
    group: GroupRow
    svf: tuple[str, ...]  # KVÅ prefixes of the group's process
    since: dt.date | None
    today: dt.date

    @property
    def by(self) -> dt.date:
        """Until when something counts as due: the day of the meeting."""
        return self.meeting.day
