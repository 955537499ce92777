"""Levels as rows of fields: value, name, whose it is, and when it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services.indicators import LevelError, LevelRow, level_text, read_level
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.pages.indicators.card import PlaceNames
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.labels import Label


class UnreadLevelError(Exception):
    """A level cannot be read: the sentence and the field."""

    def __init__(self, sentence: str, field: QWidget) -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class LevelRows(QWidget):
    """Edits the levels of a measure, those of one SVF or unit too."""

    def __init__(self, levels: tuple[LevelRow, ...], names: PlaceNames, *, is_share: bool) -> None:
        super().__init__()
        self._names, self._is_share = names, is_share
        self.rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._column)
        self._add = Button(self.tr("Lägg till målnivå"), "link", self.add)
        column.addWidget(self._add)
        for level in levels:
            self._append(level)

    def set_share(self, *, is_share: bool) -> None:
        """Read the values as shares, or as they are."""
        self._is_share = is_share
        for row in self.rows:
            row.set_share(is_share=is_share)

    def add(self) -> None:
        """Add an empty level and go to it."""
        self._append(None)
        self.rows[-1].value.setFocus()

    def levels(self) -> tuple[LevelRow, ...]:
        """Return the levels, lowest first; UnreadLevelError for what cannot be read."""
        return tuple(sorted((row.level() for row in self.rows), key=lambda level: level.value))

    def _append(self, level: LevelRow | None) -> None:
        row = _Row(level, self._names, number=len(self.rows) + 1, is_share=self._is_share)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._add.setFocus()


class _Row(QFrame):
    """One level in two lines."""

    removed = Signal()

    def __init__(
        self, level: LevelRow | None, names: PlaceNames, *, number: int, is_share: bool
    ) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self._level = level or LevelRow(0.0, is_own=True)
        self._is_share = is_share
        self.value = QLineEdit()
        if level is not None:
            self.value.setText(level_text(level.value, is_proportion=is_share))
        self.name = QLineEdit(self._level.name)
        self.svf = combo([("", self.tr("alla vårdförlopp")), *names.svf.items()], self._level.svf)
        self.unit = combo([("", self.tr("alla enheter")), *names.units.items()], self._level.unit)
        for box in (self.svf, self.unit):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.first = day_field(self._level.valid_from)
        self.last = day_field(self._level.valid_to)
        self.source = QLineEdit(self._level.source)
        self.own = QCheckBox(self.tr("Eget mål"))
        self.own.setChecked(self._level.is_own)
        self.read = Label("", "caption", "text2", wraps=True)
        self._place(number)
        self.value.textChanged.connect(self._say)
        self._say()

    def set_share(self, *, is_share: bool) -> None:
        self._is_share = is_share
        self._say()

    def level(self) -> LevelRow:
        try:
            value = read_level(self.value.text(), is_proportion=self._is_share).value
        except LevelError as error:
            raise UnreadLevelError(messages.sentence(error), self.value) from error
        return replace(
            self._level,
            value=value,
            name=self.name.text().strip(),
            svf=str(self.svf.currentData() or ""),
            unit=str(self.unit.currentData() or ""),
            valid_from=self._day(self.first),
            valid_to=self._day(self.last),
            is_own=self.own.isChecked(),
            source=self.source.text().strip(),
        )

    def _day(self, field: QLineEdit) -> dt.date | None:
        try:
            return read_day(field)
        except ValueError as error:
            sentence = self.tr("Skriv datumet som 2026-03-05, eller lämna det tomt.")
            raise UnreadLevelError(sentence, field) from error

    def _say(self) -> None:
        try:
            typed = read_level(self.value.text(), is_proportion=self._is_share)
        except LevelError:
            self.read.setText(self.tr("Skriv till exempel 80 eller 0,8.") if self._is_share else "")
            return
        self.read.setText(typed.words)

    def _place(self, number: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        cells = (
            (self.tr("Värde"), self.value),
            (self.tr("Namn"), self.name),
            (self.tr("Gäller för"), self.svf),
            (self.tr("Enhet"), self.unit),
            (self.tr("Från och med"), self.first),
            (self.tr("Till och med"), self.last),
        )
        for at, (words, field) in enumerate(cells):
            line, side = divmod(at, 2)
            label = Label(words, "small", "text2")
            label.setBuddy(field)
            field.setAccessibleName(
                self.tr("Målnivå {number}: {what}").format(number=number, what=words)
            )
            grid.addWidget(label, 2 * line, side)
            grid.addWidget(field, 2 * line + 1, side)
        grid.addWidget(self.read, 6, 0, 1, 2)
        source = Label(self.tr("Källa"), "small", "text2")
        source.setBuddy(self.source)
        self.source.setAccessibleName(self.tr("Målnivå {number}: källa").format(number=number))
        grid.addWidget(source, 7, 0)
        grid.addWidget(self.source, 8, 0)
        grid.addWidget(self.own, 8, 1)
        remove = IconButton(
            "close",
            self.tr("Ta bort målnivå {number}").format(number=number),
            self.removed.emit,
            size=28,
        )
        grid.addWidget(remove, 0, 2, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
