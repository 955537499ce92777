"""What is handed over with an assignment (R-P27): its page, its contacts, its open points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import groups, meetings, plans
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.meetings import kind_words
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.papers.assembling import listed, paper, write_paper
from rccdesk.services.plans.stored import today
from rccdesk.texts import text

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from rccdesk.services.database import Database
    from rccdesk.services.groups import AssignmentPage, SeatLine

FORMATS = ("docx", "pdf")
_Lines = tuple[tuple[str, str], ...]


def write_handover(database: Database, assignment_uuid: str, target: Path) -> Path:
    """Write the handover of an assignment as .docx or .pdf; return where it lies.

    NotFoundError ``assignment_missing``, RccdeskError ``paper_format``, FileWriteError.
    """
    return write_paper(database, make_handover(database, assignment_uuid), target, FORMATS)


def make_handover(database: Database, assignment_uuid: str) -> Pack:
    """Return what the next one needs to know; NotFoundError ``assignment_missing``."""
    page = groups.get_assignment_page(database, assignment_uuid, today())
    row = page.assignment
    about = listed((page.role, page.process.name if page.process else ""))
    sections = (
        Section(heading=text("papers.handover.assignment"), facts=_facts(page)),
        _section("scope", row.scope),
        _section("handover", row.handover),
        Section(heading=text("papers.handover.group"), **_group(page)),  # type: ignore[arg-type]
        Section(heading=text("papers.handover.network"), tables=_network(page)),
        _section("contacts", row.contacts),
        Section(heading=text("papers.handover.goals"), tables=_goals(page)),
        Section(heading=text("papers.handover.activities"), tables=_activities(page)),
        Section(
            heading=text("papers.handover.obstacles"),
            paragraphs=tuple(each.text for each in page.obstacles if each.text),
        ),
        Section(heading=text("papers.handover.points"), tables=_points(database, page)),
        Section(heading=text("papers.handover.actions"), tables=_actions(page)),
        Section(heading=text("papers.handover.steps"), tables=_steps(page)),
        *_texts(page),
        Section(heading=text("papers.handover.missing"), paragraphs=_missing(page)),
    )
    return paper(database, "handover", text("papers.handover.title", about=about), sections)


def _section(key: str, words: str) -> Section:
    lines = tuple(line.strip() for line in words.splitlines() if line.strip())
    return Section(heading=text(f"papers.handover.{key}"), paragraphs=lines)


def _facts(page: AssignmentPage) -> _Lines:
    row, person = page.assignment, page.person
    unknown = text("papers.unknown")
    holder = ""
    if person is not None:
        holder = listed((person.name, person.profession, person.employer))
    lines = (
        ("role", page.role),
        ("process", page.process.name if page.process else ""),
        ("state", page.words),
        ("holder", holder),
        ("reached", listed((person.email, person.phone)) if person is not None else ""),
        ("share", formats.percent(row.share) if row.share is not None else unknown),
        ("financed_by", page.financed_by),
        ("commissioner", page.commissioner),
        ("employer", row.employer),
        ("released_by", row.released_by),
        ("starts_on", _day(row.starts_on)),
        ("ends_on", _day(row.ends_on)),
        ("mentor", page.mentor.name if page.mentor is not None else unknown),
        # Nothing of the time that was released: the holder's name stands beside it.
    )
    return tuple((text(f"papers.handover.fact.{key}"), words) for key, words in lines if words)


def _group(page: AssignmentPage) -> dict[str, object]:
    """Return the seats of the group with who sits in them, the empty ones with since when."""
    view = page.group
    if view is None:
        return {}
    rows = tuple(
        (
            line.name,
            listed(
                listed((holder.person.name, holder.person.email))
                for holder in line.holders
                if holder.person is not None
            ),
            _seat_words(line),
        )
        for line in view.seats
    )
    return {
        "paragraphs": (f"{view.group.name}. {view.sentence}",),
        "remarks": tuple(("", flag.words) for flag in view.flags),
        "tables": _table(("seat", "holder", "state"), rows),
    }


def _seat_words(line: SeatLine) -> str:
    """Return whether a seat is filled; how often it was there is never told beside a name."""
    return line.words if line.filled < line.required else text("groups.seat.filled")


def _network(page: AssignmentPage) -> tuple[TableSpec, ...]:
    rows = tuple((each.region, each.name, each.commissioner) for each in page.network)
    return _table(("region", "name", "commissioner"), rows)


def _goals(page: AssignmentPage) -> tuple[TableSpec, ...]:
    rows = tuple(
        (item.title, plan.name, plans.mark_words(item.state), _day(item.target_date))
        for item, plan in page.goals
    )
    return _table(("goal", "plan", "state", "due"), rows)


def _activities(page: AssignmentPage) -> tuple[TableSpec, ...]:
    rows = tuple((each.title, each.responsible, _day(each.due_on)) for each in page.activities)
    return _table(("activity", "responsible", "due"), rows)


def _points(database: Database, page: AssignmentPage) -> tuple[TableSpec, ...]:
    """Return the open points of the group; one that is confidential without its title."""
    rows = tuple(
        (
            text("papers.left_out")
            if meetings.get_point(database, each.uuid).is_confidential
            else each.title,
            kind_words(each.kind),
            _day(each.day) or text("papers.handover.backlog"),
            _day(each.returns_on),
        )
        for each in page.points
    )
    return _table(("point", "kind", "meeting", "returns"), rows)


def _actions(page: AssignmentPage) -> tuple[TableSpec, ...]:
    rows = tuple((each.title, _day(each.due_on)) for each in page.actions)
    return _table(("action", "due"), rows)


def _steps(page: AssignmentPage) -> tuple[TableSpec, ...]:
    rows = tuple((each.title, _day(each.due_on), _day(each.done_on)) for each in page.steps)
    return _table(("step", "due", "done"), rows)


def _texts(page: AssignmentPage) -> tuple[Section, ...]:
    """Return what was written of the figures in the last year, by its author's own words."""
    return tuple(
        Section(
            chapter=text("papers.handover.texts"),
            heading=listed((each.topic, each.period)) if each.topic else each.period,
            facts=tuple(
                (text(f"packs.analysis.{key}"), words)
                for key, words in (
                    ("finding", each.finding),
                    ("explanation", each.explanation),
                    ("actions", each.actions),
                )
                if words
            ),
            notes=(text("packs.analysis.no_cause"),) if each.explanation else (),
        )
        for each in page.texts
        if each.finding or each.explanation or each.actions
    )


def _missing(page: AssignmentPage) -> tuple[str, ...]:
    """Return in words what nobody has written for the next one."""
    row = page.assignment
    lacks = (
        ("scope", bool(row.scope)),
        ("handover", bool(row.handover)),
        ("contacts", bool(row.contacts) or bool(page.network)),
        ("group", page.group is not None),
        ("goals", bool(page.goals)),
    )
    names = [text(f"papers.handover.{key}") for key, is_there in lacks if not is_there]
    return (f"{listed(names)}.",) if names else ()


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[TableSpec, ...]:
    if not rows:
        return ()
    heads = tuple(TableColumn(text(f"papers.handover.column.{key}")) for key in columns)
    return (TableSpec(title="", columns=heads, rows=rows),)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""
