"""The heads and the lines of the lists of processes, groups and assignments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from rccdesk import formats
from rccdesk.enums import AssignmentState
from rccdesk.services import groups
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.groups import Flag
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.cell_marks import icon_mark, symbol_mark
from rccdesk.ui.dialogs.release_dialog import period_words
from rccdesk.ui.group_words import capital, day_words, share_words, symbol_of, words_of
from rccdesk.ui.pages.groups.reading import Answer, Listing
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.groups import (
        FlagLine,
        GroupLine,
        Introduction,
        ProcessLine,
        TimeLine,
        Vacancy,
    )
    from rccdesk.services.groups.model import AssignmentRow, PersonRow

_BAR = 110  # px at 100 % text


def process_columns(leader: str) -> tuple[Column, ...]:
    """Return the heads of the processes; ``leader`` is the RCC's word for who leads one."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Process"), 170, 3),
        Column(capital(leader), 150, 2),
        Column(translate("GroupsPage", "Läge"), 190, 1),
        Column(translate("GroupsPage", "Grupp"), 150, 2),
        Column(translate("GroupsPage", "Saknas i gruppen"), 180, 4),
        Column(translate("GroupsPage", "Introduktion"), 130, 1),
    )


def process_lines(rows: Sequence[ProcessLine]) -> tuple[Line, ...]:
    """Return a line for every process and leader."""
    return tuple(_process_line(row) for row in rows)


def process_key(row: ProcessLine) -> str:
    """Return the key of a line: a process may be led by two."""
    return f"{row.process.uuid}/{row.assignment.uuid if row.assignment else ''}"


def _process_line(row: ProcessLine) -> Line:
    translate = QCoreApplication.translate
    introduction = Cell("")
    if row.leader is not None and row.is_listed_for_chief:
        words = translate("GroupsPage", "Har punkter kvar")
        if not row.has_mentor:
            words = translate("GroupsPage", "Mentor saknas")
        introduction = Cell(words, icon_mark("doubt"), 14)
    no_group = Cell(translate("GroupsPage", "Ingen grupp"), role="text2", order="")
    return Line(
        process_key(row),
        (
            Cell(row.process.name, strong=True),
            _named(row.leader.name if row.leader else ""),
            _state(row.state, row.words, row.vacant_since is not None),
            Cell(row.group.name) if row.group else no_group,
            flags_cell(row.flags) if row.group else Cell(""),
            introduction,
        ),
    )


def group_columns() -> tuple[Column, ...]:
    """Return the heads of the groups."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Grupp"), 200, 3),
        Column(translate("GroupsPage", "Slag"), 150, 1),
        Column(translate("GroupsPage", "Ledamöter"), 90, numeric=True),
        Column(translate("GroupsPage", "Vakanta platser"), 110, numeric=True),
        Column(translate("GroupsPage", "Saknas"), 220, 4),
        Column(translate("GroupsPage", "Senaste möte"), 110),
        Column(translate("GroupsPage", "Nästa möte"), 110),
    )


def group_lines(rows: Sequence[GroupLine], answer: Answer) -> tuple[Line, ...]:
    """Return the groups, what leads the RCC first."""
    kinds = answer.choices.kinds
    return tuple(
        Line(
            row.group.uuid,
            (
                Cell(row.group.name, strong=True),
                Cell(capital(kinds.get(row.group.kind, ""))),
                Cell(formats.number(row.members), order=float(row.members)),
                _count(row.vacant),
                flags_cell(row.flags, has_seats=bool(row.members + row.vacant)),
                Cell(day_words(row.last_meeting) or formats.MISSING),
                Cell(day_words(row.next_meeting) or formats.MISSING),
            ),
        )
        for row in rows
    )


def flags_cell(flags: Sequence[FlagLine], *, has_seats: bool = True) -> Cell:
    """Return in short what a group lacks, with a mark; the tool tip has all of it."""
    if not flags and not has_seats:
        return Cell(text("groups.sentence.no_seats").rstrip("."), role="text2", order=0.0)
    if not flags:
        words = QCoreApplication.translate("GroupsPage", "Inget saknas")
        return Cell(words, role="text2", order=0.0)
    short = " · ".join(_flag_words(flag.flag) for flag in flags)
    full = " · ".join(flag.words for flag in flags)
    return Cell(short, icon_mark("doubt"), 14, full=full, order=float(len(flags)))


def _flag_words(flag: Flag) -> str:
    translate = QCoreApplication.translate
    return {
        Flag.REGION_MISSING: translate("GroupsPage", "Region"),
        Flag.UNIT_MISSING: translate("GroupsPage", "Enhet"),
        Flag.NURSING_MISSING: translate("GroupsPage", "Omvårdnad"),
        Flag.PRIMARY_CARE_MISSING: translate("GroupsPage", "Primärvård"),
        Flag.PATIENTS_MISSING: translate("GroupsPage", "Patienter och närstående"),
        Flag.SEAT_VACANT: translate("GroupsPage", "Vakant plats"),
        Flag.SEAT_ABSENT: translate("GroupsPage", "Plats utan närvaro"),
    }[flag]


def vacancy_columns() -> tuple[Column, ...]:
    """Return the heads of what is vacant."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Vad"), 320, 4),
        Column(translate("GroupsPage", "Vakant sedan"), 130, 1),
    )


def vacancy_lines(rows: Sequence[Vacancy]) -> tuple[Line, ...]:
    """Return what is vacant, the longest first; the key says of what kind it is, and which."""
    unknown = words_of(None)
    return tuple(
        Line(
            f"{row.kind}/{row.uuid}/{number}",
            (
                Cell(row.name, symbol_mark(Symbol.NOT_REACHED)),
                Cell(day_words(row.since) or unknown, order=day_words(row.since) or "9999"),
            ),
        )
        for number, row in enumerate(rows)
    )


def assignment_columns() -> tuple[Column, ...]:
    """Return the heads of the assignments."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Uppdrag"), 190, 3),
        Column(translate("GroupsPage", "Process eller grupp"), 160, 2),
        Column(translate("GroupsPage", "Vem"), 150, 2),
        Column(translate("GroupsPage", "Läge"), 190, 1),
        Column(translate("GroupsPage", "Ges av"), 170, 2),
        Column(translate("GroupsPage", "Till"), 100),
    )


def assignment_lines(rows: Sequence[AssignmentRow], answer: Answer) -> tuple[Line, ...]:
    """Return the assignments."""
    return tuple(assignment_line(row, answer) for row in rows)


def assignment_line(row: AssignmentRow, answer: Answer) -> Line:
    """Return one assignment; the name stands beside no figure."""
    choices = answer.choices
    is_vacant = row.state is AssignmentState.VACANT
    words = words_of(row.state)
    if is_vacant and row.vacant_since is not None:
        words = groups.vacant_words(row.vacant_since)
    place = choices.process(row.process_uuid) or choices.group(row.group_uuid)
    return Line(
        row.uuid,
        (
            Cell(assignment_name(row, answer), strong=True),
            Cell(place or choices.region(row.region) or ""),
            _named(choices.person(row.person_uuid)),
            _state(row.state, words, is_vacant),
            _known(row.commissioner or ("" if row.commissioned_by is None
                   else words_of(row.commissioned_by))),
            Cell(day_words(row.ends_on) or formats.MISSING),
        ),
    )  # fmt: skip


def assignment_name(row: AssignmentRow, answer: Answer) -> str:
    """Return what an assignment is called: its own title, else the RCC's word for the role."""
    return row.title or capital(answer.choices.roles.get(row.role, ""))


def local_columns() -> tuple[Column, ...]:
    """Return the heads of those who lead locally."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Uppdrag"), 200, 3),
        Column(translate("GroupsPage", "Process"), 160, 2),
        Column(translate("GroupsPage", "Vem"), 160, 2),
        Column(translate("GroupsPage", "Ges av"), 180, 2),
        Column(translate("GroupsPage", "Läge"), 170, 1),
    )


def local_lines(rows: Sequence[tuple[str, AssignmentRow]], answer: Answer) -> tuple[Line, ...]:
    """Return those who lead locally under the name of their region."""
    found: list[Line] = []
    last = None
    choices = answer.choices
    for region, row in rows:
        if region != last:
            name = choices.region(region) or words_of(None)
            found.append(Line(f"region:{region}", (Cell(name),), is_group=True))
            last = region
        by = row.commissioner or ("" if row.commissioned_by is None
                                  else words_of(row.commissioned_by))  # fmt: skip
        is_vacant = row.state is AssignmentState.VACANT
        found.append(
            Line(
                row.uuid,
                (
                    Cell(assignment_name(row, answer), strong=True),
                    Cell(choices.process(row.process_uuid)),
                    _named(choices.person(row.person_uuid)),
                    _known(by),
                    _state(row.state, words_of(row.state), is_vacant),
                ),
            )
        )
    return tuple(found)


def introduction_columns() -> tuple[Column, ...]:
    """Return the heads of the introductions that are not done."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Uppdrag"), 200, 3),
        Column(translate("GroupsPage", "Process"), 160, 2),
        Column(translate("GroupsPage", "Mentor"), 130, 1),
        Column(translate("GroupsPage", "Vad som återstår"), 260, 4),
    )


def introduction_lines(rows: Sequence[Introduction]) -> tuple[Line, ...]:
    """Return the introductions by assignment, without the name of who is introduced."""
    translate = QCoreApplication.translate
    has, lacks = translate("GroupsPage", "Finns"), translate("GroupsPage", "Saknas")
    return tuple(
        Line(
            row.assignment.uuid,
            (
                Cell(row.role, strong=True),
                Cell(row.process_name),
                Cell(has if row.has_mentor else lacks, None if row.has_mentor
                     else icon_mark("doubt"), 14),
                Cell(row.words, order=float(-len(row.undone))),
            ),
        )
        for row in rows
    )  # fmt: skip


def time_columns() -> tuple[Column, ...]:
    """Return the heads of agreed and released time."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Process"), 180, 3),
        Column(translate("GroupsPage", "Arbetsgivare"), 180, 3),
        Column(translate("GroupsPage", "Överenskommen tid"), 190, 1),
        Column(translate("GroupsPage", "Frigjord tid"), 230, 2),
    )


def time_lines(rows: Sequence[TimeLine]) -> tuple[Line, ...]:
    """Return the time under the words of its quarter, by process and employer."""
    most = max((max(row.agreed or 0, row.released or 0) for row in rows), default=0) or 1
    found: list[Line] = []
    last = ""
    for number, row in enumerate(rows):
        if row.period != last:
            last = row.period
            head = Cell(period_words(row.period))
            found.append(Line(f"period:{row.period}", (head,), is_group=True))
        found.append(
            Line(
                f"time:{number}",
                (
                    Cell(row.process, strong=True),
                    _known(row.employer),
                    _bar(row.agreed, most, "bar"),
                    _bar(row.released, most, "pri", row.words),
                ),
            )
        )
    return tuple(found)


def person_columns() -> tuple[Column, ...]:
    """Return the heads of the persons."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Namn"), 180, 2),
        Column(translate("GroupsPage", "Profession"), 150, 2),
        Column(translate("GroupsPage", "Arbetsgivare"), 180, 2),
        Column(translate("GroupsPage", "Region"), 140, 1),
        Column(translate("GroupsPage", "E-post"), 180, 1),
        Column(translate("GroupsPage", "Telefon"), 110),
    )


def person_lines(rows: Sequence[PersonRow], answer: Answer) -> tuple[Line, ...]:
    """Return the persons."""
    return tuple(
        Line(
            row.uuid,
            (
                Cell(row.name, strong=True),
                _known(row.profession),
                _known(row.employer),
                _known(answer.choices.region(row.region)),
                _known(row.email),
                _known(row.phone),
            ),
        )
        for row in rows
    )


def _named(name: str) -> Cell:
    words = QCoreApplication.translate("GroupsPage", "Ingen")
    return Cell(name) if name else Cell(words, role="text2", order="")


def _known(words: str) -> Cell:
    return Cell(words) if words else Cell(formats.MISSING, role="text2", full=words_of(None),
                                          order="")  # fmt: skip


def _count(count: int) -> Cell:
    if not count:
        return Cell(formats.number(0), order=0.0)
    return Cell(formats.number(count), symbol_mark(Symbol.NOT_REACHED), strong=True,
                order=float(count))  # fmt: skip


def _state(state: AssignmentState, words: str, is_vacant: bool) -> Cell:
    order = float(list(AssignmentState).index(state))
    return Cell(words, symbol_mark(symbol_of(state)), strong=is_vacant, order=order)


def _bar(share: float | None, most: float, role: str, words: str = "") -> Cell:
    said = share_words(share)
    if share is None:
        missing = words_of(None)
        if words:
            missing = QCoreApplication.translate("GroupsPage", "Frigjord tid ej angiven")
        return Cell(missing, role="text2", full=words or missing, order=-1.0)
    mark = partial(_paint_bar, share / most, role)
    return Cell(said, mark, _BAR, full=words or said, order=share)


def _paint_bar(part: float, role: str, painter: QPainter, rect: QRectF) -> None:
    high = 10 * theme.current().text_scale
    box = QRectF(rect.x(), rect.center().y() - high / 2, rect.width(), high)
    painter.fillRect(box, theme.colour("surface2"))
    box.setWidth(rect.width() * min(part, 1))
    painter.fillRect(box, theme.colour(role))


Maker = Callable[[Answer], tuple[Line, ...]]

MAKERS: Mapping[Listing, Maker] = {
    Listing.PROCESSES: lambda answer: process_lines(answer.rows),
    Listing.GROUPS: lambda answer: group_lines(answer.rows, answer),
    Listing.VACANCIES: lambda answer: vacancy_lines(answer.rows),
    Listing.ASSIGNMENTS: lambda answer: assignment_lines(answer.rows, answer),
    Listing.INTRODUCTIONS: lambda answer: introduction_lines(answer.rows),
    Listing.TIME: lambda answer: time_lines(answer.rows),
    Listing.LOCAL: lambda answer: local_lines(answer.rows, answer),
    Listing.PERSONS: lambda answer: person_lines(answer.rows, answer),
}
"""What makes the lines of each list of leading and organising."""
