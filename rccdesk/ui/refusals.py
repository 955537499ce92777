"""What is offered for a file that was not opened: to copy, to restore, to read, to try again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from rccdesk.errors import RccdeskError
from rccdesk.paths import STORE_SUFFIX, with_store_suffix
from rccdesk.ui import messages, rescue
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.dialogs.recovery_dialog import RecoveryDialog

if TYPE_CHECKING:
    from rccdesk.ui.main_window import MainWindow

Offer = tuple[str, Callable[[], object]]
_RESTORABLE = {"store_damaged", "not_a_store", "store_newer", "store_foreign_schema"}
_AGAIN = {"store_busy", "store_folder_missing", "store_unreadable", "store_locked", "disk_full"}
_READABLE = {"store_read_only", "store_folder_read_only", "store_hard_linked", "store_busy"}


class Refusals(QObject):
    """Knows what fits each refusal, and does it for ``window``."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def offers(self, error: Exception, path: Path) -> tuple[Offer, ...]:
        """Return what can be done about ``error``, met when ``path`` was opened."""
        code = error.code if isinstance(error, RccdeskError) else ""
        window = self._window
        found: list[Offer] = []
        if code == "store_on_share":
            words = self.tr("Kopiera till datorn och öppna kopian")
            found.append((words, lambda: self._ask_to_copy(path)))
        if code == "store_is_backup":
            found.append((self.tr("Återställ…"), lambda: self._ask_to_restore(path)))
        if code == "store_damaged" or (code in _RESTORABLE and rescue.has_backups(path)):
            why = self.say(error, path)
            words = self.tr("Visa säkerhetskopior…")
            found.append((words, lambda: self.show_recovery(path, why)))
        if code in _AGAIN:
            found.append((self.tr("Försök igen"), lambda: window.open_store(path)))
        if code in _READABLE or code == "store_is_backup":
            words = self.tr("Öppna för läsning")
            found.append((words, lambda: window.open_store(path, reading=True)))
        return tuple(found)

    def say(self, error: Exception, path: Path) -> str:
        """Return the sentence of ``error``, which always names the file."""
        words = messages.sentence(error)
        return words if path.name in words else f"{path.name}: {words}"

    def show_recovery(self, path: Path, why: str) -> RecoveryDialog:
        """Show the backups of the store at ``path``, from which it can be restored."""
        dialog = RecoveryDialog(self._window.tasks, path, why, self._window)
        dialog.restored.connect(self._window.open_store)
        dialog.new_wanted.connect(lambda new: self._window.open_store(new, create=True))
        dialog.open()
        return dialog

    def _ask_to_copy(self, path: Path) -> None:
        target = rescue.local_copy_of(path)
        if not target.exists():
            self._copy(path, target)
            return
        QuestionDialog(
            self.tr("Det finns redan en fil med det namnet"),
            (
                self.tr("{file} finns redan på datorn, i {folder}.").format(
                    file=target.name, folder=target.parent
                ),
                self.tr(
                    "Öppna den som finns om du har arbetat i den. Lägg annars kopian bredvid, "
                    "under ett nytt namn: inget skrivs över."
                ),
            ),
            (
                (
                    self.tr("Lägg kopian bredvid"),
                    lambda: self._copy(path, rescue.free_neighbour(target)),
                ),
                (self.tr("Öppna den som finns"), lambda: self._window.open_store(target)),
            ),
            self._window,
        ).open()

    def _copy(self, path: Path, target: Path) -> None:
        self._window.opening.open_after(path, rescue.copy_to_computer, path, target)

    def _ask_to_restore(self, backup: Path) -> None:
        store = rescue.store_of_backup(backup)
        if store is None:
            name, _kind = QFileDialog.getSaveFileName(
                self._window,
                self.tr("Återställ till"),
                str(backup.with_name(f"återställd{STORE_SUFFIX}")),
                f"rccdesk (*{STORE_SUFFIX})",
            )
            if not name:
                return
            store = with_store_suffix(name)
        target = store
        QuestionDialog(
            self.tr("Återställ {file}").format(file=store.name),
            (
                self.tr(
                    "Säkerhetskopian läggs på plats som {file}. Den fil som finns där flyttas åt "
                    "sidan och finns kvar. Säkerhetskopian ändras inte."
                ).format(file=store.name),
            ),
            ((self.tr("Återställ"), lambda: self._restore(target, backup)),),
            self._window,
        ).open()

    def _restore(self, store: Path, backup: Path) -> None:
        self._window.opening.open_after(store, rescue.restore, store, backup)
