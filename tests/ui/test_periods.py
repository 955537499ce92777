"""Every page with every kind of period: a bug dialog on any of them fails the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.periods import ROLLING
from rccdesk.services import analyses, improvements
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.packs.content import KINDS
from rccdesk.settings import Settings
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.tasks import TaskRunner

BREAST = "VG9"
KEYS = (ROLLING, "2026", "2026-Q4")  # of the rolling year, whole and preliminary
MONTHS = "2025-10:2026-09"  # what a link to words about an earlier rolling year leads to
Settle = Callable[[TaskRunner], None]
Copy = Callable[[Path, int, int], Path]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, settle: Settle, example_copy: Copy) -> MainWindow:
    """Return the window over the example, with texts for each of the periods."""
    store = example_copy(tmp_path / "x.rccdesk", 300, 1)
    with Database.open(store) as database:
        for number, period in enumerate((*KEYS, MONTHS)):
            key = AnalysisKey((BREAST,), "", period)
            analyses.update_analysis(
                database, AnalysisText((BREAST,), "", period, finding="Skrivet.", is_done=True)
            )
            for origin in analyses.list_candidates(database, key, ())[:3]:
                analyses.add_figure(database, key, origin)
                improvements.add_improvement(
                    database, improvements.new_improvement(origin, f"Bättre, {number}")
                )
    made = build_window(store, Settings(last_page="trash"), remembers=False)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    settle(made.tasks)
    return made


def words_of(page: QWidget) -> set[str]:
    """Return what labels, buttons and tables of a page say, with the names that are spoken."""
    words = {widget.accessibleName() for widget in page.findChildren(QWidget)}
    words |= {label.text() for label in page.findChildren(QLabel)}
    words |= {button.text() for button in page.findChildren(QAbstractButton)}
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None:
            columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
            words |= {
                str(model.index(row, column).data())
                for row in range(model.rowCount(QModelIndex()))
                for column in range(columns)
            }
    return words


@pytest.mark.parametrize(
    "period", [KEYS[0], *(pytest.param(key, marks=pytest.mark.long) for key in (*KEYS[1:], MONTHS))]
)
def test_every_page_and_view_takes_every_kind_of_period(
    window: MainWindow, settle: Settle, period: str
) -> None:
    is_offered = period in {choice.key for choice in window.selection.values.periods}
    assert is_offered is (period in KEYS)
    window.selection.set_period(period)
    seen, raw = set(), set()
    for key in window.stack.keys:
        window.navigate(key)
        settle(window.tasks)
        page = window.stack.page
        assert page is not None, key
        for view in page.views:
            page.show_view(view)
            settle(window.tasks)
            seen.add((key, view))
        raw |= {words for words in words_of(page) if ROLLING in words or MONTHS in words}
    window.close()
    assert {("packs", kind) for kind in KINDS} <= seen
    assert len(seen) > 50
    assert not raw  # the spelling is for files and commands
