"""The lines of one assignment: its introduction, goals, open points, texts and facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.errors import NotFoundError
from rccdesk.services import groups, mapping75
from rccdesk.services.charts.symbols import Symbol
from rccdesk.ui.cell_marks import plan_state_mark, symbol_mark
from rccdesk.ui.dialogs.group_choices import GroupChoices, read_group_choices
from rccdesk.ui.dialogs.release_dialog import period_words
from rccdesk.ui.group_words import day_words, share_words
from rccdesk.ui.plan_state import state_words
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.groups import AssignmentPage
    from rccdesk.services.groups.model import StepRow


@dataclass(frozen=True, slots=True)
class AssignmentAnswer:
    """What the page of an assignment shows; ``page`` None: it is not there any more."""

    choices: GroupChoices
    today: dt.date
    page: AssignmentPage | None = None
    causes: tuple[tuple[str, str], ...] = ()  # key, name


def read_assignment(database: Database, uuid: str, today: dt.date) -> AssignmentAnswer:
    """Return all of an assignment; "" stands for the first of the RCC's own."""
    choices = read_group_choices(database)
    if not uuid:
        rows = groups.list_assignments(database)
        uuid = next((row.uuid for row in rows if groups.is_own(row) and row.person_uuid), "")
    try:
        page = groups.get_assignment_page(database, uuid, today)
    except NotFoundError:
        return AssignmentAnswer(choices, today)
    causes = mapping75.list_causes(database, with_retired=True)
    return AssignmentAnswer(choices, today, page, tuple((row.key, row.name) for row in causes))


def step_columns() -> tuple[Column, ...]:
    """Return the heads of the points of an introduction."""
    translate = QCoreApplication.translate
    return (
        Column(translate("AssignmentPage", "Punkt"), 260, 5),
        Column(translate("AssignmentPage", "Klar senast"), 160, 1),
        Column(translate("AssignmentPage", "Klar den"), 110),
    )


def step_lines(steps: Sequence[StepRow], today: dt.date) -> tuple[Line, ...]:
    """Return the points of an introduction; a date that has passed says so."""
    late = QCoreApplication.translate("AssignmentPage", "{day}, har passerat")
    found = []
    for row in steps:
        is_late = row.done_on is None and row.due_on is not None and row.due_on < today
        due = day_words(row.due_on)
        symbol = Symbol.NONE if row.done_on is None else Symbol.REACHED
        found.append(
            Line(
                row.uuid,
                (
                    Cell(row.title, symbol_mark(symbol)),
                    Cell(late.format(day=due) if is_late else due or formats.MISSING,
                         strong=is_late),
                    Cell(day_words(row.done_on) or formats.MISSING),
                ),
            )
        )  # fmt: skip
    return tuple(found)


def goal_columns() -> tuple[Column, ...]:
    """Return the heads of the open goals."""
    translate = QCoreApplication.translate
    return (
        Column(translate("AssignmentPage", "Mål"), 280, 5),
        Column(translate("AssignmentPage", "Status"), 190, 1),
        Column(translate("AssignmentPage", "Måldatum"), 110),
    )


def goal_lines(page: AssignmentPage) -> tuple[Line, ...]:
    """Return the open goals of the process."""
    return tuple(
        Line(
            item.uuid,
            (
                Cell(item.name, full=f"{item.name} ({plan.name})"),
                Cell(state_words(item.state), plan_state_mark(item.state)),
                Cell(day_words(item.target_date) or formats.MISSING),
            ),
        )
        for item, plan in page.goals
    )


def open_columns() -> tuple[Column, ...]:
    """Return the heads of what is open."""
    translate = QCoreApplication.translate
    return (
        Column(translate("AssignmentPage", "Vad"), 280, 5),
        Column(translate("AssignmentPage", "När"), 110),
    )


def open_lines(answer: AssignmentAnswer) -> tuple[Line, ...]:
    """Return open activities, obstacles, points of agendas and actions, each under its word."""
    translate = QCoreApplication.translate
    page = answer.page
    assert page is not None
    causes = dict(answer.causes)
    obstacle = translate("AssignmentPage", "Hinder utan egna ord")
    parts = (
        (
            translate("AssignmentPage", "Aktiviteter"),
            [("activity", row.uuid, row.title, row.due_on) for row in page.activities],
        ),
        (
            translate("AssignmentPage", "Hinder"),
            [
                ("obstacle", row.uuid, row.text or causes.get(row.cause, "") or obstacle,
                 row.noted_on)
                for row in page.obstacles
            ],
        ),
        (
            translate("AssignmentPage", "Punkter på kommande dagordningar"),
            [("point", row.uuid, row.title, row.returns_on) for row in page.points],
        ),
        (
            translate("AssignmentPage", "Åtgärder"),
            [("action", row.uuid, row.title, row.due_on) for row in page.actions],
        ),
    )  # fmt: skip
    found: list[Line] = []
    for words, rows in parts:
        if rows:
            found.append(Line(f"group:{words}", (Cell(words),), is_group=True))
        for kind, uuid, title, day in rows:
            cells = (Cell(title), Cell(day_words(day) or formats.MISSING))
            found.append(Line(f"{kind}/{uuid}", cells))
    return tuple(found)


def text_columns() -> tuple[Column, ...]:
    """Return the heads of what was written in the last year."""
    translate = QCoreApplication.translate
    return (
        Column(translate("AssignmentPage", "Period"), 120),
        Column(translate("AssignmentPage", "Vad siffrorna visade"), 260, 5),
        Column(translate("AssignmentPage", "Vad vi ville göra"), 220, 4),
    )


def text_lines(page: AssignmentPage) -> tuple[Line, ...]:
    """Return what was written in the last year, the latest first."""
    return tuple(
        Line(
            row.uuid or str(number),
            (
                Cell(period_words(row.period)),
                Cell(row.finding or formats.MISSING),
                Cell(row.actions or formats.MISSING),
            ),
        )
        for number, row in enumerate(page.texts)
    )


def assignment_facts(answer: AssignmentAnswer) -> list[tuple[str, str]]:
    """Return what the assignment is, by name, without its time."""
    translate = QCoreApplication.translate
    page = answer.page
    assert page is not None
    row = page.assignment
    state = [page.words]
    if page.lacks_mentor:
        state.append(translate("AssignmentPage", "Mentor saknas"))
    if not page.is_own:
        state.append(translate("AssignmentPage", "Räknas inte bland RCC:s egna"))
    facts = [
        (translate("AssignmentPage", "Läge"), " · ".join(state)),
        (translate("AssignmentPage", "Process"), page.process.name if page.process else ""),
        (
            translate("AssignmentPage", "Region"),
            answer.choices.region(row.region)
            or translate("AssignmentPage", "Hela sjukvårdsregionen"),
        ),
        (translate("AssignmentPage", "Vem"), page.person.name if page.person else ""),
        (translate("AssignmentPage", "Uppdraget ges av"), page.commissioner),
        (translate("AssignmentPage", "Mentor"), page.mentor.name if page.mentor else ""),
        (translate("AssignmentPage", "Från"), day_words(row.starts_on)),
        (translate("AssignmentPage", "Till"), day_words(row.ends_on)),
        (translate("AssignmentPage", "Omfattar"), row.scope),
        (translate("AssignmentPage", "Kontakter"), row.contacts),
    ]
    if row.handover:
        facts.append((translate("AssignmentPage", "Att lämna över"), row.handover))
    return facts


def time_facts(page: AssignmentPage) -> list[tuple[str, str]]:
    """Return agreed time, who pays and releases it, and the share released by quarter."""
    translate = QCoreApplication.translate
    row = page.assignment
    not_told = translate("AssignmentPage", "Frigjord tid ej angiven")
    facts = [
        (translate("AssignmentPage", "Överenskommen tid"), share_words(row.share)),
        (translate("AssignmentPage", "Finansieras av"), page.financed_by),
        (translate("AssignmentPage", "Arbetsgivare"), row.employer),
        (translate("AssignmentPage", "Frigörs av"), row.released_by),
    ]
    if not page.releases:
        facts.append((translate("AssignmentPage", "Frigjord tid"), not_told))
    for release in page.releases[:4]:
        words = share_words(release.share)
        said = f"{words} · {release.note}" if release.note else words
        facts.append((period_words(release.period), said))
    return facts
