"""A window under measure: the ticks while each view is shown first and again, typed in and asked.

Run as ``python -m tests.bench.views_run STORE [KEY…]``; prints one JSON object: per page or view
the longest tick of each act, in ms of the clock and of the window's own processor time (what is
left of a loaded machine's waiting), and all ticks together.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from rccdesk import app
from rccdesk.settings import Settings
from tests.bench.ticking import is_at_rest, measure_ticks, rest, wait_until

_SETTLE_SECONDS = 3.0
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
    wait_until(lambda: window.database is not None and is_at_rest(window))
    rest(_SETTLE_SECONDS)
    wait_until(lambda: is_at_rest(window))
    worst: dict[str, dict[str, tuple[float, float]]] = {}
    together: Ticks = ([], [])
    for name, act, begin in _acts(window, chosen or _PAGES):
        ticks = measure_ticks(window, begin)
        worst.setdefault(name, {})[act] = (round(max(ticks.clock), 1), round(max(ticks.own), 1))
        together[0].extend(ticks.clock)
        together[1].extend(ticks.own)
        rest()
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


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]))
