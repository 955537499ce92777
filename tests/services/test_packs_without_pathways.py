"""Packs of a file that holds another measure only: no table without rows, and the day it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.enums import Direction
from rccdesk.services import indicators
from rccdesk.services.database import Database
from rccdesk.services.indicators import IndicatorRow
from rccdesk.services.packs.content import PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack
from tests.services.test_indicators import KEY, figure, import_rows

NOTHING = "Inga uppgifter om ledtider kan visas för urvalet."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as opened:
        indicators.add_indicator(
            opened, IndicatorRow(KEY, "Kontaktsjuksköterska", direction=Direction.HIGHER)
        )
        import_rows(opened, [figure("Lund", 45, 70), figure("Malmö", 30, 60)])
        yield opened


def assemble(database: Database, kind: str) -> Pack:
    return assemble_pack(database, PackRequest(kind, Path("unused")))


def test_the_pack_of_a_meeting_says_how_new_the_other_measures_are(store: Database) -> None:
    pack = assemble(store, "steering")
    method = next(each for each in pack.sections if each.chapter == "Metod och datakvalitet")
    assert pack.data_until == "2026-02-01"
    assert any("Uttag: 2026-02-01." in words for words in method.paragraphs)
    assert NOTHING in pack.summary


@pytest.mark.parametrize("kind", ["quarterly", "svf-report"])
def test_a_report_of_lead_times_says_that_there_are_none(store: Database, kind: str) -> None:
    pack = assemble(store, kind)
    tables = [table for section in pack.sections for table in section.tables]
    assert any(NOTHING in section.paragraphs for section in pack.sections)
    assert all(table.rows for table in tables)


def test_the_table_of_goals_is_called_so_where_there_is_no_plan(store: Database) -> None:
    pack = assemble(store, "yearly")
    titles = [table.title for section in pack.sections for table in section.tables]
    assert "Mål i planen" in titles
    assert all(title[0].isupper() for title in titles)
