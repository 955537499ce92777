"""The pages at the right, what they are, and what can be done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rccdesk.ui import messages
from rccdesk.ui.packs.paper import Paper
from rccdesk.ui.packs.preview import Preview, draw_live, draw_stored, print_pages
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.packs.content import PackRequest
    from rccdesk.ui.tasks import Task, TaskRunner


class PreviewColumn(QWidget):
    """Shows one pack at a time. What is asked for last takes the place of what is under way."""

    said = Signal(str)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bg")
        self._tasks = tasks
        self._task: Task | None = None
        self.shown: Preview | None = None
        self._asked: object = None
        self.paper = Paper(tasks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self._words = Label("", "small", "text2", elides=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Hämtar förhandsvisningen"))
        self.stop = Button(self.tr("Avbryt"), "flat", self.cancel, small=True)
        self.stop.setAccessibleName(self.tr("Avbryt förhandsvisningen"))
        self.again = Button(
            self.tr("Visa igen"), "flat", self._ask_again, icon="refresh", small=True
        )
        self.print = Button(self.tr("Skriv ut…"), act=self._print, icon="document_pdf", small=True)
        self.print.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self._place = Label("", "small", "text2")
        self.smaller, self.larger = (
            Button(sign, "flat", partial(self._zoom, step), small=True)
            for sign, step in (("−", -1), ("+", 1))
        )
        self.smaller.setAccessibleName(self.tr("Visa sidorna mindre"))
        self.larger.setAccessibleName(self.tr("Visa sidorna större"))
        for button in (self.smaller, self.larger):
            button.setToolTip(button.accessibleName())
        bar.addWidget(self._words, 1)
        bar.addWidget(self._progress, 1)
        for widget in (self._place, self.smaller, self.larger, self.stop, self.again, self.print):
            bar.addWidget(widget)
        column.addLayout(bar)
        column.addWidget(self.paper, 1)
        self.paper.place_changed.connect(self._show_place)
        self.show_nothing()

    # What is shown

    def show_nothing(self) -> None:
        """Say what comes here."""
        self._drop()
        self.shown = self._asked = None
        self.paper.show_nothing()
        self._say("")
        self._set_working(working=False)

    def ask_stored(self, pack_id: str) -> None:
        """Show a pack of the archive, unless it is shown or under way."""
        if self._asked != pack_id:
            self._start(pack_id, self._tasks.run_file(self, draw_stored, pack_id))

    def ask_live(self, request: PackRequest) -> None:
        """Show the pack that would be made now."""
        self._start(request, self._tasks.run_file(self, draw_live, request))

    def forget(self) -> None:
        """Let what is asked for next be drawn, whatever is shown."""
        self._asked = None

    def cancel(self) -> None:
        """Stop what is under way; the pages that were shown stay."""
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)

    def _start(self, asked: object, task: Task) -> None:
        self._drop()
        self._asked, self._task = asked, task
        task.watch(self._set_progress).then(self._show).catch(self._fail)
        task.stopped(self._was_stopped)
        self._say(self.tr("Hämtar sidorna …"))
        self._set_working(working=True)

    def _drop(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _ask_again(self) -> None:
        asked = self._asked
        if isinstance(asked, str):
            self._asked = None
            self.ask_stored(asked)
        elif asked is not None:
            self._start(asked, self._tasks.run_file(self, draw_live, asked))

    def _show(self, found: Preview) -> None:
        before, self._task, self.shown = self.shown, None, found
        is_live = before is not None and not (before.is_stored or found.is_stored)
        is_same = before is not None and is_live and before.pack.title == found.pack.title
        self.paper.show_pages(found.pages, keeps_place=is_same)
        self._say(
            self.tr("Sparat underlag")
            if found.is_stored
            else self.tr("Förhandsvisning. Inget är sparat.")
        )
        self._set_working(working=False)

    def _was_stopped(self) -> None:
        self._task = None
        self._say(self.tr("Förhandsvisningen avbröts."))
        self._set_working(working=False, again=True)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self._set_working(working=False, again=True)
        if not messages.report_bug(error, self):
            self.shown = None
            self.paper.show_nothing(messages.sentence(error))
            self._say("")

    # The bar

    def _zoom(self, step: int) -> None:
        self.paper.change_zoom(step)
        self._show_place(self.paper.page, len(self.paper.pages))

    def _show_place(self, page: int, count: int) -> None:
        words = self.tr("Sida {number} av {count}").format(number=page, count=count)
        self._place.setText(words if count else "")
        for widget in (self._place, self.smaller, self.larger):
            widget.setVisible(bool(count))
        self.smaller.setEnabled(self.paper.can_zoom(-1))
        self.larger.setEnabled(self.paper.can_zoom(1))

    def _say(self, sentence: str) -> None:
        self._words.setText(sentence)

    def _set_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(total, 0))
        self._progress.setValue(done)

    def _set_working(self, *, working: bool, again: bool = False) -> None:
        self._progress.setRange(0, 0)
        self._progress.setVisible(working)
        self.stop.setVisible(working)
        self.stop.setEnabled(True)
        self.again.setVisible(again)
        self.print.setVisible(not working and self.shown is not None)

    # On paper

    def _print(self) -> None:
        if self.shown is None:
            return
        shown = self.shown
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        printer.setDocName(shown.pack.title)
        dialog = QPrintDialog(printer, self.window())
        dialog.setWindowTitle(self.tr("Skriv ut underlaget"))
        dialog.setMinMax(1, len(shown.pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(
            lambda: (
                self._tasks.run_alone(self, print_pages, shown, printer)
                .then(partial(self._printed))
                .catch(self._not_printed)
            )
        )
        QDialog.open(dialog)  # its own asks for a slot by name

    def _printed(self, count: int) -> None:
        self.said.emit(self.tr("%n sidor är skickade till skrivaren.", "", count))

    def _not_printed(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self._say(messages.sentence(error))
