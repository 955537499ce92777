"""A card with a title, actions at its right, and facts or tables under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import ItemState
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import theme
from rccdesk.ui.plan_state import is_heavy, paint_plan_state, state_tone
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

_MOST_ROWS = 8
_FACT = 118  # px at 100 % text
Index = QModelIndex | QPersistentModelIndex


class Section(QFrame):
    """A card; ``body`` is filled by the page."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 10)
        column.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(14, 0, 10, 0)
        self._head.setSpacing(6)
        self.title = Label(title, "h3", wraps=True)
        self._head.addWidget(self.title, 1)
        column.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(14, 0, 14, 0)
        self.body.setSpacing(6)
        column.addLayout(self.body)

    def add_act(self, widget: QWidget) -> None:
        """Put a button at the right of the title."""
        self._head.addWidget(widget)


class Facts(QWidget):
    """Names and what they are, each in a row; an empty one says that it is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show names and values."""
        clear(self._grid)
        width = round(_FACT * min(theme.current().text_scale, 1.5))
        for row, (name, value) in enumerate(facts):
            label = Label(name, "small", "text2", wraps=True)
            label.setFixedWidth(width)
            words = Label(
                value or self.tr("Uppgift saknas"),
                "table",
                "text" if value else "text3",
                wraps=True,
            )
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)


class StateColumn(QStyledItemDelegate):
    """Paints a state before its word in one column of a table of texts."""

    def __init__(self, table: StateTable) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Leave room for the symbol."""
        super().initStyleOption(option, index)
        option.text = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of symbol and word."""
        metrics = QFontMetrics(theme.font("table", 600))
        width = metrics.horizontalAdvance(str(index.data() or ""))
        height = super().sizeHint(option, index).height()
        return QSize(width + round(12 * theme.current().text_scale) + 30, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style has it, then symbol and word."""
        super().paint(painter, option, index)
        state = self._table.state_at(index.row())
        scale = theme.current().text_scale
        side, rect = 12 * scale, option.rect
        painter.save()
        box = QRectF(rect.left() + 9, rect.center().y() - side / 2 + 0.5, side, side)
        if state is not None:
            paint_plan_state(painter, box, state)
        painter.setFont(theme.font("table", 600 if is_heavy(state) else None))
        painter.setPen(theme.colour(state_tone(state)))
        left = round(15 + side)
        words = str(index.data() or "")
        room = rect.adjusted(left, 0, -4, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), shown)
        painter.restore()


class StateTable(RowTableView):
    """A table of texts with one column of states. ``opened`` tells the row to be opened."""

    opened = Signal(int)  # the number of the row as it was given

    def __init__(self, column: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, dense=True)
        self._states: tuple[ItemState | None, ...] = ()
        self.setItemDelegateForColumn(column, StateColumn(self))
        self.installEventFilter(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._source(index.row())))

    def show_states(
        self,
        columns: Sequence[TableColumn],
        rows: Sequence[tuple[str, ...]],
        states: Sequence[ItemState | None],
    ) -> None:
        """Show rows with their states, as high as they are; the chosen row stays."""
        now = self._source(self.currentIndex().row()) if self.currentIndex().isValid() else -1
        self._states = tuple(states)
        filled = tuple(tuple(cell or formats.MISSING for cell in row) for row in rows)
        self.show_rows(tuple(columns), filled)
        self.fit_rows(min(len(filled), _MOST_ROWS))
        self.setVisible(bool(filled))
        if 0 <= now < len(filled):
            self.selectRow(self.rows.shown_row(now))

    def state_at(self, row: int) -> ItemState | None:
        """Return the state of a row as it is shown now."""
        source = self._source(row)
        return self._states[source] if 0 <= source < len(self._states) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the chosen row on Enter."""
        if (
            watched is self
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.currentIndex().isValid()
        ):
            self.opened.emit(self._source(self.currentIndex().row()))
            return True
        return super().eventFilter(watched, event)

    def _source(self, row: int) -> int:
        return self.rows.source_row(row) if 0 <= row < self.rows.rowCount() else -1


def fill_lines(
    layout: QVBoxLayout,
    lines: Sequence[tuple[str, str]],
    act: Callable[[str, str], QWidget | None],
    none: str,
) -> None:
    """Fill ``layout`` with lines of words, each with what ``act`` makes for its key beside it."""
    clear(layout)
    if not lines:
        layout.addWidget(Label(none, "small", "text2", wraps=True))
    for key, words in lines:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(words, "table", wraps=True), 1)
        widget = act(key, words)
        if widget is not None:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(box)
