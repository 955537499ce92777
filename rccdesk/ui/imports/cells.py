"""Cells of a file as the user reads them: addresses that can be followed, and what stands there."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import theme
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule

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


class ExampleTable(QFrame):
    """What stands in cells, how it is read, and why; an address is a button that shows the cell.

    Labels in a grid, not a view of its own: cards come and go while files are read.
    """

    def __init__(self, go: Go | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = go
        self.titles: tuple[str, ...] = ()
        self.texts: tuple[tuple[str, ...], ...] = ()
        self.setAccessibleName(self.tr("Exempel"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(2)

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
        self.titles = tuple(title for title, _cells in filled)
        self.texts = tuple(zip(*(cells for _title, cells in filled), strict=True))
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy all rows on Ctrl+C, as a table does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the rows on the clipboard."""
        columns = tuple(TableColumn(title) for title in self.titles)
        copy_rows(columns, list(self.texts))

    def _fill(self) -> None:
        clear(self._grid)
        last = len(self.titles) - 1
        for column, title in enumerate(self.titles):
            self._grid.addWidget(Label(title, "table_strong", "text2"), 0, column)
            self._grid.setColumnStretch(column, 2 if column == last else 1)
        self._grid.addWidget(rule("h"), 1, 0, 1, last + 1)
        for number, texts in enumerate(self.texts, start=2):
            self._grid.addWidget(self._address(texts[0]), number, 0)
            for column, words in enumerate(texts[1:], start=1):
                label = Label(words, "table", wraps=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grid.addWidget(label, number, column)

    def _address(self, cell: str) -> QWidget:
        if self._go is None:
            return Label(cell, "table_strong")
        button = Button(cell, "link", partial(self._go, cell))
        button.setAccessibleName(self.tr("Visa cell {cell}").format(cell=cell))
        return button

    def _quoted(self, written: str) -> str:
        if not written:
            return self.tr("(tomt)")
        return self.tr("”{written}”").format(written=written)
