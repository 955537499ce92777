"""Every kind of report from the example: what the command promises, its pages, its numbers.

The numbers are worked out a second time here, from the tables of the store alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rccdesk.cli.run import main
from rccdesk.periods import parse_period
from rccdesk.services import groups, indicators
from rccdesk.services.database import Database
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import KINDS, PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.pdf import preview_pages

BREAST, PREFIX, DAYS = "Bröstcancer", "VG9", 28  # its limit in the catalogue
ENDS = {"50", "52", "54", "58", "59", "60"}
LONG = "2023:2025"
EPOCH = dt.date(1970, 1, 1)
CHOSEN: dict[str, tuple[str, ...]] = {
    "steering": ("--svf", PREFIX),
    "quarterly": ("--process", BREAST),
    "indicator-sheet": ("--indicator", "care_plan_breast"),
    "year-text": ("--process", BREAST, "--period", "2025"),
    "svf-report": ("--period", "2025"),
    "yearly": ("--period", "2025"),
    "result-card": (),
    "unit": ("--region", "X3", "--unit", "Sydvalls universitetssjukhus", "--period", LONG),
}
Copy = Callable[[Path, int, int], Path]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, example_copy: Copy) -> Path:
    return example_copy(tmp_path_factory.mktemp("kinds") / "x.rccdesk", 300, 1)


@pytest.fixture
def database(store: Path) -> Iterator[Database]:
    with Database.open(store) as opened:
        yield opened


def assemble(database: Database, kind: str, **asked: Any) -> Pack:
    return assemble_pack(database, PackRequest(kind, Path("unused"), **asked))


def numbers(pack: Pack) -> list[tuple[Any, ...]]:
    """Return every table, fact and figure of a pack; the method names the pack itself."""
    shown = [each for each in pack.sections if each.heading != "Metod och datakvalitet"]
    return [(each.heading, each.tables, each.facts, each.figures) for each in shown]


def test_every_kind_is_tried() -> None:
    assert set(CHOSEN) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(CHOSEN))
def test_the_command_holds_its_contract_for_every_kind_and_gives_the_same_numbers_twice(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    out = tmp_path / "ny" / "mapp"

    def run(formats: str) -> dict[str, Any]:
        asked = ["--store", str(store), "pack", "--kind", kind, *CHOSEN[kind]]
        assert main([*asked, "--formats", formats, "--out", str(out), "--json"]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        made: dict[str, Any] = json.loads(told.out)
        return made

    first = run("xlsx,docx")
    assert set(first) == {"pack_id", "state", "snapshot_ids", "files"}
    assert first["state"] == "draft"
    assert all(isinstance(each, int) for each in first["snapshot_ids"])
    assert [set(file) for file in first["files"]] == [{"format", "path", "sha256"}] * 2
    assert {file["format"] for file in first["files"]} == {"xlsx", "docx"}
    second = run("docx")
    assert [file["format"] for file in second["files"]] == ["docx"]
    assert second["pack_id"] != first["pack_id"]
    assert second["snapshot_ids"] == first["snapshot_ids"]
    made = [*first["files"], *second["files"]]
    for file in made:  # the second did not write over the first
        path = Path(file["path"])
        assert path.parent == out and path.suffix == f".{file['format']}"
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
    assert len({file["path"] for file in made}) == len(list(out.iterdir())) == 3
    with Database.open(store) as opened:
        packs = [archive.get_pack(opened, told["pack_id"]) for told in (first, second)]
    assert packs[0].kind == kind
    assert numbers(packs[0]) == numbers(packs[1])
    assert packs[0].summary == packs[1].summary


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("indicator-sheet --indicator finns-inte", "no_such_indicator"),
        ("indicator-sheet --indicator care_plan_breast --period 2019", "pack_no_figures"),
        ("quarterly --process Cancerrehabilitering", "pack_process_without_svf"),
        (f"quarterly --process {BREAST} --period 2019-Q1", "pack_no_figures"),
        (f"quarterly --process {BREAST} --period 2099-Q1", "pack_period_future"),
        ("quarterly --svf XX9", "svf_missing"),
        (f"year-text --process {BREAST} --period 1990", "pack_year_empty"),
        (f"year-text --process {BREAST} --period 2099", "pack_period_future"),
        ("svf-report --period 2019-H1", "pack_no_figures"),
        ("svf-report --region 99", "region_missing"),
        ("yearly --period 1990", "pack_year_without_initiatives"),
        ("yearly --period 2099", "pack_period_future"),
        ("result-card --svf XX9", "svf_missing"),
        ("result-card --period 2099", "pack_period_future"),
        ("unit --region X1 --unit Okänd", "unit_missing"),
        ("unit --region X1", "pack_unit_needed"),
        ("quarterly --formats ,", "pack_format_needed"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence_and_nothing_is_written(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str, code: str
) -> None:
    before = store.read_bytes()
    out = tmp_path / "ut"
    call = ["--store", str(store), "pack", "--kind", *asked.split(), "--out", str(out), "--json"]
    assert main(call) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["code"] == code
    sentences = told.err.strip()
    assert "Traceback" not in sentences and len(sentences.splitlines()) == 1
    assert "Inget" in sentences and sentences.endswith(".")
    assert not out.exists()
    assert store.read_bytes() == before


def test_the_sheet_of_every_measure_of_the_example_is_one_page(database: Database) -> None:
    rows = indicators.list_indicators(database)
    assert sum(bool(row.figure_count) for row in rows) >= 7
    told = ("Om indikatorn", "Att tänka på vid tolkning", "Teknisk beskrivning")
    for row in rows:
        pack = assemble(database, "indicator-sheet", indicator=row.key)
        assert [each.heading for each in pack.sections] == ["Utfall", *told], row.key
        assert bool(pack.sections[0].charts and pack.sections[0].tables) == bool(row.figure_count)
        assert len(preview_pages(pack, ppi=8)) == 1, row.key


def test_the_quarter_of_every_process_and_of_all_is_two_pages_at_most(database: Database) -> None:
    named = [row.name for row in groups.list_processes(database) if row.svf]
    assert len(named) >= 5
    for name in ("", *named):
        pack = assemble(database, "quarterly", process=name)
        chapters = list(dict.fromkeys(each.chapter for each in pack.sections))
        assert chapters[:4] == ["Utfall", "Signaler", "Analys", "Åtgärder"]
        assert len(preview_pages(pack, ppi=8)) <= 2, name


# Worked out again from the tables of the store.


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, example_copy: Copy) -> Path:
    return example_copy(tmp_path_factory.mktemp("kinds") / "large.rccdesk", 3000, 2)


def column(rows: dict[str, tuple[str, bytes]], name: str) -> Any:
    dtype, data = rows[name]
    raw = zlib.decompress(data)
    return json.loads(raw) if dtype == "texts" else np.frombuffer(raw, dtype=np.dtype(dtype))


def ended(store: Path) -> list[tuple[dt.date, str, str, int]]:
    """Return day of end, region, unit and days of every pathway of breast cancer."""
    with closing(sqlite3.connect(store)) as connection:
        batches = connection.execute(
            "SELECT batch_id, extract_date FROM import_batch"
            " WHERE dataset='events' AND state='active'"
        ).fetchall()
        assert len(batches) == 1
        rows = {
            name: (dtype, data)
            for name, dtype, data in connection.execute(
                "SELECT name, dtype, data FROM event_blob WHERE batch_id=?", batches[0][:1]
            )
        }
    codes, regions, units = (column(rows, name) for name in ("kva_codes", "regions", "units"))
    events: dict[int, list[tuple[dt.date, str, str, str]]] = defaultdict(list)
    columns = (column(rows, name) for name in ("pathway", "kva", "date", "region", "unit"))
    for pathway, kva, day, region, unit in zip(*columns, strict=True):
        code = codes[kva]
        if code.startswith(PREFIX):
            date = EPOCH + dt.timedelta(days=int(day))
            place = regions[region] if region >= 0 else ""
            events[int(pathway)].append(
                (date, code[len(PREFIX) :], place, units[unit] if unit >= 0 else "")
            )
    last = dt.date.fromisoformat(batches[0][1])
    found = []
    for told in events.values():
        starts = [day for day, suffix, *_place in told if suffix == "10"]
        ends = sorted(each for each in told if each[1] in ENDS)
        if starts and ends and min(starts) <= ends[0][0] <= last:
            day, _suffix, region, unit = ends[0]
            found.append((day, region, unit, (day - min(starts)).days))
    assert len(found) > 30
    return found


def within(cases: list[tuple[dt.date, str, str, int]], span: str) -> tuple[int, int]:
    """Return how many ended in a period within the limit, and how many in all."""
    period = parse_period(span)
    days = [days for day, *_place, days in cases if period.first <= day <= period.last]
    return sum(each <= DAYS for each in days), len(days)


def first_table(pack: Pack, start: str = "") -> dict[str, tuple[str, ...]]:
    made = next(each for each in pack.sections if each.heading.startswith(start) and each.tables)
    return {cells[0]: cells for cells in made.tables[0].rows}


def test_the_outcome_of_a_quarterly_analysis_is_what_the_events_say(large: Path) -> None:
    cases = ended(large)
    names = dict(region_names(large))
    with Database.open(large) as database:
        rows = first_table(assemble(database, "quarterly", process=BREAST, period=LONG))
    whole = next(cells for name, cells in rows.items() if name.startswith("Alla i uttaget"))
    assert tuple(map(int, whole[1:3])) == within(cases, LONG)
    shown = 0
    for code, name in names.items():
        met, count = within([case for case in cases if case[1] == code], LONG)
        cells = rows.get(name)
        if cells is None:
            assert count == 0
        elif count < 5:
            assert cells[1:3] == ("..", "..")
        elif cells[1] != "..":
            shown += 1
            assert tuple(map(int, cells[1:3])) == (met, count)
    assert shown >= 2


def region_names(store: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT code, 'Region ' || name FROM region").fetchall()


def test_the_rows_of_a_unit_pack_are_what_the_events_say(large: Path) -> None:
    cases = ended(large)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for day, region, unit, _days in cases:
        counts[region, unit] += parse_period(LONG).first <= day <= parse_period(LONG).last
    region, unit = max(counts, key=lambda place: counts[place])
    asked = {"region": (region,), "unit": unit, "svf": (PREFIX,), "period": LONG}
    with Database.open(large) as database:
        rows = first_table(assemble(database, "unit", **asked))
    of_region = [case for case in cases if case[1] == region]
    of_unit = [case for case in of_region if case[2] == unit]
    name = dict(region_names(large))[region]
    expected = {unit: of_unit, name: of_region}
    told = {each: rows[each][1:3] for each in expected}
    assert told[unit] != ("..", "..")
    for each, chosen in expected.items():
        if told[each] != ("..", ".."):
            assert tuple(map(int, told[each])) == within(chosen, LONG)
    whole = next(cells for each, cells in rows.items() if each.startswith("Alla i uttaget"))
    assert tuple(map(int, whole[1:3])) == within(cases, LONG)


def test_a_goal_of_a_year_text_has_the_values_that_the_events_say(large: Path) -> None:
    cases = ended(large)
    with Database.open(large) as database:
        pack = assemble(database, "year-text", process=BREAST, period="2025")
    made = [each for each in pack.sections if each.heading.startswith("Mål")]
    rows = [cells for each in made for table in each.tables for cells in table.rows]
    cells = next(cells for cells in rows if "80 procent inom ledtiden" in cells[0])
    told = 0
    for cell, span in ((cells[2], "2024-Q4"), (cells[3], "2025-Q4")):
        met, count = within(cases, span)
        plain = cell.replace("\u00a0", " ")
        assert plain.endswith(f"kvartal 4 {span[:4]}")
        if count < 5:
            assert not any(letter.isdecimal() for letter in plain.split(", kvartal")[0])
        elif "%" in plain:
            told += 1
            assert f"({met} av {count})" in plain
    assert told


def test_the_sums_of_a_yearly_report_count_every_initiative_once(
    store: Path, database: Database
) -> None:
    for year in (2024, 2025, 2026):
        with closing(sqlite3.connect(store)) as connection:
            tried = connection.execute(
                "SELECT uuid FROM initiative WHERE deleted_at IS NULL AND came_from = ''"
                " AND state NOT IN ('idea', 'anchoring', 'planned') AND ("
                " (starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?))"
                " OR (state <> 'ongoing' AND (substr(ends_on, 1, 4) = ?"
                " OR substr(evaluated_on, 1, 4) = ?)))",
                (f"{year}-12-31", f"{year}-01-01", str(year), str(year)),
            ).fetchall()
            values = connection.execute(
                "SELECT initiative_uuid, before, after FROM initiative_outcome"
                " WHERE deleted_at IS NULL"
            ).fetchall()
        with_both = {
            uuid
            for uuid, before, after in values
            if all(json.loads(each or "null") and is_shown(each) for each in (before, after))
        }
        measured = sum(uuid in with_both for (uuid,) in tried)
        for by in ("area", "plan", "process"):
            pack = assemble(database, "yearly", period=str(year), by=by)
            rows = counted(pack.sections)
            assert rows[-1][:3] == ("Alla, räknade en gång", str(len(tried)), str(measured))
            # Each place by itself is no more than the whole; together they may be.
            assert all(int(cells[1]) <= len(tried) for cells in rows)
            assert sum(int(cells[1]) for cells in rows[:-1]) >= len(tried)


def is_shown(value: str) -> bool:
    told = json.loads(value)
    return told.get("value") is not None and not told.get("hidden")


def counted(sections: tuple[Section, ...]) -> tuple[tuple[str, ...], ...]:
    made = next(each for each in sections if each.heading.startswith("Antal insatser"))
    return made.tables[0].rows
