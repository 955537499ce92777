"""All fields of a plan in a table: columns to choose, a line of fields to type in, sorting."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.pages.plan.line_delegate import LineDelegate
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.table_model import COLUMNS, SHOWN_FIRST, LineTableModel
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_WIDTHS = {  # px at 100 % text; the title takes what is left
    "code": 72,
    "title": 300,
    "kind": 78,
    "state": 184,
    "responsible": 132,
    "start": 96,
    "due": 102,
    "done": 96,
    "followed": 118,
    "untouched": 142,
    "complete": 140,
    "obstacle": 74,
    "priority": 84,
    "scope": 122,
    "region": 150,
    "frameworks": 130,
    "measure": 190,
    "regions": 420,
}
_LEAST = 240
_PAUSE_MS = 150


class TableCard(LineView):
    """A table under a line of tools."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LineTableModel(self)
        self.table = LineTable(self.model)
        self.row = FilterRow(self.table)
        self.row.setAccessibleName(self.tr("Urval per kolumn"))
        self._shown = set(SHOWN_FIRST)
        self._column = COLUMNS.index("title")  # of the chosen cell, while lines come and go
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 1)
        column.setSpacing(4)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        tools.setSpacing(8)
        self.count = Label("", "small", "text2", elides=True)
        self.columns = Button(
            self.tr("Välj kolumner"), "flat", self._offer_columns, icon="columns", small=True
        )
        copy = Button(self.tr("Kopiera tabellen"), "flat", self._copy, icon="copy", small=True)
        tools.addWidget(self.count, 1)
        tools.addWidget(self.columns)
        tools.addWidget(copy)
        column.addLayout(tools)
        column.addWidget(self.row)
        column.addWidget(self.table, 1)
        self.table.resized.connect(self._fit)
        self.row.typed.timeout.connect(self._choose_typed)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_lines(self, shown: Shown) -> None:
        """Show the lines; the chosen one stays."""
        now = self.table.currentIndex()
        self._column = now.column() if now.isValid() else self._column
        self.model.show_lines(shown.lines, shown.answer.words)
        self._fit()
        self._say_count()

    def choose(self, uuid: str) -> None:
        """Make a line the chosen one."""
        row = self.model.row_of(uuid)
        if row >= 0 and row != self.table.currentIndex().row():
            now = self.table.currentIndex()
            column = now.column() if now.isValid() else self._column
            self.table.setCurrentIndex(self.model.index(row, column))
            self.table.scrollTo(self.table.currentIndex())

    def focus(self) -> None:
        """Take the focus."""
        self.table.setFocus()

    def restyle(self) -> None:
        """Take the theme and text size in use."""
        self.table.restyle()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys and presses that do something with a line."""
        line = self.model.line(self.table.currentIndex())
        if watched is self.table and isinstance(event, QKeyEvent) and line is not None:
            acts = {
                Qt.Key.Key_Return: "open",
                Qt.Key.Key_Enter: "open",
                Qt.Key.Key_F2: "edit",
                Qt.Key.Key_Delete: "delete",
            }
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.matches(QKeySequence.StandardKey.Copy):
                self._copy()
                return True
            if is_press and event.key() in acts:
                self.acted.emit(acts[Qt.Key(event.key())], line.uuid, None)
                return True
        if (
            event.type() == QEvent.Type.MouseButtonDblClick
            and isinstance(event, QMouseEvent)
            and line is not None
        ):
            self.acted.emit("open", line.uuid, None)
            return True
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self.menu_wanted.emit(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.table.viewport().update()
        line = self.model.line(now)
        if line is not None:
            self.chosen.emit(line.uuid)

    def _choose_typed(self) -> None:
        line = self.model.line(self.table.currentIndex())
        self.model.choose(self.row.words())
        self._say_count()
        if line is not None:
            self.choose(line.uuid)

    def _say_count(self) -> None:
        count = self.model.rowCount()
        self.count.setText(self.tr("%n rader", "", count))

    def _offer_columns(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, key in enumerate(COLUMNS):
            head = self.model.headerData(number, Qt.Orientation.Horizontal)
            action = menu.addAction(str(head))
            action.setCheckable(True)
            action.setChecked(key in self._shown)
            action.setEnabled(key != "title")
            action.toggled.connect(partial(self._turn_column, key))
        menu.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    def _turn_column(self, key: str, shown: bool) -> None:
        self._shown = self._shown | {key} if shown else self._shown - {key}
        self._fit()

    def _copy(self) -> None:
        columns, rows = self.model.texts([key for key in COLUMNS if key in self._shown])
        copy_rows(columns, rows)
        self.acted.emit("copied", "", None)

    def _fit(self) -> None:
        scale = theme.current().text_scale
        wanted = {key: round(px * scale) for key, px in _WIDTHS.items()}
        others = sum(px for key, px in wanted.items() if key in self._shown and key != "title")
        room = self.table.viewport().width() - others
        for number, key in enumerate(COLUMNS):
            self.table.setColumnHidden(number, key not in self._shown)
            width = max(room, round(_LEAST * min(scale, 1.4))) if key == "title" else wanted[key]
            self.table.setColumnWidth(number, width)
        self.row.place()


class LineTable(QTableView):
    """The table of `TableCard`: cells are walked, rows are chosen."""

    resized = Signal()  # the room of the columns is known now

    def __init__(self, model: LineTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Planens uppgifter"))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(TableDelegate(self, indented=False))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setProperty("dense", "lines")
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSortingEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen line in view, and tell."""
        now = self.visualRect(self.currentIndex())
        was_seen = now.isValid() and 0 <= now.top() < event.oldSize().height()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()
        if was_seen:
            self.scrollTo(self.currentIndex())

    def restyle(self) -> None:
        """Take the sizes of the text size in use."""
        self.setFont(theme.font("table"))
        self.horizontalHeader().setFont(theme.font("table", 600))
        self.horizontalHeader().setFixedHeight(theme.current().size("table_head"))
        height = theme.current().size("table_row_dense")
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)


class TableDelegate(LineDelegate):
    """Completeness in words: there is room for them here."""

    def column_key(self, column: int) -> str:
        """Return the key of a column, of completeness one that is written."""
        key = super().column_key(column)
        return {"complete": "completeness", "title": "name"}.get(key, key)


class FilterRow(QWidget):
    """A field over each column that is shown; ``typed`` runs out a moment after the last letter."""

    def __init__(self, table: LineTable) -> None:
        super().__init__()
        self._table = table
        self.typed = QTimer(self)
        self.typed.setSingleShot(True)
        self.typed.setInterval(_PAUSE_MS)
        self._fields: dict[str, QLineEdit] = {}
        for number, key in enumerate(COLUMNS):
            field = QLineEdit(self)
            head = table.model().headerData(number, Qt.Orientation.Horizontal)
            field.setAccessibleName(self.tr("Urval i {column}").format(column=head))
            field.setToolTip(
                self.tr("Visa bara rader som har det du skriver i kolumnen {column}").format(
                    column=head
                )
            )
            wide = key == "title"
            field.setPlaceholderText(self.tr("Sök i kolumnen") if wide else self.tr("Sök"))
            field.textChanged.connect(lambda _words: self.typed.start())
            self._fields[key] = field
        head_view = table.horizontalHeader()
        head_view.sectionResized.connect(lambda *_: self.place())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.place())
        theme.current().changed.connect(self.place)

    def words(self) -> dict[str, str]:
        """Return what is typed for the columns that are shown."""
        return {key: field.text() for key, field in self._fields.items() if not field.isHidden()}

    def place(self) -> None:
        """Put each field over its column."""
        height = theme.current().size("control")
        self.setFixedHeight(height + 2)
        head = self._table.horizontalHeader()
        for number, key in enumerate(COLUMNS):
            field = self._fields[key]
            hidden = self._table.isColumnHidden(number)
            field.setHidden(hidden)
            if not hidden:
                left = head.sectionViewportPosition(number)
                corner = QPoint(left + 3, 0)
                field.setGeometry(corner.x(), 0, max(head.sectionSize(number) - 6, 24), height)
