"""How the columns of a file are read, and the way to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from rccdesk.services.imports.layouts import fields_of
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, set_role

if TYPE_CHECKING:
    from rccdesk.enums import Profile
    from rccdesk.services.imports import ColumnPreview

_NOT_USED = ""
_WIDE = 880  # px at 100 % text from which there is room to spare


class ColumnsCard(QFrame):
    """A row for each column: letter, header, samples, the field it is taken for, certainty."""

    def __init__(
        self, changed: Callable[[dict[str, str]], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._changed = changed
        self._columns: tuple[ColumnPreview, ...] = ()
        self._choices: list[ChoiceBox] = []
        self._certainties: list[Label] = []
        self._shown: tuple[object, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 8, 14, 10)
        outer.setSpacing(6)
        outer.addWidget(Label(self.tr("Så läses kolumnerna"), "h2"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 3)
        outer.addLayout(self._grid)
        needed = self.tr("* behövs för att filen ska kunna läsas in")
        outer.addWidget(Label(needed, "caption", "text2", wraps=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the choices near the samples on a wide screen."""
        super().resizeEvent(event)
        is_wide = self.width() / theme.current().text_scale >= _WIDE
        self._grid.setColumnStretch(5, 2 if is_wide else 0)

    def show_columns(self, profile: Profile, columns: tuple[ColumnPreview, ...]) -> None:
        """Show the columns of a table of the layout ``profile``."""
        self._columns = columns
        shown = (profile, *((column.letter, column.header, column.samples) for column in columns))
        if shown == self._shown:  # the same table read another way: no field may lose the focus
            for choice, certainty, column in zip(
                self._choices, self._certainties, columns, strict=True
            ):
                _show_choice(choice, certainty, column)
            return
        self._shown = shown
        self._choices, self._certainties = [], []
        clear(self._grid)
        heads = (
            self.tr("Kolumn"),
            self.tr("Rubrik"),
            self.tr("Exempel"),
            self.tr("Läses som"),
            self.tr("Träff"),
        )
        for place, head in enumerate(heads):
            self._grid.addWidget(Label(head, "small_strong", "text2"), 0, place)
        fields = fields_of(profile)
        for row, column in enumerate(columns, start=1):
            self._add_row(row, column, fields)

    def _add_row(
        self, row: int, column: ColumnPreview, fields: tuple[tuple[str, bool], ...]
    ) -> None:
        choice = ChoiceBox()
        choice.setProperty("small", True)  # noqa: FBT003 - Qt's own order
        choice.setAccessibleName(
            self.tr("Kolumn {letter}, {header}, läses som").format(
                letter=column.letter, header=column.header
            )
        )
        choice.addItem(text("imports.certainty.unused"), _NOT_USED)
        for name, is_required in fields:
            label = text(f"imports.field.{name}")
            choice.addItem(f"{label} *" if is_required else label, name)
        choice.activated.connect(lambda _index: self._changed(self._mapping()))
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        certainty = Label("", "small")
        self._choices.append(choice)
        self._certainties.append(certainty)
        self._grid.addWidget(Label(column.letter, "small_strong"), row, 0)
        self._grid.addWidget(Label(column.header, "small", elides=True), row, 1)
        self._grid.setColumnMinimumWidth(1, 140)
        samples = " · ".join(column.samples)
        self._grid.addWidget(Label(samples, "small", "text2", elides=True), row, 2)
        self._grid.addWidget(choice, row, 3)
        self._grid.addWidget(certainty, row, 4)
        _show_choice(choice, certainty, column)

    def _mapping(self) -> dict[str, str]:
        """Return field -> column letter as chosen now."""
        return {
            choice.currentData(): column.letter
            for choice, column in zip(self._choices, self._columns, strict=True)
            if choice.currentData()
        }


def _show_choice(choice: ChoiceBox, certainty: Label, column: ColumnPreview) -> None:
    choice.setCurrentIndex(max(0, choice.findData(column.field or _NOT_USED)))
    key = column.certainty.value if column.certainty else "unused"
    certainty.setText(text(f"imports.certainty.{key}"))
    set_role(certainty, "text" if column.field else "text3")
