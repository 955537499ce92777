"""What meetings and their points are called, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Reason
from rccdesk.texts import text

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.enums import MeetingState, PointKind, PointState, Presence
    from rccdesk.services.meetings.model import PointRow

_BARE = (Reason.TEMPLATE, Reason.OWN, Reason.BACKLOG, Reason.VACANCY)  # their words need no values


def meeting_title(group_name: str, day: dt.date) -> str:
    """Return a meeting's name, as in "Styrgruppen 10 december 2026"."""
    return text(
        "meetings.title", group=group_name, day=day.day, month=text(f"formats.month.{day.month}"),
        year=day.year,
    )  # fmt: skip


def state_words(state: MeetingState) -> str:
    """Return where a meeting stands, in words."""
    return text(f"meetings.state.{state.value}")


def kind_words(kind: PointKind) -> str:
    """Return what a point asks of the meeting, in words."""
    return text(f"meetings.kind.{kind.value}")


def point_state_words(state: PointState) -> str:
    """Return what has become of a point, in words."""
    return text(f"meetings.point_state.{state.value}")


def presence_words(presence: Presence) -> str:
    """Return whether a seat was there, in words."""
    return text(f"meetings.presence.{presence.value}")


def reason_words(reason: Reason, **values: object) -> str:
    """Return why a point stands on an agenda, in words; the values are those of its text."""
    return text(f"meetings.reason.{reason.value}", **values)


def reason_said(point: PointRow) -> str:
    """Return why a point stands on its agenda, in words; "" where nobody has said."""
    if point.reason_words or point.reason not in _BARE:
        return point.reason_words
    return reason_words(point.reason)


def returned_words(day: dt.date) -> str:
    """Return that a point was put off until a day."""
    return text("meetings.returns", day=formats.iso_date(day))
