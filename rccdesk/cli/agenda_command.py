"""The agenda of a meeting with the reason for each point, and what could be taken up besides."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.cli import shapes
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import print_json
from rccdesk.cli.streams import mask_persons, say
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.enums import PointKind, Reason, Thing
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingRow, PointLine, Proposal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``agenda``."""
    parser.add_argument("--meeting", metavar="ID|DATE", help=text("meetings.help.meeting"))
    parser.add_argument(
        "--confidential", action="store_true", help=text("meetings.help.confidential")
    )
    parser.add_argument("--format", choices=("json", "text"), default="text")


def agenda(options: argparse.Namespace, as_json: bool) -> int:
    """Print the coming meetings, or what stands and could stand on the agenda of one.

    The titles of confidential points are left out unless they are asked for, and how many is said
    on stderr. A day with several meetings is that of the body that leads the RCC, where one of
    them is its.
    Raises NotFoundError ``agenda_meeting_missing``, RccdeskError ``agenda_several``.
    """
    as_json = as_json or options.format == "json"
    with OpenStore(store_path(options), reading=True) as database:
        if options.meeting is None:
            _print_coming(database, as_json=as_json)
        else:
            row = find_meeting(database, options.meeting)
            _print_agenda(database, row, as_json=as_json, shows_all=options.confidential)
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


def find_meeting(database: Database, said: str) -> MeetingRow:
    """Return the meeting by its id or day.

    A day with several meetings is that of the body that leads the RCC, where one of them is its.
    Raises NotFoundError ``agenda_meeting_missing``, RccdeskError ``agenda_several``.
    """
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is told of a point or a proposal; ``number`` None for a proposal."""

    number: int | None
    title: str
    kind: PointKind
    minutes: int | None
    rapporteur: str
    reason: Reason
    reason_words: str
    source_kind: Thing | None
    source_key: str
    is_confidential: bool

    def spread(self) -> _Entry:
        """Return what may be told to anybody."""
        if not self.is_confidential:
            return self
        left_out = text("papers.left_out")
        return replace(
            self, title=left_out, rapporteur="", reason_words="", source_kind=None, source_key=""
        )


def _print_agenda(database: Database, row: MeetingRow, *, as_json: bool, shows_all: bool) -> None:
    from rccdesk.services import meetings

    today = _today()
    view = meetings.get_meeting_view(database, row.uuid, today)
    proposed = meetings.collect_proposals(database, row.uuid, today)
    entries = [_of_line(line) for line in view.lines]
    entries += [_of_proposal(each) for each in proposed if not each.is_taken]
    left_out = 0
    if not shows_all:
        left_out = sum(each.is_confidential for each in entries)
        entries = [each.spread() for each in entries]
    if as_json:
        print_json(
            {
                "meeting_id": row.uuid,
                "group": view.group.name,
                "day": row.day.isoformat(),
                "state": str(row.state),
                "points": [_shape(each) for each in entries],
            }
        )
    else:
        say(view.title)
        say(view.sentence)
        _say_entries(entries)
    if left_out:
        say(text("meetings.cli.left_out", count=left_out), file=sys.stderr)


def _say_entries(entries: Sequence[_Entry]) -> None:
    from rccdesk.services import meetings

    was: int | None = 0  # a proposal comes after the points, or first of all
    for each in entries:
        if each.number is None and was is not None:
            say("")
            say(text("meetings.cli.proposed"))
        was = each.number
        said = {
            "number": "–" if each.number is None else f"{each.number}.",
            "title": each.title,
            "kind": meetings.kind_words(each.kind),
            "minutes": (
                "" if each.minutes is None else text("meetings.cli.minutes", count=each.minutes)
            ),
            "reason": each.reason_words,
        }
        say(text("meetings.cli.point" if each.reason_words else "meetings.cli.point_bare", **said))


def _of_line(line: PointLine) -> _Entry:
    from rccdesk.services.meetings.words import reason_said

    point = line.point
    return _Entry(
        number=line.number,
        title=point.title,
        kind=point.kind,
        minutes=point.minutes,
        rapporteur=point.rapporteur,
        reason=point.reason,
        reason_words=line.reason_words or reason_said(point),
        source_kind=point.source_kind,
        source_key=point.source_key,
        is_confidential=point.is_confidential,
    )


def _of_proposal(each: Proposal) -> _Entry:
    return _Entry(
        number=None,
        title=each.title,
        kind=each.kind,
        minutes=each.minutes,
        rapporteur=each.rapporteur,
        reason=each.reason,
        reason_words=each.reason_words,
        source_kind=each.source_kind,
        source_key=each.source_key,
        is_confidential=each.is_confidential,
    )


def _shape(each: _Entry) -> shapes.Shape:
    return {
        "number": each.number,
        "title": each.title,
        "kind": str(each.kind),
        "minutes": each.minutes,
        "rapporteur": each.rapporteur or None,
        "reason": str(each.reason),
        "reason_text": each.reason_words or None,
        "source_kind": str(each.source_kind) if each.source_kind else None,
        "source_key": each.source_key or None,
        "on_agenda": each.number is not None,
    }


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
