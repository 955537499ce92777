"""Due days of what is to be done, for any calendar program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.enums import ActionState
from rccdesk.errors import RccdeskError
from rccdesk.files import write_atomic
from rccdesk.services.decisions.action_lines import list_action_lines
from rccdesk.services.plans.stored import today
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions.action_lines import ActionLine

_DOMAIN = "rccdesk"  # what makes a UID ours; nothing is asked of any network
_PRODUCT = "-//rccdesk//rccdesk//{language}"


def export_calendar(
    database: Database,
    target: Path,
    *,
    uuids: Collection[str] | None = None,
    with_persons: bool = False,
) -> Path:
    """Write open actions with a due day as all-day events (.ics) and return where.

    ``uuids`` chooses among them, whatever state they are in. An event has the same UID every
    time, so that a new export moves it and makes no other. Names of persons stay at home unless
    asked for, and so does what came of something confidential. Raises RccdeskError
    ``calendar_empty``, and as `write_atomic`.
    """
    from icalendar import Calendar, Event

    lines = [line for line in list_action_lines(database, today()) if _is_wanted(line, uuids)]
    if not lines:
        raise RccdeskError("calendar_empty")
    target = target if target.suffix.lower() == ".ics" else target.with_name(f"{target.name}.ics")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT.format(language=language().upper()))
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", text("decisions.calendar.name"))
    stamp = dt.datetime.now(dt.UTC).replace(microsecond=0)
    for line in sorted(lines, key=lambda each: (each.action.due_on, each.action.uuid)):
        row = line.action
        assert row.due_on is not None
        event = Event()
        event.add("uid", f"{row.uuid}@{_DOMAIN}")
        event.add("dtstamp", stamp)
        event.add("dtstart", row.due_on)
        if row.due_on < dt.date.max:  # the end is the day after; without one it is the day alone
            event.add("dtend", row.due_on + dt.timedelta(days=1))
        left_out = text("decisions.calendar.left_out")
        event.add("summary", left_out if line.is_confidential else row.title)
        event.add("description", _description(line, with_persons=with_persons))
        event.add("transp", "TRANSPARENT")  # a due day keeps nobody busy
        calendar.add_component(event)
    write_atomic(target, calendar.to_ical())
    return target


def _is_wanted(line: ActionLine, uuids: Collection[str] | None) -> bool:
    if line.action.due_on is None:
        return False
    if uuids is not None:
        return line.action.uuid in uuids
    return line.action.state is ActionState.OPEN


def _description(line: ActionLine, *, with_persons: bool) -> str:
    responsible = line.responsible if with_persons else line.action.responsible
    parts = (
        text("decisions.calendar.responsible", responsible=responsible) if responsible else "",
        text("decisions.calendar.group", group=line.group_name) if line.group_name else "",
        text("decisions.calendar.decision", place=line.place_words) if line.place_words else "",
    )
    return "\n".join(filter(None, parts))
