"""The agenda of a meeting with the reason for each point, and what could be taken up besides."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.cli import shapes
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import print_json
from rccdesk.cli.streams import mask_persons, say
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.enums import PointKind
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingRow, PointLine, Proposal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``agenda``."""
    parser.add_argument("--meeting", metavar="ID|DATE", help=text("meetings.help.meeting"))
    parser.add_argument("--format", choices=("json", "text"), default="text")


def agenda(options: argparse.Namespace, as_json: bool) -> int:
    """Print the coming meetings, or what stands and could stand on the agenda of one.

    A day with several meetings is that of the body that leads the RCC, where one of them is its.
    Raises NotFoundError ``agenda_meeting_missing``, RccdeskError ``agenda_several``.
    """
    as_json = as_json or options.format == "json"
    with OpenStore(store_path(options), reading=True) as database:
        if options.meeting is None:
            _print_coming(database, as_json=as_json)
        else:
            _print_agenda(database, _find(database, options.meeting), as_json=as_json)
    return 0


def _print_coming(database: Database, *, as_json: bool) -> None:
    from rccdesk.services import meetings

    lines = meetings.list_meeting_lines(database, _today())
    if as_json:
        found = [
            {
                "meeting_id": line.meeting.uuid,
                "group": line.group.name,
                "day": line.meeting.day.isoformat(),
                "state": str(line.meeting.state),
                "points": line.points,
                "missing": line.missing,
            }
            for line in lines
        ]
        print_json({"meetings": found})
        return
    if not lines:
        say(text("meetings.cli.none"))
    for line in lines:
        day = formats.iso_date(line.meeting.day)
        said = {"day": day, "title": line.title, "words": line.words, "id": line.meeting.uuid}
        say(text("meetings.cli.meeting", **said))


def _find(database: Database, said: str) -> MeetingRow:
    from rccdesk.services import groups, meetings

    missing = NotFoundError("agenda_meeting_missing", meeting=mask_persons(said))
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        try:
            return meetings.get_meeting(database, said)
        except NotFoundError:
            raise missing from None
    found = meetings.list_meetings(database, first=day, last=day)
    if not found:
        raise missing
    if len(found) == 1:
        return found[0]
    body = groups.steering_body(database)
    leading = [row for row in found if body is not None and row.group_uuid == body.uuid]
    if len(leading) != 1:
        ids = ", ".join(row.uuid for row in found)
        raise RccdeskError("agenda_several", day=formats.iso_date(day), ids=ids)
    return leading[0]


def _print_agenda(database: Database, row: MeetingRow, *, as_json: bool) -> None:
    from rccdesk.services import meetings
    from rccdesk.services.meetings.words import reason_said

    today = _today()
    view = meetings.get_meeting_view(database, row.uuid, today)
    collected = meetings.collect_proposals(database, row.uuid, today)
    proposed = [each for each in collected if not each.is_taken]
    if as_json:
        points = [_point(line) for line in view.lines] + [_proposal(each) for each in proposed]
        print_json(
            {
                "meeting_id": row.uuid,
                "group": view.group.name,
                "day": row.day.isoformat(),
                "state": str(row.state),
                "points": points,
            }
        )
        return
    say(view.title)
    say(view.sentence)
    for line in view.lines:
        point = line.point
        reason = line.reason_words or reason_said(point)
        _say(f"{line.number}.", point.title, point.kind, point.minutes, reason)
    if proposed:
        say("")
        say(text("meetings.cli.proposed"))
    for each in proposed:
        _say("–", each.title, each.kind, each.minutes, each.reason_words)


def _say(number: str, title: str, kind: PointKind, minutes: int | None, reason: str) -> None:
    from rccdesk.services import meetings

    length = "" if minutes is None else text("meetings.cli.minutes", count=minutes)
    key = "meetings.cli.point" if reason else "meetings.cli.point_bare"
    said = {"number": number, "title": title, "minutes": length, "reason": reason}
    say(text(key, kind=meetings.kind_words(kind), **said))


def _point(line: PointLine) -> shapes.Shape:
    from rccdesk.services.meetings.words import reason_said

    point = line.point
    return {
        "number": line.number,
        "title": point.title,
        "kind": str(point.kind),
        "minutes": point.minutes,
        "rapporteur": point.rapporteur or None,
        "reason": str(point.reason),
        "reason_text": line.reason_words or reason_said(point) or None,
        "source_kind": str(point.source_kind) if point.source_kind else None,
        "source_key": point.source_key or None,
        "on_agenda": True,
    }


def _proposal(each: Proposal) -> shapes.Shape:
    return {
        "number": None,
        "title": each.title,
        "kind": str(each.kind),
        "minutes": each.minutes,
        "rapporteur": each.rapporteur or None,
        "reason": str(each.reason),
        "reason_text": each.reason_words or None,
        "source_kind": str(each.source_kind) if each.source_kind else None,
        "source_key": each.source_key or None,
        "on_agenda": False,
    }


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
