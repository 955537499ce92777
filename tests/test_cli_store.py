"""The commands about the store as a file, and what each command leaves of it when refused."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from rccdesk.services.database import Database
from tests.test_cli import breast_events, run, write_xlsx


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rccdesk import cli

    folder = tmp_path_factory.mktemp("filled")
    source = write_xlsx(folder / "uttag.xlsx", breast_events())
    store = folder / "test.rccdesk"
    wanted = ["--store", str(store), "import", str(source), "--extract-date", "2026-11-01"]
    assert cli.main(wanted) == 0
    return store


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "test.rccdesk"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "nytt.xlsx", breast_events()[:15])


@pytest.fixture
def held(store: Path) -> Iterator[Path]:
    """Give a store that another part of this program writes in."""
    with Database.open(store, who="Eva"):
        yield store


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- check ---------------------------------------------------------------------------------------


def test_check_of_a_sound_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_of(store.parent)
    code, shape, complaint = run(capsys, "--store", store, "check", "--json")
    assert (code, complaint) == (0, "")
    assert shape == {"ok": True, "integrity": "ok", "findings": []}
    assert files_of(store.parent) == before


def test_check_tells_what_it_found_and_exits_with_1(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE svf SET revision=0 WHERE kva_prefix='VG9'")
        connection.execute("UPDATE goal_model SET target=8.0 WHERE key='svf_lead_time'")
    before = store.read_bytes()
    code, shape, complaint = run(capsys, "--store", store, "check", "--json")
    assert code == 1
    assert (shape["ok"], shape["integrity"]) == (False, "ok")
    assert [(f["rule"], f["severity"], f["count"]) for f in shape["findings"]] == [
        ("R31", "warning", 1),
        ("R52", "warning", 1),
    ]
    assert all(f["message"].startswith("1 ") for f in shape["findings"])
    assert len(complaint.strip().splitlines()) == 1
    assert store.read_bytes() == before
    code, _, _ = run(capsys, "--store", store, "check")
    assert code == 1
    code, shape, _ = run(capsys, "--store", store, "check", "--repair", "--json")
    assert code == 1  # the target only a person can know
    assert shape["repaired"] == [{"rule": "R52", "count": 1}]
    assert Path(shape["backup"]).is_file()
    assert [f["rule"] for f in shape["findings"]] == ["R31"]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda path: path.write_bytes(b"inte en databas" * 400), "not_a_store"),
        (lambda path: path.write_bytes(b""), "not_a_store"),
        (lambda path: path.write_bytes(path.read_bytes()[:20_000]), None),
        (lambda path: path.write_bytes(path.read_bytes()[:100] + bytes(8092)), None),
    ],
    ids=["text", "empty", "cut", "zeroed"],
)
def test_check_of_a_store_that_does_not_open_still_answers(
    store: Path, capsys: pytest.CaptureFixture[str], damage: object, code: str | None
) -> None:
    damage(store)  # type: ignore[operator]
    before = store.read_bytes()
    exit_code, shape, complaint = run(capsys, "--store", store, "check", "--json")
    assert exit_code == 1
    assert shape["ok"] is False
    assert shape["integrity"]
    assert shape["findings"]
    assert len(complaint.strip().splitlines()) == 1
    assert "Traceback" not in complaint
    if code:
        assert shape["error"]["code"] == code
    assert store.read_bytes() == before


def test_check_of_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shape, _ = run(capsys, "--store", tmp_path / "none.rccdesk", "check", "--json")
    assert (code, shape["error"]["code"]) == (1, "store_not_found")
    assert not any(tmp_path.iterdir())


# --- export --------------------------------------------------------------------------------------


def test_export_writes_everything(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.read_bytes()
    for name in ("allt.json", "allt.xlsx"):
        code, shape, complaint = run(
            capsys, "--store", store, "export", "--out", tmp_path / name, "--json"
        )
        assert (code, complaint) == (0, "")
        assert shape["bytes"] == (tmp_path / name).stat().st_size > 1000
    dumped = json.loads((tmp_path / "allt.json").read_text("utf-8"))
    assert [row["rows"] for row in dumped["tables"]["event"]] == [19]
    run(capsys, "--store", store, "export", "--out", tmp_path / "rader.json", "--case-level")
    rows = json.loads((tmp_path / "rader.json").read_text("utf-8"))["tables"]["event"]
    assert len(rows) == 19
    assert {row["pathway"] for row in rows} == set(range(1, 11))
    assert store.read_bytes() == before


@pytest.mark.parametrize("name", ["allt.csv", "test.rccdesk"])
def test_export_refuses_what_it_cannot_write(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = files_of(tmp_path)
    code, _, complaint = run(capsys, "--store", store, "export", "--out", tmp_path / name)
    assert code == (2 if name == "test.rccdesk" else 1)
    assert complaint.strip()
    assert files_of(tmp_path) == before


# --- backup and restore --------------------------------------------------------------------------


def test_a_backup_can_be_proved_and_restored(
    store: Path, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.read_bytes()
    target = tmp_path / "kopia.rccdesk"
    code, made, _ = run(capsys, "--store", store, "backup", "--out", target, "--json")
    assert code == 0
    content = target.read_bytes()
    assert made == {
        "path": str(target),
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }
    assert store.read_bytes() == before
    dumps = tmp_path / "dumps"
    run(capsys, "--store", store, "export", "--out", dumps / "1.json")
    code, *_ = run(capsys, "--store", store, "import", source, "--extract-date", "2026-11-02")
    assert code == 0
    run(capsys, "--store", store, "export", "--out", dumps / "2.json")
    changed = store.read_bytes()
    code, restored, complaint = run(capsys, "--store", store, "restore", target, "--json")
    assert code == 0, complaint
    assert restored["path"] == str(store)
    assert Path(restored["replaced"]).read_bytes() == changed
    assert restored["backup"]["path"] == str(target)
    assert restored["backup"]["reason"] == "manual"
    run(capsys, "--store", store, "export", "--out", dumps / "3.json")
    first, second, third = (
        json.loads((dumps / f"{n}.json").read_text("utf-8"))["tables"] for n in (1, 2, 3)
    )
    assert first == third != second
    code, shape, _ = run(capsys, "--store", store, "check", "--json")
    assert (code, shape["ok"]) == (0, True)


def test_backups_are_listed_newest_first(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--store", store, "backup", "--list", "--json")[1] == {"backups": []}
    made = [run(capsys, "--store", store, "backup", "--json")[1] for _ in range(2)]
    code, shape, _ = run(capsys, "--store", store, "backup", "--list", "--json")
    assert code == 0
    assert {row["path"] for row in shape["backups"]} == {each["path"] for each in made}
    times = [row["made_at"] for row in shape["backups"]]
    assert times == sorted(times, reverse=True)


def test_D01_a_flipped_bit_of_a_backup_is_found_before_it_is_used(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kopia.rccdesk"
    run(capsys, "--store", store, "backup", "--out", target)
    content = bytearray(target.read_bytes())
    content[len(content) // 3] ^= 4
    target.write_bytes(content)
    before = files_of(tmp_path)
    code, shape, complaint = run(capsys, "--store", store, "restore", target, "--json")
    assert (code, shape["error"]["code"]) == (1, "backup_damaged")
    assert len(complaint.strip().splitlines()) == 1
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("what", ["missing", "foreign"])
def test_restore_refuses_what_is_no_backup(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    chosen = tmp_path / "x.rccdesk"
    if what == "foreign":
        chosen.write_bytes(b"text")
    before = store.read_bytes()
    code, shape, _ = run(capsys, "--store", store, "restore", chosen, "--json")
    assert code == 1
    assert shape["error"]["code"] == {"missing": "store_not_found", "foreign": "not_a_store"}[what]
    assert store.read_bytes() == before


# --- beside another program ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["lead-times", "indicators", "imports", "imports compare 1 1", "check", "backup",
     "export --out {folder}/allt.json", "import {source} --dry-run --extract-date 2026-11-02"],
)  # fmt: skip
def test_L02_what_only_reads_works_beside_a_writer(
    held: Path, source: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = held.read_bytes()
    words = [w.format(folder=held.parent, source=source) for w in command.split()]
    code, shape, complaint = run(capsys, "--store", held, *words, "--json")
    assert (code, complaint) == (0, "")
    assert shape
    assert held.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    ["import {source} --extract-date 2026-11-02", "imports undo 1", "check --repair",
     "restore {backup}", "pack --kind steering --out {folder}/ut"],
)  # fmt: skip
def test_L02_what_writes_is_refused_beside_a_writer_who_is_named(
    held: Path, source: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    backup = held.parent / "kopia.rccdesk"
    run(capsys, "--store", held, "backup", "--out", backup)
    before = files_of(held.parent)
    words = [w.format(folder=held.parent, source=source, backup=backup) for w in command.split()]
    code, shape, complaint = run(capsys, "--store", held, *words, "--json")
    assert (code, shape["error"]["code"]) == (1, "store_locked")
    assert "Eva" in complaint
    assert len(complaint.strip().splitlines()) == 1
    assert files_of(held.parent) == before


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("imports undo 99", "no_such_batch"),
        ("imports compare 1 99", "no_such_batch"),
        ("lead-times --goal to_recommendation", "goal_not_computable"),
        ("lead-times --snapshot 99", "no_such_batch"),
        ("indicators --indicator finns_inte", "no_such_indicator"),
        ("import {folder}/finns-inte.xlsx", "file_not_found"),
        ("pack --kind steering --formats odt --out {folder}/ut", "pack_format"),
        ("export --out {folder}/allt.txt", "export_format"),
    ],
)
def test_a_refused_command_leaves_every_byte_of_the_store(
    store: Path, capsys: pytest.CaptureFixture[str], command: str, code: str
) -> None:
    before = store.read_bytes()
    words = [w.format(folder=store.parent) for w in command.split()]
    exit_code, shape, complaint = run(capsys, "--store", store, *words, "--json")
    assert (exit_code, shape["error"]["code"]) == (1, code)
    assert len(complaint.strip().splitlines()) == 1
    assert store.read_bytes() == before


def test_a_store_made_for_nothing_goes_with_all_that_lay_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "tom.xlsx"
    bad.write_bytes(b"")
    code, *_ = run(capsys, "--store", tmp_path / "ny.rccdesk", "import", bad, "--json")
    assert code == 1
    assert list(tmp_path.iterdir()) == [bad]


@pytest.mark.parametrize(
    "words", [["export"], ["restore"], ["backup", "--list", "--out", "x"], ["check", "x"]]
)
def test_wrong_usage_of_the_store_commands(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code, _, complaint = run(capsys, *words)
    assert code == 2
    assert "Felaktigt anrop" in complaint
