"""A window under measure: the ticks while each view is shown first and again, typed in and asked.

Run as ``python -m tests.bench.views_run STORE [KEY…]``; prints one JSON object: per page or view
the longest tick of each act, in ms of the clock and of the window's own processor time (what is
left of a loaded machine's waiting), and all ticks together.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from rccdesk import app
from rccdesk.settings import Settings

_TICK_MS = 5
_SETTLE_SECONDS = 3.0
_REST_SECONDS = 0.15
_MOST_SECONDS = 60
_PAGES = (
    "overview",
    "lead_times",
    "indicators",
    "analysis",
    "goals",
    "limits",
    "mapping75",
    "agreement",
)
_FIGURES = ("lead_times", "indicators")
_WORDS = "Vi följer väntan till första besöket."

Ticks = tuple[list[float], list[float]]  # ms of the clock, ms of the window's processor time


def main(store: Path, chosen: tuple[str, ...] = ()) -> None:
    """Drive the window and print what was measured."""
    window = app.build_window(store, Settings(last_page="overview"), remembers=False)
    window.resize(1366, 768)
    window.show()
    _until(lambda: window.database is not None and window.tasks.is_idle)
    _rest(_SETTLE_SECONDS)
    _until(lambda: window.tasks.is_idle)
    worst: dict[str, dict[str, tuple[float, float]]] = {}
    together: Ticks = ([], [])
    for name, act, begin in _acts(window, chosen or _PAGES):
        clock, own = _ticks(window, begin)
        worst.setdefault(name, {})[act] = (round(max(clock), 1), round(max(own), 1))
        together[0].extend(clock)
        together[1].extend(own)
        _rest(_REST_SECONDS)
    print(json.dumps({"worst": worst, "ticks": [sorted(ticks) for ticks in together]}))
    window.close()


def _acts(window: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Yield view, act and what begins it: everything is shown once, then again, then asked."""
    selection = window.selection
    for act in ("first", "again"):
        for key in keys:
            yield key, act, lambda key=key: window.navigate(key)
            page = window.stack.page
            for view in page.views:
                name = f"{key}.{view}"
                yield name, act, lambda page=page, view=view: page.show_view(view)
                if act == "again" and key in _FIGURES and selection.values.processes:
                    svf = selection.values.processes[0].key
                    yield name, "selection", lambda svf=svf: selection.set_svf(svf)
                    yield name, "selection", selection.set_svf
    if "analysis" in keys:
        yield "analysis", "again", lambda: window.navigate("analysis")
        yield "analysis", "typing", lambda: _type(window)


def _type(window: Any) -> None:
    """Type as a user does, one letter each turn of the event loop."""
    page = window.stack.page
    fields = [*page.findChildren(QPlainTextEdit), *page.findChildren(QTextEdit)]
    field = next(found for found in fields if found.isVisible() and not found.isReadOnly())
    for letter in _WORDS:
        field.insertPlainText(letter)
        QCoreApplication.processEvents()


def _ticks(window: Any, begin: Callable[[], object]) -> Ticks:
    """Return the ms between the ticks of the event loop until the window rests, in order."""
    clock_gaps: list[float] = []
    own_gaps: list[float] = []
    clock = QElapsedTimer()
    loop = QEventLoop()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(_TICK_MS)
    own = time.thread_time()
    busy_until = time.monotonic() + _REST_SECONDS  # layout and paint come after the answer
    given_up = time.monotonic() + _MOST_SECONDS

    def tick() -> None:
        nonlocal own, busy_until
        clock_gaps.append(clock.nsecsElapsed() / 1e6)
        own_now = time.thread_time()
        own_gaps.append((own_now - own) * 1000)
        clock.restart()
        own = own_now
        now = time.monotonic()
        if not window.tasks.is_idle:
            busy_until = now + _REST_SECONDS
        if now > min(busy_until, given_up):
            loop.quit()

    timer.timeout.connect(tick)
    QTimer.singleShot(0, begin)
    clock.start()
    timer.start()
    loop.exec()
    timer.stop()
    if time.monotonic() > given_up:
        raise SystemExit("the window did not come to rest")
    return clock_gaps, own_gaps


def _rest(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _until(is_done: Callable[[], bool]) -> None:
    end = time.monotonic() + _MOST_SECONDS
    while not is_done():
        _rest(0.02)
        if time.monotonic() > end:
            raise SystemExit("the window did not come to rest")


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]))
