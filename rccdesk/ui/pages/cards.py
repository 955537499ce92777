"""The cards of a page that scroll their content or hold a table of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.symbols import without_marks
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import html_of
from rccdesk.ui.pages.side_panel import clear_column
from rccdesk.ui.tables.table_view import RowTableView, copy_rows
from rccdesk.ui.widgets.labels import Label, rule

_WIDTH = 316  # px that a card that scrolls asks for


class ScrollCard(QFrame):
    """A card whose content scrolls; `clear` and `column` fill it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foot: QWidget | None = None
        self._is_held = False
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._content.setProperty("ground", "surface")
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._area.setWidget(self._content)
        self._content.installEventFilter(self)
        outer.addWidget(self._area)

    def clear(self) -> None:
        """Take everything out."""
        clear_column(self.column, self._content)

    def hold(self) -> None:
        """Show what is shown till `release`, whatever is filled in: it takes several turns."""
        self._is_held = True
        self.setUpdatesEnabled(False)
        self.column.setEnabled(False)

    def release(self) -> None:
        """Lay out and paint what has been filled in since `hold`."""
        self._is_held = False
        self.column.setEnabled(True)
        self.column.invalidate()
        self.column.activate()
        self.updateGeometry()
        self.setUpdatesEnabled(True)

    def set_foot(self, foot: QWidget) -> None:
        """Put ``foot`` under the part that scrolls, where it is always seen."""
        self._foot = foot
        outer = self.layout()
        assert outer is not None
        outer.addWidget(rule())
        outer.addWidget(foot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the height of the content, as when a section opens."""
        if event.type() == QEvent.Type.LayoutRequest and not self._is_held:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the height of the content at this width; more than there is room for scrolls."""
        if self._is_held and self.isVisible():
            return self.size()
        edges = self.height() - self.contentsRect().height() + 2  # its border, its margins
        height = self.column.totalHeightForWidth(self.width() - edges)
        has_foot = self._foot is not None and not self._foot.isHidden()
        foot = self._foot.sizeHint().height() + 1 if has_foot and self._foot else 0
        return QSize(_WIDTH, max(height, self._content.sizeHint().height()) + edges + foot)


class TableCard(QFrame):
    """A table of its own with title, selection and foot."""

    def __init__(self, said: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        self._title = Label("", "h2", wraps=True)
        self._subtitle = Label("", "small", "text2", wraps=True)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 0, 16, 8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self.head.addLayout(words, 1)
        self.view = RowTableView()
        self._foot = QLabel()
        self._foot.setProperty("type", "caption")
        self._foot.setProperty("role", "text3")
        self._foot.setWordWrap(True)
        self._foot.setContentsMargins(16, 5, 16, 0)
        self._foot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addLayout(self.head)
        column.addWidget(self.view, 1)
        column.addWidget(rule())
        column.addWidget(self._foot)

    def show_table(self, table: TableSpec, subtitle: str, foot: Sequence[str]) -> None:
        """Show the table."""
        self._title.setText(table.title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.view.show_table(table)
        marks = "".join(mark for _, mark in table.row_symbols)
        notes = list(table.notes)
        if "not_representative" in marks:
            notes.append(self.tr("◆ ej representativ"))
        if "unknown" in marks:
            notes.append(self.tr("◇ representativitet okänd"))
        lines = [" · ".join(note.rstrip(".") for note in notes), *foot]
        side = theme.current().line("caption") - 6
        self._foot.setText("<br>".join(html_of(line, side) for line in lines if line))
        self._foot.setAccessibleName(without_marks(" ".join(lines)))

    def copy(self) -> None:
        """Put the whole table on the clipboard."""
        rows = self.view.rows
        copy_rows(rows.columns, [rows.row_texts(row) for row in range(rows.rowCount())])
        self._said(self.tr("Tabellen är kopierad."))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the foot's height right in a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._foot.updateGeometry()
