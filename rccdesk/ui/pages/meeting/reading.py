"""What the page of a meeting asks, and the services' answers side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.enums import GroupKind, MeetingState
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import figure_charts, groups, meetings, organisation
from rccdesk.services.analyses.freezing import freeze
from rccdesk.services.plans.regions import own_regions

if TYPE_CHECKING:
    from rccdesk.services.analyses import FrozenContent
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingRow, MeetingView, PointView
    from rccdesk.services.organisation import Word
    from rccdesk.services.packs.rows import CommentRow


@dataclass(frozen=True, slots=True)
class Answer:
    """A meeting with its agenda; ``view`` None: there is none.

    ``regions`` are those of the RCC, by code. ``later`` are the group's meetings that a point can
    be moved or copied to, ``previous`` is the one held before, whose minutes are to be approved.
    """

    view: MeetingView | None = None
    previous: MeetingRow | None = None
    later: tuple[MeetingRow, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    councils: tuple[str, ...] = ()
    terms: Mapping[str, Word] = field(default_factory=dict)

    @property
    def meeting(self) -> MeetingRow:
        """The meeting; AssertionError where there is none."""
        assert self.view is not None
        return self.view.meeting


def read(database: Database, uuid: str, today: dt.date) -> Answer:
    """Return the meeting asked for, or the next one where none is asked for or it is gone."""
    view = _view(database, uuid, today) or _view(database, _nearest(database, today), today)
    if view is None:
        return Answer()
    meeting = view.meeting
    later = tuple(
        row
        for row in meetings.list_meetings(database, group_uuid=meeting.group_uuid, first=today)
        if row.uuid != meeting.uuid
        and row.day >= meeting.day
        and row.state not in (MeetingState.HELD, MeetingState.CANCELLED)
    )
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    return Answer(
        view,
        previous=meetings.previous_meeting(database, meeting),
        later=later,
        regions=tuple((code, names.get(code, code)) for code in own_regions(database)),
        councils=_councils(database),
        terms=organisation.get_terms(database),
    )


def read_point(database: Database, uuid: str) -> PointView | None:
    """Return a point with all that stands around it; None for one that is gone."""
    try:
        return meetings.get_point_view(database, uuid)
    except NotFoundError:
        return None


def read_figure(database: Database, value_key: str) -> FrozenContent | None:
    """Return a figure as it is now with its chart; None where it is gone or hidden."""
    try:
        chart = figure_charts.get_figure_chart(database, value_key)
        return freeze(database, value_key, chart)
    except (RccdeskError, ValueError):
        return None


def read_comments(
    database: Database, value_keys: tuple[str, ...], meeting_uuid: str
) -> tuple[tuple[CommentRow, ...], str]:
    """Return what has been said of figures ahead of a meeting, and who works here."""
    from rccdesk.services.packs import comments

    return comments.list_comments(database, value_keys, meeting_uuid), database.who


def _view(database: Database, uuid: str, today: dt.date) -> MeetingView | None:
    """Return a meeting with its agenda; None for none, and for one that is gone."""
    try:
        return meetings.get_meeting_view(database, uuid, today) if uuid else None
    except NotFoundError:
        return None


def _nearest(database: Database, today: dt.date) -> str:
    coming = meetings.list_meeting_lines(database, today, coming=True)
    return coming[0].meeting.uuid if coming else ""


def _councils(database: Database) -> tuple[str, ...]:
    """Return the names of the councils of patients, as they are asked ahead of a point."""
    return tuple(row.name for row in groups.list_groups(database, GroupKind.PATIENT_COUNCIL))
