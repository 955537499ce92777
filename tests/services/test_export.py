"""The domain dump and its files: alike for like stores, different for any difference."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import Cancelled, FileWriteError, StoreError
from rccdesk.models import Base, CareUnit, Indicator, LeadTimeLimit
from rccdesk.services import organisation, store_settings
from rccdesk.services.analyses import AnalysisText, update_analysis
from rccdesk.services.database import Database
from rccdesk.services.export import dump, export_store
from rccdesk.services.export.dumping import LEFT_OUT
from rccdesk.services.history import undo_last
from rccdesk.services.imports import ImportRequest, import_files, redo_batch, undo_batch
from rccdesk.services.indicators.catalogue import LevelRow, update_levels
from rccdesk.services.pathways import catalogue
from tests.services.lead_time_examples import Event, import_events, wait, waits
from tests.test_cli import breast_events, write_xlsx

TOP = {"version", "exported_at"}
ACT = "history.act.example_made"


def content(database: Database, *, case_level: bool = False) -> dict[str, Any]:
    """Return the dump without the two values that tell of the export itself."""
    return {k: v for k, v in dump(database, case_level=case_level).items() if k not in TOP}


def import_file(database: Database, path: Path, **more: Any) -> int:
    (result,) = import_files(database, ImportRequest(paths=(path,), **more))
    assert result.batch_id is not None
    return result.batch_id


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    later = [*breast_events(), ("Q1", "VG910", dt.date(2026, 8, 1), "Lund", "12", "12", "Man", 70)]
    figures = [("Period", "Enhet", "Täljare", "Nämnare"), ("2025-Q1", "Lund", 8, 10)]
    expected = [("SVF", "Region", "Period", "Förväntat antal"), ("VG9", "12", "2026", 40)]
    limit_rows = [
        ("kva_prefix", "treatment", "variant", "from_event", "to_event", "suffixes", "days",
         "decided_on", "valid_from", "valid_to", "confirmed", "source", "note"),
        ("VG9", "all", "", "well_founded_suspicion", "treatment_start", "50 52 54 58 59 60", 21,
         "2026-01-01", "2026-01-01", "", "yes", "beslut", ""),
    ]  # fmt: skip
    return {
        "events": write_xlsx(folder / "uttag.xlsx", breast_events()),
        "later": write_xlsx(folder / "senare.xlsx", later),
        "figures": write_xlsx(folder / "tabell.xlsx", figures),
        "expected": write_xlsx(folder / "antal.xlsx", expected),
        "more_expected": write_xlsx(folder / "fler.xlsx", [*expected, ("VB2", "12", "2026", 9)]),
        "limits": write_xlsx(folder / "granser.xlsx", limit_rows),
    }


def fill(database: Database, files: dict[str, Path]) -> None:
    import_file(database, files["events"], extract_date=dt.date(2026, 11, 1))
    import_file(database, files["figures"], indicator="eget")
    import_file(database, files["expected"])
    limit = catalogue.list_limits(database)[0]
    catalogue.delete_limit(database, limit.uuid)
    update_analysis(database, AnalysisText(("VG9",), "12", "2026-Q3", finding="Köer"))
    organisation.update_profile(database, organisation.OwnProfile(region="12", name="Eva"))


@pytest.fixture(scope="module")
def filled(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "filled.rccdesk"
    with Database.open(path, create=True) as database:
        fill(database, files)
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "store.rccdesk"))


def test_the_same_done_in_two_stores_gives_the_same_dump(
    filled: Path, files: dict[str, Path], tmp_path: Path
) -> None:
    with Database.open(tmp_path / "other.rccdesk", create=True) as other:
        # What is undone in between shifts every number that the store gives its rows.
        undo_batch(other, import_file(other, files["later"], extract_date=dt.date(2026, 11, 2)))
        fill(other, files)
        with Database.open(filled, reading=True) as database:
            assert database.secret != other.secret
            assert content(other) == content(database)
            assert content(other, case_level=True) == content(database, case_level=True)


@pytest.mark.parametrize("kind", ["events", "later", "figures", "more_expected", "limits"])
def test_import_and_undo_leave_the_dump_as_it_was(
    store: Path, files: dict[str, Path], kind: str
) -> None:
    more: dict[str, Any] = {"indicator": "annat"} if kind == "figures" else {}
    if kind in ("events", "later", "limits"):
        more["extract_date"] = dt.date(2026, 11, 3)
    with Database.open(store) as database:
        before = content(database, case_level=True)
        batch = import_file(database, files[kind], **more)
        imported = content(database, case_level=True)
        assert imported != before
        undo_batch(database, batch)
        assert content(database, case_level=True) == before
        redo_batch(database, batch)
        assert content(database, case_level=True) == imported


def _confirm(database: Database) -> None:
    limit = next(
        row for row in catalogue.list_limits(database) if row.days and not row.is_confirmed
    )
    catalogue.confirm_limit(database, limit.uuid)


def _add_unit(database: Database) -> None:
    with database.write(Topic.ORGANISATION, act=ACT) as session:
        session.add(CareUnit(code="Nytt", name="Nytt sjukhus"))


def _restore_limit(database: Database) -> None:
    with database.write(Topic.PATHWAYS, act=ACT) as session:
        gone = session.scalars(select(LeadTimeLimit).where(LeadTimeLimit.deleted_at.is_not(None)))
        gone.one().deleted_at = None


def _delete_indicator(database: Database) -> None:
    with database.write(Topic.INDICATORS, act=ACT) as session:
        row = session.scalars(select(Indicator).where(Indicator.key == "eget")).one()
        row.deleted_at = dt.datetime(2026, 11, 2, tzinfo=dt.UTC).replace(tzinfo=None)


CHANGES: dict[str, Callable[[Database], object]] = {
    "limit": _confirm,
    "unit": _add_unit,
    "trash": _restore_limit,
    "deleted": _delete_indicator,
    "analysis": lambda d: update_analysis(d, AnalysisText(("VG9",), "12", "2026-Q3", finding="Kö")),
    "profile": lambda d: organisation.update_profile(d, organisation.OwnProfile(region="13")),
    "setting": lambda d: store_settings.update_reporting_lag_days(d, 45),
    "level": lambda d: update_levels(d, "eget", (LevelRow(0.8, "Mål"),)),
    "example": lambda d: d.mark_as_example(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_changes_the_dump_and_its_undo_changes_it_back(store: Path, change: str) -> None:
    with Database.open(store) as database:
        before = content(database)
        CHANGES[change](database)
        assert content(database) != before
        if change != "example":  # that holds for good
            undo_last(database)
            assert content(database) == before


EVENTS = [*waits(2, 20, unit="Lund", home_region="12", sex="female", age_group="40-64"),
          *wait("B", 9)]  # fmt: skip


def _changed(**fields: Any) -> list[Event]:
    from dataclasses import replace

    return [replace(EVENTS[0], **fields), *EVENTS[1:]]


@pytest.mark.parametrize(
    "events",
    [
        _changed(day="2026-01-06"),
        _changed(code="VG943"),
        _changed(region="13"),
        _changed(unit="Malmö"),
        _changed(home_region=None),
        _changed(sex="male"),
        _changed(age_group="65-79"),
        _changed(recurrence=True),
        _changed(variant="bas"),
        _changed(patient="B"),
        EVENTS[:-1],
    ],
    ids=["day", "code", "region", "unit", "home", "sex", "age", "recurrence", "variant", "patient",
         "fewer"],
)  # fmt: skip
def test_the_summary_of_events_tells_any_two_extracts_apart(
    store: Path, events: list[Event]
) -> None:
    with Database.open(store) as database:
        for each in (EVENTS, events, EVENTS):
            import_events(database, each)
        rows = dump(database)["tables"]["event"][-3:]
    assert [row["rows"] for row in rows] == [len(EVENTS), len(events), len(EVENTS)]
    digests = [row["sha256"] for row in rows]
    assert digests[0] == digests[2] != digests[1]


def test_pathways_are_numbered_by_where_they_first_stand(tmp_path: Path) -> None:
    with Database.open(tmp_path / "s.rccdesk", create=True) as database:
        import_events(database, [*wait("B", 9), *wait("A", 5)])
        import_events(database, [*wait("C", 9), *wait("A", 5), *wait("B", 9)])
        rows = dump(database, case_level=True)["tables"]["event"]
    assert [row["pathway"] for row in rows] == [1, 1, 2, 2, 3, 3, 2, 2, 1, 1]
    assert rows[0] == {
        "batch": rows[1]["batch"], "pathway": 1, "kva_code": "VG910", "event_date": "2026-01-05",
        "unit": None, "region": "12", "home_region": None, "sex": None, "age_group": None,
        "recurrence": None, "variant": None, "row": 2,
    }  # fmt: skip


def test_every_table_is_in_the_dump_or_left_out_for_a_reason(filled: Path) -> None:
    with Database.open(filled, reading=True) as database:
        found = dump(database)
        secret = database.secret
    assert set(found) == TOP | {"tables", "deleted"}
    derived = {"event", "store"}
    assert set(found["tables"]) - derived == set(Base.metadata.tables) - LEFT_OUT
    assert [row["kva_prefix"] for row in found["deleted"]["lead_time_limit"]]
    spelled = json.dumps(found, ensure_ascii=False)
    for trace in (secret.hex(), '"uuid"', '"revision"', '"owner"', '"batch_id"', "imported_at"):
        assert trace not in spelled


def test_the_json_file_is_the_dump(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "allt.json"
    with Database.open(filled, reading=True) as database:
        assert export_store(database, target) == target
        wanted = content(database)
    found = json.loads(target.read_text("utf-8"))
    assert found.keys() > TOP
    assert {k: v for k, v in found.items() if k not in TOP} == json.loads(json.dumps(wanted))
    assert "Köer" in target.read_text("utf-8")  # readable, not escaped


HOSTILE = [
    "=1+1",
    "+46",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "{=1}",
    "a\x0bb\x00c",
    "http://x",
]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(store: Path, tmp_path: Path) -> None:
    with Database.open(store) as database:
        with database.write(Topic.ORGANISATION, act=ACT) as session:
            for number, words in enumerate(HOSTILE):
                session.add(CareUnit(code=f"H{number:02}", name=words))
        export_store(database, tmp_path / "allt.xlsx")
    with zipfile.ZipFile(tmp_path / "allt.xlsx") as book:
        parts = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    for name, xml in parts.items():
        assert "<f>" not in xml, name
        assert "<f " not in xml, name
        assert "hyperlink" not in xml, name
    core = parts["docProps/core.xml"]
    assert "<dc:creator>rccdesk</dc:creator>" in core
    book = CalamineWorkbook.from_path(str(tmp_path / "allt.xlsx"))
    rows = book.get_sheet_by_name("Vårdenheter").to_python()
    names = {row[0]: row[1] for row in rows[1:]}
    expected = [w.replace("\x0b", "").replace("\x00", "") for w in HOSTILE]
    found = [str(names[f"H{n:02}"]).replace("_x000D_", "\r") for n in range(len(HOSTILE))]
    assert [w.strip() for w in found] == [w.strip() for w in expected]


def test_the_workbook_says_what_it_is_and_keeps_kinds(filled: Path, tmp_path: Path) -> None:
    with Database.open(filled, reading=True) as database:
        export_store(database, tmp_path / "allt.xlsx", case_level=True)
        tables = dump(database)["tables"]
    book = CalamineWorkbook.from_path(str(tmp_path / "allt.xlsx"))
    assert book.sheet_names[0] == "Läs mig"
    assert len(set(book.sheet_names)) == len(book.sheet_names)
    assert all(len(name) <= 31 for name in book.sheet_names)
    note = "\n".join(str(row[0]) for row in book.get_sheet_by_name("Läs mig").to_python())
    assert "individnivå utan personnummer" in note
    assert "Mätvärden: 1 rad" in note
    events = book.get_sheet_by_name("Händelser").to_python()
    assert len(events) == 1 + 19
    assert events[0][:4] == ["Import", "Förlopp", "KVÅ-kod", "Datum"]
    assert events[1][1:4] == [1.0, "VG910", dt.date(2026, 7, 1)]
    (figure,) = book.get_sheet_by_name("Mätvärden").to_python()[1:]
    assert 8.0 in figure
    assert tables["measurement"][0]["numerator"] == 8.0
    assert "Papperskorg, Ledtidsgränser" in book.sheet_names
    assert list(tmp_path.iterdir()) == [tmp_path / "allt.xlsx"]


@pytest.mark.parametrize("name", ["allt.csv", "allt", "allt.xls"])
def test_another_suffix_is_refused(filled: Path, tmp_path: Path, name: str) -> None:
    with Database.open(filled, reading=True) as database, pytest.raises(FileWriteError) as error:
        export_store(database, tmp_path / name)
    assert error.value.code == "export_format"
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["allt.json", "allt.xlsx"])
def test_S03_a_failed_export_leaves_the_old_file_and_nothing_else(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    import errno
    import os

    target = tmp_path / name
    target.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with Database.open(filled, reading=True) as database, pytest.raises(FileWriteError) as error:
        export_store(database, target)
    assert error.value.code == "disk_full"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE svf SET note=CAST(x'C328' AS TEXT)",
        "UPDATE event_blob SET data=x'00' WHERE name='date'",
        "DELETE FROM event_blob WHERE name='date'",
    ],
)
def test_D01_damaged_content_is_told_and_nothing_is_written(
    store: Path, tmp_path: Path, damage: str
) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute(damage)
    with Database.open(store, reading=True) as database, pytest.raises(StoreError) as error:
        export_store(database, tmp_path / "allt.json")
    assert error.value.code == "store_damaged"
    assert not (tmp_path / "allt.json").exists()


def test_an_export_can_be_cancelled(filled: Path, tmp_path: Path) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with Database.open(filled, reading=True) as database, pytest.raises(Cancelled):
        export_store(database, tmp_path / "allt.json", progress=cancel)
    assert not any(tmp_path.iterdir())


def test_numbers_of_pathways_do_not_depend_on_their_hashes() -> None:
    from rccdesk.services.export.cases import _Numbers

    rng = np.random.default_rng(7)
    for _ in range(20):
        first, second = (rng.integers(0, 50, 60).astype(np.uint64) for _ in range(2))
        seen: dict[int, int] = {}
        expected = [
            [seen.setdefault(int(k), len(seen) + 1) for k in part] for part in (first, second)
        ]
        numbers = _Numbers()
        assert [numbers.of(first).tolist(), numbers.of(second).tolist()] == expected
