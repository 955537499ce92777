"""The fields of a point in the order they are filled in, each tied to the one that saves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from rccdesk.enums import PointKind
from rccdesk.ui.pages.meeting.saving import Field
from rccdesk.ui.widgets.growing_text import GrowingText
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.ui.pages.meeting.saving import PointSaver

MOST_BACKGROUND = 5
"""Lines that the background of a point is to fit in."""


class NamedField(QWidget):
    """Words over a field, what is counted beside them, and why it is not saved under it."""

    def __init__(self, words: str, field: QWidget, note: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.label = Label(words, "small_strong", "text2", wraps=True)
        self.label.setBuddy(field)
        self.label.setContentsMargins(5, 0, 0, 0)
        column.addWidget(self.label)
        column.addWidget(field)
        self.problem = Label("", "small", "bad_text", wraps=True)
        self.problem.setContentsMargins(5, 0, 0, 0)
        self.problem.hide()
        column.addWidget(self.problem)
        field.setAccessibleName(f"{words} {note}".strip())
        self._words = words
        self.set_note(note)

    def set_note(self, note: str) -> None:
        """Say something after the words."""
        self.label.setText(f"{self._words}  {note}" if note else self._words)

    def say(self, sentence: str) -> None:
        """Say why the field is not saved; "" when it is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def text_of(saver: PointSaver, name: str, field: GrowingText) -> None:
    """Let ``saver`` keep a text of several lines."""
    saver.add(Field(name, lambda: field.toPlainText().strip(), lambda v: field.show_words(str(v))))
    field.typed.connect(saver.note)
    field.left.connect(saver.save)


def line_of(saver: PointSaver, name: str, field: QLineEdit) -> None:
    """Let ``saver`` keep a text of one line."""
    saver.add(Field(name, lambda: field.text().strip(), _quiet(field, field.setText)))
    field.textEdited.connect(lambda _words: saver.note())
    field.editingFinished.connect(saver.save)


def check_of(saver: PointSaver, name: str, field: QCheckBox) -> None:
    """Let ``saver`` keep a mark."""
    saver.add(Field(name, field.isChecked, _quiet(field, field.setChecked)))
    field.toggled.connect(lambda _on: saver.save())


def minutes_of(saver: PointSaver, name: str, field: QSpinBox) -> None:
    """Let ``saver`` keep a number of minutes; 0 is not said."""

    def fill(value: object) -> None:
        with QSignalBlocker(field):
            field.setValue(value if isinstance(value, int) else 0)

    saver.add(Field(name, lambda: field.value() or None, fill))
    field.valueChanged.connect(lambda _value: saver.note())
    field.editingFinished.connect(saver.save)


def kind_of(saver: PointSaver, name: str, field: QComboBox) -> None:
    """Let ``saver`` keep the kind of the point."""

    def fill(value: object) -> None:
        with QSignalBlocker(field):
            field.setCurrentIndex(field.findData(str(value)))

    saver.add(Field(name, lambda: PointKind(str(field.currentData())), fill))
    field.activated.connect(lambda _at: saver.save())


def _quiet(field: QWidget, fill: Callable[..., object]) -> Callable[[object], object]:
    """Return what fills ``field`` without telling that it was changed."""

    def quietly(value: object) -> None:
        with QSignalBlocker(field):
            fill(value)

    return quietly
