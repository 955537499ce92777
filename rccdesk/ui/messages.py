"""What the window says when something goes wrong: a sentence for the world, a dialog for bugs."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import rccdesk
from rccdesk.errors import Cancelled, RccdeskError
from rccdesk.texts import has_text, text
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_log = logging.getLogger(__name__)


def sentence(error: BaseException) -> str:
    """Return what ``error`` means and what to do about it, in the language in use."""
    if isinstance(error, RccdeskError):
        values = {**error.values, "sheet": error.sheet or "", "cell": error.cell or ""}
        key = f"errors.{error.code}"
        if has_text(key):
            try:
                return text(key, **values)
            except KeyError:
                _log.warning("The sentence of %s lacks a value.", error.code)
        return text("errors.failed")
    return text("errors.failed")


def report_bug(error: BaseException, parent: QWidget | None = None) -> bool:
    """Show the crash dialog where ``error`` is a bug; False where the user can act on it."""
    if isinstance(error, RccdeskError | Cancelled):
        return False
    CrashDialog(bug_report(error), parent).open()
    return True


def bug_report(error: BaseException) -> str:
    """Return versions and the places of ``error``, never a value: its text may hold data."""
    lines = [
        f"rccdesk {rccdesk.__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()}",
        "",
        type(error).__name__,
    ]
    frames = traceback.extract_tb(error.__traceback__)
    for frame in frames:  # the last parts of the path only: the first may name the user
        place = "/".join(Path(frame.filename).parts[-3:])
        lines.append(f"  {place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def install_excepthook() -> None:
    """Show the crash dialog for errors that nobody caught in the thread of the window."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("%s", bug_report(error))
        if QApplication.instance() is not None:
            CrashDialog(bug_report(error), QApplication.activeWindow()).open()

    sys.excepthook = hook


class CrashDialog(QDialog):
    """Says that the program failed, that the file is safe, and what to send to whom."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        title = QCoreApplication.translate("CrashDialog", "Något gick fel i programmet")
        self.setWindowTitle(title)
        self.setMinimumWidth(640)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, "h2"))
        column.addWidget(
            Label(
                self.tr(
                    "Din fil är hel: en ändring sparas antingen helt eller inte alls. "
                    "Kopiera texten och skicka den till den som sköter programmet. "
                    "Den innehåller inga uppgifter ur filen."
                ),
                "body",
                "text2",
                wraps=True,
            )
        )
        box = QPlainTextEdit(report)
        box.setReadOnly(True)
        box.setAccessibleName(self.tr("Felrapport"))
        box.setMinimumHeight(180)
        column.addWidget(box)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Kopiera felrapporten"), "primary", self._copy))
        row.addWidget(Button(self.tr("Stäng"), "secondary", self.accept))
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
