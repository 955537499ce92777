"""Choosing a level of a scale: radio rows with the drawn level and its word, by 0 to 3 and –."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from rccdesk import formats
from rccdesk.enums import Scale
from rccdesk.services.framework import level_words
from rccdesk.services.framework.model import ScaleLevelRow
from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.scale_mark import mark_icon, mark_size

_NONE = -1
_NOT_ASSESSED = (Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class ScaleChoice(QWidget):
    """The question, one row for each level and one for "Inte bedömt", which is chosen at first."""

    changed = Signal()

    def __init__(
        self, question: str, scale: Scale, levels: Sequence[ScaleLevelRow], level: int | None = None
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, icon_side(14))
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(question, "table_strong"), 0, 0, 1, 2)
        rows = [(each.level, each.name) for each in levels]
        for row, (number, word) in enumerate([*rows, (None, level_words(levels, None))], 1):
            key = formats.MISSING if number is None else str(number)
            grid.addWidget(_key(key), row, 0)
            button = QRadioButton(word)
            button.setIcon(_icon(scale, number, self.devicePixelRatioF()))
            button.setIconSize(_icon_size())
            button.setAccessibleName(f"{question} {key} {word}")
            self._group.addButton(button, _NONE - 1 if number is None else number)
            grid.addWidget(button, row, 1)
        self.set_level(level)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def level(self) -> int | None:
        """The chosen level; None for not assessed."""
        number = self._group.checkedId()
        return number if number >= 0 else None

    def set_level(self, level: int | None) -> None:
        """Choose ``level``; one that the scale does not have is ignored."""
        button = self._group.button(_NONE - 1 if level is None else level)
        if button is not None:
            button.setChecked(True)

    def focus(self) -> None:
        """Take the focus to the chosen row."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_to(self, widget: QWidget) -> None:
        """Let Tab go from here to ``widget``."""
        QWidget.setTabOrder(self._group.buttons()[-1], widget)

    def _on_toggled(self, _level: int, on: bool) -> None:
        if on:
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the number of the level, and – for not assessed."""
        number = event.key() - Qt.Key.Key_0
        is_minus = event.key() in _NOT_ASSESSED or event.text() == formats.EN_DASH
        if is_minus:
            self.set_level(None)
        elif self._group.button(number) is not None and number >= 0:
            self.set_level(number)
        else:
            super().keyPressEvent(event)
            return
        self.focus()


def _icon(scale: Scale, level: int | None, ratio: float) -> QIcon:
    """Return the mark of a level; of none an empty one, so that the words stand in line."""
    if level is not None:
        return mark_icon(scale, level, ratio)
    empty = QPixmap(mark_size(Scale.PROGRESS))
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)


def _icon_size() -> QSize:
    wide, high = mark_size(Scale.PROGRESS), mark_size(Scale.CHALLENGE)
    return QSize(wide.width() + icon_side(6), high.height())


def _key(words: str) -> Label:
    label = Label(words, "caption", "text2")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedWidth(icon_side(14))
    label.setMinimumHeight(theme.current().line("caption"))
    return label
