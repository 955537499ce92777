"""A window under measure over a large plan: its views, filters, orders, the mission, a follow-up.

Run as ``python -m tests.bench.plan_run STORE``; prints one JSON object: per group of acts, the ms
until what was asked for is painted and the longest tick, each with what it was, and all ticks. The
acts begin when the window has made its heavy pages ahead; the ticks of that are told by themselves.
With ``--at-once`` the plan is asked for as soon as the window stands, and that is all.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from rccdesk import app
from rccdesk.enums import ItemState
from rccdesk.settings import Settings
from rccdesk.ui.dialogs.follow_up_dialog import FollowUpDialog
from rccdesk.ui.pages.page import Page
from rccdesk.ui.pages.plan.forest import PLAN_ORDER, URGENT_ORDER
from tests.bench.ticking import Ticks, is_at_rest, measure_ticks, rest, wait_until

_SETTLE_SECONDS = 3.0
_ROUNDS = 3  # of what can be done again
_PAGES = ("plan", "framework", "plan_item", "follow_up")

Act = tuple[str, str, Callable[[], object]]  # group, what, how it begins


def main(store: Path, *, at_once: bool) -> None:
    """Drive the window and print what was measured."""
    window = app.build_window(store, Settings(last_page="overview"), remembers=False)
    window.resize(1366, 768)
    window.show()
    if at_once:
        wait_until(lambda: window.database is not None and window.stack.key == "overview")
        print(json.dumps({"ms": _open_plan(window)}))
        window.close()
        return
    wait_until(lambda: window.stack.is_preparing)
    ahead = measure_ticks(window, lambda: None)
    rest(_SETTLE_SECONDS)
    found: dict[str, dict[str, list[Ticks]]] = {}
    for group, what, begin in _acts(window):
        ticks = measure_ticks(window, begin)
        found.setdefault(group, {}).setdefault(what, []).append(ticks)
    ticks = sorted(clocks_of(found))
    print(json.dumps({"groups": slowest_of(found), "ticks": ticks, "ahead": max(ahead.clock)}))
    window.close()


def slowest_of(found: dict[str, dict[str, list[Ticks]]]) -> dict[str, dict[str, Any]]:
    """Return of each group the act that takes longest, by its median, and the longest tick."""
    groups = {}
    for group, acts in found.items():
        painted = {what: statistics.median(t.painted for t in runs) for what, runs in acts.items()}
        slowest = max(painted, key=painted.__getitem__)
        ticks = [
            (max(run.clock), max(run.own), what) for what, runs in acts.items() for run in runs
        ]
        worked = statistics.median(t.worked for t in acts[slowest])
        groups[group] = {
            "ms": painted[slowest],
            "worked": worked,
            "what": slowest,
            "tick": max(ticks),
        }
    return groups


def clocks_of(found: dict[str, dict[str, list[Ticks]]]) -> list[float]:
    """Return all ticks by the clock, in ms."""
    return [ms for acts in found.values() for runs in acts.values() for t in runs for ms in t.clock]


def _open_plan(window: Any) -> float:
    """Return the ms until the plan is painted, while the rest of the program is imported."""
    clock, loop = QElapsedTimer(), QEventLoop()
    poll = QTimer(interval=2)

    def look() -> None:
        for page in window.findChildren(Page):
            if type(page).__name__ == "PlanPage" and page.isVisible() and page.shows_content:
                page.repaint()
                loop.quit()

    poll.timeout.connect(look)
    clock.start()
    window.navigate("plan")
    poll.start()
    loop.exec()
    return clock.nsecsElapsed() / 1e6


def _acts(window: Any) -> Iterator[Act]:
    """Yield what a leader does with the plan: everything is shown once, then again and again."""
    for number in range(1 + _ROUNDS):
        time = "first" if number == 0 else "again"
        yield f"page, {time}", "overview", partial(window.navigate, "overview")
        for key in _PAGES:
            yield f"page, {time}", key, partial(window.navigate, key)
        for key in ("plan", "framework", "follow_up"):
            yield "page, again", key, partial(window.navigate, key)
            page = window.stack.page
            for view in (*page.views, page.views[0]):
                yield f"view of {key}, {time}", view, partial(page.show_view, view)
    window.navigate("plan")
    wait_until(lambda: is_at_rest(window))
    page = window.stack.page
    for view in page.views:
        page.show_view(view)
        rest()
        for _round in range(_ROUNDS):
            yield from _filters(page, view)
    page.show_view(page.views[0])
    rest()
    for _round in range(_ROUNDS):
        yield from _follow_ups(window, page)


def _filters(page: Any, view: str) -> Iterator[Act]:
    """Yield each filter and each order, from all lines and back to all."""
    filters, fields = page.filters, page.filters.fields

    def choose(name: str, number: int) -> None:
        box = getattr(fields, name)
        box.setCurrentIndex(number)
        box.activated.emit(number)

    def search(words: str) -> None:
        fields.words.setText(words)
        fields._timer.stop()  # the pause after a letter is no work
        fields.changed.emit()

    acts: dict[str, Callable[[], object]] = {
        "status": lambda: filters.choose(state=ItemState.LATE),
        "late": lambda: filters.choose(only="late"),
        "untouched": lambda: filters.choose(only="untouched"),
        "incomplete": lambda: filters.choose(only="incomplete"),
        "responsible": lambda: choose("responsible", 2),
        "region": lambda: choose("region", 1),
        "words": lambda: search("del 3"),
    }
    for what, begin in acts.items():
        yield "filter", f"{what} in {view}", begin
        yield "filter", f"all in {view}", filters.clear
    for order in (URGENT_ORDER, PLAN_ORDER):
        yield "order", f"{order} in {view}", partial(filters.choose, order=order)


def _follow_ups(window: Any, page: Any) -> Iterator[Act]:
    """Yield the follow-up of a line: the dialog, and saved until the line shows it."""
    today = dt.datetime.now().astimezone().date()
    line = next(line for line in page.answer.view.lines if line.measure_key)
    page.view.choose(line.uuid)
    page._on_chosen(line.uuid)
    yield (
        "follow-up",
        "the dialog",
        lambda: page.acts.follow_up(line, today),
    )
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FollowUpDialog))
    dialog.text.setPlainText("Två av tre laboratorier är med.")
    dialog.state.setCurrentIndex((dialog.state.currentIndex() + 1) % 3)
    yield "follow-up", "saved, and the plan shows it", dialog.send
    wait_until(lambda: is_at_rest(window))


if __name__ == "__main__":
    main(Path(sys.argv[1]), at_once="--at-once" in sys.argv[2:])
