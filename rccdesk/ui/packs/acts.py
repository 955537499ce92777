"""What can be done with a pack that has been made, and with what goes into one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from rccdesk.services.packs import archive, outlines
from rccdesk.services.packs.issuing import rewrite_files
from rccdesk.ui import messages
from rccdesk.ui.dialogs.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from rccdesk.services.packs.archive import PackFile, PackRow
    from rccdesk.services.packs.rows import OutlineRow
    from rccdesk.ui.dialogs.issue_dialog import IssueDialog
    from rccdesk.ui.dialogs.outline_template_dialog import OutlineTemplateDialog
    from rccdesk.ui.dialogs.pack_compare_dialog import PackCompareDialog
    from rccdesk.ui.packs.context import PackContext

_KEPT_WHO = "packs.issuer"


class PackActs(QObject):
    """The acts of ``page``. ``made`` gives the id of a pack that has become another.

    ``refused`` says why something could not be done, ``began`` gives a task and what it does.
    ``folder`` tells where files go.
    """

    made = Signal(str)
    refused = Signal(str)
    began = Signal(object, str)

    def __init__(self, context: PackContext, page: QWidget, folder: Callable[[], Path]) -> None:
        super().__init__(page)
        self._folder = folder
        self._context, self._page = context, page

    def dialogs(self, pack: PackRow | None) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs about a pack, by name."""
        if pack is None:
            return {}
        found: dict[str, Callable[[], QDialog]] = {"compare": partial(self.make_compare, pack)}
        if pack.state == "draft":
            found["issue"] = partial(self.make_issue, pack)
        return found | {
            f"trash_{state}": partial(self.ask_trash, replace(pack, state=state))
            for state in ("draft", "issued")
        }

    # What goes into a pack

    def save_outline(self, outline: OutlineRow) -> None:
        """Store the parts of a meeting's pack."""
        task = self._context.tasks.run_write(self._page, outlines.save_outline, outline)
        task.catch(self._not_done)

    def make_template(self, outline: OutlineRow, names: Sequence[str]) -> OutlineTemplateDialog:
        """Return the form that keeps the parts under a name."""
        from rccdesk.ui.dialogs.outline_template_dialog import OutlineTemplateDialog

        return OutlineTemplateDialog(self._context, outline, names, self._page.window())

    def delete_template(self, uuid: str) -> None:
        """Put a template in the Papperskorg."""
        said = self.tr("Mallen är flyttad till Papperskorgen")
        task = self._context.tasks.run_write(self._page, outlines.delete_template, uuid)
        task.then(lambda _done: self._context.window.toast(said, self._context.window.undo))
        task.catch(self._not_done)

    # A pack of the archive

    def make_issue(self, pack: PackRow) -> IssueDialog:
        """Return the form that issues a draft."""
        from rccdesk.ui.dialogs.issue_dialog import IssueDialog

        kept = self._context.settings.shown_as.get(_KEPT_WHO, "")
        dialog = IssueDialog(self._context.tasks, pack, self._folder(), kept, self._page.window())
        dialog.issued.connect(self._issued)
        return dialog

    def _issued(self, row: PackRow) -> None:
        self._context.settings.shown_as[_KEPT_WHO] = row.issued_by
        words = self.tr("Underlaget är fastställt som version {number}")
        self._context.window.toast(words.format(number=row.version))
        self.made.emit(row.pack_id)

    def make_compare(self, pack: PackRow) -> PackCompareDialog:
        """Return what has changed since a pack was made."""
        from rccdesk.ui.dialogs.pack_compare_dialog import PackCompareDialog

        return PackCompareDialog(self._context.tasks, pack, self._page.window())

    def write_again(self, pack: PackRow) -> None:
        """Write the files of a pack again from its own numbers, where the user wants them."""
        name = QFileDialog.getExistingDirectory(
            self._page, self.tr("Var ska filerna skapas?"), str(self._folder())
        )
        if name:
            self.write_to(pack, Path(name))

    def write_to(self, pack: PackRow, folder: Path) -> None:
        """Write the files of a pack again in ``folder``, and offer to show it."""
        task = self._context.tasks.run_file(self._page, rewrite_files, pack.pack_id, folder)
        self.began.emit(task, self.tr("Skapar filerna igen …"))
        stopped = self.tr("Det avbröts. Inga filer har skapats.")
        task.then(partial(self._rewritten, folder)).catch(self._not_done)
        task.stopped(lambda: self._context.window.toast(stopped))

    def _rewritten(self, folder: Path, files: Sequence[PackFile]) -> None:
        names = ", ".join(Path(file.path).name for file in files)
        self._context.window.toast(
            self.tr("Filerna är skapade igen: {files}").format(files=names),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            self.tr("Visa mappen"),
        )

    def _not_done(self, error: Exception) -> None:
        if not messages.report_bug(error, self._page):
            self.refused.emit(messages.sentence(error))

    # The Papperskorg

    def ask_trash(self, pack: PackRow) -> QuestionDialog:
        """Return the question; an issued pack says that it is one, and so does the button."""
        is_issued = pack.state != "draft"
        sentences = [pack.title]
        if is_issued:
            sentences.append(
                self.tr(
                    "Underlaget är fastställt: det kan ha visats eller skickats. I Papperskorgen "
                    "kan det inte öppnas eller jämföras."
                )
            )
        names = ", ".join(Path(file.path).name for file in pack.files)
        if names:
            sentences.append(
                self.tr("Filerna på disken ligger kvar där de är: {files}.").format(files=names)
            )
        sentences.append(self.tr("Underlaget kan återställas i 90 dagar."))
        words = (
            self.tr("Flytta det fastställda underlaget")
            if is_issued
            else self.tr("Flytta till Papperskorgen")
        )
        return QuestionDialog(
            self.tr("Flytta underlaget till Papperskorgen?"),
            sentences,
            [(words, partial(self._trash, pack))],
            self._page.window(),
        )

    def _trash(self, pack: PackRow) -> None:
        task = self._context.tasks.run_write(self._page, archive.delete_pack, pack.pack_id)
        said = self.tr("Underlaget är flyttat till Papperskorgen")
        task.then(lambda _done: self._context.window.toast(said, self._context.window.undo))
