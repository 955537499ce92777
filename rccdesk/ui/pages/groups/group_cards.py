"""The lines of one group: its seats without names, and who sits in them without figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.errors import NotFoundError
from rccdesk.services import groups
from rccdesk.services.charts.symbols import Symbol
from rccdesk.ui.cell_marks import symbol_mark
from rccdesk.ui.dialogs.group_choices import GroupChoices, read_group_choices
from rccdesk.ui.group_words import capital, day_words, words_of
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.groups import GroupLine, GroupView, SeatLine
    from rccdesk.services.groups.model import AssignmentRow, MembershipRow, ParticipationRow


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """What the page of a group shows; ``view`` None: the group is not there any more."""

    choices: GroupChoices
    today: dt.date
    view: GroupView | None = None
    line: GroupLine | None = None
    members: tuple[MembershipRow, ...] = ()
    participation: ParticipationRow | None = None
    assignments: tuple[AssignmentRow, ...] = ()

    @property
    def seat_names(self) -> list[tuple[str, str]]:
        """The seats of the group for a choice."""
        seats = self.view.seats if self.view is not None else ()
        return [(line.seat.uuid, line.name) for line in seats]


def read_group(database: Database, uuid: str, today: dt.date) -> GroupAnswer:
    """Return a group with who sits in it, what is told of patients, and its assignments.

    "" stands for what leads the RCC, or else the first group.
    """
    choices = read_group_choices(database)
    if not uuid:
        body = groups.steering_body(database)
        first = choices.groups[0].uuid if choices.groups else ""
        uuid = body.uuid if body is not None else first
    try:
        view = groups.get_group_view(database, uuid, today)
    except NotFoundError:
        return GroupAnswer(choices, today)
    lines = groups.list_group_lines(database, today)
    told = groups.list_participations(database, uuid)
    return GroupAnswer(
        choices,
        today,
        view,
        next((each for each in lines if each.group.uuid == uuid), None),
        groups.list_members(database, uuid),
        told[0] if told else None,
        tuple(each for each in groups.list_assignments(database) if each.group_uuid == uuid),
    )


def seat_columns() -> tuple[Column, ...]:
    """Return the heads of the seats."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupPage", "Plats"), 200, 4),
        Column(translate("GroupPage", "Deltar som"), 104, 1),
        Column(translate("GroupPage", "Besatta"), 80),
        Column(translate("GroupPage", "Läge"), 190, 3),
        Column(translate("GroupPage", "Närvaro"), 130, 1),
    )


def seat_lines(seats: Sequence[SeatLine]) -> tuple[Line, ...]:
    """Return the seats: asked for, filled, and there at the last four meetings held."""
    return tuple(_seat_line(row) for row in seats)


def _seat_line(row: SeatLine) -> Line:
    translate = QCoreApplication.translate
    symbol = Symbol.NOT_REACHED if row.is_vacant else Symbol.REACHED
    if row.is_absent and not row.is_vacant:
        symbol = Symbol.LOWER_REACHED
    attended = Cell(translate("GroupPage", "Ingen uppgift"), role="text2", order=-1.0)
    if row.asked:
        words = translate("GroupPage", "{attended} av {asked} möten")
        said = words.format(attended=row.attended, asked=row.asked)
        attended = Cell(said, order=row.attended / row.asked)
    return Line(
        row.seat.uuid,
        (
            Cell(row.name, strong=True),
            Cell(words_of(row.seat.kind)),
            Cell(formats.of(row.filled, row.required), order=float(row.filled)),
            Cell(row.words, symbol_mark(symbol), strong=row.is_vacant),
            attended,
        ),
    )


def member_columns() -> tuple[Column, ...]:
    """Return the heads of who sits in the seats."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupPage", "Vem"), 170, 3),
        Column(translate("GroupPage", "Plats"), 190, 4),
        Column(translate("GroupPage", "Uppgift i gruppen"), 140, 1),
        Column(translate("GroupPage", "Från"), 100),
        Column(translate("GroupPage", "Till"), 100),
    )


def member_lines(answer: GroupAnswer) -> tuple[Line, ...]:
    """Return who sits in the seats now, and after them those who did or will."""
    now = [row for row in answer.members if groups.sits_on(row, answer.today)]
    rest = [row for row in answer.members if row not in now]
    names = dict(answer.seat_names)
    order = {uuid: number for number, uuid in enumerate(names)}
    now.sort(key=lambda row: order.get(row.seat_uuid, len(order)))
    rest.sort(key=lambda row: row.ends_on or row.starts_on or dt.date.max, reverse=True)
    found = [_member_line(row, names, answer) for row in now]
    if rest:
        words = QCoreApplication.translate("GroupPage", "Tidigare och kommande")
        found.append(Line("rest", (Cell(words),), is_group=True))
        found += [_member_line(row, names, answer) for row in rest]
    return tuple(found)


def _member_line(row: MembershipRow, names: dict[str, str], answer: GroupAnswer) -> Line:
    function = words_of(row.function) if row.function is not None else ""
    return Line(
        row.uuid,
        (
            Cell(answer.choices.person(row.person_uuid), strong=True),
            Cell(names.get(row.seat_uuid, "")),
            Cell(function),
            Cell(day_words(row.starts_on) or formats.MISSING),
            Cell(day_words(row.ends_on) or formats.MISSING),
        ),
    )


def group_facts(answer: GroupAnswer) -> list[tuple[str, str]]:
    """Return what the group is, by name."""
    translate = QCoreApplication.translate
    view = answer.view
    assert view is not None
    group, line = view.group, answer.line
    facts = [
        (translate("GroupPage", "Slag"), capital(answer.choices.kinds.get(group.kind, ""))),
        (translate("GroupPage", "Process"), view.process.name if view.process else ""),
        (
            translate("GroupPage", "Region"),
            answer.choices.region(group.region) or translate("GroupPage", "Hela sjukvårdsregionen"),
        ),
        (translate("GroupPage", "Reglemente"), group.rules),
        (
            translate("GroupPage", "Möten per år"),
            "" if group.meetings_per_year is None else formats.number(group.meetings_per_year),
        ),
        (translate("GroupPage", "Rapporterar till"), group.reports_to),
        (translate("GroupPage", "Senaste möte"), day_words(line.last_meeting if line else None)),
        (translate("GroupPage", "Nästa möte"), day_words(line.next_meeting if line else None)),
    ]
    if view.process is None:
        del facts[1]
    return facts


def participation_facts(row: ParticipationRow) -> list[tuple[str, str]]:
    """Return what is told of patients and their families in the group."""
    translate = QCoreApplication.translate
    numbers = (row.wanted, row.offered, row.admitted)
    wanted, offered, admitted = (
        "" if number is None else formats.number(number) for number in numbers
    )
    return [
        (translate("GroupPage", "Uppgift från"), day_words(row.day)),
        (translate("GroupPage", "Önskade"), wanted),
        (translate("GroupPage", "Erbjudna"), offered),
        (translate("GroupPage", "Med i gruppen"), admitted),
        (translate("GroupPage", "Kom in"), "" if row.entry is None else words_of(row.entry)),
        (translate("GroupPage", "Hur det är ordnat"), row.form),
        (translate("GroupPage", "Vad ändrades?"), row.change),
    ]
