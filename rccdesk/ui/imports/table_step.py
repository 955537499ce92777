"""Step 2 of an import: which sheet, and where on it the table begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.ui.imports.sheet_grid import SheetGridView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import ImportPreview


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
        row = QHBoxLayout()
        row.setSpacing(10)
        self._sheet_label = Label(self.tr("Blad"), "table_strong")
        self.sheet = ChoiceBox()
        self.sheet.setAccessibleName(self.tr("Blad"))
        self._sheet_label.setBuddy(self.sheet)
        self.sheet.activated.connect(
            lambda _index: ask(sheet=self.sheet.currentText(), header_row=None, mapping={})
        )
        row.addWidget(self._sheet_label)
        row.addWidget(self.sheet)
        self._hidden = Label("", "small", "text2", wraps=True)
        row.addWidget(self._hidden, 1)
        column.addLayout(row)
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
        self.sheet.clear()
        self.sheet.addItems(list(preview.sheets))
        grid = preview.grid
        self.sheet.setCurrentText(grid.sheet if grid is not None else "")
        has_choice = len(preview.sheets) > 1
        self._sheet_label.setVisible(has_choice)
        self.sheet.setVisible(has_choice)
        hidden = ", ".join(f"”{name}”" for name in preview.hidden_sheets)
        self._hidden.setText(
            self.tr("Dolda blad läses inte: {sheets}").format(sheets=hidden) if hidden else ""
        )
        self._header_row = preview.header_row
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
        self._show_button()

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
