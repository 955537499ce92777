"""Every error code has its sentence in both languages; a bug report holds no values."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rccdesk.errors import Cancelled, RccdeskError, StoreError
from rccdesk.paths import resource_dir
from rccdesk.ui import messages

RAISED = re.compile(r"(?:\w*Error|report|refuse)\(\s*\n?\s*\"([a-z][a-z0-9_]+)\"", re.MULTILINE)
CLASS_CODE = re.compile(r"^    code(?:: str)? = \"([a-z0-9_]+)\"", re.MULTILINE)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_code_that_is_raised_has_a_sentence(repository: Path, language: str) -> None:
    raised: set[str] = set()
    for path in (repository / "rccdesk").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        for match in RAISED.finditer(code):
            if re.match(
                r"(?:\w*(?:Rccdesk|Store|Refused|NotFound|Conflict|Write|Computable|Limit)Error)",
                match[0],
            ):
                raised.add(match[1])
        raised |= set(CLASS_CODE.findall(code))
    path = resource_dir() / "texts" / language / "errors.toml"
    sentences = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(raised) > 15
    assert not sorted(raised - set(sentences))


def test_a_sentence_is_filled_in() -> None:
    words = messages.sentence(StoreError("store_newer", file="egen.rccdesk"))
    assert words.startswith("egen.rccdesk är skapad med en nyare version")


def test_a_code_without_sentence_still_says_something() -> None:
    assert messages.sentence(RccdeskError("a_code_that_nobody_wrote")) == messages.sentence(
        RccdeskError()
    )


@pytest.mark.tells_of_bugs
def test_a_bug_report_has_places_and_versions_but_no_values() -> None:
    secret = "19121212-1212"
    try:
        raise ValueError(secret)
    except ValueError as error:
        report = messages.bug_report(error)
    assert "ValueError" in report
    assert "test_messages.py" in report
    assert "PySide6" in report
    assert secret not in report.replace('"', "")


@pytest.mark.tells_of_bugs
def test_a_storm_of_errors_shows_one_dialog(qapp: QApplication) -> None:
    def fail(kind: type[Exception]) -> Exception:
        try:
            raise kind("hemligt")
        except Exception as error:  # noqa: BLE001
            return error

    for _ in range(50):
        assert messages.report_bug(fail(ValueError))
    assert messages.report_bug(fail(LookupError))
    dialogs = [w for w in qapp.topLevelWidgets() if isinstance(w, messages.CrashDialog)]
    shown = [dialog for dialog in dialogs if dialog.isVisible()]
    assert len(shown) == 1
    assert [line for line in shown[0].report.splitlines() if line.endswith("Error")] == [
        "ValueError",
        "LookupError",
    ]
    assert "hemligt" not in shown[0].report
    shown[0].accept()
    messages.report_bug(fail(ValueError))  # comes again at once: the user can still work
    assert not any(
        isinstance(w, messages.CrashDialog) and w.isVisible() for w in qapp.topLevelWidgets()
    )


def test_what_the_user_can_act_on_is_no_bug() -> None:
    assert not messages.report_bug(StoreError("disk_full"))
    assert not messages.report_bug(Cancelled())


def test_K04_and_K05_errors_in_slots_paint_close_and_threads_never_vanish(
    tmp_path: Path, repository: Path
) -> None:
    program = f"""
import sys, threading
sys.stderr = None  # as in a windowed build
from pathlib import Path
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QWidget
from rccdesk import crashes, logs
from rccdesk.texts import use_language
from rccdesk.ui import messages, theme
folder = Path({str(tmp_path)!r})
app = QApplication([])
theme.install(app, "light", 1.0)
logs.install(folder)
messages.tell_qt_messages()
crashes.install(folder, messages.teller().tell_later)
app.setQuitOnLastWindowClosed(False)

class Trasig(QWidget):
    def paintEvent(self, event):
        raise ValueError("hemligt i ritning")
    def closeEvent(self, event):
        raise LookupError("hemligt i stängning")

def slot():
    raise ZeroDivisionError("hemligt i slot")

def worker():
    raise OSError("hemligt i tråd")

def in_thread():
    thread = threading.Thread(target=worker)
    thread.start()
    thread.join()
    QTimer.singleShot(300, look)

def look():
    dialogs = [w for w in app.topLevelWidgets()
               if isinstance(w, messages.CrashDialog) and w.isVisible()]
    kinds = [line for line in dialogs[0].report.splitlines() if line.endswith("Error")]
    print(len(dialogs), *sorted(set(kinds)))
    qWarning("QPainter::begin: hemlig sökväg /home/zata")
    app.exit(7)

widget = Trasig()
widget.show()
QTimer.singleShot(10, slot)
QTimer.singleShot(20, lambda: [widget.repaint() for _ in range(30)])
QTimer.singleShot(30, widget.close)
QTimer.singleShot(40, in_thread)
sys.exit(app.exec())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=False
    )
    assert done.returncode == 7, done.stdout
    assert done.stdout.split() == ["1", "LookupError", "OSError", "ValueError", "ZeroDivisionError"]
    log = (tmp_path / "rccdesk.log").read_text("utf-8")
    crash = (tmp_path / "crash.log").read_text("utf-8")
    for kind in ("LookupError", "OSError", "ValueError", "ZeroDivisionError"):
        assert kind in log
        assert kind in crash
    assert "qt_message category=default source=qpainter.begin" in log
    assert "hemlig" not in log + crash
    assert "zata" not in log
