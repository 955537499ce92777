"""The window: demo band, sidebar, selection bar, the page in use, status bar."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from rccdesk.enums import Role, Topic
from rccdesk.settings import Settings
from rccdesk.texts import language
from rccdesk.ui import messages, opening, rescue, theme
from rccdesk.ui.actions import Actions
from rccdesk.ui.bands import Bands
from rccdesk.ui.command_palette import CommandPalette
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.dropping import dropped_files, take_drop
from rccdesk.ui.fault_report import FaultReports
from rccdesk.ui.focus_order import first_stop, move_focus, next_region
from rccdesk.ui.geometry import read_geometry, restore_geometry
from rccdesk.ui.loading import Loading
from rccdesk.ui.page_stack import PREPARED, PageStack
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.reading_watch import ReadingWatch
from rccdesk.ui.refusals import Offer, Refusals
from rccdesk.ui.registry import PageEntry, list_pages
from rccdesk.ui.roles import role_menu, role_names
from rccdesk.ui.selection import Selection
from rccdesk.ui.store_opening import StoreOpening
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.waiting_counts import WaitingCounts
from rccdesk.ui.widgets.kept_place import focus_of, has_focus
from rccdesk.ui.widgets.opening_state import OpeningState
from rccdesk.ui.widgets.selection_bar import SelectionBar
from rccdesk.ui.widgets.sidebar import Sidebar
from rccdesk.ui.widgets.status_bar import StatusBar
from rccdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.ui.pages.first_start import FirstStart

_log = logging.getLogger(__name__)
MIN_WIDTH, MIN_HEIGHT = 1180, 640


class MainWindow(QMainWindow):
    """The one window. It opens and closes the store; pages only get tasks on it."""

    painted = Signal()  # once, after the first paint
    store_opened = Signal()
    opening_failed = Signal(object)  # the error
    language_changed = Signal(object)  # the open store, or None: the window must be made anew

    def __init__(self, settings: Settings, *, remembers: bool = True) -> None:
        super().__init__()
        self.settings = settings
        self._remembers = remembers
        self._entries: tuple[PageEntry, ...] = list_pages()
        self._was_shown = False
        self._arguments_after_opening: Mapping[str, object] = {}
        self._sentence_after_opening = ""
        self._offers_after_opening: tuple[Offer, ...] = ()
        self._is_closing = False
        self._was_refused = False  # a close, because something could not be saved
        self.tasks = TaskRunner(self)
        self.opening = StoreOpening(self.tasks, settings, self)
        self.refusals = Refusals(self)
        self.fault_reports = FaultReports(self.tasks, self.toast, self)
        self.selection = Selection(self)
        self.frame_state = opening.StoreFrame(Role.PROCESS_LEADER, self.selection.values)
        self.setWindowTitle("rccdesk")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.setAcceptDrops(True)
        self._build()
        self.actions_ = Actions(self)
        self._connect()
        restore_geometry(self, settings.window_geometry if remembers else "")

    # Building

    def _build(self) -> None:
        root = QWidget()
        self.setCentralWidget(root)
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bands = Bands(self.fault_reports.ask)
        self.demo_band = self.bands.demo
        column.addWidget(self.bands)
        self.reading_watch = ReadingWatch(self.tasks, self.bands.reading, self.open_store)
        self._root = QStackedWidget()
        column.addWidget(self._root, 1)
        self._first_start: FirstStart | None = None
        self._work = work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sidebar = Sidebar(self._entries)
        row.addWidget(self.sidebar)
        right = QVBoxLayout()
        right.setSpacing(0)
        row.addLayout(right, 1)
        self.selection_bar = SelectionBar(self.selection)
        self.stack = PageStack(self._entries, self._make_page)
        self.stack.shown.connect(self._on_shown)
        self.status = StatusBar()
        self._waiting = WaitingCounts(self.tasks, self.opening, self.set_count)
        for part in (self.selection_bar, self.stack, self.status):
            right.addWidget(part, int(part is self.stack))
        self._opening = OpeningState(self._cancel_opening)
        self.stack.addWidget(self._opening)
        self._root.addWidget(work)
        self._toast = Toast(self.stack)
        self._set_ready(ready=False)

    def _connect(self) -> None:
        self.sidebar.page_chosen.connect(self.navigate)
        self.sidebar.role_pressed.connect(self.choose_role)
        self.selection_bar.search_pressed.connect(self.open_palette)
        self.selection_bar.undo_pressed.connect(self.undo)
        self.selection_bar.redo_pressed.connect(self.redo)
        self.status.file.clicked.connect(lambda _checked=False: self.show_file_menu())
        self.selection.changed.connect(self._keep_selection)
        self.tasks.topics_changed.connect(self._on_topics_changed)
        self.tasks.wrote.connect(lambda: self.status.set_saved(dt.datetime.now().astimezone()))
        self.tasks.failed.connect(self._on_failed)
        self.tasks.write_failed.connect(lambda _error: self._on_write_failed())
        self.opening.leaving.connect(self._leave_store)
        self.opening.began.connect(self._on_began)
        self.opening.opened.connect(self._on_opened)
        self.opening.failed.connect(self._on_open_failed)
        self.reading_watch.changed.connect(self._on_topics_changed)
        messages.teller().report_wanted.connect(
            lambda dialog: self.fault_reports.ask(dialog.report, dialog)
        )

    # The store

    @property
    def database(self) -> Database | None:
        """The open store."""
        return self.tasks.database

    def open_store(
        self, path: Path, *, create: bool = False, reading: bool = False, take_over: bool = False
    ) -> None:
        """Open the store at ``path`` beside the window and show the last page.

        One that another program writes is opened for reading. The one open before is opened
        again where this one cannot be.
        """
        self.opening.open(path, create=create, reading=reading, take_over=take_over)

    def close_store(self) -> None:
        """Close the open store and forget its pages."""
        self.opening.close()

    def _leave_store(self) -> None:
        self.stack.forget()
        self.reading_watch.end()
        self._set_ready(ready=False)

    def _on_began(self, path: Path) -> None:
        self._root.setCurrentWidget(self._work)
        self._opening.start(self.tr("Öppnar {file} …").format(file=path.name))
        self.stack.setCurrentWidget(self._opening)

    def _cancel_opening(self) -> None:
        self.opening.cancel()
        self._opening.stop()
        self.setWindowTitle("rccdesk")
        self.show_first_start()

    def show_first_start(self, sentence: str = "", offers: Sequence[Offer] = ()) -> None:
        """Show the first start, with ``sentence`` and ``offers`` where a file was not opened."""
        from rccdesk.ui.pages.first_start import FirstStart

        if self._first_start is not None:
            self._root.removeWidget(self._first_start)
            self._first_start.deleteLater()
        self._first_start = FirstStart(self.tasks, self.settings)
        self._first_start.store_chosen.connect(self._on_first_store)
        self._first_start.language_changed.connect(self.apply_settings)
        self._root.addWidget(self._first_start)
        self._root.setCurrentWidget(self._first_start)
        self._first_start.show_problem(sentence, offers)  # takes the focus

    def _on_first_store(self, path: Path, arguments: Mapping[str, object]) -> None:
        self.settings.last_page = "imports" if arguments else "overview"
        self._arguments_after_opening = dict(arguments)
        self.open_store(path)

    def _on_opened(self, found: opening.Opened) -> None:
        database, frame = found.database, found.frame
        self._opening.stop()
        self.demo_band.setVisible(database.is_example)
        self.status.set_file(database.path.name)
        self.status.clear_saved()
        if database.is_reading:
            self.status.set_reading()
            self.reading_watch.begin(database.path, database.holder)
        self.bands.say_notices(found.notices)
        self.setWindowTitle(f"{database.path.name} – rccdesk")
        if self._remembers and rescue.store_of_backup(database.path) is None:
            self.settings.remember_store(database.path)
            self._save_settings()
        self.selection.begin(frame.values, self.settings.last_selection)
        self._show_frame(frame)
        self._read_history()
        self._set_ready(ready=True)
        page = self.settings.last_page
        arguments, self._arguments_after_opening = self._arguments_after_opening, {}
        self.navigate(page if page in self.stack.keys else self.stack.keys[0], arguments)
        self.sidebar.focus_page()
        sentence, self._sentence_after_opening = self._sentence_after_opening, ""
        offers, self._offers_after_opening = self._offers_after_opening, ()
        if offers:
            title = self.tr("Filen öppnades inte")
            QuestionDialog(title, (sentence,), offers, self, leave=self.tr("Stäng")).open()
        elif sentence:
            self.toast(sentence)
        if self._remembers and not database.is_reading:
            tending = self.tasks.run_file(self, opening.tend_store, self.settings.second_place)
            tending.then(self.bands.say_notices).ended(self._read_history)
        loading = Loading(self.tasks, self)  # then no first showing waits for its imports
        loading.loaded.connect(self._prepare_pages)
        self.tasks.became_idle.connect(loading.start, Qt.ConnectionType.SingleShotConnection)
        self.store_opened.emit()

    def _on_open_failed(self, error: Exception, path: Path, comes_back: bool) -> None:
        self._opening.stop()
        self.opening_failed.emit(error)
        sentence, offers = self.refusals.say(error, path), self.refusals.offers(error, path)
        if comes_back:
            self._sentence_after_opening, self._offers_after_opening = sentence, offers
        else:
            self.setWindowTitle("rccdesk")
            self.show_first_start(sentence, offers)
        messages.report_bug(error, self)

    def _on_write_failed(self) -> None:
        if self.database is not None and self.database.is_reading and self.stack.page is not None:
            self.stack.page.mark_stale()  # shows what was typed, which could not be saved

    def _set_ready(self, *, ready: bool) -> None:
        self.sidebar.set_pages_enabled(enabled=ready)
        self.selection_bar.setEnabled(ready)
        if not ready:
            self.selection_bar.set_history(None, None)
            self.status.set_file("")
            self.demo_band.hide()

    def _show_frame(self, frame: opening.StoreFrame) -> None:
        self.frame_state = frame
        if self._remembers and frame.who != self.settings.history_name:
            self.settings.history_name = frame.who
            self._save_settings()
        self.selection.set_values(frame.values)
        self.sidebar.set_words(role_names()[frame.role], frame.labels)
        self.status.set_extract(frame.extract_date, frame.preliminary_from)
        self.set_count("imports", frame.warnings)

    def refresh_profile(self) -> None:
        """Read again what the frame shows: the role, what can be chosen, the last backup."""
        self.tasks.run_latest(self, opening.read_frame).then(self._show_frame)
        self._read_history()

    def _read_history(self) -> None:
        self.tasks.run_latest(self, opening.read_history).then(self._show_history)

    def _show_history(self, state: opening.HistoryState) -> None:
        self.selection_bar.set_history(state.undo, state.redo)
        self.status.set_backup(state.backed_up)

    def _on_topics_changed(self, topics: frozenset[Topic]) -> None:
        if topics & opening.FRAME_TOPICS:
            self.refresh_profile()
        else:
            self._read_history()
        self.stack.mark_stale(topics)

    def _on_failed(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))

    # Pages

    def navigate(self, key: str, arguments: Mapping[str, object] | None = None) -> None:
        """Show the page ``key`` and hand it ``arguments``."""
        if self.database is not None:
            self.stack.show_page(key, arguments or {})

    def _make_page(self, page_class: type[Page]) -> Page:
        context = Context(self.tasks, self.selection, self.settings, self, builds_in_turns=True)
        return page_class(context, self.stack)  # styled once: a new parent would do it again

    def _prepare_pages(self) -> None:
        if self.database is not None:
            self.stack.prepare(PREPARED)
            self._waiting.read()

    def _on_shown(self, key: str) -> None:
        in_sidebar = has_focus(self.sidebar)
        self.sidebar.select(key)
        if in_sidebar:
            self.sidebar.focus_page()  # the focus never stays on a page that is not shown
        self.settings.last_page = key

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on the page ``key``."""
        self.sidebar.set_count(key, count)

    # Acts

    def toast(self, sentence: str, undo: Callable[[], object] | None = None, act: str = "") -> None:
        """Say what was done, with "Ångra" where ``undo`` is given, or the words of another act."""
        self._toast.say(sentence, undo, act)
        self.status.say(sentence)

    @property
    def toast_sentence(self) -> str:
        """The words of the toast, empty when it is not shown."""
        return self._toast.sentence if self._toast.isVisible() else ""

    def undo(self) -> None:
        """Undo the last act of this session."""
        self._step(opening.undo, self.tr("Ångrat: {act}"))

    def redo(self) -> None:
        """Redo what was undone last."""
        self._step(opening.redo, self.tr("Gjort om: {act}"))

    def _step(self, act: Callable[[Database], str | None], said: str) -> None:
        def say(words: str | None) -> None:
            if words is not None:
                self.toast(said.format(act=words))

        if self.database is not None:
            self.tasks.run_write(self, act).then(say)

    def choose_role(self) -> None:
        """Offer the views; a role is a view, never a permission."""
        menu = role_menu(self, self.frame_state.role, self.set_role)
        menu.popup(self.sidebar.mapToGlobal(QPoint(40, 64)))  # under the words that were pressed

    def set_role(self, role: Role) -> None:
        """Show the program as ``role`` sees it."""
        if self.database is not None and role != self.frame_state.role:
            self.tasks.run_write(self, opening.save_role, role)

    def open_palette(self) -> None:
        """Open the palette of pages, commands and things to find."""
        if self.database is not None:
            CommandPalette(self.actions_.list_entries(), self).show()

    def show_file_menu(self) -> None:
        """Offer what can be done with the file, at its name in the status bar."""
        menu = self.actions_.file_menu(self)
        menu.popup(self.status.file.mapToGlobal(self.status.file.rect().topRight()))

    def open_file(self) -> None:
        """Ask for a file and open it."""
        self.actions_.open_file()

    def save_copy(self) -> None:
        """Ask where to, and copy the open file there."""
        self.actions_.save_copy()

    def restore_backup(self, backup: Path) -> None:
        """Put ``backup`` in the place of the open file and open it, where the backups are shown."""
        self._arguments_after_opening = {"view": "backups"}
        self._sentence_after_opening = self.tr(
            "Säkerhetskopian är återställd. Filen som den ersatte finns kvar i samma mapp."
        )
        self.opening.restore(backup)

    def apply_settings(self) -> None:
        """Take the theme and text size that the settings now hold, and save them."""
        self._save_settings()
        if self.settings.language != language():
            self.language_changed.emit(None if self.database is None else self.database.path)
            return
        theme.current().reduce_motion(reduced=self.settings.reduced_motion)
        theme.current().apply(self.settings.theme, self.settings.text_scale)

    def cycle_focus(self, step: int) -> None:
        """Move the focus to the next region of the window: sidebar, selection, page, status."""
        parts = self.bands, self.sidebar, self.selection_bar, self.stack, self.status
        region = next_region(parts, focus_of(self), step)
        if region is self.sidebar:
            self.sidebar.focus_page()
        elif region is not None and (target := first_stop(region)) is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be imported or opened."""
        if self.database is not None and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped rccdesk file; take workbooks to the import page."""
        take_drop(event, self.open_store, lambda files: self.navigate("imports", {"files": files}))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell when the window has been painted for the first time."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self.painted.emit)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 - Qt's signature
        """Lead Tab through the window as it is laid out."""
        return move_focus(self, forward=next)

    def save_now(self) -> None:
        """Save what has been typed, as before the computer is turned off."""
        self.opening.finish_writes(self.toast)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being written, then close the file; stay where that fails, once."""
        event.ignore()
        if self._is_closing:
            return  # by a second press while it saves
        self._is_closing = True
        if self._remembers:
            self.settings.window_geometry = read_geometry(self)
            self._save_settings()
        if not self.opening.finish_writes(self.toast) and not self._was_refused:
            self._was_refused, self._is_closing = True, False
            return
        self.opening.close_now(self.toast)
        self.tasks.close()
        event.accept()

    def _keep_selection(self) -> None:
        self.settings.last_selection = self.selection.as_text()

    def _save_settings(self) -> None:
        if self._remembers:
            self.settings.save()
