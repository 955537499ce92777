"""A window under measure over ten years of meetings: its pages, tabs and filters, a presentation.

Run as ``python -m tests.bench.meetings_run STORE``; prints one JSON object: per group of acts, the
ms until what was asked for is painted and the longest tick, each with what it was, and all ticks.
The acts begin when the window has made its heavy pages ahead.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from rccdesk import app
from rccdesk.services import decisions, meetings
from rccdesk.settings import Settings
from rccdesk.ui.pages.groups.reading import TABS as GROUP_TABS
from rccdesk.ui.pages.meetings.reading import DECISIONS, TABS
from rccdesk.ui.presentation import Presentation
from tests.bench.plan_run import clocks_of, slowest_of
from tests.bench.ticking import Ticks, is_at_rest, measure_ticks, rest, wait_until

_SETTLE_SECONDS = 3.0
_ROUNDS = 3  # of what can be done again

Act = tuple[str, str, Callable[[], object]]  # group, what, how it begins


def main(store: Path) -> None:
    """Drive the window and print what was measured."""
    window = app.build_window(store, Settings(last_page="overview"), remembers=False)
    window.resize(1366, 768)
    window.show()
    wait_until(lambda: window.database is not None and window.stack.key == "overview")
    rest(_SETTLE_SECONDS)
    wait_until(lambda: is_at_rest(window))
    found: dict[str, dict[str, list[Ticks]]] = {}

    def measure(acts: Iterator[Act], shown: Any = None) -> None:
        for group, what, begin in acts:
            ticks = measure_ticks(window, begin, shown)
            found.setdefault(group, {}).setdefault(what, []).append(ticks)

    measure(_acts(window))
    wait_until(lambda: is_at_rest(window))
    page = window.stack.page
    shown = Presentation(page._context, page.answer.meeting.uuid, "", window)
    shown.show()
    wait_until(lambda: shown.slide is not None and is_at_rest(window))
    measure(_slides(shown), shown)
    shown.close()
    ticks = sorted(clocks_of(found))
    print(json.dumps({"groups": slowest_of(found), "ticks": ticks}))
    window.close()


def _acts(window: Any) -> Iterator[Act]:
    """Yield what is done between meetings: everything is shown once, then again and again."""
    today = dt.datetime.now().astimezone().date()
    rows = meetings.list_meetings(window.database)
    coming = next(row for row in rows if row.day >= today)
    held = [row for row in rows if row.day < today][-1]
    lines = decisions.list_decision_lines(window.database, today)
    places = (
        ("meeting", {"meeting": held.uuid}),
        ("meeting", {"meeting": coming.uuid}),
        ("decision", {"decision": lines[0].decision.uuid}),
        ("decision", {"decision": lines[-1].decision.uuid}),
        ("group", {"group": coming.group_uuid}),
    )
    for number in range(1 + _ROUNDS):
        time = "first" if number == 0 else "again"
        yield f"page, {time}", "overview", partial(window.navigate, "overview")
        yield f"page, {time}", "meetings", partial(window.navigate, "meetings")
        page = window.stack.page
        for tab in (*TABS[1:], TABS[0]):
            yield f"tab of meetings, {time}", tab, partial(page.show_view, tab)
        for is_held in (True, False):
            what = "held" if is_held else "not held"
            yield f"tab of meetings, {time}", what, partial(page.coming.held_asked.emit, is_held)
        yield f"page, {time}", "groups", partial(window.navigate, "groups")
        page = window.stack.page
        for tab in (*list(GROUP_TABS)[1:], next(iter(GROUP_TABS))):
            yield f"tab of groups, {time}", tab, partial(page.show_view, tab)
        for key, arguments in places:
            what = f"{key} {next(iter(arguments.values()))[-4:]}"
            yield f"page, {time}", what, partial(window.navigate, key, arguments)
    window.navigate("meetings", {"tab": DECISIONS})
    wait_until(lambda: is_at_rest(window))
    for _round in range(_ROUNDS):
        yield from _filters(window.stack.page.decisions)
    window.navigate("meeting", {"meeting": coming.uuid})
    wait_until(lambda: is_at_rest(window))
    page = window.stack.page
    points = [line.point.uuid for line in page.answer.view.lines]
    for uuid in (*points[1:6], points[-1], points[0]):
        yield (
            "another point",
            f"point {points.index(uuid) + 1}",
            partial(page.agenda.list.choose, uuid),
        )


def _filters(tab: Any) -> Iterator[Act]:
    """Yield each filter of the decisions, and back to all of them."""

    tab.words.setClearButtonEnabled(False)  # its cross fades in for 160 ms, which nobody waits for

    def search(words: str) -> None:
        tab.words.setText(words)
        tab._pause.stop()  # the pause after a letter is no work
        tab._fill()

    def choose(box: Any, number: int) -> None:
        box.setCurrentIndex(number)
        box.activated.emit(number)

    for words in ("remiss", "remiss lika", ""):
        yield "filter", f"words '{words}'", partial(search, words)
    for name in ("only", "year", "kind"):
        yield "filter", name, partial(choose, getattr(tab, name), 2)
        yield "filter", f"all after {name}", partial(choose, getattr(tab, name), 0)


def _slides(shown: Any) -> Iterator[Act]:
    """Yield a walk through the points of a meeting, and back."""
    for step in (*[1] * 8, *[-1] * 4):
        yield "next slide", "forward" if step > 0 else "back", partial(shown.go, step)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
