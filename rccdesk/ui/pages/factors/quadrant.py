"""A card of factors of one kind: each a row with its theme, and the strategy to meet it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.enums import FactorKind
from rccdesk.services.framework.model import FactorRow
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.painted_button import PaintedButton


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor with the names of what it is linked to in the plan."""

    row: FactorRow
    linked: tuple[str, ...] = ()


class Quadrant(QFrame):
    """Shows the factors of ``kind`` under a title and what its place in the square means."""

    opened = Signal(object)  # FactorRow
    delete_wanted = Signal(object)
    add_wanted = Signal(object)  # FactorKind

    def __init__(self, kind: FactorKind, title: str, line: str) -> None:
        super().__init__()
        self.kind = kind
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 10, 6)
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = title
        self._head = Label(title, "h2", wraps=True)
        words.addWidget(self._head)
        words.addWidget(Label(line, "caption", "text2", wraps=True))
        head.addLayout(words, 1)
        self.add = Button(self.tr("Lägg till"), "flat", icon="add", small=True)
        self.add.setAccessibleName(self.tr("Lägg till: {kind}").format(kind=title))
        self.add.clicked.connect(lambda _on=False: self.add_wanted.emit(self.kind))
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(rule())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.rows: tuple[FactorButton, ...] = ()

    def show_factors(self, lines: Sequence[FactorLine], *, can_write: bool) -> None:
        """Show the factors of this kind."""
        self.add.setEnabled(can_write)
        self._head.setText(f"{self._title} ({len(lines)})" if lines else self._title)
        clear(self._rows)
        self.rows = tuple(FactorButton(line) for line in lines)
        for row in self.rows:
            row.is_last = row is self.rows[-1]
            row.clicked.connect(lambda _on=False, row=row: self.opened.emit(row.line.row))
            row.delete_pressed.connect(lambda row=row: self.delete_wanted.emit(row.line.row))
            self._rows.addWidget(row)
        if not lines:
            words = Label(self.tr("Inget är inlagt."), "small", "text2")
            words.setContentsMargins(15, 8, 15, 4)
            self._rows.addWidget(words)


class FactorButton(PaintedButton):
    """A factor: its text, its theme, and the strategy to meet it; Delete takes it away."""

    delete_pressed = Signal()

    def __init__(self, line: FactorLine) -> None:
        super().__init__()
        self.line = line
        self.is_last = False
        row = line.row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(15, 7, 15, 7)
        column.setSpacing(1)
        column.addWidget(Label(row.text, "table", wraps=True))
        said = [row.text]
        if row.theme is not None:
            said.append(text(f"framework.theme.{row.theme}"))
            column.addWidget(Label(said[-1], "caption", "text2", wraps=True))
        for icon, words in (
            ("forward", self.tr("Möts med: {words}").format(words=row.strategy)),
            ("link", self.tr("Kopplat till: {words}").format(words=", ".join(line.linked))),
        ):
            if (icon == "forward" and row.strategy) or (icon == "link" and line.linked):
                column.addWidget(_line(icon, words))
                said.append(words)
        if not row.strategy:
            words = self.tr("Ingen strategi är angiven")
            column.addWidget(Label(words, "caption", "text2", wraps=True))
            said.append(words)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in said))
        self.let_through()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the factor away on Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the layout's wish."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least height; the words wrap to any width."""
        return QSize(0, self._column.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Return that words which wrap need more height in a narrow card."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in ``width`` px."""
        return self._column.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer, and the line under the row."""
        del event
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        if not self.is_last:
            painter.setPen(theme.colour("line"))
            painter.drawLine(15, self.height() - 1, self.width() - 15, self.height() - 1)
        painter.end()


def _line(icon: str, words: str) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    mark = Label()
    mark.setFixedWidth(icon_side(14))
    set_icon(mark, icon, "text2", 14)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "small", wraps=True), 1)
    return box
