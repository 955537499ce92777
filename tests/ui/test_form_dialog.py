"""The dialog of named fields: what is wrong is seen where the fields are more than fit."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.ui.dialogs.form_dialog import FormDialog


def test_what_is_wrong_is_scrolled_to_where_the_fields_are_more_than_fit(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.show()
    dialog = FormDialog("Lägg till", window)
    for number in range(12):
        dialog.add_row(f"Fält {number}", QLineEdit())
    dialog.set_buttons("Spara")
    dialog.show()
    QApplication.processEvents()
    dialog.say("Perioden är låst.")
    QApplication.processEvents()
    seen = dialog.problem.visibleRegion().boundingRect()
    assert seen.height() == dialog.problem.height()
