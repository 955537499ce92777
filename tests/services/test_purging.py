"""Purging case-level data: not a byte of it is left anywhere, and the rest counts as before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from rccdesk.enums import BackupReason, BatchState, Topic
from rccdesk.errors import Cancelled, ConflictError, NotFoundError, StoreError
from rccdesk.models import HistoryEntry, ImportBatch
from rccdesk.services import backups, history, imports, purging, restoring
from rccdesk.services.backups import rewriting
from rccdesk.services.batch_comparison import compare_batches
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.pathways.cache import get_columns
from rccdesk.services.pathways.coverage import date_of
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv
from tests.services.lead_time_examples import import_events, wait

MARKED_UNIT = "Xyzzyköping"
MARKED_PATIENTS = [f"MÄRKT-{number:04}" for number in range(12)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "min.rccdesk", create=True) as database:
        yield database


def load(database: Database, name: str, patients: list[str], start: str, **more: str) -> int:
    """Store an event list in which each patient waits 10 days; return the batch."""
    batch_id, _counts = import_events(
        database, [each for who in patients for each in wait(who, 10, start, **more)]
    )
    with database.write(Topic.IMPORTS, act="history.act.example_imported") as session:
        batch = session.get_one(ImportBatch, batch_id)
        batch.file_name, batch.purge_on = name, dt.date(2028, 11, 1)
        batch.file_sha256 = hashlib.sha256(name.encode()).hexdigest()
    return batch_id


def read(database: Database, name: str, patients: list[str], **more: str) -> int:
    """Import such a list from a file."""
    rows = [
        event(who, code, day, **more)
        for who in patients
        for code, day in (("VG910", "2026-01-05"), ("VG950", "2026-01-15"))
    ]
    path = write_csv(database.path.with_name(name), [EVENT_HEADER, *rows])
    (result,) = imports.import_files(
        database, ImportRequest((path,), extract_date=dt.date(2026, 11, 1))
    )
    path.unlink()
    assert result.batch_id is not None
    return result.batch_id


def people(prefix: str, count: int = 12) -> list[str]:
    return [f"{prefix}-{number:04}" for number in range(count)]


def patients(database: Database, snapshot: int | None = None) -> int:
    """Return the pathways that count."""
    rows = get_lead_times(database, LeadTimeQuery(snapshot=snapshot)).rows
    return int(rows[0].denominator or 0) if rows else 0


def days(database: Database) -> dict[tuple[str, str], int]:
    """Return the pathways by their first and last day, as the store tells them now."""
    columns = get_columns(database)
    spans = zip(columns.start.tolist(), columns.end.tolist(), strict=True)
    return Counter((str(date_of(start)), str(date_of(end))) for start, end in spans)


def state_of(database: Database, batch_id: int) -> BatchState:
    return next(b.state for b in imports.list_batches(database) if b.batch_id == batch_id)


# --- not a byte is left --------------------------------------------------------------------------


def marks(database: Database, batch_id: int) -> list[bytes]:
    """Return what may not be found afterwards: the unit, and each pathway's keyed hash."""
    with sqlite3.connect(database.path) as raw:
        (packed,) = raw.execute(
            "SELECT data FROM event_blob WHERE batch_id = ? AND name = 'pathway'", (batch_id,)
        ).fetchone()
        keys = raw.execute(
            "SELECT data FROM pathway_blob WHERE batch_id = ? AND name = 'key'", (batch_id,)
        ).fetchone()
    raw.close()
    hashes = {
        int(each)
        for data in (packed, keys[0])
        for each in np.frombuffer(zlib.decompress(data), np.uint64)
    }
    found = [each.to_bytes(8, "little") for each in hashes]
    return [MARKED_UNIT.encode(), *(mark for mark in found if len(set(mark)) > 3)]


def hits(folder: Path, wanted: list[bytes]) -> dict[str, int]:
    """Count the marks in every file, as bytes and inside every compressed value of a table."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = [path.read_bytes()]
        if content[0].startswith(b"SQLite format 3"):
            content += opened(path)
        count = sum(part.count(mark) for part in content for mark in wanted)
        if count:
            found[str(path.relative_to(folder))] = count
    return found


def opened(path: Path) -> list[bytes]:
    """Return every value of every table, decompressed where it is compressed."""
    values = []
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    for table in tables:
        for row in raw.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                if isinstance(value, bytes):
                    values.append(_unpacked(value))
                elif isinstance(value, str):
                    values.append(value.encode())
    raw.close()
    return values


def _unpacked(value: bytes) -> bytes:
    try:
        plain = zlib.decompress(value)
    except zlib.error:
        return value
    # Texts are kept as JSON, where å may be spelled in two ways.
    return (
        plain + json.dumps(json.loads(plain), ensure_ascii=False).encode()
        if (plain.startswith(b"["))
        else plain
    )


def test_P11_not_a_byte_is_left(store: Database, tmp_path: Path) -> None:
    marked = read(store, "marked.csv", MARKED_PATIENTS, unit=MARKED_UNIT)
    wanted = marks(store, marked)
    elsewhere = tmp_path / "home"
    elsewhere.mkdir()
    first = backups.make_backup(store.path, BackupReason.MANUAL)
    backups.copy_to(elsewhere, first.path)
    # Overlaps the marked batch in part, so that its delta tells of the marked pathways too.
    later = load(store, "later.csv", people("B"), "2026-01-10", unit="Lund")
    taken_back = load(store, "undone.csv", people("C"), "2026-01-11", unit="Lund")
    imports.undo_batch(store, taken_back)
    second = backups.make_backup(store.path, BackupReason.DAILY)
    shutil.copyfile(store.path, tmp_path / "min.rccdesk.replaced-2026-11-01T10-00-00Z")
    shutil.copyfile(second.path, tmp_path / "min.rccdesk.damaged-2026-11-02T10-00-00Z")
    before = hits(tmp_path, wanted)
    assert len(before) == 6  # the store, two backups, the copy elsewhere, the two set aside

    found = purging.purge_batches(store, [marked], second_place=elsewhere)

    assert found.batches == (marked,)
    assert found.rows == 24
    assert found.left == ()
    assert len(found.copies) == 6  # the five, and the backup made before the purge
    assert hits(tmp_path, wanted) == {}
    assert state_of(store, marked) is BatchState.PURGED
    assert patients(store) == 12
    assert patients(store, later) == 12
    for row in backups.list_backups(store.path):
        assert backups.verify_backup(row.path).is_sealed
    assert not list(tmp_path.rglob("*.tmp*"))
    assert not list(tmp_path.rglob("*-journal"))


def test_P11_a_restored_backup_counts_like_the_store(store: Database, tmp_path: Path) -> None:
    """A purge before the backup and one after it give the same figures."""
    marked = load(store, "marked.csv", [*MARKED_PATIENTS, *people("B", 3)], "2026-01-05")
    load(store, "later.csv", people("B", 7), "2026-01-08", region="14")
    made = backups.make_backup(store.path, BackupReason.MANUAL)
    by_the_marked, by_the_later = ("2026-01-05", "2026-01-15"), ("2026-01-08", "2026-01-18")
    assert days(store) == {by_the_marked: 15, by_the_later: 4}
    purging.purge_batches(store, [marked])
    assert days(store) == {by_the_later: 7}
    store.close()
    restoring.restore_backup(store.path, made.path)
    with Database.open(store.path) as restored:
        assert state_of(restored, marked) is BatchState.PURGED
        assert days(restored) == {by_the_later: 7}


def test_P11_a_batch_of_another_branch_with_the_same_number_stays(store: Database) -> None:
    load(store, "first.csv", people("A"), "2026-01-05")
    branch = backups.make_backup(store.path, BackupReason.MANUAL)
    two = load(store, "second.csv", people("B"), "2026-02-05")
    store.close()
    restoring.restore_backup(store.path, branch.path)
    with Database.open(store.path) as again:
        other = load(again, "other.csv", people("D"), "2026-02-05")
        assert other == two
        found = purging.purge_batches(again, [other])
        assert found.batches == (other,)
    (aside,) = store.path.parent.glob("*.replaced-*")
    raw = sqlite3.connect(aside)
    states = dict(raw.execute("SELECT file_name, state FROM import_batch").fetchall())
    raw.close()
    assert states["second.csv"] != "purged"


# --- what counts afterwards ----------------------------------------------------------------------


def test_later_batches_keep_what_they_carry(store: Database) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    load(store, "two.csv", people("B"), "2026-03-05")
    assert patients(store) == 24
    assert purging.purge_batches(store, [one]).rows == 24
    assert patients(store) == 12


def test_older_batches_that_were_replaced_do_not_come_back(store: Database) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    two = load(store, "two.csv", people("A", 20), "2026-01-05")
    assert state_of(store, one) is BatchState.REPLACED
    assert purging.list_purged_along(store, [two]) == (one,)
    found = purging.purge_batches(store, [two])
    assert found.batches == (one, two)
    assert patients(store) == 0


def test_the_same_file_can_be_read_again(store: Database) -> None:
    one = read(store, "one.csv", people("A"))
    purging.purge_batches(store, [one])
    again = read(store, "one.csv", people("A"))
    assert again != one
    assert patients(store) == 12


def test_an_undone_batch_is_purged_too(store: Database) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    imports.undo_batch(store, one)
    assert purging.purge_batches(store, [one]).rows == 24
    with pytest.raises(ConflictError) as caught:
        imports.redo_batch(store, one)
    assert caught.value.code == "batch_purged"


def test_a_purged_batch_says_so(store: Database) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    two = load(store, "two.csv", people("B"), "2026-03-05")
    purging.purge_batches(store, [one])
    with store.read() as session:
        query = select(HistoryEntry.entry_id).where(HistoryEntry.batch_ids != "")
        entries = session.scalars(query.order_by(HistoryEntry.entry_id)).all()
    for act in (
        lambda: purging.purge_batches(store, [one]),
        lambda: imports.undo_batch(store, one),
        lambda: compare_batches(store, one, two),
        lambda: patients(store, one),
        lambda: history.undo_entry(store, entries[0]),  # the import
        lambda: history.undo_entry(store, entries[-1]),  # the purge
    ):
        with pytest.raises(ConflictError) as caught:
            act()
        assert caught.value.code == "batch_purged"
    with pytest.raises(NotFoundError):
        purging.purge_batches(store, [99])
    assert patients(store) == 12


def test_only_case_level_data_are_purged(store: Database, tmp_path: Path) -> None:
    rows = [("Region", "Period", "SVF", "Väntat antal"), ("Skåne", "2026", "VG9", 100)]
    path = write_csv(tmp_path / "expected.csv", rows)
    (result,) = imports.import_files(store, ImportRequest((path,)))
    assert result.batch_id is not None
    with pytest.raises(ConflictError) as caught:
        purging.purge_batches(store, [result.batch_id])
    assert caught.value.code == "not_case_level"


# --- when, and what may go wrong -----------------------------------------------------------------


def test_what_is_due(store: Database) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    (batch,) = imports.list_batches(store)
    assert batch.purge_on is not None
    assert purging.list_due(store, batch.purge_on - dt.timedelta(days=1)) == ()
    assert purging.list_due(store, batch.purge_on) == (one,)
    assert purging.purge_due(store, batch.purge_on).batches == (one,)
    assert purging.list_due(store, dt.date(2029, 1, 1)) == ()
    assert patients(store) == 0


@pytest.mark.parametrize("step", range(4))
def test_L10_a_cancel_leaves_the_old_state(store: Database, step: int) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    load(store, "two.csv", people("B"), "2026-01-10")
    load(store, "three.csv", people("C"), "2026-01-12")
    calls = 0

    def progress(done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > step and done <= 500:
            raise Cancelled

    before = patients(store)
    with pytest.raises(Cancelled):
        purging.purge_batches(store, [one], progress)
    assert state_of(store, one) is not BatchState.PURGED
    assert patients(store) == before
    assert purging.list_due(store, dt.date(2026, 1, 1)) == ()


@pytest.mark.parametrize(
    ("where", "step"),
    [
        (purging, "vacuum"),
        (backups, "rewrite_backups"),
        (rewriting, "_finish"),
        (rewriting, "replace_file"),
        (rewriting, "sync_folder"),
    ],
)
def test_K02_what_a_kill_interrupted_is_finished(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, step: str
) -> None:
    marked = load(store, "marked.csv", MARKED_PATIENTS, "2026-01-05", unit=MARKED_UNIT)
    wanted = marks(store, marked)
    backups.make_backup(store.path, BackupReason.MANUAL)

    def killed(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(where, step, killed)
    with pytest.raises(KeyboardInterrupt):
        purging.purge_batches(store, [marked])
    monkeypatch.undo()
    assert state_of(store, marked) is BatchState.PURGED
    assert hits(tmp_path, wanted) != {}
    assert purging.list_due(store, dt.date(2026, 1, 1)) == (marked,)
    assert purging.purge_due(store, dt.date(2026, 1, 1)).batches == (marked,)
    assert hits(tmp_path, wanted) == {}
    assert purging.list_due(store, dt.date(2026, 1, 1)) == ()


def test_a_copy_that_cannot_be_cleaned_is_told_and_tried_again(
    store: Database, tmp_path: Path
) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    made = backups.make_backup(store.path, BackupReason.MANUAL)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    assert purging.purge_batches(store, [one]).left == (made.path,)
    assert purging.list_due(store, dt.date(2026, 1, 1)) == (one,)
    made.path.write_bytes(whole)
    assert purging.purge_due(store, dt.date(2026, 1, 1)).left == ()
    assert purging.list_due(store, dt.date(2026, 1, 1)) == ()


def test_S04_without_room_for_the_backup_nothing_is_purged(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")

    def full(*_arguments: object, **_named: object) -> None:
        raise StoreError("disk_full")

    monkeypatch.setattr(backups, "make_backup", full)
    with pytest.raises(StoreError):
        purging.purge_batches(store, [one])
    assert state_of(store, one) is BatchState.ACTIVE
    assert patients(store) == 12


def test_a_store_open_for_reading_is_not_purged(store: Database) -> None:
    one = load(store, "one.csv", people("A"), "2026-01-05")
    with Database.open(store.path, reading=True) as reader, pytest.raises(StoreError) as caught:
        purging.purge_batches(reader, [one])
    assert caught.value.code == "store_reading"
    assert backups.list_backups(store.path) == ()
