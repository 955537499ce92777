"""A window under measure: first paint, page changes, ticks and memory during an import.

Run as ``python -m tests.bench.window_run STORE WORKBOOK``; prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, Qt, QTimer

from rccdesk import app
from rccdesk.settings import Settings

_TICK_MS = 5
_SETTLE_SECONDS = 3.0
_PAGES = ("overview", "lead_times", "indicators", "packs", "imports", "settings")


def main(store: Path, workbook: Path) -> None:
    """Drive the window and print what was measured."""
    window = app.build_window(store, Settings(last_page="overview"), remembers=False)
    window.resize(1366, 768)
    window.show()
    _until(lambda: window.database is not None and window.tasks.is_idle)
    _rest(_SETTLE_SECONDS)
    changes = {key: _change(window, key) for key in _PAGES * 2}
    window.navigate("imports")
    _rest(0.5)
    before, peak_before = _memory_mb("VmRSS"), _memory_mb("VmHWM")
    ticks = _ticks_during_import(window, workbook)
    ticks.sort()
    print(
        json.dumps(
            {
                "page_changes_ms": {key: round(value, 1) for key, value in changes.items()},
                "ticks": len(ticks),
                "tick_p99_ms": ticks[int(len(ticks) * 0.99)],
                "tick_max_ms": ticks[-1],
                "resident_before_mb": before,
                "peak_before_mb": peak_before,
                "resident_peak_mb": _memory_mb("VmHWM"),
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


def _ticks_during_import(window: object, workbook: Path) -> list[float]:
    from rccdesk.services import imports

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
    done: list[object] = []
    task = window.tasks.run_file(  # type: ignore[attr-defined]
        window, imports.import_files, imports.ImportRequest((workbook,))
    )
    task.then(done.append).catch(done.append)
    _until(lambda: bool(done) and window.tasks.is_idle, 120)  # type: ignore[attr-defined]
    timer.stop()
    if not isinstance(done[0], tuple):
        raise SystemExit(f"the import failed: {done[0]!r}")
    return gaps


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


def _memory_mb(name: str) -> float:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name + ":")), 0.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
