"""Every page with every kind of period: a bug dialog on any of them fails the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.services import analyses
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.packs.content import KINDS
from rccdesk.settings import Settings
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.tasks import TaskRunner

BREAST = "VG9"
KEYS = ("rolling-12", "2026", "2026-Q4")  # of the rolling year, whole and preliminary
Settle = Callable[[TaskRunner], None]
Copy = Callable[[Path, int, int], Path]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, settle: Settle, example_copy: Copy) -> MainWindow:
    """Return the window over the example, with texts for each of the periods."""
    store = example_copy(tmp_path / "x.rccdesk", 300, 1)
    with Database.open(store) as database:
        for key in KEYS:
            written = AnalysisText((BREAST,), "", key, finding="Skrivet.", is_done=True)
            analyses.update_analysis(database, written)
    made = build_window(store, Settings(last_page="trash"), remembers=False)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    settle(made.tasks)
    return made


@pytest.mark.parametrize(
    "period", [KEYS[0], *(pytest.param(key, marks=pytest.mark.long) for key in KEYS[1:])]
)
def test_every_page_and_view_takes_every_kind_of_period(
    window: MainWindow, settle: Settle, period: str
) -> None:
    assert period in {choice.key for choice in window.selection.values.periods}
    window.selection.set_period(period)
    seen = set()
    for key in window.stack.keys:
        window.navigate(key)
        settle(window.tasks)
        page = window.stack.page
        assert page is not None, key
        for view in page.views:
            page.show_view(view)
            settle(window.tasks)
            seen.add((key, view))
    window.close()
    assert {("packs", kind) for kind in KINDS} <= seen
    assert len(seen) > 50
