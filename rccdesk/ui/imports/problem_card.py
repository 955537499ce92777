"""A problem of a file as a card: what, how many, where, how grave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.icons import icon_side, pixmap
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import Problem

_TONES = {
    Severity.STOP: ("bad_text", "bad_tint"),
    Severity.WARNING: ("near_text", "near_tint"),
    Severity.INFO: ("pri", "pri_tint"),
}
_FIRST_CELLS = 3
Act = tuple[str, str, str, Callable[[], object]]  # words, kind, icon, what to call


class SeverityMark(QWidget):
    """The symbol of a severity: a square, a triangle, or an i in a ring."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        side = icon_side(16)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the symbol."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._severity is Severity.INFO:
            painter.drawPixmap(0, 0, pixmap("note", "text2", 16, self.devicePixelRatioF()))
        elif self._severity is Severity.WARNING:
            draw_symbol(painter, area, Symbol.LOWER_REACHED)
        else:
            painter.fillRect(area.adjusted(1, 1, -1, -1), theme.colour("bad"))
        painter.end()


class SeverityChip(QWidget):
    """The word of a severity on its tint."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self._words = text(f"imports.severity.{severity.value}")
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a chip and the width of its word."""
        width = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._words)
        return QSize(round(width) + 18, theme.current().size("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint and the word."""
        del event
        role, tint = _TONES[self._severity]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "line2" if theme.current().is_contrast else tint
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font("small", 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()


class ProblemCard(QFrame):
    """One problem; "Visa alla" lists its cells, up to the hundred that are kept.

    ``acts`` are buttons (words, kind, icon, what to call), the proposed one first.
    """

    def __init__(
        self,
        problem: Problem,
        where: str = "",
        acts: Sequence[Act] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("edge", problem.severity.value)
        self._problem = problem
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(SeverityMark(problem.severity), 0, Qt.AlignmentFlag.AlignTop)
        self._message = Label(problem.message, "table_strong", wraps=True)
        head.addWidget(self._message, 1)
        if problem.proposal is not None:
            proposal = Label(problem.proposal.words, "small", "text2")
            head.addWidget(proposal, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(SeverityChip(problem.severity), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if problem.examples:
            column.addWidget(self._examples(problem))
        self._cells = Label(self._place(_FIRST_CELLS), "small", "text2", wraps=True)
        self._cells.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._cells.setContentsMargins(26, 0, 0, 0)
        foot = QHBoxLayout()
        foot.addWidget(self._cells, 1)
        self._all = Button("", "link", self._toggle)
        foot.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)
        if where:
            note = Label(where, "caption", "text3", wraps=True)
            note.setContentsMargins(26, 0, 0, 0)
            column.addWidget(note)
        if acts:
            row = FlowLayout(gap=8)
            row.setContentsMargins(26, 4, 0, 2)
            for words, kind, icon, act in acts:
                row.addWidget(Button(words, kind, act, icon=icon, small=True))
            column.addLayout(row)
        self._is_open = False
        self._cells.setVisible(bool(problem.cells))
        self._all.setVisible(len(problem.cells) > _FIRST_CELLS)
        self._name_toggle()
        self.setAccessibleName(
            f"{text(f'imports.severity.{problem.severity.value}')}. "
            f"{problem.message} {self._place(_FIRST_CELLS)}"
        )

    def _examples(self, problem: Problem) -> RowTableView:
        """Return up to three cells: what stands there, how it would be read, and why."""
        table = RowTableView(dense=True)
        table.setAccessibleName(self.tr("Exempel"))
        table.setSortingEnabled(False)
        titles = (
            (self.tr("Cell"), [one.cell for one in problem.examples]),
            (self.tr("Står i filen"), [one.written for one in problem.examples]),
            (self.tr("Läses som"), [one.read_as for one in problem.examples]),
            (self.tr("Varför"), [one.why for one in problem.examples]),
        )
        shown = [(title, cells) for title, cells in titles if any(cells)]
        rows = tuple(zip(*(cells for _title, cells in shown), strict=True))
        table.show_rows(tuple(TableColumn(title) for title, _cells in shown), rows)
        table.fit_rows()
        return table

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._cells.setText(self._place(None if self._is_open else _FIRST_CELLS))
        self._name_toggle()

    def _name_toggle(self) -> None:
        count = len(self._problem.cells)
        if self._is_open:
            words = self.tr("Visa färre")
        elif self._problem.count > count:
            words = self.tr("Visa de första {count}").format(count=formats.number(count))
        else:
            words = self.tr("Visa alla {count}").format(count=formats.number(count))
        self._all.setText(words)

    def _place(self, most: int | None) -> str:
        cells = self._problem.cells[:most]
        if not cells:
            return ""
        sheet = self._problem.sheet
        listed = ", ".join(cells) + (" …" if len(cells) < self._problem.count else "")
        if sheet:
            return self.tr("Blad {sheet}, cell {cells}").format(sheet=sheet, cells=listed)
        return self.tr("Cell {cells}").format(cells=listed)
