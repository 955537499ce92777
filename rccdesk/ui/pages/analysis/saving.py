"""Saving by itself: after a pause, at the latest after some seconds, and before one leaves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from rccdesk.errors import RccdeskError
from rccdesk.services import analyses
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.improvements import FigureOrigin
from rccdesk.services.typed_texts import PersonalTextError
from rccdesk.ui import messages
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.labels import Label, set_role

PAUSE_MS = 1500  # after the last key
LONGEST_MS = 5000  # after the first key that is not saved, however fast the next ones come


class SavingPage(Page):
    """A page with the texts of one analysis; a subclass has the fields and answers `_written`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._saved = AnalysisText((), "", "")
        self._sent: AnalysisText | None = None  # on its way to the store
        self._refused: dict[AnalysisKey, AnalysisText] = {}  # not taken, to be mended
        self._writes = 0
        self._may_close = False
        self._origin: FigureOrigin | None = None  # to be frozen with the first words
        self._message = Label("", "small", "text2", wraps=True)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, PAUSE_MS), (self._longest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(self._save)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field is left, and before the window closes."""
        if event.type() == QEvent.Type.FocusOut:
            self._save()
        elif (
            event.type() == QEvent.Type.Close
            and watched is self.window()
            and not self._save_at_once()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window, which may be closed before the field is left."""
        self.window().installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the page is left."""
        if self._tasks.database is not None:
            self._save()
        super().hideEvent(event)

    def _written(self) -> AnalysisText:
        """Return the texts as they stand in the fields."""
        raise NotImplementedError

    def _show_access(self) -> None:
        """Let the texts be changed, or say why not."""
        raise NotImplementedError

    def _on_typed(self) -> None:
        if self._written() != self._saved:
            self._pause.start()
            if not self._longest.isActive():
                self._longest.start()

    def _unsaved(self) -> AnalysisText | None:
        written = self._written()
        return written if written != self._saved and written.period else None

    def _save(self) -> None:
        self._pause.stop()
        self._longest.stop()
        written = self._unsaved()
        if written is None or written == self._sent:
            return
        self._freeze_first(written)
        self._sent = written
        self._writes += 1
        task = self._tasks.run_write(self, analyses.update_analysis, written)
        task.then(self._saved_now).catch(partial(self._not_saved, written))

    def _freeze_first(self, written: AnalysisText) -> None:
        """Freeze the figure that the first words are about, in a step of undo of its own."""
        origin, self._origin = self._origin, None
        if origin is None or self._saved.uuid or written.is_empty:
            return
        # The text counts more than its figure, which can be added by hand.
        self._tasks.run_write(self, analyses.add_figure, written.key, origin).catch(
            lambda error: messages.report_bug(error, self)
        )

    def _save_at_once(self) -> bool:
        """Save in the window's own thread: no worker takes more when the window closes.

        Return False, once, where the text cannot be saved, so that the window stays to say so.
        """
        written, database = self._unsaved(), self._tasks.database
        if written is None or database is None or self._may_close:
            return True
        try:
            self._saved = analyses.update_analysis(database, written)
        except RccdeskError as error:
            self._may_close = True
            self._not_saved(written, error)
            self.toast(self.tr("Texten är inte sparad. Stäng igen för att stänga utan den."))
            return False
        return True

    def _saved_now(self, saved: AnalysisText) -> None:
        self._sent = None
        self._writes += 1
        self._refused.pop(saved.key, None)
        if saved.key == self._saved.key:
            self._saved = saved
            self._say("")
            self._show_access()

    def _not_saved(self, written: AnalysisText, error: Exception) -> None:
        self._sent = None
        if messages.report_bug(error, self):
            return
        if isinstance(error, PersonalTextError):
            self._refused[written.key] = written
        else:
            self._longest.start()  # a full disk or a busy file may be better by then
        if written.key == self._saved.key:
            self._say(messages.sentence(error))

    def _say(self, sentence: str, role: str = "bad_text") -> None:
        set_role(self._message, role)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
