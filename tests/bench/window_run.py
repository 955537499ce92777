"""A window under measure: page changes, first rows, ticks and memory during an import.

Run as ``python -m tests.bench.window_run STORE WORKBOOK LARGE``; prints one JSON object. Of LARGE
only the first rows are waited for; WORKBOOK is read, tried, imported and undone.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, Qt, QTimer

from rccdesk import app
from rccdesk.enums import BatchState
from rccdesk.services import imports
from rccdesk.settings import Settings
from rccdesk.ui.imports.file_reading import FileReading
from rccdesk.ui.imports.first_rows import FirstRows

_TICK_MS = 5
_FIRST_ROWS = 3  # times that they are waited for
_SETTLE_SECONDS = 3.0
_PAGES = ("overview", "lead_times", "indicators", "packs", "imports", "settings")


def main(store: Path, workbook: Path, large: Path) -> None:
    """Drive the window and print what was measured."""
    window = app.build_window(store, Settings(last_page="overview"), remembers=False)
    window.resize(1366, 768)
    window.show()
    _until(lambda: window.database is not None and window.tasks.is_idle)
    _rest(_SETTLE_SECONDS)
    changes = {key: _change(window, key) for key in _PAGES * 2}
    window.navigate("imports")
    _rest(0.5)
    first = [_first_rows(window, large) for _ in range(_FIRST_ROWS)]
    before = _memory_mb("VmRSS")
    ticks, peaks = _walk(window, workbook)
    print(
        json.dumps(
            {
                "page_changes_ms": {key: round(value, 1) for key, value in changes.items()},
                "first_rows_s": statistics.median(first),
                "ticks": ticks,
                "resident_before_mb": before,
                "peaks_mb": peaks,
            }
        )
    )
    window.close()


def _change(window: object, key: str) -> float:
    """Return the ms from the press to the page painted with its figures."""
    started = time.perf_counter()
    window.navigate(key)  # type: ignore[attr-defined]
    _until(lambda: window.tasks.is_idle)  # type: ignore[attr-defined]
    window.grab()  # type: ignore[attr-defined]
    return (time.perf_counter() - started) * 1000


def _first_rows(window: Any, workbook: Path) -> float:
    """Return the seconds from the choice of a file to its first rows painted; the rest is left."""
    page = window.stack.page
    grid = page.findChild(FirstRows).grid
    started = time.perf_counter()
    page.arrive({"files": (workbook,)})
    _until(lambda: grid.isVisible() and grid.model_.rowCount() > 0)
    grid.viewport().repaint()
    seconds = time.perf_counter() - started
    page.findChild(FileReading)._leave()
    _until(lambda: window.tasks.is_idle)
    _rest(0.5)
    return seconds


def _walk(window: Any, workbook: Path) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Read, try, import and undo a file as a user does; return ticks and peak memory of each."""
    page = window.stack.page
    reading = page.findChild(FileReading)
    wizard = reading.wizard
    ticks: dict[str, list[float]] = {}
    peaks: dict[str, float] = {}

    def act(name: str, begin: Callable[[], object], is_done: Callable[[], object]) -> None:
        _forget_peak()
        ticks[name] = _ticks(begin, lambda: bool(is_done()) and window.tasks.is_idle)
        peaks[name] = _memory_mb("VmHWM")
        _rest(0.5)

    act("read", lambda: page.arrive({"files": (workbook,)}), lambda: wizard._preview)
    request = replace(reading._request, sha256=(wizard._preview.sha256,))
    act("trial", lambda: reading._try(request), wizard.trial.isVisible)
    act("import", lambda: reading._commit(request), wizard.done.isVisible)
    batches = imports.list_batches(window.database)
    reading._finish()
    _until(lambda: window.tasks.is_idle)
    act("undo", lambda: page._undo(batches[-1].batch_id), lambda: True)
    if imports.list_batches(window.database)[-1].state is not BatchState.UNDONE:
        raise SystemExit("the import was not undone")
    return ticks, peaks


def _ticks(begin: Callable[[], object], is_done: Callable[[], object]) -> list[float]:
    """Return the ms between the ticks of the event loop until the work is done, in order."""
    gaps: list[float] = []
    clock = QElapsedTimer()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(_TICK_MS)

    def tick() -> None:
        gaps.append(clock.nsecsElapsed() / 1e6)
        clock.restart()

    timer.timeout.connect(tick)
    clock.start()
    timer.start()
    begin()
    _until(is_done, 120)
    timer.stop()
    return sorted(gaps)


def _until(is_done: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_done():  # type: ignore[operator]
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        if time.monotonic() > end:
            raise SystemExit("the window did not come to rest")
    QCoreApplication.processEvents()


def _rest(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def _forget_peak() -> None:
    """Let the kernel measure the peak of this process anew, where it can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _memory_mb(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name + ":")), 0.0)


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:4]))
