"""The texts of a process, area and period: saved, undone, and free from personal numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.services import analyses, history
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.typed_texts import PersonalTextError


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(tmp_path / "test.rccdesk", create=True)


def test_a_text_is_kept_per_process_area_and_period(database: Database) -> None:
    written = AnalysisText(("VG9",), "12", "2026-Q3", finding="Fler inom ledtiden i Lund.")
    analyses.update_analysis(database, written)
    assert analyses.get_analysis(database, ("VG9",), "12", "2026-Q3") == written
    assert analyses.get_analysis(database, ("VG9",), "12", "2026-Q2").is_empty
    assert analyses.get_analysis(database, ("VG9",), "13", "2026-Q3").is_empty
    assert analyses.list_analyses(database, "2026-Q3") == (written,)


def test_undo_takes_the_text_back(database: Database) -> None:
    first = AnalysisText(("VG9",), "", "2026-Q3", finding="Första.", is_done=False)
    analyses.update_analysis(database, first)
    analyses.update_analysis(database, replace(first, is_done=True))
    history.undo_last(database)
    assert analyses.get_analysis(database, ("VG9",), "", "2026-Q3") == first
    history.undo_last(database)
    assert analyses.get_analysis(database, ("VG9",), "", "2026-Q3").is_empty
    history.redo_last(database)
    assert analyses.get_analysis(database, ("VG9",), "", "2026-Q3") == first


def test_a_personal_number_is_never_saved(database: Database) -> None:
    written = AnalysisText((), "", "2026-Q3", finding="Patienten 19121212-1212 väntade länge.")
    with pytest.raises(PersonalTextError):
        analyses.update_analysis(database, written)
    assert analyses.list_analyses(database) == ()
    database.close()
    assert b"1212-1212" not in database.path.read_bytes()
