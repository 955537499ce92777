"""A dialog of named fields that stays until the store has taken what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.kept_place import focus_of
from rccdesk.ui.widgets.labels import Label

_WIDTH, _LABEL = 640, 190  # px at 100 % text


class FormDialog(QDialog):
    """A question, fields with their words, a line for what is wrong, a verb and "Avbryt".

    A subclass adds rows in its constructor, ends it with `set_buttons` and answers `send`.
    """

    wanted_width: int = _WIDTH  # px at 100 % text

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._inside = QWidget()
        column = self.column = QVBoxLayout(self._inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(10)
        column.addWidget(Label(title, "h2", wraps=True))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.addLayout(self._form)
        self.problem = Label("", "small", "bad_text", wraps=True)
        self.problem.hide()
        column.addWidget(self.problem)

    def send(self) -> None:
        """Hand on what the fields hold, or say what is wrong with it."""
        raise NotImplementedError

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take it."""
        if not messages.report_bug(error, self):
            self.say(messages.sentence(error))

    def say(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong and go to the field."""
        self.problem.setText(sentence)
        self.problem.show()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()
        QTimer.singleShot(0, self, self._show_problem)

    def _show_problem(self) -> None:
        """Scroll to the sentence once what scrolls is laid out: it lies at its end."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        scroll = self.findChild(QScrollArea)
        if scroll is not None:
            scroll.ensureWidgetVisible(self.problem)

    def add_note(self, words: str) -> None:
        """Say something under the title."""
        self.column.insertWidget(1, Label(words, "small", "text2", wraps=True))

    def add_row(self, words: str, field: QWidget) -> Label:
        """Add a field with its words, which become its name."""
        label = Label(words, "table_strong", wraps=True)
        label.setFixedWidth(round(_LABEL * theme.current().text_scale))
        label.setBuddy(field)
        field.setAccessibleName(words)
        policy = QSizePolicy.Policy
        if isinstance(field, QComboBox):
            field.setSizePolicy(policy.Expanding, policy.Fixed)
            field.setMinimumContentsLength(8)
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._form.addRow(label, field)
        return label

    def set_row_shown(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide a field with its words."""
        self._form.setRowVisible(field, shown)
        self._fit()

    def set_buttons(self, verb: str) -> None:
        """Add the button of the verb and the one that leaves."""
        row = self.button_row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addStretch(1)
        self.accept_button = Button(verb, "primary", self.send)
        self.accept_button.setDefault(True)
        self.leave = Button(self.tr("Avbryt"), act=self.reject)
        row.addWidget(self.accept_button)
        row.addWidget(self.leave)
        fill_dialog(self, self._inside, row)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the fields need, within the window."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height of what is shown: a row or a sentence may have come."""
        if not self.isVisible():
            return
        room = find_room(self, self.wanted_width)
        self._inside.ensurePolished()
        height = self.column.totalHeightForWidth(room.width()) if room.width() else 0
        foot = self.accept_button.sizeHint().height() + 32
        self.resize(room.width(), min(max(height, 120) + foot, room.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Enter in a field of one line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            field = focus_of(self)
            is_typed = isinstance(field, QComboBox) and field.isEditable()
            if is_typed or isinstance(field, QLineEdit):
                self.send()
            return
        super().keyPressEvent(event)


def combo(choices: Iterable[tuple[str, str]], current: str = "") -> ChoiceBox:
    """Return a choice of (key, words), ``current`` chosen; one that is unknown is added."""
    box = ChoiceBox()
    for key, words in choices:
        box.addItem(words, key)
    at = box.findData(current)
    if at < 0 and current:
        box.addItem(current, current)
        at = box.count() - 1
    box.setCurrentIndex(max(0, at))
    return box


def day_field(day: dt.date | None = None) -> QLineEdit:
    """Return a field for a date that may be left empty."""
    field = QLineEdit("" if day is None else day.isoformat())
    field.setPlaceholderText("2026-03-05")
    return field


def read_day(field: QLineEdit) -> dt.date | None:
    """Return the date of a `day_field`; ValueError for one that cannot be read."""
    words = field.text().strip()
    return dt.date.fromisoformat(words) if words else None
