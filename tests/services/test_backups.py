"""Backups: what a sealed file is, how one is made and read, and which are thinned out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from rccdesk.enums import BackupReason
from rccdesk.errors import Cancelled, FileWriteError, StoreError
from rccdesk.services import backups
from rccdesk.services.backups import seal, sqlite_file
from rccdesk.services.backups.rows import BackupRow, parse_name
from rccdesk.services.backups.thinning import choose
from rccdesk.services.database import store_file
from rccdesk.texts import has_text, text

KEPT_STORE = Path(__file__).parent.parent / "stores" / "schema-1.rccdesk"
NOW = dt.datetime(2026, 11, 22, 8, 15, 30, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "Å min #1.rccdesk"
    shutil.copy(KEPT_STORE, path)
    return path


def test_a_backup_is_the_pages_then_the_manifest_then_a_hash_of_all_before(store):
    row = backups.make_backup(store, BackupReason.MANUAL, now=NOW, good_starts=7)
    content = row.path.read_bytes()
    pages = KEPT_STORE.stat().st_size
    assert hashlib.sha256(content[:-32]).digest() == content[-32:]
    assert row.sha256 == content[-32:].hex()
    assert len(content) % 2 == 1
    manifest = json.loads(content[pages + 20 : -32])
    assert manifest["made_at"] == "2026-11-22T08:15:30+00:00"
    assert (manifest["reason"], manifest["schema"], manifest["good_starts"]) == ("manual", 1, 7)
    assert "who" not in manifest


def test_any_sqlite_reads_and_writes_a_sealed_file(store):
    row = backups.make_backup(store, BackupReason.DAILY, now=NOW)
    for mode in ("ro", "rw"):
        uri = f"{row.path.as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("SELECT count(*) FROM measurement").fetchone() == (525,)
            if mode == "rw":
                connection.execute("UPDATE measurement SET rowid=rowid")
                connection.commit()
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with pytest.raises(StoreError) as caught:  # it opens, and it is no longer what was sealed
        backups.verify_backup(row.path)
    assert caught.value.code == "backup_damaged"


def test_the_copy_holds_what_the_store_holds(store):
    row = backups.make_backup(store, BackupReason.DAILY, now=NOW)
    with closing(sqlite3.connect(store)) as old, closing(sqlite3.connect(row.path)) as new:
        assert list(old.iterdump()) == list(new.iterdump())
        entry = old.execute("SELECT max(entry_id), count(*) FROM history_entry").fetchone()
        at, digest = old.execute(
            "SELECT at, hash FROM history_entry WHERE entry_id=?", entry[:1]
        ).fetchone()
    assert (row.last_entry_id, row.counts["history"]) == entry
    assert row.last_entry_at == dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    assert row.last_entry_hash == digest
    assert row.counts["measurements"] == 525
    assert "persons" not in row.counts  # schema 1 knows none
    assert backups.count_rows(store) == row.counts


def test_what_is_made_is_what_is_listed_and_verified(store):
    row = backups.make_backup(store, BackupReason.IMPORT, now=NOW)
    assert row.path == store.with_name("Å min #1-kopior") / "2026-11-22T08-15-30Z-import.rccdesk"
    assert backups.list_backups(store) == (row,)
    assert backups.verify_backup(row.path) == row
    assert backups.is_sealed(row.path)
    assert not backups.is_sealed(store)


def test_several_in_the_same_second_are_told_apart_and_ordered(store):
    names = [backups.make_backup(store, BackupReason.DAILY, now=NOW).path.name for _ in range(3)]
    stem = "2026-11-22T08-15-30Z-daily"
    assert names == [f"{stem}.rccdesk", f"{stem}-2.rccdesk", f"{stem}-3.rccdesk"]
    assert [row.path.name for row in backups.list_backups(store)] == names[::-1]


def test_the_list_passes_over_what_is_not_a_store_and_shows_what_is_damaged(store):
    whole = backups.make_backup(store, BackupReason.DAILY, now=NOW)
    folder = whole.path.parent
    (folder / "anteckning.rccdesk").write_text("text")
    (folder / ".rccdesk-0123456789abcdef.tmp.rccdesk").write_bytes(store.read_bytes())
    broken = folder / "2026-11-22T09-00-00Z-closing.rccdesk"
    broken.write_bytes(whole.path.read_bytes()[:-40])
    (folder / "2026-11-21T09-00-00Z-manual.rccdesk").mkdir()
    empty = folder / "2026-11-21T09-00-00Z-daily.rccdesk"
    empty.touch()
    shutil.copy(store, folder / "egen kopia.rccdesk")
    os.utime(folder / "egen kopia.rccdesk", (0, 0))
    rows = backups.list_backups(store)
    assert [(row.path.name, row.is_sealed, row.is_damaged) for row in rows] == [
        (broken.name, False, True),
        (whole.path.name, True, False),
        (empty.name, False, True),
        ("egen kopia.rccdesk", False, False),
    ]
    assert rows[0].reason is BackupReason.CLOSING
    assert rows[0].made_at == dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def test_there_may_be_no_folder(tmp_path):
    assert backups.list_backups(tmp_path / "ny.rccdesk") == ()


def test_a_backup_goes_where_it_is_asked_to_but_never_over_another_store(store, tmp_path):
    target = tmp_path / "usb" / "kopia.rccdesk"
    first = backups.make_backup(store, BackupReason.MANUAL, target=target, now=NOW)
    later = NOW + dt.timedelta(hours=1)
    second = backups.make_backup(store, BackupReason.MANUAL, target=target, now=later)
    assert (first.path, second.made_at) == (target, later)
    assert [path.name for path in target.parent.iterdir()] == ["kopia.rccdesk"]
    other = tmp_path / "annan.rccdesk"
    shutil.copy(store, other)
    for taken in (store, other):
        before = taken.read_bytes()
        with pytest.raises(StoreError) as caught:
            backups.make_backup(store, BackupReason.MANUAL, target=taken)
        assert caught.value.code == "backup_target_taken"
        assert taken.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_nobody_may_read_a_backup_who_may_not_read_the_store(store):
    store.chmod(0o400)
    row = backups.make_backup(store, BackupReason.DAILY)
    assert stat.S_IMODE(row.path.stat().st_mode) == 0o600


def test_a_cancelled_backup_leaves_nothing(store):
    backups.make_backup(store, BackupReason.DAILY, now=NOW)
    seen = []

    def cancel(done, total):
        seen.append((done, total))
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.make_backup(store, BackupReason.DAILY, progress=cancel)
    assert seen[0][1] == KEPT_STORE.stat().st_size // 4096
    assert len(list(backups.backups_dir(store).iterdir())) == 1
    with closing(sqlite3.connect(store, timeout=0)) as connection:  # no lock is left either
        connection.execute("BEGIN EXCLUSIVE")


def test_a_busy_writer_does_not_hold_a_backup_up_and_is_not_in_it(store):
    with closing(sqlite3.connect(store, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM measurement")
        row = backups.make_backup(store, BackupReason.DAILY)
        writer.execute("ROLLBACK")
    assert row.counts["measurements"] == 525


def test_a_link_is_backed_up_beside_the_file_it_names(store, tmp_path):
    folder = tmp_path / "skrivbord"
    folder.mkdir()
    link = folder / "min.rccdesk"
    try:
        link.symlink_to(store)
    except OSError:
        pytest.skip("no links here")
    assert backups.make_backup(link, BackupReason.DAILY).path.parent == backups.backups_dir(store)


def test_a_broken_link_between_rows_is_noted_and_no_reason_to_go_without(store):
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE measurement SET batch_id=999 WHERE rowid=1")
        connection.commit()
    row = backups.make_backup(store, BackupReason.MANUAL)
    assert row.link_faults == 1
    assert backups.verify_backup(row.path) == row
    with pytest.raises(StoreError) as caught:  # without a seal nothing says that it was so before
        backups.verify_backup(store)
    assert caught.value.code == "backup_damaged"


def test_an_ordinary_copy_is_checked_too_and_says_so(store):
    row = backups.verify_backup(store)
    assert not row.is_sealed
    assert (row.schema, row.counts["measurements"], row.sha256) == (1, 525, "")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"x" * 5000])
def test_what_is_not_a_store_is_refused(tmp_path, content):
    path = tmp_path / "x.rccdesk"
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        backups.verify_backup(path)
    assert caught.value.code == "not_a_store"


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "x.rccdesk"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    for call in (
        lambda: backups.verify_backup(path),
        lambda: backups.make_backup(path, BackupReason.DAILY),
    ):
        with pytest.raises(StoreError) as caught:
            call()
        assert caught.value.code == "not_a_store"
    assert list(backups.backups_dir(path).iterdir()) == []


def test_the_second_place_gets_the_finished_file(store, tmp_path):
    row = backups.make_backup(store, BackupReason.DAILY, now=NOW)
    second = tmp_path / "hemma"
    with pytest.raises(FileWriteError) as caught:
        backups.copy_to(second, row.path)  # not attached: never made anew on this disk
    assert (caught.value.code, second.exists()) == ("folder_missing", False)
    second.mkdir()
    copied = backups.copy_to(second, row.path)
    assert copied == second / "Å min #1-kopior" / row.path.name
    assert copied.read_bytes() == row.path.read_bytes()
    (listed,) = backups.list_backups(store, second_place=second)
    assert (listed.path, listed.sha256) == (copied, row.sha256)
    gone = tmp_path / "fil"
    gone.touch()  # a file where the share should be
    with pytest.raises(FileWriteError):
        backups.copy_to(gone, row.path)


def test_the_application_id_is_the_stores():
    assert sqlite_file.APPLICATION_ID == store_file.APPLICATION_ID


def test_all_words_are_there():
    for reason in BackupReason:
        assert has_text(f"backups.reason.{reason}")
    for group in sqlite_file._COUNTS:
        assert has_text(f"backups.thing.{group}")
        assert text(f"backups.count.{group}", count=1).startswith("1 ")


@pytest.mark.parametrize("name", ["x.rccdesk", "2026-13-22T08-15-30Z-daily.rccdesk", ""])
def test_names_of_others_tell_nothing(name):
    assert parse_name(name) is None


def test_a_seal_is_not_put_on_twice_and_can_be_cut_off(store):
    row = backups.make_backup(store, BackupReason.DAILY)
    manifest, _digest = seal.read_seal(row.path)
    with pytest.raises(ValueError, match="sealed"):
        seal.write_seal(row.path, manifest)
    seal.strip(row.path)
    assert row.path.stat().st_size == KEPT_STORE.stat().st_size
    assert seal.read_seal(row.path) is None


# --- rewriting -----------------------------------------------------------------------------------


def erase(connection):
    count = "SELECT count(*) FROM analysis WHERE finding LIKE '%Namn%'"
    found = connection.execute(count).fetchone()[0]
    connection.execute("UPDATE analysis SET finding=replace(finding, 'Namn Efternamn', '–')")
    return found > 0


@pytest.fixture
def named(store):
    """A store that a person's name stands in, with every kind of copy beside it."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE analysis SET finding='Namn Efternamn ' || finding")
        connection.commit()
    return store


def test_a_name_is_erased_from_every_copy(named, tmp_path):
    row = backups.make_backup(named, BackupReason.MIGRATION, now=NOW, good_starts=3)
    second = tmp_path / "hemma"
    second.mkdir()
    copies = [
        row.path,
        backups.copy_to(second, row.path),
        named.with_name(named.name + ".damaged-2026-11-01T00-00-00Z"),
        named.with_name(named.name + ".replaced-2026-11-01T00-00-00Z"),
        named.with_name("Å min #1-schema1.rccdesk"),
    ]
    for path in copies[2:]:
        shutil.copy(named, path)
    rewritten = backups.rewrite_backups(named, erase, second_place=second)
    assert [(each.path, each.is_changed, each.error) for each in rewritten] == [
        (path, True, "") for path in copies
    ]
    for path in copies:
        assert b"Namn Efternamn" not in path.read_bytes()
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM measurement").fetchone() == (525,)
    assert b"Namn Efternamn" in named.read_bytes()  # the store itself is its owner's to change
    again = backups.verify_backup(row.path)
    assert again.sha256 != row.sha256
    assert again.rewritten_at is not None
    assert (again.made_at, again.reason, again.good_starts, again.counts) == (
        row.made_at,
        row.reason,
        row.good_starts,
        row.counts,
    )
    leftovers = [path for path in tmp_path.rglob("*") if ".tmp" in path.name]
    assert leftovers == []


def test_what_holds_nothing_to_change_stays_byte_for_byte(store):
    row = backups.make_backup(store, BackupReason.DAILY)
    before = row.path.read_bytes()
    (rewritten,) = backups.rewrite_backups(store, erase)
    assert (rewritten.is_changed, rewritten.error) == (False, "")
    assert row.path.read_bytes() == before


def test_a_copy_that_cannot_be_changed_is_told_of_and_left(named):
    row = backups.make_backup(named, BackupReason.DAILY)
    content = bytearray(row.path.read_bytes())
    content[5000] ^= 1
    row.path.write_bytes(content)  # its seal must not be renewed: it would say that it is whole
    broken = named.with_name(named.name + ".damaged-2026-11-01T00-00-00Z")
    broken.write_bytes(b"x" * 10_000)
    journal = named.with_name(named.name + ".damaged-2026-11-02T00-00-00Z-journal")
    journal.write_bytes(b"Namn Efternamn")  # without its file
    rewritten = backups.rewrite_backups(named, erase)
    assert [(each.path, each.is_changed, each.error) for each in rewritten] == [
        (row.path, False, "backup_damaged"),
        (broken, False, "not_a_store"),
        (journal, False, "not_a_store"),
    ]
    assert row.path.read_bytes() == content


def test_a_change_that_fails_leaves_all_as_it_was(named):
    row = backups.make_backup(named, BackupReason.DAILY)
    before = row.path.read_bytes()

    def fail(connection):
        erase(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        backups.rewrite_backups(named, fail)
    assert row.path.read_bytes() == before
    assert len(list(row.path.parent.iterdir())) == 1


def test_an_interrupted_write_of_a_set_aside_file_is_rolled_back_before_it_is_changed(named):
    aside = named.with_name(named.name + ".replaced-2026-11-01T00-00-00Z")
    journal = aside.with_name(aside.name + "-journal")
    hot_copy(named, aside, journal)
    assert journal.stat().st_size > 0
    (rewritten,) = backups.rewrite_backups(named, erase)
    assert rewritten.is_changed
    assert not journal.exists()
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM measurement").fetchone() == (525,)
    assert b"Namn Efternamn" not in aside.read_bytes()


def hot_copy(store, target, journal):
    """Copy the store as a killed writer leaves it: half written, with its journal."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # spills at once
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE measurement SET numerator=-1")
        connection.execute("DELETE FROM measurement WHERE rowid > 300")
        shutil.copy(store, target)
        shutil.copy(store.with_name(store.name + "-journal"), journal)
        connection.execute("ROLLBACK")


# --- thinning ------------------------------------------------------------------------------------


def made(when, reason=BackupReason.DAILY, good_starts=0):
    at = dt.datetime.fromisoformat(when).replace(tzinfo=dt.UTC)
    return BackupRow(Path(f"{when}-{reason}"), at, reason, 1, good_starts=good_starts)


def daily(last, count):
    """One backup a day at noon, the newest on ``last``."""
    end = dt.date.fromisoformat(last)
    return [made(f"{end - dt.timedelta(days=i)}T12:00") for i in range(count)]


def kept_days(rows, now, good_starts=99):
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    return sorted((str(path)[:10] for path in choose(rows, moment, good_starts)), reverse=True)


def test_two_years_of_daily_backups_become_two_days_14_days_8_weeks_12_months():
    kept = kept_days(daily("2026-11-22", 730), "2026-11-22T13:00")
    # The last two days are whole (22nd, 21st, and 20th 13:00 on); then 14 days, the 20th to 7th;
    # the 6th is the newest left and so its week's; then Sundays; then the ends of months.
    assert kept[:16] == [f"2026-11-{day:02}" for day in range(22, 6, -1)]
    assert kept[16:24] == [
        "2026-11-06",
        "2026-11-01",
        "2026-10-25",
        "2026-10-18",
        "2026-10-11",
        "2026-10-04",
        "2026-09-27",
        "2026-09-20",
    ]
    assert kept[24:] == [
        "2026-09-13",
        "2026-08-31",
        "2026-07-31",
        "2026-06-30",
        "2026-05-31",
        "2026-04-30",
        "2026-03-31",
        "2026-02-28",
        "2026-01-31",
        "2025-12-31",
        "2025-11-30",
        "2025-10-31",
    ]


@pytest.mark.parametrize(
    ("rows", "now", "kept"),
    [
        # all of the last two days
        (
            [made(f"2026-11-21T{hour:02}:00") for hour in (8, 12, 17)],
            "2026-11-22T09:00",
            ["2026-11-21"] * 3,
        ),
        # of an older day the newest only
        (
            [made(f"2026-11-10T{hour:02}:00") for hour in (8, 12, 17)] + [made("2026-11-21T08:00")],
            "2026-11-22T09:00",
            ["2026-11-21", "2026-11-10"],
        ),
        # exactly two days old is still kept; a second more and its day has one
        (
            [made("2026-11-20T09:00"), made("2026-11-20T08:59:59"), made("2026-11-20T08:00")],
            "2026-11-22T09:00",
            ["2026-11-20", "2026-11-20"],
        ),
        # nothing was made for a year: what there is counts, not how old it is
        (
            daily("2025-06-14", 14),
            "2026-11-22T09:00",
            [f"2025-06-{d:02}" for d in range(14, 0, -1)],
        ),
        # ISO week 53 of 2026 goes over the new year
        (
            [*daily("2027-01-20", 14), made("2027-01-03T10:00"), made("2026-12-29T10:00")],
            "2027-03-01T09:00",
            [f"2027-01-{d:02}" for d in range(20, 6, -1)] + ["2027-01-03"],
        ),
        ([], "2026-11-22T09:00", []),
        ([made("2020-01-01T08:00")], "2026-11-22T09:00", ["2020-01-01"]),
    ],
)
def test_thinning(rows, now, kept):
    assert kept_days(rows, now) == kept


def test_a_clock_set_back_keeps_what_is_in_the_future():
    rows = daily("2026-11-22", 60)
    assert len(kept_days(rows, "2025-11-22T09:00")) == 60


def test_a_clock_set_forward_ten_years_does_not_empty_the_folder():
    assert len(kept_days(daily("2026-11-22", 400), "2036-11-22T09:00")) == 14 + 8 + 12


@pytest.mark.parametrize("reason", ["migration", "restore", "merge", "purge", "import"])
@pytest.mark.parametrize(("starts", "is_kept"), [(5, True), (6, True), (7, False), (0, True)])
def test_a_forced_backup_stays_until_two_good_starts(reason, starts, is_kept):
    forced = made("2026-11-10T08:00", BackupReason(reason), good_starts=5)
    rows = [*daily("2026-11-22", 20), forced]
    moment = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
    assert (forced.path in choose(rows, moment, starts)) is is_kept


def test_manual_backups_are_never_thinned_and_take_no_place():
    by_hand = [made(f"2020-01-01T{hour:02}:00", BackupReason.MANUAL) for hour in range(24)]
    rows = [*by_hand, made("2020-01-01T07:30"), made("2026-11-22T08:00")]
    assert len(kept_days(rows, "2026-11-22T09:00")) == 26


def test_days_are_those_of_the_users_time_zone():
    rows = [made("2026-11-10T22:30"), made("2026-11-10T23:30"), made("2026-11-22T08:00")]
    stockholm = dt.timezone(dt.timedelta(hours=1))
    now = dt.datetime(2026, 11, 22, 10, tzinfo=stockholm)
    assert len(choose(rows, now, 9)) == 3  # 23:30 and 00:30 in Stockholm
    assert len(choose(rows, now.astimezone(dt.UTC), 9)) == 2


def test_only_our_own_files_are_deleted(store):
    old = [
        backups.make_backup(store, BackupReason.DAILY, now=NOW - dt.timedelta(days=30, hours=hour))
        for hour in (1, 2, 3)
    ]
    folder = old[0].path.parent
    foreign = [folder / "egen kopia.rccdesk", folder / "2026-10-01T00-00-00Z-daily.rccdesk"]
    shutil.copy(store, foreign[0])
    foreign[1].write_bytes(b"trasig")
    newest = backups.make_backup(store, BackupReason.DAILY, now=NOW)
    gone = backups.thin_backups(store, NOW, 9)
    assert sorted(gone) == sorted(row.path for row in old[1:])
    assert {path.name for path in folder.iterdir()} == {
        old[0].path.name,
        newest.path.name,
        *(path.name for path in foreign),
    }


def test_the_newest_whole_backup_stays_when_newer_ones_are_damaged(store):
    hours = [
        backups.make_backup(store, BackupReason.DAILY, now=NOW - dt.timedelta(days=30, hours=h))
        for h in (1, 2, 3)
    ]
    flip(hours[0].path)
    assert backups.thin_backups(store, NOW, 9) == (hours[2].path,)
    flip(hours[1].path)
    assert backups.thin_backups(store, NOW, 9) == ()  # none is whole: nothing is deleted


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
