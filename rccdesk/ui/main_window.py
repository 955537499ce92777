"""The window: demo band, sidebar, selection bar, the page in use, status bar."""

from __future__ import annotations

import base64
import datetime as dt
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Role, Topic
from rccdesk.paths import STORE_SUFFIX
from rccdesk.settings import Settings
from rccdesk.texts import language
from rccdesk.ui import messages, opening, theme
from rccdesk.ui.actions import Actions
from rccdesk.ui.command_palette import CommandPalette
from rccdesk.ui.dropping import dropped_files
from rccdesk.ui.focus_order import first_stop, next_stop, show_whole
from rccdesk.ui.page_stack import PageStack
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.registry import PageEntry, list_pages
from rccdesk.ui.roles import role_names
from rccdesk.ui.selection import Selection
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.demo_band import DemoBand
from rccdesk.ui.widgets.selection_bar import SelectionBar
from rccdesk.ui.widgets.sidebar import Sidebar
from rccdesk.ui.widgets.states import BusyState
from rccdesk.ui.widgets.status_bar import StatusBar
from rccdesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.ui.pages.first_start import FirstStart

_log = logging.getLogger(__name__)
MIN_WIDTH, MIN_HEIGHT = 1180, 640
_ROLE_MENU_AT = QPoint(40, 64)


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
        self._return_to: Path | None = None  # the store to open again if the next one cannot be
        self.tasks = TaskRunner(self)
        self.selection = Selection(self)
        self.frame_state = opening.StoreFrame(Role.PROCESS_LEADER, self.selection.values)
        self.setWindowTitle("rccdesk")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.setAcceptDrops(True)
        self._build()
        self.actions_ = Actions(self)
        self._connect()
        self._restore_geometry()

    # Building

    def _build(self) -> None:
        root = QWidget()
        self.setCentralWidget(root)
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.demo_band = DemoBand(self.tr("Påhittade uppgifter och regioner."))
        column.addWidget(self.demo_band)
        self._root = QStackedWidget()
        column.addWidget(self._root, 1)
        self._first_start: FirstStart | None = None
        work = QWidget()
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
        right.addWidget(self.selection_bar)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        self._opening = BusyState()
        self._opening.setContentsMargins(24, 0, 24, 0)
        self.stack.addWidget(self._opening)
        self._work = work
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
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.demo_band.setFixedHeight(theme.current().size("demo_band"))

    # The store

    @property
    def database(self) -> Database | None:
        """The open store."""
        return self.tasks.database

    def open_store(self, path: Path, *, create: bool = False) -> None:
        """Open the store at ``path`` beside the window and show the last page.

        The one open before is opened again where this one cannot be.
        """
        earlier = self.database.path if self.database is not None else None
        self._return_to = earlier if earlier != path else None
        self.close_store()
        self._root.setCurrentWidget(self._work)
        self._opening.start(self.tr("Öppnar {file} …").format(file=path.name))
        self.stack.setCurrentWidget(self._opening)
        self.tasks.run_alone(self, opening.open_store, path, create=create).then(
            self._on_opened
        ).catch(self._on_open_failed)

    def close_store(self) -> None:
        """Close the open store and forget its pages."""
        self.stack.forget()
        self._set_ready(ready=False)
        if self.tasks.database is not None:
            self.tasks.database.close()
            self.tasks.database = None

    def show_first_start(self, sentence: str = "") -> None:
        """Show the first start, with ``sentence`` where a file could not be opened."""
        from rccdesk.ui.pages.first_start import FirstStart

        if self._first_start is not None:
            self._root.removeWidget(self._first_start)
            self._first_start.deleteLater()
        self._first_start = FirstStart(self.tasks, self.settings)
        self._first_start.store_chosen.connect(self._on_first_store)
        self._first_start.language_changed.connect(self.apply_settings)
        self._first_start.show_problem(sentence)
        self._root.addWidget(self._first_start)
        self._root.setCurrentWidget(self._first_start)

    def _on_first_store(self, path: Path, arguments: Mapping[str, object]) -> None:
        self.settings.last_page = "imports" if arguments else "overview"
        self._arguments_after_opening = dict(arguments)
        self.open_store(path)

    def _on_opened(self, result: tuple[Database, opening.StoreFrame]) -> None:
        database, frame = result
        self.tasks.database = database
        self._opening.stop()
        self.demo_band.setVisible(database.is_example)
        self.status.set_file(database.path.name)
        self.status.clear_saved()
        self.setWindowTitle(f"{database.path.name} – rccdesk")
        if self._remembers:
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
        if sentence:
            self.toast(sentence)
        self.store_opened.emit()

    def _on_open_failed(self, error: Exception) -> None:
        self._opening.stop()
        self.opening_failed.emit(error)
        if self._return_to is not None:
            self._sentence_after_opening = messages.sentence(error)
            self.open_store(self._return_to)
        else:
            self.setWindowTitle("rccdesk")
            self.show_first_start(messages.sentence(error))
        messages.report_bug(error, self)

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
        self.sidebar.set_role(role_names()[frame.role])
        self.status.set_extract(self._extract_words(frame))
        self.set_count("imports", frame.warnings)

    def _extract_words(self, frame: opening.StoreFrame) -> str:
        if frame.extract_date is None:
            return self.tr("Inget uttag är inläst")
        words = self.tr("Uttag {date}").format(date=frame.extract_date.isoformat())
        if frame.preliminary_from is not None:
            month = formats.month_name(frame.preliminary_from.month)
            words += " · " + self.tr("preliminärt från {month}").format(month=month)
        return words

    def refresh_profile(self) -> None:
        """Read the role and what can be chosen again."""
        self.tasks.run_latest(self, opening.read_frame).then(self._show_frame)

    def _read_history(self) -> None:
        self.tasks.run_latest(self, opening.read_history).then(
            lambda state: self.selection_bar.set_history(state.undo, state.redo)
        )

    def _on_topics_changed(self, topics: frozenset[Topic]) -> None:
        self._read_history()
        if topics & _FRAME_TOPICS:
            self.refresh_profile()
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
        return page_class(Context(self.tasks, self.selection, self.settings, self))

    def _on_shown(self, key: str) -> None:
        in_sidebar = self.sidebar.isAncestorOf(self.focusWidget() or self)
        self.sidebar.select(key)
        if in_sidebar:
            self.sidebar.focus_page()  # the focus never stays on a page that is not shown
        self.settings.last_page = key

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on the page ``key``."""
        self.sidebar.set_count(key, count)

    # Acts

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done, with "Ångra" where ``undo`` is given."""
        self._toast.say(sentence, undo)
        self.status.say(sentence)

    @property
    def toast_sentence(self) -> str:
        """The words of the toast, empty when it is not shown."""
        return self._toast.sentence if self._toast.isVisible() else ""

    def undo(self) -> None:
        """Undo the last act of this session."""
        if self.database is not None:
            said = self.tr("Ångrat: {act}")
            self.tasks.run_write(self, opening.undo).then(lambda act: self._say_act(said, act))

    def redo(self) -> None:
        """Redo what was undone last."""
        if self.database is not None:
            said = self.tr("Gjort om: {act}")
            self.tasks.run_write(self, opening.redo).then(lambda act: self._say_act(said, act))

    def _say_act(self, said: str, act: str | None) -> None:
        if act is not None:
            self.toast(said.format(act=act))

    def choose_role(self) -> None:
        """Offer the views; a role is a view, never a permission."""
        menu = QMenu(self)
        for role, words in role_names().items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(role == self.frame_state.role)
            action.triggered.connect(lambda _checked=False, role=role: self.set_role(role))
        menu.popup(self.sidebar.mapToGlobal(self.sidebar.rect().topLeft()) + _ROLE_MENU_AT)

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
        regions: list[QWidget] = [self.sidebar, self.selection_bar, self.stack, self.status]
        focus = self.focusWidget()
        at = next((i for i, r in enumerate(regions) if focus and r.isAncestorOf(focus)), -1)
        for turn in range(1, len(regions) + 1):
            region = regions[(at + step * turn) % len(regions)]
            if region is self.sidebar:
                self.sidebar.focus_page()
                return
            target = first_stop(region)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be imported or opened."""
        if self.database is not None and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped rccdesk file; take workbooks to the import page."""
        files = dropped_files(event)
        stores = [file for file in files if file.suffix == STORE_SUFFIX]
        event.acceptProposedAction()
        if stores:
            self.open_store(stores[0])
        elif files:
            self.navigate("imports", {"files": tuple(files)})

    def showEvent(self, event: QShowEvent) -> None:
        """Tell when the window has been painted for the first time."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self.painted.emit)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 - Qt's signature
        """Lead Tab through the window as it is laid out."""
        widget = next_stop(self, QApplication.focusWidget(), forward=next)
        if widget is None:
            return False
        reasons = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        widget.setFocus(reasons[0] if next else reasons[1])
        show_whole(widget)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being written, then close the file."""
        if self._remembers:
            geometry = bytes(self.saveGeometry().data())
            self.settings.window_geometry = base64.b64encode(geometry).decode("ascii")
            self._save_settings()
        self.tasks.close()
        self.close_store()
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        self.resize(1366, 768)
        if self._remembers and self.settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window_geometry.encode()))

    def _keep_selection(self) -> None:
        self.settings.last_selection = self.selection.as_text()

    def _save_settings(self) -> None:
        if self._remembers:
            self.settings.save()


_FRAME_TOPICS = frozenset(
    {
        Topic.ORGANISATION,
        Topic.PATHWAYS,
        Topic.LEAD_TIMES,
        Topic.INDICATORS,
        Topic.IMPORTS,
        Topic.SETTINGS,
    }
)
