"""The packs that have been made, and the ways to their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import theme
from rccdesk.ui.packs.output_card import FORMATS
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.kept_place import focus_of
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.ui.packs.acts import PackActs
    from rccdesk.ui.packs.reading import About

_LEAST_ROWS = 4  # that are seen, however large the text
_ABOUT = 2  # the column of what a pack is about


class ArchiveCard(QFrame):
    """Lists packs, newest first.

    ``chosen`` is called with the one to show, ``acts`` do what the buttons say.
    """

    def __init__(self, chosen: Callable[[PackRow], object], acts: PackActs) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._on_pack = chosen
        self._acts = acts
        self._packs: tuple[PackRow, ...] = ()
        self._chosen_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(6)
        self._table = RowTableView(dense=True, elided=_ABOUT)
        self._table.setAccessibleName(self.tr("Underlag som har skapats"))
        self.setFocusProxy(self._table)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.current().changed.connect(self._keep_rows)
        self._keep_rows()
        self._none = Label(
            self.tr("Inget underlag har skapats än. Det du skapar sparas här med sina siffror."),
            "small",
            "text2",
            wraps=True,
        )
        self._message = Label("", "small", "text2", wraps=True)
        self._message.hide()
        self._facts = Label("", "small", wraps=True)
        self._facts.hide()
        title = Label(self.tr("Underlag som har skapats"), "h2")
        for label in (title, self._none, self._facts, self._message):
            label.setContentsMargins(13, 0, 13, 0)
        column.addWidget(title)
        column.addWidget(self._table, 1)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._facts)
        column.addWidget(self._message)
        buttons = FlowLayout(gap=8)
        buttons.setContentsMargins(13, 0, 13, 0)
        self.open: dict[str, Button] = {}
        for key, words in FORMATS:
            self.open[key] = Button(
                self.tr("Öppna {format}").format(format=words),
                act=partial(self._open_file, key),
                icon="external",
                small=True,
            )
            buttons.addWidget(self.open[key])
        self._folder = Button(
            self.tr("Visa mappen"), "flat", self._open_folder, icon="folder", small=True
        )
        buttons.addWidget(self._folder)
        self.issue = Button(
            self.tr("Fastställ underlag…"), act=self._issue, icon="locked", small=True
        )
        self.compare = Button(
            self.tr("Jämför med dagens siffror…"), act=self._compare, icon="compare", small=True
        )
        self.again = Button(
            self.tr("Skapa filerna igen…"), act=self._write_again, icon="save", small=True
        )
        for button in (self.issue, self.compare, self.again):
            buttons.addWidget(button)
        self.trash = Button(
            self.tr("Flytta till Papperskorgen…"), "flat", self._trash, icon="trash", small=True
        )
        buttons.addWidget(self.trash)
        self._acting = (self.issue, self.compare, self.again, self.trash)
        column.addLayout(buttons)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._trash)

    def _keep_rows(self) -> None:
        """Keep room for some packs in the text size in use."""
        size = theme.current().size
        least = size("table_head") + _LEAST_ROWS * size("table_row_dense")
        self._table.setMinimumHeight(round(least))

    def show_packs(self, packs: tuple[PackRow, ...], about: Mapping[str, About]) -> None:
        """Show ``packs``; ``about`` holds what each is about, by its id."""
        self._packs = packs
        columns = (
            TableColumn(self.tr("Skapat")),
            TableColumn(self.tr("Underlag")),
            TableColumn(self.tr("Gäller")),
            TableColumn(self.tr("Läge")),
        )
        rows = tuple(
            (
                f"{pack.made_at.astimezone():%Y-%m-%d %H:%M}",
                about[pack.pack_id].kind,
                self._about(about[pack.pack_id]),
                self._state(pack),
            )
            for pack in packs
        )
        self._table.show_rows(columns, rows)
        selected = self._table.selectionModel()
        selected.selectionChanged.connect(self._on_selected, Qt.ConnectionType.UniqueConnection)
        self._none.setVisible(not packs)
        self._facts.setVisible(False)
        for widget in (self._table, *self.open.values(), self._folder, *self._acting):
            widget.setVisible(bool(packs))
        ids = [pack.pack_id for pack in packs]
        if ids:
            kept = self._chosen_id
            self._table.selectRow(ids.index(kept) if kept in ids else 0)

    @property
    def chosen(self) -> PackRow | None:
        """The pack that is chosen; None until it is listed."""
        found = self._chosen()
        return found if found is not None and found.pack_id == self._chosen_id else None

    def allow_changes(self, reason: str) -> None:
        """Let packs be issued and put in the Papperskorg, or not for a ``reason``."""
        for button in (self.trash, self.issue):
            button.setEnabled(not reason)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def choose(self, pack_id: str) -> None:
        """Choose a pack when the list is read again."""
        self._chosen_id = pack_id

    def say(self, sentence: str) -> None:
        """Say what is wrong with the chosen pack; nothing for an empty sentence."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _state(self, pack: PackRow) -> str:
        if not pack.is_issued:
            return self.tr("Utkast")
        words = self.tr("Ersatt, v{n}") if pack.state == "replaced" else self.tr("Fastställt, v{n}")
        return words.format(n=pack.version)

    def _issue_words(self, pack: PackRow) -> str:
        """Return when and by whom a pack was issued; "" for a draft."""
        if pack.issued_at is None:
            return ""
        words = self.tr("Fastställt {day} av {who}, version {n}.")
        if not pack.issued_by:
            words = self.tr("Fastställt {day}, version {n}.")
        day = f"{pack.issued_at.astimezone():%Y-%m-%d %H:%M}"
        return words.format(day=day, who=pack.issued_by, n=pack.version)

    def _about(self, about: About) -> str:
        parts = (", ".join(about.names) or self.tr("Alla vårdförlopp"), about.period)
        return ", ".join(part for part in parts if part)

    def _on_selected(self) -> None:
        pack = self._chosen()
        if pack is None:
            return
        self._chosen_id = pack.pack_id
        paths = {file.format: Path(file.path) for file in pack.files}
        gone = [path for path in paths.values() if not path.exists()]
        words = self.tr(
            "Filen finns inte kvar där den skapades: {files}. Underlagets siffror finns kvar här."
        ).format(files=", ".join(path.name for path in gone))
        self.say(words if gone else "")
        for key, button in self.open.items():
            button.setVisible(key in paths)
            button.setEnabled(key in paths and paths[key] not in gone)
            button.setAccessibleDescription(words if paths.get(key) in gone else "")
        self._folder.setEnabled(any(path.parent.exists() for path in paths.values()))
        self._facts.setText(self._issue_words(pack))
        self._facts.setVisible(pack.is_issued)
        if pack.is_issued and focus_of(self) is self.issue:
            self.setFocus()  # before the button goes
        self.issue.setVisible(not pack.is_issued)
        self._on_pack(pack)

    def _chosen(self) -> PackRow | None:
        rows = self._table.selectionModel().selectedRows()
        return self._packs[self._table.rows.source_row(rows[0].row())] if rows else None

    def _trash(self) -> None:
        pack = self._chosen()
        if pack is not None and self.trash.isEnabled():
            self._acts.ask_trash(pack).open()

    def _issue(self) -> None:
        pack = self._chosen()
        if pack is not None:
            self._acts.make_issue(pack).open()

    def _compare(self) -> None:
        pack = self._chosen()
        if pack is not None:
            self._acts.make_compare(pack).open()

    def _write_again(self) -> None:
        pack = self._chosen()
        if pack is not None:
            self._acts.write_again(pack)

    def _open_file(self, key: str) -> None:
        pack = self._chosen()
        for file in pack.files if pack else ():
            if file.format == key:
                QDesktopServices.openUrl(QUrl.fromLocalFile(file.path))

    def _open_folder(self) -> None:
        pack = self._chosen()
        if pack is not None and pack.files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(pack.files[0].path).parent)))
