"""The heads and the lines of what is told: participation, questions, visits and training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.services.charts.symbols import Symbol
from rccdesk.ui.cell_marks import symbol_mark
from rccdesk.ui.group_words import day_words, symbol_of, words_of
from rccdesk.ui.pages.groups.foot import Foot, Item
from rccdesk.ui.pages.groups.lines import Maker, process_key
from rccdesk.ui.pages.groups.reading import Answer, Listing
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.groups import NotVisited, ProcessLine, TrainingLine
    from rccdesk.services.groups.model import ParticipationRow, QuestionRow, VisitRow


def participation_columns() -> tuple[Column, ...]:
    """Return the heads of what is told of participation."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Grupp"), 190, 3),
        Column(translate("GroupsPage", "Uppgift från"), 104),
        Column(translate("GroupsPage", "Företrädarna är"), 150, 1),
        Column(translate("GroupsPage", "Önskade"), 80, numeric=True),
        Column(translate("GroupsPage", "Erbjudna"), 80, numeric=True),
        Column(translate("GroupsPage", "Med i gruppen"), 110, numeric=True),
        Column(translate("GroupsPage", "Kom in"), 130, 1),
        Column(translate("GroupsPage", "Ändrade något"), 120, 1),
    )


def participation_lines(rows: Sequence[ParticipationRow], answer: Answer) -> tuple[Line, ...]:
    """Return what is told, the latest first."""
    translate = QCoreApplication.translate
    yes, no = translate("GroupsPage", "Ja"), translate("GroupsPage", "Nej")
    said = {None: words_of(None), True: yes, False: no}
    return tuple(
        Line(
            row.uuid,
            (
                Cell(answer.choices.group(row.group_uuid), strong=True),
                Cell(day_words(row.day)),
                _value(row.kind),
                _number(row.wanted),
                _number(row.offered),
                _number(row.admitted),
                _value(row.entry),
                Cell(said[row.changed], role="text2" if row.changed is None else "text"),
            ),
        )
        for row in rows
    )


def question_columns() -> tuple[Column, ...]:
    """Return the heads of the questions for the national bodies."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Fråga"), 260, 5),
        Column(translate("GroupsPage", "Kommer från"), 150, 2),
        Column(translate("GroupsPage", "Lyfts till"), 150, 2),
        Column(translate("GroupsPage", "Läge"), 120, 1),
        Column(translate("GroupsPage", "Tas upp"), 100),
        Column(translate("GroupsPage", "Antecknad"), 100),
    )


def question_lines(rows: Sequence[QuestionRow]) -> tuple[Line, ...]:
    """Return the questions."""
    return tuple(
        Line(
            row.uuid,
            (
                Cell(row.title, strong=True),
                _words(row.origin),
                _words(row.body),
                Cell(words_of(row.state), symbol_mark(symbol_of(row.state))),
                _words(day_words(row.meeting_on)),
                Cell(day_words(row.noted_on)),
            ),
        )
        for row in rows
    )


def visit_columns() -> tuple[Column, ...]:
    """Return the heads of the visits."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Verksamhet"), 190, 3),
        Column(translate("GroupsPage", "Region"), 150, 2),
        Column(translate("GroupsPage", "Process"), 150, 2),
        Column(translate("GroupsPage", "När"), 170, 1),
        Column(translate("GroupsPage", "Överenskommet"), 180, 2),
    )


def visit_lines(rows: Sequence[VisitRow], answer: Answer) -> tuple[Line, ...]:
    """Return the visits with how many agreed points have become activities."""
    translate = QCoreApplication.translate
    found = []
    for row in rows:
        points = answer.points.get(row.uuid, ())
        made = sum(bool(point.activity_uuid) for point in points)
        agreed = translate("GroupsPage", "Inget antecknat")
        if points:
            words = translate("GroupsPage", "{made} av {count} har blivit aktiviteter")
            agreed = words.format(made=made, count=len(points))
        found.append(
            Line(
                row.uuid,
                (
                    Cell(row.unit, strong=True),
                    Cell(answer.choices.region(row.region)),
                    Cell(
                        answer.choices.process(row.process_uuid)
                        or translate("GroupsPage", "Flera processer")
                    ),
                    _when(row),
                    Cell(agreed, role="text" if points else "text2", order=float(len(points))),
                ),
            )
        )
    return tuple(found)


def _when(row: VisitRow) -> Cell:
    translate = QCoreApplication.translate
    if row.held_on is not None:
        words = translate("GroupsPage", "Hållet {day}").format(day=day_words(row.held_on))
        return Cell(words, symbol_mark(Symbol.REACHED), order=day_words(row.held_on))
    if row.planned_on is None:
        return Cell(words_of(None), symbol_mark(Symbol.NONE), order="")
    words = translate("GroupsPage", "Planerat till {day}").format(day=day_words(row.planned_on))
    return Cell(words, symbol_mark(Symbol.NONE), order=day_words(row.planned_on))


def not_visited_columns() -> tuple[Column, ...]:
    """Return the heads of the units without a visit this year."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Verksamhet"), 240, 3),
        Column(translate("GroupsPage", "Region"), 200, 2),
        Column(translate("GroupsPage", "Senast besökt"), 130, 1),
        Column(translate("GroupsPage", "Planerat till"), 130, 1),
    )


def not_visited_key(row: NotVisited) -> str:
    """Return the key of a unit."""
    return f"{row.region}/{row.unit}"


def not_visited_lines(rows: Sequence[NotVisited], answer: Answer) -> tuple[Line, ...]:
    """Return the units without a visit this year."""
    never = QCoreApplication.translate("GroupsPage", "Ingen uppgift")
    return tuple(
        Line(
            not_visited_key(row),
            (
                Cell(row.unit, strong=True),
                Cell(answer.choices.region(row.region)),
                Cell(day_words(row.last_visit) or never, order=day_words(row.last_visit)),
                _words(day_words(row.planned_on)),
            ),
        )
        for row in rows
    )


def training_columns() -> tuple[Column, ...]:
    """Return the heads of need and reach of training."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GroupsPage", "Område"), 200, 3),
        Column(translate("GroupsPage", "Verksamhet"), 190, 3),
        Column(translate("GroupsPage", "Process"), 140, 2),
        Column(translate("GroupsPage", "Nått"), 200, 2),
        Column(translate("GroupsPage", "Planerad till"), 110),
        Column(translate("GroupsPage", "Hållen"), 110),
    )


def training_lines(rows: Sequence[TrainingLine]) -> tuple[Line, ...]:
    """Return the needs of training per unit."""
    return tuple(
        Line(
            row.row.uuid,
            (
                Cell(row.row.topic, strong=True),
                Cell(row.place),
                _words(row.process_name),
                Cell(row.words, order=-1.0 if row.share is None else row.share),
                _words(day_words(row.row.planned_on)),
                _words(day_words(row.row.held_on)),
            ),
        )
        for row in rows
    )


def foot_of(answer: Answer, key: str) -> Foot | None:
    """Return the chosen line in words; None for a list whose lines say all."""
    makers = {
        Listing.PROCESSES: _process_foot,
        Listing.PARTICIPATION: _participation_foot,
        Listing.QUESTIONS: _question_foot,
        Listing.VISITS: _visit_foot,
    }
    make = makers.get(answer.listing)
    return make(answer, key) if make is not None and key else None


def _process_foot(answer: Answer, key: str) -> Foot | None:
    row: ProcessLine | None = next((r for r in answer.rows if process_key(r) == key), None)
    if row is None:
        return None
    translate = QCoreApplication.translate
    facts = [(translate("GroupsPage", "Slag"), words_of(row.process.kind))]
    facts.append((translate("GroupsPage", "Nationell motsvarighet"), row.process.national))
    if row.process.note:
        facts.append((translate("GroupsPage", "Anteckning"), row.process.note))
    if row.flags:
        words = " ".join(f"{flag.words}." for flag in row.flags)
        facts.append((translate("GroupsPage", "Saknas i gruppen"), words))
    return Foot(row.process.name, tuple(facts))


def _participation_foot(answer: Answer, key: str) -> Foot | None:
    row: ParticipationRow | None = next((r for r in answer.rows if r.uuid == key), None)
    if row is None:
        return None
    translate = QCoreApplication.translate
    facts = (
        (translate("GroupsPage", "Hur det är ordnat"), row.form),
        (translate("GroupsPage", "Förväntningar avstämda"), day_words(row.expectations_on)),
        (translate("GroupsPage", "Vad ändrades?"), row.change),
    )
    return Foot(answer.choices.group(row.group_uuid), facts)


def _question_foot(answer: Answer, key: str) -> Foot | None:
    row: QuestionRow | None = next((r for r in answer.rows if r.uuid == key), None)
    if row is None:
        return None
    translate = QCoreApplication.translate
    answered = " ".join(part for part in (day_words(row.answered_on), row.answer) if part)
    facts = (
        (translate("GroupsPage", "Med egna ord"), row.text),
        (translate("GroupsPage", "Svar"), answered),
    )
    return Foot(row.title, facts)


def _visit_foot(answer: Answer, key: str) -> Foot | None:
    row: VisitRow | None = next((r for r in answer.rows if r.uuid == key), None)
    if row is None:
        return None
    translate = QCoreApplication.translate
    facts = [
        (translate("GroupsPage", "Form"), "" if row.form is None else words_of(row.form)),
        (translate("GroupsPage", "Vad som visades"), row.shown),
    ]
    if row.note:
        facts.append((translate("GroupsPage", "Anteckning"), row.note))
    change = translate("GroupsPage", "Ändra")
    make, show = translate("GroupsPage", "Gör till aktivitet…"), translate("GroupsPage", "Visa")
    items = tuple(
        Item(
            point.uuid,
            point.text,
            translate("GroupsPage", "har blivit en aktivitet") if point.activity_uuid else "",
            (("edit", change), ("show", show) if point.activity_uuid else ("make", make)),
        )
        for point in answer.points.get(key, ())
    )
    title = translate("GroupsPage", "Överenskommet vid besöket: {unit}").format(unit=row.unit)
    none = translate("GroupsPage", "Inget är antecknat från besöket.")
    return Foot(title, tuple(facts), items, none, translate("GroupsPage", "Lägg till punkt…"))


def _value(value: object) -> Cell:
    if value is None:
        return Cell(words_of(None), role="text2", order="")
    return Cell(words_of(value))  # type: ignore[arg-type]


def _number(value: int | None) -> Cell:
    if value is None:
        return Cell(formats.MISSING, role="text2", full=words_of(None), order=-1.0)
    return Cell(formats.number(value), order=float(value))


def _words(words: str) -> Cell:
    if not words:
        return Cell(formats.MISSING, role="text2", full=words_of(None), order="")
    return Cell(words)


MAKERS: Mapping[Listing, Maker] = {
    Listing.PARTICIPATION: lambda answer: participation_lines(answer.rows, answer),
    Listing.QUESTIONS: lambda answer: question_lines(answer.rows),
    Listing.VISITS: lambda answer: visit_lines(answer.rows, answer),
    Listing.NOT_VISITED: lambda answer: not_visited_lines(answer.rows, answer),
    Listing.TRAINING: lambda answer: training_lines(answer.rows),
}
"""What makes the lines of each list of what is told."""
