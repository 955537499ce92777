"""What can be done with a pack that has been made, and with what goes into one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from rccdesk.services.packs import archive, outlines
from rccdesk.ui.dialogs.question_dialog import QuestionDialog

if TYPE_CHECKING:
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.packs.rows import OutlineRow
    from rccdesk.ui.dialogs.outline_template_dialog import OutlineTemplateDialog
    from rccdesk.ui.pages.page import Context, Page


class PackActs(QObject):
    """The acts of ``page``. ``made`` gives the id of a pack that has become another."""

    made = Signal(str)

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def dialogs(self, pack: PackRow | None) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs about a pack, by name."""
        if pack is None:
            return {}
        return {
            f"trash_{state}": partial(self.ask_trash, replace(pack, state=state))
            for state in ("draft", "issued")
        }

    # What goes into a pack

    def save_outline(self, outline: OutlineRow) -> None:
        """Store the parts of a meeting's pack."""
        task = self._context.tasks.run_write(self._page, outlines.save_outline, outline)
        task.catch(self._page.show_error)

    def make_template(self, outline: OutlineRow, names: Sequence[str]) -> OutlineTemplateDialog:
        """Return the form that keeps the parts under a name."""
        from rccdesk.ui.dialogs.outline_template_dialog import OutlineTemplateDialog

        return OutlineTemplateDialog(self._context, outline, names, self._page.window())

    def delete_template(self, uuid: str) -> None:
        """Put a template in the Papperskorg."""
        said = self.tr("Mallen är flyttad till Papperskorgen")
        task = self._context.tasks.run_write(self._page, outlines.delete_template, uuid)
        task.then(lambda _done: self._page.toast(said, self._page.window_actions.undo))
        task.catch(self._page.show_error)

    # The Papperskorg

    def ask_trash(self, pack: PackRow) -> QuestionDialog:
        """Return the question; an issued pack says that it is one, and so does the button."""
        is_issued = pack.state == "issued"
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
        task.then(lambda _done: self._page.toast(said, self._page.window_actions.undo))
