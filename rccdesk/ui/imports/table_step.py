"""Step 2 of an import: which sheet, and where on it the table begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.imports.columns import column_index
from rccdesk.ui.imports.sheet_grid import SheetGridView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview

_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


class TableStep(QFrame):
    """Shows the top of the sheet; ``ask`` gets the sheet or the header row that the user means."""

    def __init__(self, ask: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._ask = ask
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._title = Label("", "h2", wraps=True)
        column.addWidget(self._title)
        self._choice = QWidget()
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        label = Label(self.tr("Blad"), "table_strong")
        self.sheet = ChoiceBox()
        self.sheet.setAccessibleName(self.tr("Blad"))
        label.setBuddy(self.sheet)
        self.sheet.activated.connect(lambda _index: self._choose_sheet())
        row.addWidget(label)
        row.addWidget(self.sheet)
        self._hidden = Label("", "small", "text2", wraps=True)
        row.addWidget(self._hidden, 1)
        column.addWidget(self._choice)
        self._place = Label("", "small", "text2", wraps=True)
        column.addWidget(self._place)
        self.grid = SheetGridView()
        self.grid.header_chosen.connect(self._take)
        self.grid.selectionModel().currentRowChanged.connect(lambda *_: self._show_button())
        column.addWidget(self.grid, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.take = Button("", "recommended", self._press)
        foot.addWidget(self.take)
        self._help = Label(
            self.tr("Välj raden med rubriker. Det som står ovanför läses inte som uppgifter."),
            "small",
            "text2",
            wraps=True,
        )
        foot.addWidget(self._help, 1)
        column.addLayout(foot)
        self._header_row: int | None = None

    def show_preview(self, preview: ImportPreview) -> None:
        """Show where the table is taken to be."""
        grid = preview.grid
        self._fill_sheets(preview)
        self._header_row = preview.header_row
        self.take.set_kind("recommended" if preview.header_row is None else "secondary")
        if grid is None:
            self._title.setText(self.tr("Filen har inga celler att läsa"))
        elif preview.header_row is None:
            self._title.setText(self.tr("Var börjar tabellen?"))
        else:
            area = f"A{preview.header_row}:{grid.last_letter}{grid.last_row}"
            self._title.setText(
                self.tr("Tabellen är {area}, med rubriker på rad {row}").format(
                    area=area, row=preview.header_row
                )
            )
        if grid is not None:
            self.grid.show_grid(grid, preview.header_row)
        self._say_rows("")
        self._show_button()

    def show_cell(self, sheet: str, cell: str) -> None:
        """Mark a cell where it is among the rows shown; else say which these are."""
        grid = self.grid.model_.grid
        match = _CELL.fullmatch(cell)
        row = int(match[2]) if match else 0
        last = grid.first_row + len(grid.rows) - 1
        if match and sheet in {"", grid.sheet} and grid.first_row <= row <= last:
            self.grid.mark(row, column_index(match[1]))
            self._say_rows(self.tr("Cell {cell} är markerad.").format(cell=cell))
            return
        self.grid.mark(0, 0)
        if sheet not in {"", grid.sheet}:
            words = self.tr("Cell {cell} finns på bladet {sheet}. Öppna filen för att se den.")
        else:
            words = self.tr("Cell {cell} ligger längre ned. Öppna filen för att se den.")
        self._say_rows(words.format(cell=cell, sheet=sheet))

    def _fill_sheets(self, preview: ImportPreview) -> None:
        """List the sheets, the hidden ones last and marked in words."""
        self.sheet.clear()
        for name in preview.sheets:
            self.sheet.addItem(name, name)
        for name in preview.hidden_sheets:
            words = (
                self.tr("{sheet} (mycket dolt)")
                if name in preview.very_hidden_sheets
                else self.tr("{sheet} (dolt)")
            )
            self.sheet.addItem(words.format(sheet=name), name)
        shown = preview.grid.sheet if preview.grid is not None else ""
        self.sheet.setCurrentIndex(self.sheet.findData(shown))
        self._choice.setVisible(self.sheet.count() > 1)
        if shown in preview.hidden_sheets:
            words = self.tr("Bladet är dolt i filen. Du har valt att läsa det.")
        elif preview.hidden_sheets:
            words = self.tr("Dolda blad läses bara om du väljer dem.")
        else:
            words = ""
        self._hidden.setText(words)

    def _say_rows(self, words: str) -> None:
        """Say which rows of the sheet are shown, where they are not all, after ``words``."""
        grid = self.grid.model_.grid
        last = grid.first_row + len(grid.rows) - 1
        if grid.rows and last < grid.last_row:
            rows = self.tr("Här visas rad {first}–{last} av {all}.").format(
                first=formats.number(grid.first_row),
                last=formats.number(last),
                all=formats.number(grid.last_row),
            )
            words = f"{words} {rows}".strip()
        self._place.setText(words)
        self._place.setVisible(bool(words))

    def _choose_sheet(self) -> None:
        self._ask(sheet=self.sheet.currentData(), header_row=None, mapping={})

    def _show_button(self) -> None:
        row = self.grid.current_row
        self.take.setEnabled(row is not None and row != self._header_row)
        self.take.setText(
            self.tr("Rubrikerna står på rad {row}").format(row=row)
            if row is not None
            else self.tr("Välj rubrikrad")
        )

    def _press(self) -> None:
        if self.grid.current_row is not None:
            self._take(self.grid.current_row)

    def _take(self, row: int) -> None:
        if row != self._header_row:
            self._ask(header_row=row, mapping={}, sheet=self.grid.model_.grid.sheet or None)
