"""Which meeting pictures are drawn of: the presentation, and the forms of a live meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from rccdesk.services import meetings
from rccdesk.ui.dialogs.attendance_dialog import AttendanceDialog
from rccdesk.ui.dialogs.decision_dialog import DecisionDialog
from rccdesk.ui.dialogs.minutes_dialog import MinutesDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from rccdesk.services.database import Database
    from rccdesk.ui.dialogs.saving_dialog import DialogContext


def find_shown_meeting(database: Database) -> str:
    """Return the uuid of the next meeting, else of the last one; "" where there is none.

    That of the body that leads the RCC where it has one: most is seen there.
    """
    today = dt.datetime.now().astimezone().date()
    for is_coming in (True, False):
        lines = meetings.list_meeting_lines(database, today, coming=is_coming)
        if lines:
            leading = [line for line in lines if line.group.is_steering_body]
            return (leading or lines)[0].meeting.uuid
    return ""


def find_shown_point(database: Database, meeting: str) -> str:
    """Return the uuid of a meeting's first point with a proposal; "" where none has."""
    points = meetings.list_points(database, meeting)
    return next((point.uuid for point in points if point.proposal), "")


def list_meeting_dialogs(
    context: DialogContext, meeting: str, point: str, parent: QWidget
) -> Mapping[str, Callable[[], QDialog]]:
    """Return the forms of a live meeting by name, each made when called."""
    return {
        "record": partial(DecisionDialog, context, meeting, point, parent),
        "attendance": partial(AttendanceDialog, context, meeting, parent),
        "minutes": partial(MinutesDialog, context, meeting, parent),
    }
