"""Settings: the backups of the file, what can be put back, and the check of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import BackupReason
from rccdesk.errors import RccdeskError
from rccdesk.services import backups, checks, opening
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.progress import Progress
from rccdesk.texts import text
from rccdesk.ui import messages, rescue, theme
from rccdesk.ui.pages.settings_parts import card
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.backups import BackupRow
    from rccdesk.services.checks import CheckResult
    from rccdesk.services.database import Database
    from rccdesk.ui.pages.settings_page import SettingsPage

_TABLE_ROWS = 8


@dataclass(frozen=True, slots=True)
class BackupsShown:
    """The backups of the open file, newest first, and what the file holds now."""

    rows: tuple[BackupRow, ...]
    folder: Path
    counts: dict[str, int]


def read_backups(database: Database) -> BackupsShown:
    """Return the backups of the open file."""
    path = database.path
    return BackupsShown(
        backups.list_backups(path), backups.backups_dir(path), backups.count_rows(path)
    )


def make_backup(
    database: Database, second_place: Path | None, progress: Progress
) -> tuple[opening.Notice, ...]:
    """Make a backup because the user asked for one."""
    return opening.back_up(
        database, BackupReason.MANUAL, second_place=second_place, progress=progress
    )


def verify_backups(database: Database, progress: Progress) -> dict[Path, str]:
    """Read every backup through; return what is wrong with each, empty for nothing."""
    rows = backups.list_backups(database.path)
    found: dict[Path, str] = {}
    for done, row in enumerate(rows):
        progress(done, len(rows))
        try:
            backups.verify_backup(row.path)
        except RccdeskError as error:
            found[row.path] = messages.sentence(error)
        else:
            found[row.path] = ""
    progress(len(rows), len(rows))
    return found


class BackupsSection(QWidget):
    """The list of backups, a second place for them, and the check of the file."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        self._page = page
        self._shown = BackupsShown((), Path(), {})
        self._verified: dict[Path, str] = {}
        self._is_reading = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("card_gap"))
        column.addWidget(self._build_list())
        column.addWidget(self._build_check())
        column.addWidget(self._build_second_place())

    # The list

    def _build_list(self) -> QWidget:
        frame, inside = card(
            self.tr("Säkerhetskopior"),
            self.tr(
                "Görs av sig själva varje dag som filen har ändrats och före allt som är svårt "
                "att ta tillbaka. De senaste två dagarna sparas alla, sedan en om dagen, en i "
                "veckan och en i månaden i ett år."
            ),
        )
        self.table = RowTableView(dense=True)
        self.table.setAccessibleName(self.tr("Säkerhetskopior"))
        self.table.setSelectionMode(RowTableView.SelectionMode.SingleSelection)
        self.table.doubleClicked.connect(lambda _index: self._restore())
        self._none = Label(
            self.tr("Ingen säkerhetskopia har gjorts än."), "body", "text2", wraps=True
        )
        self._folder = Label("", "small", "text2", wraps=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self.table)
        inside.addWidget(self._none)
        inside.addWidget(self._folder)
        row = FlowLayout(gap=8)
        self.make = Button(self.tr("Skapa säkerhetskopia"), "recommended", self._make, icon="save")
        self.restore = Button(self.tr("Återställ…"), act=self._restore, icon="undo")
        self.verify = Button(self.tr("Kontrollera alla"), act=self._verify, icon="done")
        self.show_folder = Button(self.tr("Visa mappen"), "flat", self._open_folder, icon="folder")
        for button in (self.make, self.restore, self.verify, self.show_folder):
            row.addWidget(button)
        inside.addLayout(row)
        return frame

    def show_backups(self, shown: BackupsShown) -> None:
        """Show the backups of the open file."""
        kept = self._current()
        self._shown = shown
        columns = (
            TableColumn(self.tr("Gjord")),
            TableColumn(self.tr("Varför")),
            TableColumn(self.tr("Innehåll")),
            TableColumn(self.tr("Storlek"), numeric=True),
            TableColumn(self.tr("Kontroll")),
        )
        rows = tuple(
            (
                f"{row.made_at.astimezone():%Y-%m-%d %H:%M}",
                text(f"backups.reason.{row.reason}"),
                rescue.count_words(row.counts),
                formats.file_size(row.bytes),
                self._state_words(row),
            )
            for row in shown.rows
        )
        self.table.show_rows(columns, rows)
        paths = [row.path for row in shown.rows]
        if paths:
            self.table.selectRow(paths.index(kept.path) if kept and kept.path in paths else 0)
        self.table.fit_rows(_TABLE_ROWS)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._folder.setText(self.tr("Mapp: {folder}").format(folder=shown.folder))
        for button in (self.verify, self.show_folder):
            button.setEnabled(bool(rows))
        self._allow()
        self._show_place()

    def _state_words(self, row: BackupRow) -> str:
        if row.path not in self._verified:
            return self.tr("Kontrolleras före återställning")
        return self.tr("Skadad") if self._verified[row.path] else self.tr("Hel")

    def _current(self) -> BackupRow | None:
        rows = self.table.selectionModel().selectedRows()
        at = self.table.rows.source_row(rows[0].row()) if rows else -1
        return self._shown.rows[at] if 0 <= at < len(self._shown.rows) else None

    def _make(self) -> None:
        self._page.work(self.tr("Säkerhetskopierar …"), make_backup, self._page.second_place).then(
            self._on_made
        )

    def _on_made(self, notices: tuple[opening.Notice, ...]) -> None:
        self._page.toast(
            notices[0].words if notices else self.tr("Säkerhetskopian är gjord och kontrollerad.")
        )
        self._page.window_actions.refresh_profile()
        self._page.refresh()

    def _verify(self) -> None:
        self._page.work(self.tr("Kontrollerar säkerhetskopiorna …"), verify_backups).then(
            self._on_verified
        )

    def _on_verified(self, found: dict[Path, str]) -> None:
        self._verified = found
        self.show_backups(self._shown)
        broken = sum(bool(words) for words in found.values())
        self._page.toast(
            text("backups.verified", count=len(found))
            if not broken
            else text("backups.broken", count=broken)
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown.folder)))

    def _restore(self) -> None:
        if self._current() is not None and self.restore.isEnabled():
            self.make_dialog().open()

    def make_dialog(self) -> RestoreDialog:
        """Return the dialog that asks before the chosen backup is put back."""
        row = self._current()
        dialog = RestoreDialog(row, self._shown.counts, self.window())
        if row is not None:
            dialog.accepted.connect(lambda: self._page.window_actions.restore_backup(row.path))
        return dialog

    # The second place

    def _build_second_place(self) -> QWidget:
        frame, inside = card(
            self.tr("En kopia på en andra plats (valfritt)"),
            self.tr(
                "Varje säkerhetskopia läggs också i den här mappen, till exempel på din "
                "hemkatalog, så att den finns kvar om datorn går sönder."
            ),
        )
        self._place_label = Label("", "body", "text2", wraps=True)
        inside.addWidget(self._place_label)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.choose_place = Button(self.tr("Välj mapp…"), act=self._choose_place, icon="folder")
        self.forget_place = Button(self.tr("Sluta kopiera dit"), "flat", self._forget_place)
        row.addWidget(self.choose_place)
        row.addWidget(self.forget_place)
        row.addStretch(1)
        inside.addLayout(row)
        return frame

    def _show_place(self) -> None:
        place = self._page.second_place
        self._place_label.setText(str(place) if place else self.tr("Ingen mapp är vald."))
        self.forget_place.setVisible(place is not None)

    def _choose_place(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Välj mapp för kopior"))
        if name:
            self._keep_place(name)

    def _forget_place(self) -> None:
        self._keep_place("")

    def _keep_place(self, name: str) -> None:
        self._page.settings.second_backup_dir = name
        self._page.window_actions.apply_settings()
        self._show_place()

    # The check

    def _build_check(self) -> QWidget:
        frame, inside = card(
            self.tr("Kontrollera filen"),
            self.tr(
                "Läser igenom hela filen: att den är hel, att inget pekar på något som saknas, "
                "att historiken är orörd och att uppgifterna stämmer med varandra."
            ),
        )
        self._findings = QVBoxLayout()
        self._findings.setSpacing(6)
        inside.addLayout(self._findings)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.check = Button(self.tr("Kontrollera filen"), act=self._check, icon="done")
        self.repair = Button(self.tr("Reparera"), "recommended", self._repair)
        self.repair.hide()
        row.addWidget(self.check)
        row.addWidget(self.repair)
        row.addStretch(1)
        inside.addLayout(row)
        return frame

    def _check(self) -> None:
        self._page.work(self.tr("Kontrollerar filen …"), checks.check_store).then(self.show_result)

    def _repair(self) -> None:
        rules = tuple(f.rule for f in self._result.findings if f.can_repair)
        self._page.work(self.tr("Reparerar …"), checks.repair_store, rules).then(self._on_repaired)

    def _on_repaired(self, result: CheckResult) -> None:
        self.show_result(result)
        if result.ok:
            self._page.toast(
                self.tr("Felen är rättade. En säkerhetskopia gjordes före, se listan.")
            )
        self._page.window_actions.refresh_profile()
        self._page.refresh()

    def show_result(self, result: CheckResult) -> None:
        """Show what a check found."""
        self._result = result
        while (item := self._findings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        lines: list[tuple[str, str]] = []
        if result.integrity != "ok":
            lines.append((self.tr("Filen är skadad."), text("checks.restore_instead")))
        lines += [(finding.message, finding.remedy) for finding in result.findings]
        if not lines:
            lines.append((self.tr("Inga fel hittades."), ""))
        for message, remedy in lines:
            self._findings.addWidget(Label(message, "body", wraps=True))
            if remedy:
                self._findings.addWidget(Label(remedy, "small", "text2", wraps=True))
        self.repair.setVisible(any(finding.can_repair for finding in result.findings))

    # Reading only

    def set_reading(self, *, reading: bool) -> None:
        """Allow only what changes nothing, where another program holds the file."""
        self._is_reading = reading
        self._allow()

    def _allow(self) -> None:
        for button in (self.make, self.repair):
            button.setEnabled(not self._is_reading)
        self.restore.setEnabled(bool(self._shown.rows) and not self._is_reading)


class RestoreDialog(QDialog):
    """Shows what the file and the backup hold, and asks before one replaces the other."""

    def __init__(
        self, row: BackupRow | None, counts: dict[str, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Återställ säkerhetskopia"))
        self.setMinimumWidth(round(560 * theme.current().text_scale))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        made = "" if row is None else f"{row.made_at.astimezone():%Y-%m-%d %H:%M}"
        column.addWidget(
            Label(self.tr("Återställa säkerhetskopian från {time}?").format(time=made), "h2")
        )
        table = RowTableView(dense=True)
        table.setAccessibleName(self.tr("Innehåll nu och i kopian"))
        held = row.counts if row is not None else {}
        table.show_rows(
            (
                TableColumn(self.tr("Innehåll")),
                TableColumn(self.tr("I filen nu"), numeric=True),
                TableColumn(self.tr("I kopian"), numeric=True),
            ),
            tuple(
                (
                    text(f"backups.thing.{name}"),
                    formats.number(counts[name]) if name in counts else formats.MISSING,
                    formats.number(held[name]) if name in held else formats.MISSING,
                )
                for name in dict.fromkeys([*held, *counts])
            ),
        )
        column.addWidget(table)
        table.fit_rows()
        if row is not None and row.last_entry_at is not None:
            words = self.tr("Senaste ändringen i kopian: {time}.").format(
                time=f"{row.last_entry_at.astimezone():%Y-%m-%d %H:%M}"
            )
            column.addWidget(Label(words, "body", wraps=True))
        words = self.tr(
            "Kopian kontrolleras först. Filen som är öppen nu säkerhetskopieras och läggs undan i "
            "samma mapp; den tas inte bort. Det du har ändrat efter kopian syns inte längre."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.keep = Button(self.tr("Avbryt"), act=self.reject)
        buttons.addWidget(Button(self.tr("Återställ säkerhetskopian"), "primary", self.accept))
        buttons.addWidget(self.keep)
        column.addLayout(buttons)
        self.keep.setFocus()
