"""Cells of a file as the user reads them: addresses that can be followed, and what stands there."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import theme
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports.problems import Example

Go = Callable[[str], object]  # shows the cell of an address
_NARROWEST = 140  # px at 100 % text that a tight label may be pressed to


class TightLabel(Label):
    """A label that is no wider than its words, and breaks lines where there is less room."""

    def __init__(self, words: str = "", kind: str = "body", role: str = "text") -> None:
        super().__init__(words, kind, role, wraps=True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of the words on one line."""
        self.ensurePolished()
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width + margins.left() + margins.right(), super().heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width that the words can be read in."""
        least = round(_NARROWEST * theme.current().text_scale)
        hint = self.sizeHint()
        return QSize(min(hint.width(), least), self.fontMetrics().height())


class CellLinks(QLabel):
    """Words with addresses in them: a link each where ``go`` can show the cell; can be copied."""

    def __init__(self, go: Go | None, name: str, *, wraps: bool = True) -> None:
        super().__init__()
        self._go = go
        self._parts: tuple[str, Sequence[str], str] = ("", (), "")
        self.setProperty("type", "small")
        self.setProperty("role", "text2")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wraps)
        self.setAccessibleName(name)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
        if go is not None:
            flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
            flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            self.linkActivated.connect(go)
        self.setTextInteractionFlags(flags)
        theme.current().changed.connect(self._fill)

    def show_cells(self, before: str, cells: Sequence[str], after: str = "") -> None:
        """Show ``cells`` between words."""
        self._parts = (before, tuple(cells), after)
        self._fill()
        self.setAccessibleDescription(before + ", ".join(cells) + after)

    def _fill(self) -> None:
        before, cells, after = self._parts
        colour = theme.colour("pri").name()
        style = f"color:{colour};font-weight:600;text-decoration:none"
        shown = [
            f'<a href="{html.escape(cell)}" style="{style}">{html.escape(cell)}</a>'
            if self._go is not None
            else html.escape(cell)
            for cell in cells
        ]
        self.setText(html.escape(before) + ", ".join(shown) + html.escape(after))


class _LinkColumn(QStyledItemDelegate):
    """Paints the addresses as links."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.font = theme.font("table", 600)  # type: ignore[attr-defined]
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, theme.colour("pri"))  # type: ignore[attr-defined]


class ExampleTable(RowTableView):
    """What stands in cells, how it is read, and why; Enter or a click shows the cell."""

    def __init__(self, go: Go | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, dense=True)
        self._go = go
        self.setAccessibleName(self.tr("Exempel"))
        self.setSortingEnabled(False)
        if go is not None:
            self.setItemDelegateForColumn(0, _LinkColumn(self))
            self.clicked.connect(self._press)

    def show_examples(self, examples: Sequence[Example], most: int) -> None:
        """Show the first ``most`` examples; a reason that is the same as above is said once."""
        whys = [one.why for one in examples[:most]]
        same = self.tr("Samma")
        again = [
            same if place and why and why == whys[place - 1] else why
            for place, why in enumerate(whys)
        ]
        shown = examples[:most]
        titles = (
            (self.tr("Cell"), [one.cell for one in shown]),
            (self.tr("Står i filen"), [self._quoted(one.written) for one in shown]),
            (self.tr("Läses som"), [one.read_as for one in shown]),
            (self.tr("Varför"), again),
        )
        filled = [(title, cells) for title, cells in titles if any(cells)]
        rows = tuple(zip(*(cells for _title, cells in filled), strict=True))
        self.show_rows(tuple(TableColumn(title) for title, _cells in filled), rows)
        self.fit_rows()

    def _quoted(self, written: str) -> str:
        return f"”{written}”" if written else self.tr("(tomt)")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the cell of the current row on Enter."""
        if self._go is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._show(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _press(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._show(index.row())

    def _show(self, row: int) -> None:
        if self._go is not None and 0 <= row < self.rows.rowCount():
            self._go(self.rows.row_texts(row)[0])
