"""The composition root: settings, language, theme, window, store; and pictures of every page.

Only PySide6 and the standard library are imported before the window has been painted: the rest
costs seconds on a cold computer.
"""

from __future__ import annotations

import dataclasses
import getpass
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import rccdesk
from rccdesk import crashes, logs, paths, texts
from rccdesk.errors import FileWriteError, RccdeskError
from rccdesk.files import writing
from rccdesk.services import memory
from rccdesk.settings import Settings
from rccdesk.ui import messages, theme, translation
from rccdesk.ui.collecting import CycleCollector
from rccdesk.ui.fault_report import logs_dir
from rccdesk.ui.import_hook import leave_sources_unread
from rccdesk.ui.main_window import MIN_HEIGHT, MIN_WIDTH, MainWindow
from rccdesk.ui.widgets.sidebar import paint_mark

leave_sources_unread()
_IDLE_SECONDS = 60
_ANSWER_MS = 2000
_TAKEN = b"taken\n"
_FRAME = (16, 40)  # px of the desktop's title bar and borders, at most
FIRST_START = "first_start"
PRESENTATION = "presentation"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of one page or dialog."""

    page: str
    path: Path
    width: int
    height: int


def run(store: Path | None = None, language: str | None = None) -> int:
    """Show the window with ``store``, or the last one used, until it is closed.

    ``language`` is from now on that of the settings.
    A window that is open already is brought to the front instead, with ``store``.
    """
    settings = Settings.load()
    settings.language = language or settings.language
    app = _application()
    first = FirstProgram()
    if not first.begin(store):
        return 0
    folder = logs_dir()
    logs.install(folder)
    messages.tell_qt_messages()
    ended_badly = crashes.install(folder, messages.teller().tell_later)
    windows: list[MainWindow] = []

    def show(path: Path | None) -> None:
        """Show a window in the language of the settings, in place of the one before."""
        app.setQuitOnLastWindowClosed(False)
        while windows:
            earlier = windows.pop()
            earlier.close()
            earlier.deleteLater()
        window = build_window(path, settings)
        window.language_changed.connect(show, Qt.ConnectionType.QueuedConnection)
        windows.append(window)
        if _fills_screen(window) and not settings.window_geometry:
            window.showMaximized()
        else:
            window.show()
        app.setQuitOnLastWindowClosed(True)

    def save(_session: object) -> None:
        """Save what has been typed before the computer is turned off."""
        for window in windows:
            window.save_now()

    def end() -> None:
        for window in windows:
            window.close()
        crashes.mark_end()

    first.asked.connect(lambda path: _bring_to_front(windows[-1], path))
    app.commitDataRequest.connect(save)
    app.aboutToQuit.connect(end)
    show(store or _last_store(settings))
    if ended_badly:
        windows[-1].painted.connect(windows[-1].bands.offer_fault_report)
    return app.exec()


class FirstProgram(QObject):
    """The one program of this user and these settings that shows a window.

    It listens where the next one asks; ``asked`` tells the file that one was to open, or None.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        whose = f"{getpass.getuser()}|{paths.settings_file().absolute()}"
        self.name = f"rccdesk-{hashlib.sha256(whose.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def begin(self, store: Path | None) -> bool:
        """Become the first; False where another one is and has taken ``store`` over.

        One that does not answer in two seconds is left alone: the lock of the store still holds.
        """
        answer = self._ask(store)
        if answer is None and not self._server.listen(self.name):
            answer = self._ask(store)  # another start may have come between
            if answer is None:
                QLocalServer.removeServer(self.name)  # left by a program that was killed
                self._server.listen(self.name)
        return answer is not True

    def _ask(self, store: Path | None) -> bool | None:
        """Hand ``store`` to the first; None where nobody listens, False where it is silent."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_ANSWER_MS // 4):
            return None
        path = "" if store is None else str(store.absolute())
        socket.write(f"{path}\n".encode())
        socket.flush()
        return socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == _TAKEN

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return

        def read() -> None:
            if socket.canReadLine():
                path = bytes(socket.readLine().data()).decode("utf-8", "replace").strip("\n")
                socket.write(_TAKEN)
                socket.flush()
                self.asked.emit(Path(path) if path else None)

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()


def _bring_to_front(window: MainWindow, store: Path | None) -> None:
    """Show ``window`` over all others, and open ``store`` in it unless it is open."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
    is_open = window.database is not None and window.database.path == store
    if store is not None and not is_open and QApplication.activeModalWidget() is None:
        window.open_store(store)


def build_window(store: Path | None, settings: Settings, *, remembers: bool = True) -> MainWindow:
    """Return the window, not yet shown; it opens ``store`` when it has been painted.

    Without a store it shows the first start. ``remembers`` keeps size, file and page for next
    time.
    """
    memory.give_back_at_once()
    app = _application()
    translation.use_language(app, settings.language)
    theme.install(app, settings.theme, settings.text_scale).reduce_motion(
        reduced=settings.reduced_motion
    )
    app.setWindowIcon(_window_icon())
    window = MainWindow(settings, remembers=remembers)
    CycleCollector(window.tasks, window)
    window.tasks.has_press = True
    if store is None:
        window.show_first_start()
    else:
        window.painted.connect(lambda: window.open_store(store))
    return window


def render_pages(
    store: Path | None,
    out: Path,
    pages: Sequence[str] = (),
    size: tuple[int, int] = (1366, 768),
    theme: str = "light",
    text_scale: float = 1.0,
) -> list[Shot]:
    """Draw pages, their views and dialogs to PNG under ``out`` and return what was drawn.

    ``pages`` chooses by key; empty for all, with the first start. Needs no display. Raises
    RccdeskError where the store cannot be opened.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    settings = dataclasses.replace(
        Settings.load(),
        language=texts.language(),
        theme=theme,
        text_scale=text_scale,
        last_page=next((page for page in pages if page != FIRST_START), ""),
        last_selection="",
    )
    path = store or _last_store(settings) or paths.default_store()
    out.mkdir(parents=True, exist_ok=True)
    previous = qInstallMessageHandler(_say_all_but_hints)
    window = build_window(None, settings, remembers=False)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    try:
        window.resize(QSize(max(size[0], MIN_WIDTH), max(size[1], MIN_HEIGHT)))
        window.show()
        return list(_shots(window, path, out, frozenset(pages)))
    finally:
        window.close()
        window.deleteLater()
        _pump(window)
        qInstallMessageHandler(previous)


def _say_all_but_hints(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass Qt's messages on, but for what the drawing without a display says of every window."""
    if not message.startswith("This plugin does not support") and sys.stderr is not None:
        sys.stderr.write(f"{message}\n")


def _shots(window: MainWindow, path: Path, out: Path, wanted: frozenset[str]) -> Iterator[Shot]:
    if not wanted or FIRST_START in wanted:
        _pump(window)
        yield _grab(window, FIRST_START, out)
        if wanted == {FIRST_START}:
            return
    failures: list[RccdeskError] = []
    window.opening_failed.connect(failures.append)
    window.open_store(path)
    _pump(window)
    if failures:
        raise failures[0]
    for key in window.stack.keys:
        if wanted and key not in wanted:
            continue
        window.navigate(key, _shown_thing(window, key))
        _pump(window)
        page = window.stack.page
        if page is None:
            continue
        views = page.views
        if not views:
            yield _grab(window, key, out)
        for view in views:
            page.show_view(view)
            _pump(window)
            yield _grab(window, f"{key}_{view}", out)
        yield from _draw_dialogs(window, page.list_dialogs(), key, out)
    if not wanted or PRESENTATION in wanted:
        yield from _presentation_shots(window, out)


def _shown_thing(window: MainWindow, key: str) -> dict[str, object]:
    """Return what to show on a page of one thing; nothing where the page's own choice is best."""
    from rccdesk.ui.presentation.pictures import find_shown_meeting, find_shown_point

    if key != "meeting" or window.database is None:
        return {}
    meeting = find_shown_meeting(window.database)
    return {"meeting": meeting, "point": find_shown_point(window.database, meeting)}


def _presentation_shots(window: MainWindow, out: Path) -> Iterator[Shot]:
    """Draw a meeting as the group sees it, and a decision of it being written down."""
    from rccdesk.ui.pages.page import Context
    from rccdesk.ui.presentation import Presentation
    from rccdesk.ui.presentation.pictures import find_shown_meeting, list_meeting_dialogs

    meeting = find_shown_meeting(window.database) if window.database is not None else ""
    if not meeting:
        return
    window.navigate("meeting", {"meeting": meeting})
    _pump(window)
    context = Context(window.tasks, window.selection, window.settings, window)
    shown = Presentation(context, meeting)
    shown.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    shown.resize(window.size())
    shown.show()
    _pump(window)
    yield _grab(shown, PRESENTATION, out)
    if shown.show_decision_point():
        _pump(window)
        yield _grab(shown, f"{PRESENTATION}_decision", out)
        shown.open_entry()
        _pump(window)
        yield _grab(shown, f"{PRESENTATION}_entry", out)
    point = shown.slide.uuid if shown.slide is not None else ""
    shown.close()
    shown.deleteLater()
    dialogs = list_meeting_dialogs(context, meeting, point, window)
    yield from _draw_dialogs(window, dialogs, PRESENTATION, out)


def _draw_dialogs(
    window: MainWindow, dialogs: Mapping[str, Callable[[], QDialog]], key: str, out: Path
) -> Iterator[Shot]:
    for name, make in dialogs.items():
        dialog = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        _pump(window)
        yield _save(_over(window.grab(), dialog.grab()), f"{key}_{name}", out)
        dialog.close()
        dialog.deleteLater()


def _grab(widget: QWidget, name: str, out: Path) -> Shot:
    return _save(widget.grab(), name, out)


def _over(window: QPixmap, dialog: QPixmap) -> QPixmap:
    """Return the window with the dialog in its middle, where users see it."""
    whole = QPixmap(window.size().expandedTo(dialog.size()))
    whole.fill(theme.colour("bg"))
    place = dialog.rect()
    place.moveCenter(whole.rect().center())
    painter = QPainter(whole)
    painter.drawPixmap(0, 0, window)
    painter.drawPixmap(place.topLeft(), dialog)
    painter.setPen(theme.colour("line2"))
    painter.drawRect(place.adjusted(-1, -1, 0, 0))
    painter.end()
    return whole


def _save(picture: QPixmap, name: str, out: Path) -> Shot:
    path = out / f"{name}.png"
    with writing(path) as temporary:
        if not picture.save(str(temporary)):
            raise FileWriteError("disk_full", file=path.name, folder=str(out))
    return Shot(name, path, picture.width(), picture.height())


def _pump(window: MainWindow) -> None:
    """Let the window work until nothing is under way and everything has been laid out."""
    deadline = QDeadlineTimer(_IDLE_SECONDS * 1000)
    quiet = 0
    while quiet < 3 and not deadline.hasExpired():
        loop = QEventLoop()
        QTimer.singleShot(15, loop.quit)
        loop.exec()
        quiet = quiet + 1 if window.tasks.is_idle else 0


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("rccdesk")
    app.setApplicationDisplayName("rccdesk")
    app.setApplicationVersion(rccdesk.__version__)
    return app


def _last_store(settings: Settings) -> Path | None:
    for path in (Path(settings.last_store or "."), paths.default_store()):
        if path.is_file():
            return path
    return None


def _fills_screen(window: MainWindow) -> bool:
    """Tell whether the window with its frame would reach outside a small screen."""
    room = window.screen().availableGeometry().size() - QSize(*_FRAME)
    return room.width() < window.width() or room.height() < window.height()


def _window_icon() -> QIcon:
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(0, 0, side, side), theme.colour)
        painter.end()
        result.addPixmap(picture)
    return result
