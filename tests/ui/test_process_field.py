"""The field of chips: what is typed adds the first process that fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rccdesk.ui.selection import Choice
from rccdesk.ui.widgets.process_field import ProcessField


@pytest.mark.parametrize(
    ("typed", "keys"),
    [("cancer i m", ("VB0",)), ("mage", ("VB0",)), ("LUNGCANCER", ("VD9",)), ("zzz", ())],
)
def test_enter_adds_the_first_process_that_fits(
    qtbot: QtBot, typed: str, keys: tuple[str, ...]
) -> None:
    field = ProcessField()
    qtbot.addWidget(field)
    field.set_choices([Choice("VB0", "Cancer i magen"), Choice("VD9", "Lungcancer")])
    field.show()
    field.field.setText(typed)
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    qtbot.wait(1)  # the field is emptied after the completer has written into it
    assert field.keys == keys
    assert field.field.text() == ("" if keys else typed)  # words that fit nothing stay
