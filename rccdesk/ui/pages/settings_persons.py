"""Settings: what the file holds about a person, shown, corrected or erased on request."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rccdesk.files import safe_name
from rccdesk.services import history, persons
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.settings_parts import card
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.persons import Erased, PersonFound
    from rccdesk.ui.pages.settings_page import SettingsPage

_TABLE_ROWS = 8


def list_names(database: Database) -> tuple[str, ...]:
    """Return the names that stand beside changes in the history."""
    return history.list_names(database)


class PersonsSection(QWidget):
    """Searches for a name in everything the file holds, and does what the person asks for."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self._page = page
        self._found: PersonFound | None = None
        self._is_reading = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        frame, inside = card(
            self.tr("Uppgifter om en person"),
            self.tr(
                "En person kan begära att få se, rätta eller ta bort sina uppgifter. Sök namnet "
                "så som det är skrivet. Texter och protokoll går fortfarande att läsa efteråt."
            ),
        )
        column.addWidget(frame)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setAccessibleName(self.tr("Personens namn"))
        self.name.setMinimumWidth(round(300 * theme.current().text_scale))
        line = self.name.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Personens namn"))
        line.setAccessibleName(self.tr("Personens namn"))
        line.returnPressed.connect(self._search)
        self.search = Button(self.tr("Sök"), "recommended", self._search, icon="search")
        row.addWidget(self.name)
        row.addWidget(self.search)
        row.addStretch(1)
        inside.addLayout(row)
        self._answer = Label("", "body", wraps=True)
        self._answer.hide()
        inside.addWidget(self._answer)
        self.table = RowTableView(dense=True)
        self.table.setAccessibleName(self.tr("Var namnet finns"))
        self.table.hide()
        inside.addWidget(self.table)
        acts = FlowLayout(gap=8)
        self.extract = Button(self.tr("Spara utdrag…"), act=self._save_extract, icon="save")
        self.correct = Button(self.tr("Rätta namnet…"), act=self._correct, icon="write")
        self.erase = Button(self.tr("Ta bort personen…"), act=self._erase, icon="trash")
        for button in (self.extract, self.correct, self.erase):
            button.hide()
            acts.addWidget(button)
        inside.addLayout(acts)

    def show_names(self, names: tuple[str, ...]) -> None:
        """Offer the names that are known."""
        typed = self.name.currentText()
        self.name.clear()
        self.name.addItems(list(names))
        self.name.setCurrentText(typed)

    def set_reading(self, *, reading: bool) -> None:
        """Allow only what changes nothing, where another program holds the file."""
        self._is_reading = reading

    def _search(self) -> None:
        name = self.name.currentText().strip()
        if name:
            self._page.work(self.tr("Söker …"), persons.find_person, name).then(self._show)

    def _show(self, found: PersonFound) -> None:
        self._found = found
        count = sum(place.count for place in found.places)
        self._answer.setText(
            text("persons.found", name=found.name, count=count)
            if count
            else text("persons.not_found", name=found.name)
        )
        self._answer.show()
        self.table.show_rows(
            (
                TableColumn(self.tr("Var")),
                TableColumn(self.tr("Uppgift")),
                TableColumn(self.tr("Antal"), numeric=True),
            ),
            tuple((place.words, place.field_words, str(place.count)) for place in found.places),
        )
        self.table.fit_rows(_TABLE_ROWS)
        self.table.setVisible(bool(found.places))
        self.extract.setVisible(bool(found.places))
        for button in (self.correct, self.erase):
            button.setVisible(bool(found.places))
            button.setEnabled(not self._is_reading)

    def _say(self, words: str) -> None:
        self._answer.setText(words)
        self._answer.show()

    def _save_extract(self) -> None:
        if self._found is None:
            return
        today = dt.datetime.now().astimezone().date().isoformat()
        folder = self._page.settings.last_export_dir or str(Path.home())
        proposal = Path(folder) / f"{safe_name(self._found.name)} {today}.txt"
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Spara utdrag"), str(proposal), self.tr("Text (*.txt)")
        )
        if name:
            self._page.work(
                self.tr("Sparar …"), persons.export_person, self._found.name, Path(name)
            ).then(lambda _result: self._page.toast(self.tr("Utdraget är sparat.")))

    def _correct(self) -> None:
        if self._found is None:
            return
        dialog = CorrectDialog(self._found.name, self.window())
        name = self._found.name
        dialog.accepted.connect(
            lambda: self._page.work(
                self.tr("Rättar …"), persons.correct_person, name, dialog.new_name.text().strip()
            ).then(lambda _result: self._again(dialog.new_name.text().strip()))
        )
        dialog.open()

    def _again(self, name: str) -> None:
        self._page.toast(self.tr("Namnet är rättat."))
        self.name.setCurrentText(name)
        self._search()
        self._page.refresh()

    def make_dialog(self) -> EraseDialog:
        """Return the dialog that asks before a person is erased."""
        name = self._found.name if self._found else self.name.itemText(0)
        return EraseDialog(name, self.window())

    def _erase(self) -> None:
        if self._found is None:
            return
        dialog = self.make_dialog()
        name = self._found.name
        dialog.accepted.connect(
            lambda: self._page.work(
                self.tr("Tar bort personen …"),
                persons.erase_person,
                name,
                second_place=self._page.second_place,
            ).then(self._on_erased)
        )
        dialog.open()

    def _on_erased(self, erased: Erased) -> None:
        self._page.toast(text("persons.erased", pseudonym=erased.pseudonym))
        left = [one.path.name for one in erased.backups if one.error]
        if left:
            self._say(text("persons.copies_left", count=len(left), files=", ".join(left)))
        elif erased.is_own_name:
            self._say(text("persons.own_name"))
        self.name.setCurrentText("")
        self._found = None
        self._answer.setVisible(bool(left) or erased.is_own_name)
        for widget in (self.table, self.extract, self.correct, self.erase):
            widget.hide()
        self.name.setFocus()  # the button in focus is gone
        self._page.refresh()


class CorrectDialog(QDialog):
    """Asks for the right name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rätta namnet"))
        self.setMinimumWidth(round(420 * theme.current().text_scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Vilket är det rätta namnet?"), "h2"))
        self.new_name = QLineEdit(name)
        self.new_name.setAccessibleName(self.tr("Det rätta namnet"))
        self.new_name.selectAll()
        column.addWidget(self.new_name)
        row = QHBoxLayout()
        row.addStretch(1)
        self.save = Button(self.tr("Rätta överallt"), "primary", self.accept)
        row.addWidget(self.save)
        row.addWidget(Button(self.tr("Avbryt"), act=self.reject))
        column.addLayout(row)
        self.new_name.textChanged.connect(
            lambda words: self.save.setEnabled(bool(words.strip()) and words.strip() != name)
        )
        self.save.setEnabled(False)
        self.new_name.returnPressed.connect(self.save.click)


class EraseDialog(QDialog):
    """Says what erasing a person means, and asks."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ta bort personen"))
        self.setMinimumWidth(round(520 * theme.current().text_scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Ta bort {name} ur filen?").format(name=name), "h2"))
        words = self.tr(
            "Namnet ersätts med ”Borttagen person” och ett nummer överallt: i texter, i historiken "
            "och i alla säkerhetskopior. Det går inte att ångra. Filer som redan har skickats "
            "eller skrivits ut, som underlag, ändras inte. Har namnet rättats: sök och ta bort den "
            "tidigare stavningen också."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Ta bort personen"), "primary", self.accept))
        self.keep = Button(self.tr("Avbryt"), act=self.reject)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.setFocus()
