"""Tables within a point: its alternatives, the answers ahead of it, and its decisions."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Answer as Said
from rccdesk.enums import PointKind
from rccdesk.services.meetings.model import PointRegionRow
from rccdesk.ui.cell_marks import symbol_mark
from rccdesk.ui.meeting_words import day_words, symbol_of, words_of
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.meetings import AlternativeRow, PointView
    from rccdesk.ui.pages.meeting.reading import Answer

_MOST_ROWS = 14


class TablePart(QWidget):
    """A title with a link at its right, a table as high as its lines, or words for none."""

    opened = Signal(str)
    add_wanted = Signal()

    def __init__(self, title: str, columns: Sequence[Column], nothing: str, verb: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setContentsMargins(5, 0, 0, 0)
        row.addWidget(Label(title, "small_strong", "text2"))
        self.note = Label("", "small", "text2", wraps=True)
        row.addWidget(self.note, 1)
        self.add = Button(verb, "link", self.add_wanted.emit, small=True)
        self.add.setVisible(bool(verb))
        row.addWidget(self.add)
        column.addLayout(row)
        self.table = LineView(columns, sorts=False)
        self.table.setAccessibleName(title)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.be_as_high_as(_MOST_ROWS)
        self.table.opened.connect(self.opened)
        column.addWidget(self.table)
        self._nothing = Label(nothing, "small", "text3", wraps=True)
        self._nothing.setContentsMargins(5, 0, 0, 0)
        column.addWidget(self._nothing)

    def fill(self, lines: Sequence[Line], *, can_write: bool = True) -> None:
        """Show lines, or the words for none."""
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.add.setEnabled(can_write)


class AlternativesPart(TablePart):
    """The ways to go, each with what it means for whom."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Alternativ"),
            self._columns(with_equity=True),
            self.tr("Inga alternativ är beskrivna."),
            self.tr("Ändra alternativ…"),
        )
        # A chosen line would look like the alternative that was decided on.
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.opened.connect(lambda _key: self.add_wanted.emit())
        self._has_equity = True

    def show_view(self, view: PointView, *, can_write: bool) -> None:
        """Show the alternatives; equity has a column where something is said of it."""
        rows = view.alternatives
        has_equity = any(row.equity for row in rows)
        if has_equity != self._has_equity:
            self._has_equity = has_equity
            self.table.model_.set_columns(self._columns(with_equity=has_equity))
        self.fill([self._line(at, row) for at, row in enumerate(rows)], can_write=can_write)
        self.setVisible(bool(rows) or view.point.kind is PointKind.DECISION)

    def _columns(self, *, with_equity: bool) -> tuple[Column, ...]:
        heads = [self.tr("Patienter"), self.tr("Ekonomi"), self.tr("Personal")]
        if with_equity:
            heads.append(self.tr("Jämlikhet"))
        return Column(self.tr("Alternativ"), 88, 3), *(Column(head, 78, 4) for head in heads)

    def _line(self, at: int, row: AlternativeRow) -> Line:
        letter = string.ascii_uppercase[at % 26]
        said = [
            (row.patients, self.tr("Uppgift saknas")),
            (row.economy, self.tr("Ej specificerat i källan")),
            (row.staff, self.tr("Uppgift saknas")),
        ]
        if self._has_equity:
            said.append((row.equity, self.tr("Uppgift saknas")))
        cells = [Cell(words or none, role="text" if words else "text3") for words, none in said]
        return Line(row.uuid, (Cell(f"{letter} {row.name}", strong=True), *cells))


class AnchoringPart(TablePart):
    """What each region and each council has said ahead of the point."""

    def __init__(self) -> None:
        columns = (
            Column(self.tr("Region eller råd"), 120, 3),
            Column(self.tr("Svar"), 144),
            Column(self.tr("Tillfrågad"), 84),
            Column(self.tr("Konsekvens"), 104, 4),
        )
        super().__init__(
            self.tr("Förankring"),
            columns,
            self.tr("Inga regioner eller råd att fråga är inlagda."),
            self.tr("Anteckna svar…"),
        )
        self.rows: dict[str, PointRegionRow] = {}

    def show_view(self, view: PointView, answer: Answer, *, can_write: bool) -> None:
        """Show a row per region of the RCC and per council; those not asked say so."""
        point = view.point
        known = {(row.region, row.body): row for row in view.regions}
        asked = [(code, "") for code, _name in answer.regions]
        asked += [("", name) for name in answer.councils]
        asked += [key for key in known if key not in asked]
        names = dict(answer.regions)
        self.rows = {}
        lines = []
        for region, body in asked:
            row = known.get((region, body)) or PointRegionRow(point.uuid, region=region, body=body)
            key = f"{region}|{body}"
            self.rows[key] = row
            lines.append(self._line(key, body or names.get(region, region), row, point))
        is_asked = point.kind is PointKind.DECISION or point.is_level_structure or bool(known)
        self.setVisible(is_asked)
        self.fill(lines, can_write=can_write)

    def _line(self, key: str, name: str, row: PointRegionRow, point: object) -> Line:
        said = row.answer or Said.NOT_CONTACTED
        answer, symbol = words_of(said), symbol_of(said)
        if row.answer is None and is_asked(row):
            answer = self.tr("Inget svar än")
        words = ". ".join(part for part in (row.consequence, row.view) if part)
        if not words and getattr(point, "is_level_structure", False) and row.region:
            words = self.tr("Konsekvens saknas")
        return Line(
            key,
            (
                Cell(name),
                Cell(answer, mark=symbol_mark(symbol) if symbol is not None else None),
                Cell(day_words(row.asked_on), role="text" if row.asked_on else "text3"),
                Cell(words or formats.MISSING, role="text" if words else "text3"),
            ),
        )


class DecisionsPart(TablePart):
    """What the meeting has decided in the point."""

    def __init__(self) -> None:
        columns = (Column(self.tr("Beslut"), 200, 4), Column(self.tr("Slag"), 130),
                   Column(self.tr("Klar senast"), 100))  # fmt: skip
        super().__init__(self.tr("Beslut i punkten"), columns, "")

    def show_view(self, view: PointView) -> None:
        """Show the decisions; nothing where there are none."""
        self.setVisible(bool(view.decisions))
        self.fill(
            [
                Line(
                    row.uuid,
                    (Cell(row.text), Cell(words_of(row.kind)), Cell(day_words(row.due_on))),
                )
                for row in view.decisions
            ]
        )


def is_asked(row: PointRegionRow) -> bool:
    """Tell whether somebody has been asked: there is an answer, a day or a view."""
    has_answer = row.answer is not None and row.answer is not Said.NOT_CONTACTED
    return has_answer or bool(row.asked_on or row.answered_on or row.view)
