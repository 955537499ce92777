"""Direction and levels of a measure, edited in the panel: nothing is assumed about them."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk.enums import Direction
from rccdesk.services.indicators import (
    IndicatorRow,
    LevelError,
    LevelRow,
    level_text,
    read_level,
)
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.labels import Label

_PROPORTION = "proportion"
_MOST = 2


class LevelEditor(QWidget):
    """Edits what `IndicatorRow` says about the goal; ``saved`` carries direction and levels."""

    saved = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indicator: IndicatorRow | None = None
        self._kept: tuple[LevelRow, ...] = ()  # ended, or of one SVF or unit: on the card
        self._fields: list[_LevelField] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("Riktning"), "small", "text2"))
        self._direction = QComboBox()
        self._direction.setAccessibleName(self.tr("Riktning"))
        for direction in Direction:
            self._direction.addItem(text(f"figures.direction.{direction}"), direction.value)
        column.addWidget(self._direction)
        self._unit = Label("", "small", "text2", wraps=True)
        column.addWidget(self._unit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._add = Button(self.tr("Lägg till målnivå"), "link", self._add_field)
        column.addWidget(self._add)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        self._save = Button(self.tr("Spara målnivåerna"), "secondary", self._send, small=True)
        column.addWidget(self._save)

    def show_indicator(self, indicator: IndicatorRow) -> None:
        """Show the direction and the levels that have not ended."""
        if indicator == self._indicator:
            return  # what has been typed stays
        self._indicator = indicator
        self._problem.hide()
        self._direction.setCurrentIndex(self._direction.findData(indicator.direction))
        current = [each for each in indicator.levels if _is_edited(each)]
        self._kept = tuple(each for each in indicator.levels if not _is_edited(each))
        self._unit.setText(
            self.tr("Målnivå i procent")
            if indicator.unit_of_measure == _PROPORTION
            else self.tr("Målnivå i {unit}").format(unit=indicator.unit_of_measure)
        )
        for field in list(self._fields):
            self._remove(field)
        for level in current:
            self._add_field(level)
        self._count()

    def _add_field(self, level: LevelRow | None = None) -> None:
        assert self._indicator is not None
        share = self._indicator.unit_of_measure == _PROPORTION
        field = _LevelField(level, number=len(self._fields) + 1, is_share=share)
        field.removed.connect(lambda: self._remove(field))
        self._fields.append(field)
        self._rows.addWidget(field)
        self._count()
        if level is None:
            field.value.setFocus()

    def _remove(self, field: _LevelField) -> None:
        self._fields.remove(field)
        self._rows.removeWidget(field)
        field.hide()
        field.deleteLater()
        self._count()

    def _count(self) -> None:
        self._unit.setVisible(bool(self._fields))
        self._add.setVisible(len(self._fields) < _MOST)

    def _send(self) -> None:
        levels: list[LevelRow] = []
        for field in self._fields:
            level = field.level()
            if level is None:
                self._problem.setText(
                    self.tr("Skriv målnivån som ett tal mellan 0 och 100, till exempel 80.")
                    if field.is_share
                    else self.tr("Skriv målnivån som ett tal, till exempel 12,5.")
                )
                self._problem.show()
                field.value.setFocus()
                return
            levels.append(level)
        self._problem.hide()
        levels.sort(key=lambda level: level.value)
        self.saved.emit(str(self._direction.currentData()), (*self._kept, *levels))


class _LevelField(QWidget):
    """One level: its value, whether it is the user's own, and a button that takes it away."""

    removed = Signal()

    def __init__(self, level: LevelRow | None, *, number: int, is_share: bool) -> None:
        super().__init__()
        self._level = level or LevelRow(0.0, is_own=True)
        self.is_share = is_share
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.value = QLineEdit()
        self.value.setFixedWidth(round(72 * theme.current().text_scale))
        self.value.setAccessibleName(self.tr("Målnivå {number}").format(number=number))
        if level is not None:
            self.value.setText(level_text(level.value, is_proportion=is_share))
        self._own = QCheckBox(self.tr("Eget mål"))
        self._own.setChecked(self._level.is_own)
        row.addWidget(self.value)
        row.addWidget(self._own, 1)
        remove = IconButton(
            "close",
            self.tr("Ta bort målnivå {number}").format(number=number),
            self.removed.emit,
            size=28,
        )
        row.addWidget(remove)
        column.addLayout(row)
        self._read = Label("", "caption", "text2", wraps=True)
        column.addWidget(self._read)
        self.value.textChanged.connect(self._say)
        self._say()

    def level(self) -> LevelRow | None:
        """Return the level as typed; None where it is no number that fits."""
        try:
            value = read_level(self.value.text(), is_proportion=self.is_share).value
        except LevelError:
            return None
        return dataclasses.replace(self._level, value=value, is_own=self._own.isChecked())

    def _say(self) -> None:
        try:
            words = read_level(self.value.text(), is_proportion=self.is_share).words
        except LevelError:
            words = ""
        self._read.setText(words)
        self._read.setVisible(bool(words))


def _is_edited(level: LevelRow) -> bool:
    """Tell whether the panel edits a level: one of everybody's that has not ended."""
    return level.valid_to is None and not level.is_override
