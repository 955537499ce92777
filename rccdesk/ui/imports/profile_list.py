"""The saved profiles: how files of each kind are read, to share and to put away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.files import safe_name
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.imports import profiles
from rccdesk.texts import text
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.imports.word_list import WordList
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports.profiles import ProfileRow, RememberedWord
    from rccdesk.settings import Settings

_KIND = "json"
_MOST_ROWS = 12


class ProfileList(QWidget):
    """A table of profiles, shipped layouts last, what can be done to a saved one, and words.

    ``write`` calls a service in the writing thread and says what came of it (``said``, ``undo``).
    """

    def __init__(self, write: Callable[..., object], settings: Settings) -> None:
        super().__init__()
        self._write, self._settings = write, settings
        self._rows: tuple[ProfileRow, ...] = ()
        self._words: tuple[RememberedWord, ...] = ()
        self._is_reading = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        words = self.tr(
            "En profil minns hur filer av ett slag läses: blad, rubrikrad, kolumner och hur orden "
            "ska tolkas. Den sparas när du har läst in en fil, och nästa fil av samma slag läses "
            "utan frågor. En profil kan lämnas till en annan användare."
        )
        column.addWidget(Label(words, "small", "text2", wraps=True))
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 10)
        self.table = RowTableView()
        self.table.setAccessibleName(self.tr("Profiler"))
        self.table.setSelectionMode(RowTableView.SelectionMode.SingleSelection)
        inside.addWidget(self.table)
        buttons = FlowLayout(gap=8)
        buttons.setContentsMargins(13, 4, 13, 0)
        self.rename = Button(self.tr("Byt namn…"), act=self._rename, icon="write")
        self.export = Button(self.tr("Spara profilen som fil…"), act=self._export, icon="save")
        self.take = Button(self.tr("Läs in en profil…"), act=self._import, icon="folder")
        self.delete = Button(
            self.tr("Flytta till Papperskorgen"), "flat", self._delete, icon="trash"
        )
        for button in (self.take, self.rename, self.export, self.delete):
            buttons.addWidget(button)
        inside.addLayout(buttons)
        column.addWidget(card)
        self.words = WordList(write)
        column.addWidget(self.words)
        column.addStretch(1)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)

    def show_profiles(
        self,
        rows: tuple[ProfileRow, ...],
        words: tuple[RememberedWord, ...],
        *,
        is_reading: bool,
    ) -> None:
        """Show the profiles, those that users have saved first, and the remembered words."""
        self.words.show_words(words, is_reading=is_reading)
        self._words = words
        self._rows = tuple(sorted(rows, key=lambda row: row.is_shipped))
        self._is_reading = is_reading
        self.table.show_rows(
            (
                TableColumn(self.tr("Profil")),
                TableColumn(self.tr("Innehåll")),
                TableColumn(self.tr("Version"), numeric=True),
                TableColumn(self.tr("Senast använd")),
            ),
            tuple(
                (
                    row.name,
                    text(f"imports.profile.{row.layout.value}"),
                    formats.MISSING if row.is_shipped else formats.number(row.version),
                    formats.MISSING
                    if row.used_at is None
                    else f"{row.used_at.astimezone():%Y-%m-%d}",
                )
                for row in self._rows
            ),
        )
        self.table.fit_rows(_MOST_ROWS)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(self._show_state, Qt.ConnectionType.UniqueConnection)
        self._show_state()

    def _current(self) -> ProfileRow | None:
        found = self.table.selectionModel().selectedRows()
        row = self._rows[self.table.rows.source_row(found[0].row())] if found else None
        return row if row is not None and not row.is_shipped else None

    def _show_state(self, *_: object) -> None:
        row = self._current()
        self.export.setEnabled(row is not None)
        for button in (self.rename, self.delete):
            button.setEnabled(row is not None and not self._is_reading)
            button.setToolTip("" if row else self.tr("Välj en profil som du har sparat."))
        self.take.setEnabled(not self._is_reading)

    def _rename(self) -> None:
        row = self._current()
        if row is None:
            return
        dialog = NameDialog(self.tr("Vad ska profilen heta?"), row.name, self.window())
        dialog.accepted.connect(
            lambda: self._write(profiles.update_profile, row.key, name=dialog.name)
        )
        dialog.open()

    def _export(self) -> None:
        row = self._current()
        if row is None:
            return
        count = sum(word.profile_key == row.key for word in self._words)
        if count:
            self.make_words_question(count, partial(self._save, row)).open()
        else:
            self._save(row, with_words=False)

    def make_words_question(self, count: int, save: Callable[..., object]) -> QuestionDialog:
        """Return the question whether the words of a profile follow it to a colleague."""
        number = formats.number(count)
        return QuestionDialog(
            self.tr("Ska de ihågkomna orden följa med?"),
            (
                self.tr("Profilen minns {count} ord ur filerna och vad de står för.").format(
                    count=number
                )
                if count != 1
                else self.tr("Profilen minns 1 ord ur filerna och vad det står för."),
                self.tr(
                    "Med orden läses filer lika hos den som får profilen. Inga andra uppgifter ur "
                    "filerna sparas."
                ),
            ),
            (
                (self.tr("Spara med orden"), partial(save, with_words=True)),
                (self.tr("Spara utan orden"), partial(save, with_words=False)),
            ),
            self.window(),
        )

    def _save(self, row: ProfileRow, *, with_words: bool) -> None:
        folder = self._settings.last_export_dir or str(Path.home())
        proposal = Path(folder) / f"{safe_name(row.name)}.{_KIND}"
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Spara profilen"), str(proposal), self.tr("Profil (*.json)")
        )
        if name:
            self._write(
                profiles.export_profile,
                row.key,
                Path(name),
                with_words=with_words,
                said=self.tr("Profilen är sparad: {file}").format(file=Path(name).name),
            )

    def _import(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self,
            self.tr("Läs in en profil"),
            self._settings.last_import_dir,
            self.tr("Profil (*.json)"),
        )
        if name:
            self._write(profiles.import_profile, Path(name), said=self.tr("Profilen är inläst."))

    def _delete(self) -> None:
        row = self._current()
        if row is not None and self.delete.isEnabled():
            said = self.tr("{name} är flyttad till Papperskorgen.").format(name=row.name)
            self._write(profiles.delete_profile, row.key, said=said, undo=True)


class NameDialog(QDialog):
    """Asks for a name and stays until there is one."""

    def __init__(self, question: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setMinimumWidth(round(420 * theme.current().text_scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(question, "h2", wraps=True))
        self.field = QLineEdit(name)
        self.field.setAccessibleName(self.tr("Namn"))
        self.field.setMaxLength(80)
        self.field.selectAll()
        column.addWidget(self.field)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addStretch(1)
        self.save = Button(self.tr("Spara profilen"), "primary", self.accept)
        row.addWidget(self.save)
        row.addWidget(Button(self.tr("Avbryt"), act=self.reject))
        column.addLayout(row)
        self.field.textChanged.connect(lambda words: self.save.setEnabled(bool(words.strip())))
        self.save.setEnabled(bool(name.strip()))

    @property
    def name(self) -> str:
        """The name as typed."""
        return self.field.text().strip()

    def refuse(self, error: Any) -> None:
        """Say why the name was not taken."""
        if not messages.report_bug(error, self):
            self._problem.setText(messages.sentence(error))
            self._problem.show()
            self.show()
