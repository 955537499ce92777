"""A store's day: opened and checked, backed up, purged, closed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil

import pytest

from rccdesk.enums import BackupReason
from rccdesk.errors import FileWriteError, StoreError
from rccdesk.services import backups, opening, store_settings
from rccdesk.services.database import Database, state_path

MORNING = dt.datetime(2026, 11, 20, 7, 0, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "min.rccdesk"
    Database.open(path, create=True).close()
    return path


def write(database, days):
    store_settings.update_reporting_lag_days(database, days)


def reasons(path):
    return [row.reason for row in backups.list_backups(path)]


def test_a_clean_start_says_nothing_and_counts(path):
    for number in (1, 2, 3):
        opened = opening.open_store(path)
        assert opened.notices == ()
        assert opened.database.state.good_starts == number
        opening.close_store(opened.database)


def test_the_first_start_after_a_crash_says_so_once(path, tmp_path):
    database = opening.open_store(path).database
    write(database, 31)
    copy = tmp_path / "annan" / "min.rccdesk"
    copy.parent.mkdir()
    shutil.copy(path, copy)  # what a killed run leaves: the file and a side file without the mark
    shutil.copy(state_path(path), state_path(copy))
    database.close()
    opened = opening.open_store(copy)
    assert [notice.code for notice in opened.notices] == ["ended_badly"]
    assert store_settings.get_reporting_lag_days(opened.database) == 31
    opening.close_store(opened.database)
    again = opening.open_store(copy)
    assert again.notices == ()
    again.database.close()


@pytest.mark.parametrize("is_known", [True, False])
def test_a_damaged_file_is_refused_and_left_as_it_is(path, is_known):
    with Database.open(path) as database:
        write(database, 31)
    if not is_known:
        state_path(path).unlink()
    content = bytearray(path.read_bytes())
    for page in range(4, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 200] = bytes(200)
    path.write_bytes(content)
    for _attempt in range(2):  # a refusal must not make the next start trust the file
        with pytest.raises(StoreError) as caught:
            opening.open_store(path)
        assert caught.value.code == "store_damaged"
        assert path.read_bytes() == content


def test_one_backup_a_day_and_only_of_what_has_changed(path):
    with opening.open_store(path).database as database:
        assert opening.tend_store(database, now=MORNING) == ()
        assert reasons(path) == []  # a new file: nothing has been done in it
        write(database, 31)
        opening.tend_store(database, now=MORNING)
        write(database, 32)
        opening.tend_store(database, now=MORNING + dt.timedelta(hours=3))
        assert reasons(path) == [BackupReason.DAILY]
        opening.tend_store(database, now=MORNING + dt.timedelta(days=1))
        opening.tend_store(database, now=MORNING + dt.timedelta(days=2))
    assert reasons(path) == [BackupReason.DAILY] * 2


@pytest.mark.parametrize(("minutes", "made"), [(29, 0), (31, 1)])
def test_closing_backs_up_half_an_hour_of_work(path, minutes, made):
    database = opening.open_store(path).database
    write(database, 31)
    opening.tend_store(database, now=MORNING)
    write(database, 32)
    opening.close_store(database, now=MORNING + dt.timedelta(minutes=minutes))
    assert reasons(path).count(BackupReason.CLOSING) == made


def test_closing_without_work_backs_up_nothing(path):
    database = opening.open_store(path).database
    write(database, 31)
    opening.tend_store(database, now=MORNING)
    opening.close_store(database, now=MORNING + dt.timedelta(hours=5))
    assert reasons(path) == [BackupReason.DAILY]


def test_a_copy_of_each_backup_goes_to_the_second_place(path, tmp_path):
    place = tmp_path / "hemkatalog"
    place.mkdir()
    with opening.open_store(path).database as database:
        assert opening.back_up(database, BackupReason.MANUAL, second_place=place) == ()
    (first,) = backups.list_backups(path)
    (copy,) = (found for found in place.rglob("*.rccdesk"))
    assert copy.read_bytes() == first.path.read_bytes()


def test_a_second_place_that_is_gone_is_told_and_the_backup_is_made(path, tmp_path):
    (tmp_path / "fil").write_text("ingen mapp", encoding="utf-8")
    with opening.open_store(path).database as database:
        (notice,) = opening.back_up(
            database, BackupReason.MANUAL, second_place=tmp_path / "fil" / "under"
        )
    assert (notice.code, notice.is_warning) == ("second_place_failed", True)
    assert reasons(path) == [BackupReason.MANUAL]


def test_where_nothing_is_due_neither_the_file_nor_a_backup_is_touched(path):
    with opening.open_store(path).database as database:
        write(database, 31)
        opening.tend_store(database, now=MORNING)
        files = [path, *(row.path for row in backups.list_backups(path))]
        before = [(f, f.stat().st_mtime_ns, f.read_bytes()) for f in files[1:]]
        mark = path.stat().st_mtime_ns
        opening.tend_store(database, now=MORNING + dt.timedelta(hours=1))
        assert path.stat().st_mtime_ns == mark
    assert [(f, f.stat().st_mtime_ns, f.read_bytes()) for f in files[1:]] == before


def test_what_fails_is_told_and_the_rest_is_done(path, monkeypatch):
    done = []
    monkeypatch.setattr(opening, "_expire_trash", lambda *_: done.append("trash") or ())

    def fail(*_args, **_kw):
        raise FileWriteError("disk_full", file="x", folder="y")

    with opening.open_store(path).database as database:
        write(database, 31)
        monkeypatch.setattr(backups, "make_backup", fail)
        (notice,) = opening.tend_store(database, now=MORNING)
        monkeypatch.undo()
        assert notice.code == "back_up_daily_failed"
        assert notice.is_warning
        opening.tend_store(database, now=MORNING)  # tried again at once
    assert reasons(path) == [BackupReason.DAILY]


def test_an_older_copy_put_back_is_noticed(path, tmp_path):
    older = tmp_path / "gammal"
    shutil.copy(path, older)
    with opening.open_store(path).database as database:
        write(database, 31)
    shutil.copy(older, path)
    opened = opening.open_store(path)
    assert "older_than_seen" in [notice.code for notice in opened.notices]
    opened.database.close()


def test_reading_changes_nothing(path):
    before = {f.name: f.read_bytes() for f in path.parent.iterdir()}
    database = opening.open_store(path, reading=True).database
    assert opening.tend_store(database, now=MORNING) == ()
    opening.close_store(database, now=MORNING)
    assert {f.name: f.read_bytes() for f in path.parent.iterdir()} == before


def test_the_steps_have_their_sentences():
    for step in ("back_up_daily", "purge", "expire_trash", "remove_leftovers", "second_place"):
        notice = opening._failed(step, FileWriteError("disk_full", file="x", folder="y"))
        assert notice.words.endswith(".")
    assert dataclasses.is_dataclass(opening.Notice)
