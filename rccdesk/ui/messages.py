"""What the window says when something goes wrong: a sentence for the world, a dialog for bugs."""

from __future__ import annotations

import logging
import platform
import re
import time
from functools import cache

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

import rccdesk
from rccdesk import crashes, logs
from rccdesk.errors import Cancelled, RccdeskError
from rccdesk.texts import has_text, text
from rccdesk.ui.crash_dialog import CrashDialog

__all__ = ["CrashDialog", "bug_report", "report_bug", "sentence", "tell_qt_messages", "teller"]

_log = logging.getLogger(__name__)
_QUIET_SECONDS = 60  # after its dialog was closed, an error that comes again is only logged
_SOURCE = re.compile(r"(Q[A-Za-z0-9]+(?:::~?[A-Za-z0-9]+)*)\b")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def sentence(error: BaseException) -> str:
    """Return what ``error`` means and what to do about it, in the language in use."""
    if isinstance(error, RccdeskError):
        values = {**error.values, "sheet": error.sheet or "", "cell": error.cell or ""}
        key = f"errors.{error.code}"
        if has_text(key):
            try:
                return text(key, **values)
            except KeyError:
                _log.warning("sentence_lacks_value code=%s", error.code)
        return text("errors.failed")
    return text("errors.failed")


def report_bug(error: BaseException, parent: QWidget | None = None) -> bool:
    """Log and show ``error`` where it is a bug; False where the user can act on it."""
    if isinstance(error, RccdeskError | Cancelled):
        return False
    crashes.record(error)
    teller().tell(error, parent)
    return True


def bug_report(error: BaseException) -> str:
    """Return versions and the places of ``error``, never a value: its text may hold data."""
    kind, *places = logs.places(error)
    return "\n".join([*version_lines(), "", kind, *(f"  {place}" for place in reversed(places))])


def version_lines() -> list[str]:
    """Return which program runs on what."""
    qt_platform = QGuiApplication.platformName() if QApplication.instance() else ""
    return [
        f"rccdesk {rccdesk.__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()} · {qt_platform}",
    ]


class Teller(QObject):
    """Shows bugs one dialog at a time, in the thread of the window and never while it paints."""

    report_wanted = Signal(object)  # the dialog whose report is to be saved
    _came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, float] = {}  # report: when its dialog was closed last
        self._dialog: CrashDialog | None = None
        self._came.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def tell_later(self, error: BaseException) -> None:
        """Show ``error`` when the window comes to it; from any thread."""
        self._came.emit(error)

    def tell(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Show ``error``, in the dialog that is open where there is one."""
        if QApplication.instance() is None:
            return
        report = bug_report(error)
        if self._dialog is not None and isValid(self._dialog) and self._dialog.isVisible():
            self._dialog.add(report)
            return
        closed = self._told.get(report)
        if closed is not None and time.monotonic() - closed < _QUIET_SECONDS:
            return
        self._dialog = CrashDialog(report, parent or QApplication.activeWindow())
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.report_wanted.connect(self.report_wanted)
        self._dialog.finished.connect(lambda _result: self._note_closed())
        self._dialog.open()

    def _note_closed(self) -> None:
        if self._dialog is not None:
            now = time.monotonic()
            self._told.update((report, now) for report in self._dialog.reports)
        self._dialog = None


@cache
def teller() -> Teller:
    """Return the one who shows bugs."""
    return Teller()


def tell_qt_messages() -> None:
    """Log what Qt says, as severity, category and the function it comes from: no more is ours."""
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    found = _SOURCE.match(message)
    source = found[1].replace("::", ".").replace("~", "").lower() if found else "unnamed"
    category = (context.category or "default").lower()
    _log.log(
        _LEVELS.get(kind, logging.WARNING), "qt_message category=%s source=%s", category, source
    )
