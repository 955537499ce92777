"""What became of the meeting before: its minutes, its decisions, and what has changed since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import ActionState, DocumentState, MinutesKind
from rccdesk.services import decisions, meetings
from rccdesk.services.packs.model import PackFigure, Section
from rccdesk.services.packs.parts.asking import Material, day_words, make_table
from rccdesk.services.packs.told import hides
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.decisions import ActionLine, DecisionLine, SinceLast
    from rccdesk.services.meetings import MeetingView


def make_previous(material: Material) -> tuple[Section, ...]:
    """Return the minutes of the meeting before, its decisions and actions, and what is new."""
    view = material.view
    if view is None:
        return ()
    meeting = view.meeting
    since = decisions.get_since_last(
        material.database, meeting.group_uuid, material.today, meeting_uuid=meeting.uuid
    )
    if since.since is None and not since.decisions and not since.actions:
        return ()
    return tuple(
        section
        for section in (
            _first(material, view, since),
            _decided(since),
            _to_do(since),
            _changed(since),
            _moved(material, since),
        )
        if section is not None
    )


def _first(material: Material, view: MeetingView, since: SinceLast) -> Section:
    said = [since.sentence]
    said += [
        text("packs.steering.labelled", label=each.title, words=each.words)
        for each in since.frameworks
        if each.assessed
    ]
    before = meetings.previous_meeting(material.database, view.meeting)
    if before is not None:
        said.append(_minutes_words(material, before.uuid, formats.iso_date(before.day)))
    return Section(
        heading=text("packs.steering.since"), paragraphs=tuple(words for words in said if words)
    )


def _minutes_words(material: Material, meeting_uuid: str, day: str) -> str:
    """Return where the minutes of a meeting stand: approved, waiting to be, or not written."""
    row = models.Minutes
    query = (
        select(row.approved_on)
        .where(
            row.meeting_uuid == meeting_uuid,
            row.kind == str(MinutesKind.MINUTES),
            row.state != str(DocumentState.REPLACED),
            row.deleted_at.is_(None),
        )
        .order_by(row.version.desc())
    )
    with material.database.read() as session:
        found = session.execute(query).first()
    if found is None:
        return text("packs.steering.minutes_missing", day=day)
    if found[0] is None:
        return text("packs.steering.minutes_waiting", day=day)
    return text("packs.steering.minutes_approved", day=day, on=formats.iso_date(found[0]))


def _decided(since: SinceLast) -> Section | None:
    if not since.decisions:
        return None
    table = make_table(
        ("place", "decision", "responsible", "due", "standing"),
        map(_decision, sorted(since.decisions, key=urgency)),
    )
    return Section(heading=text("packs.steering.followed"), tables=(table,))


def urgency(line: DecisionLine) -> tuple[int, dt.date, int]:
    """Order by what is late: past its day, then what waits the longest, the rest, then the done."""
    due = line.decision.due_on or line.decision.returns_on or dt.date.max
    waits = line.waiting_days or 0
    if not line.is_open:
        return 3, due, 0
    if line.is_overdue:
        return 0, due, -waits
    return (1, dt.date.max, -waits) if line.is_waiting else (2, due, 0)


def _action_urgency(line: ActionLine) -> tuple[bool, dt.date]:
    return line.action.state is not ActionState.OPEN, line.action.due_on or dt.date.max


def _decision(line: DecisionLine) -> tuple[str, ...]:
    row = line.decision
    due = day_words(row.due_on or row.returns_on)
    if line.is_confidential:
        return (line.place_words, text("papers.left_out_decision"), "", due, line.standing_words)
    return (line.place_words, row.text, row.responsible, due, line.standing_words)


def _to_do(since: SinceLast) -> Section | None:
    if not since.actions:
        return None
    table = make_table(
        ("action", "responsible", "due", "standing"),
        map(_action, sorted(since.actions, key=_action_urgency)),
    )
    return Section(heading=text("packs.steering.actions"), tables=(table,))


def _action(line: ActionLine) -> tuple[str, ...]:
    due = day_words(line.action.due_on)
    if line.is_confidential:
        return (text("papers.left_out"), "", due, line.standing_words)
    return (line.action.title, line.responsible, due, line.standing_words)


def _changed(since: SinceLast) -> Section | None:
    changes = (*since.assessments, *since.plan_items)
    if not changes:
        return None
    rows = ((each.name, each.of, each.was, each.now) for each in changes)
    table = make_table(("what", "of", "was", "now"), rows)
    return Section(heading=text("packs.steering.changed"), tables=(table,))


def _moved(material: Material, since: SinceLast) -> Section | None:
    if not since.figures:
        return None

    def told(words: str, key: str) -> str:
        is_hidden = bool(words) and hides(material.database, key, material.hidden)
        return formats.HIDDEN if is_hidden else words

    rows = []
    figures = {}
    for each in since.figures:
        was, now = told(each.was, each.was_key), told(each.now, each.value_key)
        rows.append((each.name, _at(was, each.was_period), _at(now, each.now_period)))
        for key, words in ((each.was_key, was), (each.value_key, now or was)):
            if key:
                figures[key] = PackFigure(key, each.name, words)
    return Section(
        heading=text("packs.steering.moved"),
        tables=(make_table(("measure", "was", "now"), rows),),
        figures=tuple(figures.values()),
        notes=tuple(dict.fromkeys(each.note for each in since.figures if each.note)),
    )


def _at(words: str, period: str) -> str:
    return text("packs.steering.at", words=words, period=period) if period else words
