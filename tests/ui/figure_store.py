"""A small real store for the pages of figures, with numbers that can be counted by hand.

SVF VG9 (limit 28 days, shipped unconfirmed), quarter 3 of 2025: region 01 has 7 of 10 within the
limit, 12 has 9 of 10, 13 has 8 of 10. Quarter 4 holds three pathways only. One more pathway of
VG9 begins treatment before the suspicion. A measure "vardplan" has two regions and two groups.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.settings import Settings
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.selection import ALL, REGION, Choice, Selection, SelectionValues
from rccdesk.ui.tasks import TaskRunner

EVENTS = (
    ("01", dt.date(2025, 7, 1), [20] * 7 + [40] * 3),
    ("12", dt.date(2025, 7, 1), [21] * 9 + [35]),
    ("13", dt.date(2025, 7, 1), [22] * 8 + [33] * 2),
    ("13", dt.date(2025, 11, 1), [10] * 3),
    ("01", dt.date(2025, 7, 10), [-5]),
)
VARDPLAN = """Period;Enhet;Grupp;Täljare;Nämnare
2025-Q2;01;Kirurgi;30;40
2025-Q2;12;Kirurgi;45;50
2025-Q3;01;Kirurgi;32;40
2025-Q3;01;Onkologi;18;20
2025-Q3;12;Kirurgi;40;50
2025-Q3;12;Onkologi;2;3
"""


def make_store(folder: Path) -> Path:
    """Make the store by importing two files, and return its path."""
    path = folder / "figures.rccdesk"
    lines = ["pathway_id;kva_code;event_date;region"]
    number = 0
    for region, start, waits in EVENTS:
        for days in waits:
            number += 1
            end = start + dt.timedelta(days=days)
            lines += [
                f"p{number};VG910;{start};{region}",
                f"p{number};VG950;{end};{region}",
            ]
    events, plan = folder / "svf.csv", folder / "vardplan.csv"
    events.write_text("\n".join(lines), encoding="utf-8")
    plan.write_text(VARDPLAN, encoding="utf-8")
    database = Database.open(path, create=True)
    try:
        day = dt.date(2026, 2, 28)
        import_files(database, ImportRequest((events,), extract_date=day))
        import_files(database, ImportRequest((plan,), indicator="vardplan", extract_date=day))
    finally:
        database.close()
    return path


@dataclass
class Asked:
    """A window that remembers what a page asked it for."""

    places: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    arguments: list[Mapping[str, object]] = field(default_factory=list)
    undone: int = 0

    def navigate(self, key: str, arguments: Mapping[str, object] | None = None) -> None:
        self.places.append(key)
        self.arguments.append(dict(arguments or {}))

    def toast(self, sentence: str, undo: Callable[[], object] | None = None, act: str = "") -> None:
        self.toasts.append(sentence)

    def set_count(self, key: str, count: int) -> None:
        """Show nothing."""

    def set_extract(self, sentence: str) -> None:
        """Show nothing."""

    def apply_settings(self) -> None:
        """Keep the settings."""

    def refresh_profile(self) -> None:
        """Keep the profile."""

    def undo(self) -> None:
        self.undone += 1


def make_context(tasks: TaskRunner, period: str = "2025-Q3") -> Context:
    """Return a context whose selection is VG9 in Region Stockholm (01)."""
    selection = Selection()
    selection.set_values(
        SelectionValues(
            processes=(Choice("VG9", "Bröstcancer"), Choice("VK1", "Cancer i urinblåsan")),
            regions=(Choice("01", "Region Stockholm"), Choice("12", "Region Skåne")),
            periods=tuple(Choice(key, key) for key in ("2025-Q4", "2025-Q3", "2025")),
            own_region="01",
            default_process="VG9",
            default_period="2025-Q3",
        )
    )
    selection.set_svf("VG9")
    selection.set_area(REGION, "01")
    selection.set_period(period)
    return Context(tasks, selection, Settings(), Asked())


def select_all(selection: Selection) -> None:
    """Choose every pathway in the whole extract."""
    selection.set_svf()
    selection.set_area(ALL)


@contextlib.contextmanager
def wake_now_and_then() -> Iterator[None]:
    """Let waiting for an event end also where none comes."""
    timer = QTimer(interval=20)
    timer.start()
    yield
    timer.stop()


def settle(page: Page, tasks: TaskRunner) -> None:
    """Let the page read and show."""
    end = time.monotonic() + 30
    is_done = False
    with wake_now_and_then():
        while not is_done and time.monotonic() < end:
            QApplication.processEvents()
            if not tasks.is_idle:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
                continue
            QApplication.processEvents()  # an answer may start the next call
            is_done = tasks.is_idle
    # Pages of earlier tests would be styled again with every theme until a loop frees them.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert tasks.is_idle
    assert page.isVisible()
