"""The hash chain, computed here from its description and not by the program's own functions."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3

import pytest

from rccdesk.models import HistoryChange, HistoryEntry
from rccdesk.services import history, persons
from rccdesk.services.analyses import AnalysisText, update_analysis
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry, find_broken_in

PLACE = {"svf": ("VG9",), "area": "X1", "period": "2026-Q1"}
GONE, WRITER = "Åsa Öberg", "Bo Ek"
FIRST, UNDONE, ERASURE, LAST = 1, 2, 4, 5


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Return a store with entries 1 to 3 of an erased person, 4 that erased her, and a later 5."""
    path = tmp_path_factory.mktemp("chain") / "prov.rccdesk"
    with Database.open(path, create=True, who=GONE) as database:
        update_analysis(database, AnalysisText(**PLACE, finding=f"{GONE} såg det."))
        update_analysis(database, AnalysisText(**PLACE, is_done=True))
        history.undo_last(database)
    with Database.open(path, who=WRITER) as database:
        persons.erase_person(database, GONE)
        update_analysis(database, AnalysisText(**PLACE, finding="Nytt."))
    return path


@pytest.fixture
def opened(store):
    """Return a copy of the store in memory, without its guards."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with contextlib.closing(sqlite3.connect(store)) as source:
        source.backup(copy)
    guards = copy.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
    assert len(guards) == 4
    for (name,) in guards:
        copy.execute(f"DROP TRIGGER {name}")
    yield copy
    copy.close()


def sha(parts):
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def rows(connection, query):
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute(query)]
    connection.row_factory = None
    return found


def test_every_hash_is_what_the_description_says(opened):
    entries = rows(opened, "SELECT * FROM history_entry ORDER BY entry_id")
    changes = rows(opened, "SELECT * FROM history_change ORDER BY id")
    accounts = {
        (c["table_name"], int(c["row_uuid"])): json.loads(c["new"])
        for c in changes
        if c["entry_id"] == ERASURE
    }
    rewritten = 0
    for change in changes:
        parts = [change[k] for k in ("salt", "table_name", "row_uuid", "field", "old", "new")]
        account = accounts.get(("history_change", change["id"]))
        assert sha(parts) == (account or change["digest"])
        assert account != change["digest"]
        rewritten += account is not None
    previous = "0" * 64
    for number, entry in enumerate(entries, start=1):
        own = sha([entry[k] for k in ("salt", "who", "values")])
        account = accounts.get(("history_entry", number))
        assert own == (account or entry["digest"])
        rewritten += account is not None
        assert (entry["entry_id"], entry["previous_hash"]) == (number, previous)
        parts = [
            previous,
            number,
            entry["at"].replace(" ", "T"),
            *(entry[k] for k in ("session", "act", "topics", "undoes", "redoes", "step")),
            entry["batch_ids"],
            entry["digest"],
            [c["digest"] for c in changes if c["entry_id"] == number],
        ]
        assert entry["hash"] == sha(parts)
        previous = entry["hash"]
    assert rewritten == len(accounts) >= 5
    assert number == LAST
    assert find_broken_in(opened) is None


@pytest.mark.parametrize("entry_id", [FIRST, UNDONE, 3, ERASURE, LAST])
@pytest.mark.parametrize("column", [c.name for c in HistoryEntry.__table__.columns])
def test_D15_any_edit_of_an_entry_is_found(opened, column, entry_id):
    number = column in ("entry_id", "undoes", "redoes", "step")
    value = f'coalesce("{column}", 0) + 100' if number else f"\"{column}\" || '0'"
    edit(opened, f'UPDATE history_entry SET "{column}"={value} WHERE entry_id={entry_id}')
    if entry_id == ERASURE and column in ("entry_id", "act"):
        assert find_broken_in(opened) == FIRST  # what it accounted for is not any more
    elif column == "entry_id":
        assert find_broken_in(opened) == (entry_id + 1 if entry_id < LAST else LAST + 100)
    else:
        assert find_broken_in(opened) == entry_id


@pytest.mark.parametrize("entry_id", [FIRST, ERASURE, LAST])
@pytest.mark.parametrize(
    # the id only orders the changes of an entry, and names those that were rewritten
    "column",
    [c.name for c in HistoryChange.__table__.columns if c.name != "id"],
)
def test_D15_any_edit_of_a_change_is_found(opened, column, entry_id):
    value = f"coalesce({column}, '') || '0'" if column != "entry_id" else "entry_id - 1"
    edit(
        opened,
        f"UPDATE history_change SET {column}={value} "
        f"WHERE id=(SELECT max(id) FROM history_change WHERE entry_id={entry_id})",
    )
    broken = find_broken_in(opened)
    if column == "entry_id":  # missing from one entry, too many in the one before
        assert broken == max(entry_id - 1, 1)
    elif entry_id == ERASURE and column in ("row_uuid", "new", "old", "field", "table_name"):
        assert broken is not None  # the row that it accounted for may come first
        assert broken <= entry_id
    else:
        assert broken == entry_id


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM history_change WHERE id=(SELECT max(id) FROM history_change)",
        "DELETE FROM history_entry WHERE entry_id=3",
        "UPDATE history_change SET id=-id",  # another order
        "INSERT INTO history_change (entry_id, table_name, row_uuid, field, salt, digest)"
        " VALUES (2, 'pack', 'x', 'title', 'ab', 'cd')",
        "UPDATE history_entry SET who=x'ff' WHERE entry_id=2",
        "UPDATE history_entry SET who=CAST(x'4281' AS TEXT) WHERE entry_id=5",
        "UPDATE history_entry SET at='i går' WHERE entry_id=2",
        "UPDATE history_change SET new=CAST(x'22c322' AS TEXT) WHERE entry_id=1",
    ],
)
def test_D15_other_edits_and_damage_are_found(opened, statement):
    edit(opened, statement)
    assert find_broken_in(opened) is not None


@pytest.mark.parametrize("salt", ["NULL", "'00'", "salt"])
def test_an_erasure_that_nothing_accounts_for_is_found(opened, salt):
    edit(opened, f"UPDATE history_entry SET who='Borttagen person 9', salt={salt} WHERE entry_id=5")
    assert find_broken_in(opened) == LAST
    edit(opened, f"UPDATE history_change SET new='\"-\"', salt={salt} WHERE entry_id=2")
    assert find_broken_in(opened) == UNDONE


def test_an_erasure_makes_no_forgery_right(store, tmp_path):
    copy = tmp_path / "kopia.rccdesk"
    with (
        contextlib.closing(sqlite3.connect(store)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        (guard,) = target.execute(
            "SELECT sql FROM sqlite_master WHERE name='history_entry_no_update'"
        ).fetchone()
        target.execute("DROP TRIGGER history_entry_no_update")
        edit(target, "UPDATE history_entry SET who='Kim Forger' WHERE entry_id=5")
        target.execute(guard)
        target.commit()
    with Database.open(copy, who=WRITER) as database:
        assert find_broken_entry(database) == LAST
        persons.erase_person(database, "Kim Forger")
        assert find_broken_entry(database) == LAST


def test_erasing_again_keeps_the_chain(store, tmp_path):
    copy = tmp_path / "kopia.rccdesk"
    with (
        contextlib.closing(sqlite3.connect(store)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    with Database.open(copy, who="Kim") as database:
        persons.correct_person(database, WRITER, "Bosse Ek")
        persons.correct_person(database, "Borttagen person 1", "Någon")
        persons.erase_person(database, "Bosse Ek")
        persons.erase_person(database, "Någon")
        assert find_broken_entry(database) is None


def edit(connection, statement):
    before = connection.total_changes
    connection.execute(statement)
    assert connection.total_changes > before
