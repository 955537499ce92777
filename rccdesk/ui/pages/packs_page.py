"""Underlag: make the paper for a meeting, look at it, and find the ones made before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.services.packs import archive, content, pdf
from rccdesk.services.packs.figure_units import list_figure_units
from rccdesk.ui import messages
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.packs.archive_card import ArchiveCard
from rccdesk.ui.packs.form_card import FORMATS, FormCard
from rccdesk.ui.packs.paper import Paper
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.page_scroll import PageScroll, TwoColumns

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.packs.content import PackResult
    from rccdesk.services.packs.figure_units import FigureUnit
    from rccdesk.ui.tasks import Task

_LEFT_WIDTH = 540  # px at 100 % text
_PREVIEW_PPI = 110.0


class PacksPage(Page):
    """A form at the left with the archive under it, the pages of a pack at the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PACKS, Topic.ORGANISATION, Topic.PATHWAYS}
    )
    views: ClassVar[tuple[str, ...]] = content.KINDS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._task: Task | None = None
        self._shown = ""
        self._asked: object = None  # what the units were read for
        self.head.set_title(self.tr("Underlag"), self.tr("Vad ska visas eller skickas?"))
        self._make = Button(self.tr("Skapa underlag"), "primary", self._create, icon="packs")
        self.head.add_action(self._make)
        self.form = FormCard(self.selection, self.settings, self._choose, self._cancel)
        self.archive = ArchiveCard(self._draw, lambda pack: self._ask_trash(pack).open())
        self.paper = Paper()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.archive, 1)
        columns = TwoColumns(left, self.paper, narrow=left, width=_LEFT_WIDTH)
        self.body.addWidget(PageScroll(columns, self), 1)

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Put the focus where a pack is made, of the care unit that another page asks for."""
        region, unit = arguments.get("region"), arguments.get("unit")
        if isinstance(region, str) and isinstance(unit, str):
            self.form.choose_unit(region, unit)
        if arguments:
            self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the archive, the units that have figures, and what the form stands for."""
        self._show_choices()
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)
        self._asked = None
        self._read_units()

    def show_view(self, view: str) -> None:
        """Show the form for a kind of pack."""
        self.form.kind.set_current(view)
        self._choose()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the questions before a pack goes to the Papperskorg."""
        pack = self.archive.chosen
        if pack is None:
            return {}
        return {
            f"trash_{state}": partial(self._ask_trash, replace(pack, state=state))
            for state in ("draft", "issued")
        }

    def _choose(self) -> None:
        """Show what was chosen; which units have figures depends on it."""
        self._show_choices()
        self._read_units()

    def _read_units(self) -> None:
        asked = (self.form.svf, self.selection.period or None)
        if asked != self._asked:
            self._asked = asked
            task = self._tasks.run_latest(self, list_figure_units, *asked)
            task.then(self._show_units).catch(self.show_error)

    def _show_units(self, units: tuple[FigureUnit, ...]) -> None:
        self.form.show_units(units)
        self._show_choices()

    def _show_choices(self) -> None:
        self.form.show_choices()
        database = self._tasks.database
        reason = (
            self.tr("Filen är öppen bara för läsning.")
            if database is not None and database.is_reading
            else ""
        )
        self.archive.allow_changes(reason)
        reason = reason or self.form.reason
        self._make.setToolTip(reason)
        self._make.setAccessibleDescription(reason)
        self._make.setEnabled(self._task is None and not reason)

    # Making a pack

    def _create(self) -> None:
        self.form.show_working(working=True)
        request = self.form.request()
        self._task = self._tasks.run_file(self, content.make_pack, request)
        self._task.watch(self.form.set_progress).then(self._made).stopped(self._was_stopped)
        self._task.catch(self._failed)
        self._show_choices()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()  # not dropped: what came of it is said when it is known
            self.form.show_stopping()

    def _finish(self) -> None:
        self._task = None
        self.form.show_working(working=False)
        self._show_choices()

    def _was_stopped(self) -> None:
        self._finish()
        self.toast(self.tr("Underlaget avbröts. Inget har sparats."))

    def _made(self, result: PackResult) -> None:
        self._finish()
        self._shown = ""
        self.archive.choose_newest()
        name = next((Path(file.path).stem for file in result.files), "")  # the same in each
        made = {file.format for file in result.files}
        formats = ", ".join(words for key, words in FORMATS if key in made)
        self.toast(
            self.tr("Underlaget är skapat: {name} ({formats})").format(name=name, formats=formats)
        )
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._finish()
        if not messages.report_bug(error, self):
            self.form.say(messages.sentence(error))

    # The Papperskorg

    def _ask_trash(self, pack: PackRow) -> QuestionDialog:
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
            self.window(),
        )

    def _trash(self, pack: PackRow) -> None:
        task = self._tasks.run_write(self, archive.delete_pack, pack.pack_id)
        task.then(
            lambda _done: self.toast(
                self.tr("Underlaget är flyttat till Papperskorgen"), self.window_actions.undo
            )
        )

    # The archive and the preview

    def _show(self, found: _Archive) -> None:
        packs, group, about = found
        self.form.name_group(group)
        self.archive.show_packs(packs, about, group)
        if not packs:
            self.paper.show_nothing()
        self.show_content()

    def _draw(self, pack: PackRow) -> None:
        if pack.pack_id != self._shown:
            self._shown = pack.pack_id
            self._tasks.run_file(self, _draw_pages, pack.pack_id).then(self._show_pages).catch(
                self._not_drawn
            )

    def _show_pages(self, found: tuple[str, list[QImage]]) -> None:
        pack_id, pictures = found
        if pack_id == self._shown:
            self.paper.show_pages(pictures)

    def _not_drawn(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.archive.say(messages.sentence(error))


_Archive = tuple[tuple["PackRow", ...], str, dict[str, tuple[tuple[str, ...], str]]]


def _read(database: Database) -> _Archive:
    """Return the packs, the word of the group that they are for, and what each is about."""
    from rccdesk.services import organisation
    from rccdesk.services.labels import get_labels

    word = organisation.get_terms(database)["steering_body"].singular
    labels = get_labels(database)
    packs = archive.list_packs(database)
    about = {}
    for pack in packs:
        names = [
            labels.name(field, code)
            for field in ("unit", "svf", "region")
            for code in pack.selection.get(field, "").split(",")
            if code and not (field == "region" and pack.kind == content.UNIT)
        ]
        period = pack.selection.get("period", "")
        about[pack.pack_id] = (tuple(names), labels.name("period", period) if period else "")
    return packs, word[:1].upper() + word[1:], about


def _draw_pages(database: Database, pack_id: str) -> tuple[str, list[QImage]]:
    """Return the pages of a pack as pictures, from the numbers it was made with."""
    pages = pdf.preview_pages(archive.get_pack(database, pack_id), ppi=_PREVIEW_PPI)
    return pack_id, [QImage.fromData(page) for page in pages]
