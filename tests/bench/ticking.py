"""The event loop of a window under measure: its ticks, and when it has painted what was asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer

from rccdesk.ui import turns

_TICK_MS = 5
_REST_SECONDS = 0.15  # layout and paint come after the answer
_MOST_SECONDS = 60


@dataclass(slots=True)
class Ticks:
    """Ms between the ticks, by the clock and of the window's processor time.

    ``painted`` is the ms until the last paint, ``worked`` what all threads had worked by then.
    """

    clock: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    painted: float = 0.0
    worked: float = 0.0


class _Paints(QObject):
    """Notes that a window is about to paint."""

    def __init__(self, window: Any) -> None:
        super().__init__()
        self.is_due = False
        self._watched = (window, window.windowHandle())
        for each in self._watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() == QEvent.Type.UpdateRequest:
            self.is_due = True
        return False

    def stop(self) -> None:
        for each in self._watched:
            each.removeEventFilter(self)


def is_at_rest(window: Any) -> bool:
    """Tell whether nothing is read, written or built, now or ahead."""
    return window.tasks.is_idle and not turns.is_working() and not window.stack.is_preparing


def measure_ticks(window: Any, begin: Callable[[], object], shown: Any = None) -> Ticks:
    """Begin something and return the ticks until the window rests, in order.

    ``shown`` is the window whose paints count, where that is another one.
    """
    found = Ticks()
    clock, loop, timer = QElapsedTimer(), QEventLoop(), QTimer()
    paints = _Paints(window if shown is None else shown)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(_TICK_MS)
    own = time.thread_time()
    started, used = time.perf_counter(), time.process_time()
    busy_until = time.monotonic() + _REST_SECONDS
    given_up = time.monotonic() + _MOST_SECONDS

    def tick() -> None:
        nonlocal own, busy_until
        found.clock.append(clock.nsecsElapsed() / 1e6)
        own_now = time.thread_time()
        found.own.append((own_now - own) * 1000)
        clock.restart()
        own = own_now
        if paints.is_due:
            paints.is_due = False
            found.painted = (time.perf_counter() - started) * 1000
            found.worked = (time.process_time() - used) * 1000
        now = time.monotonic()
        if not is_at_rest(window):
            busy_until = now + _REST_SECONDS
        if now > min(busy_until, given_up):
            loop.quit()

    timer.timeout.connect(tick)
    QTimer.singleShot(0, begin)
    clock.start()
    timer.start()
    loop.exec()
    timer.stop()
    paints.stop()
    if time.monotonic() > given_up:
        raise SystemExit("the window did not come to rest")
    return found


def rest(seconds: float = _REST_SECONDS) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_until(is_done: Callable[[], bool]) -> None:
    """Let the event loop run until ``is_done``."""
    end = time.monotonic() + _MOST_SECONDS
    while not is_done():
        rest(0.02)
        if time.monotonic() > end:
            raise SystemExit("the window did not come to rest")
