"""Doubts of data: they come and go with their batch; what is said of them stays with the value."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from rccdesk.enums import BatchState, DoubtState, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import DataDoubt, HistoryChange, ImportBatch
from rccdesk.services import doubt_words, doubts, history, persons
from rccdesk.services.database import Database
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.export import dump
from rccdesk.services.imports import undo_batch

SUM = NewDoubt("m|2025|12", "parts", "Data", "D7", {"parts": 11, "total": 12})
SHARE = NewDoubt("m|2025|12", "share", "Data", "E7", {"given": 0.5, "computed": 0.25})
OTHER = NewDoubt("m|2025|13", "parts", "Data", "D8", {"parts": 1, "total": 2})


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doubts") / "empty.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(empty_store: Path, tmp_path: Path) -> Database:
    path = Path(shutil.copyfile(empty_store, tmp_path / "test.rccdesk"))
    with Database.open(path, who="Anna Berg") as database:
        yield database


def add_batch(database: Database, *rows: NewDoubt) -> int:
    """Add a batch of figures that brought these doubts, as an import does."""
    with database.write(
        Topic.IMPORTS, act="history.act.file_imported", values={"file": "a.csv"}
    ) as session:
        batch = ImportBatch(
            imported_at=dt.datetime(2026, 11, 1),  # noqa: DTZ001 - as stored
            profile="aggregated",
            dataset="indicator:m",
            indicator="m",
            file_name="a.csv",
            file_sha256="0" * 64,
            sheet="",
            header_row=1,
            extract_date=dt.date(2026, 10, 1),
            state=BatchState.ACTIVE,
        )
        session.add(batch)
        session.flush()
        doubts.replace_doubts(session, batch.batch_id, rows)
        return batch.batch_id


def shown(rows: tuple[doubts.DoubtRow, ...]) -> list[tuple[int, str, str]]:
    return [(row.batch_id, row.value_key, row.rule) for row in rows]


def test_doubts_are_listed_by_batch_and_value(database: Database) -> None:
    first, second = add_batch(database, SUM, SHARE), add_batch(database, SUM, OTHER)
    everything = [
        (second, "m|2025|12", "parts"),
        (second, "m|2025|13", "parts"),
        (first, "m|2025|12", "parts"),
        (first, "m|2025|12", "share"),
    ]
    assert shown(doubts.list_doubts(database)) == everything
    assert shown(doubts.list_doubts(database, ["m|2025|13"])) == everything[1:2]
    assert shown(doubts.list_doubts(database, batch_id=first)) == everything[2:]
    assert doubts.list_doubts(database, []) == ()
    many = [*(f"x{n}" for n in range(2000)), "m|2025|12"]
    assert shown(doubts.list_doubts(database, many)) == [everything[n] for n in (0, 2, 3)]
    row = doubts.list_doubts(database, batch_id=first)[0]
    assert (row.sheet, row.cell, row.values) == ("Data", "D7", {"parts": 11, "total": 12})
    assert (row.state, row.note, row.decided_at) == (DoubtState.OPEN, "", None)


def test_what_is_said_holds_for_the_same_doubt_in_later_batches(database: Database) -> None:
    add_batch(database, SUM, SHARE)
    (doubt,) = (row for row in doubts.list_doubts(database) if row.rule == "parts")
    said = doubts.explain_doubt(database, doubt.doubt_id, " En enhet redovisas inte. ")
    assert said == doubts.get_doubt(database, doubt.doubt_id)
    assert (said.state, said.note) == (DoubtState.EXPLAINED, "En enhet redovisas inte.")
    assert said.decided_by == "Anna Berg"
    assert abs(said.decided_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    later = add_batch(database, SUM, SHARE)
    states = {row.rule: row.state for row in doubts.list_doubts(database, batch_id=later)}
    assert states == {"parts": DoubtState.EXPLAINED, "share": DoubtState.OPEN}


def test_other_values_open_the_doubt_again_and_keep_the_note(database: Database) -> None:
    add_batch(database, SUM)
    (doubt,) = doubts.list_doubts(database)
    doubts.dismiss_doubt(database, doubt.doubt_id, "Avrundning")
    worse = NewDoubt(SUM.value_key, SUM.rule, "Data", "D9", {"parts": 5, "total": 12})
    later = add_batch(database, worse)
    (row,) = doubts.list_doubts(database, batch_id=later)
    assert (row.state, row.note, row.has_changed) == (DoubtState.OPEN, "Avrundning", True)
    (before,) = (r for r in doubts.list_doubts(database) if r.batch_id != later)
    assert (before.state, before.has_changed) == (DoubtState.DISMISSED, False)
    again = doubts.explain_doubt(database, row.doubt_id, "Fel i källan")
    assert (again.state, again.has_changed) == (DoubtState.EXPLAINED, False)


def test_the_order_of_values_is_no_change(database: Database) -> None:
    add_batch(database, SUM)
    (doubt,) = doubts.list_doubts(database)
    doubts.dismiss_doubt(database, doubt.doubt_id)
    turned = NewDoubt(SUM.value_key, SUM.rule, values={"total": 12, "parts": 11})
    later = add_batch(database, turned)
    assert doubts.list_doubts(database, batch_id=later)[0].state is DoubtState.DISMISSED


def test_reopened_and_undone(database: Database) -> None:
    add_batch(database, SUM)
    (doubt,) = doubts.list_doubts(database)
    before = dump(database)["tables"]
    doubts.explain_doubt(database, doubt.doubt_id, "Rätt")
    opened = doubts.reopen_doubt(database, doubt.doubt_id)
    assert (opened.state, opened.note) == (DoubtState.OPEN, "Rätt")
    (thing,) = history.get_entry(database, history.list_entries(database)[0].entry_id).things
    assert thing.title == "Bedömning av ett datatvivel"
    assert ("Läge", "förklarad", "öppen") in [(f.label, f.old, f.new) for f in thing.fields]
    history.undo_last(database)
    assert doubts.get_doubt(database, doubt.doubt_id).state is DoubtState.EXPLAINED
    history.undo_last(database)
    assert doubts.get_doubt(database, doubt.doubt_id).state is DoubtState.OPEN
    assert dump(database)["tables"] == before


def test_doubts_go_with_their_batch_and_come_back(database: Database) -> None:
    add_batch(database, OTHER)
    before = dump(database)["tables"]
    batch = add_batch(database, SUM)
    (doubt,) = doubts.list_doubts(database, batch_id=batch)
    assert len(dump(database)["tables"]["data_doubt"]) == 2
    undo_batch(database, batch)
    assert shown(doubts.list_doubts(database)) == [(1, "m|2025|13", "parts")]
    assert dump(database)["tables"] == before
    with pytest.raises(NotFoundError) as caught:
        doubts.dismiss_doubt(database, doubt.doubt_id)
    assert caught.value.code == "no_such_doubt"
    history.undo_last(database)
    assert doubts.get_doubt(database, doubt.doubt_id).rule == "parts"


def test_doubts_are_replaced_and_leave_the_history_alone(database: Database) -> None:
    """An import may bring thousands; the history holds what people do."""
    batch = add_batch(database, SUM, SHARE)
    with database.write(
        Topic.IMPORTS, act="history.act.file_imported", values={"file": "a.csv"}
    ) as session:
        doubts.replace_doubts(session, batch, [OTHER] * 3)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(DataDoubt)) == 3
        assert session.scalar(select(func.count()).select_from(HistoryChange)) == 0


@pytest.mark.parametrize(
    ("note", "code"),
    [("  ", "doubt_note_missing"), ("Se 19121212-1212", "personal_identifier_typed")],
)
def test_what_is_no_explanation(database: Database, note: str, code: str) -> None:
    add_batch(database, SUM)
    (doubt,) = doubts.list_doubts(database)
    with pytest.raises(doubts.DoubtError) as caught:
        doubts.explain_doubt(database, doubt.doubt_id, note)
    assert caught.value.code == code
    assert doubts.get_doubt(database, doubt.doubt_id).state is DoubtState.OPEN


def test_a_person_is_erased_from_decisions_too(database: Database) -> None:
    add_batch(database, SUM)
    (doubt,) = doubts.list_doubts(database)
    doubts.explain_doubt(database, doubt.doubt_id, "Anna Berg har frågat enheten")
    persons.erase_person(database, "Anna Berg")
    row = doubts.get_doubt(database, doubt.doubt_id)
    assert row.note == "Borttagen person 1 har frågat enheten"
    assert row.decided_by == "Borttagen person 1"


def test_open_rules_of_batches_follow_what_is_said_and_what_is_undone(database: Database) -> None:
    first, second = add_batch(database, SUM, SHARE), add_batch(database, OTHER)
    both = frozenset((first, second))
    key, other = (first, SUM.value_key), (second, OTHER.value_key)
    assert dict(doubts.list_open_rules(database, both)) == {
        key: ("parts", "share"),
        other: ("parts",),
    }
    assert dict(doubts.list_open_rules(database, frozenset((second,)))) == {other: ("parts",)}
    said = next(row for row in doubts.list_doubts(database, batch_id=first) if row.rule == "parts")
    doubts.explain_doubt(database, said.doubt_id, "Två delar saknas.")
    assert doubts.list_open_rules(database, both)[key] == ("share",)
    history.undo_last(database)
    assert doubts.list_open_rules(database, both)[key] == ("parts", "share")
    doubts.dismiss_doubt(database, said.doubt_id)
    changed = add_batch(database, replace(SUM, values={"parts": 10, "total": 12}))
    assert dict(doubts.list_open_rules(database, frozenset((changed,)))) == {
        (changed, SUM.value_key): ("parts",)
    }


def test_open_rules_of_thousands_of_doubts_are_read_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [NewDoubt(f"m|period=2025|unit={n}", "parts") for n in range(5000)]
    batch = frozenset((add_batch(database, *many),))
    found = doubts.list_open_rules(database, batch)
    assert len(found) == 5000
    monkeypatch.setattr(doubts, "_decisions", lambda _session: pytest.fail("read again"))
    assert doubts.list_open_rules(database, batch) is found


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("m|period=2025-03|unit=1|home_unit=1", "Ek, hemenhet Ek, mars 2025"),
        ("m|unit=1|home_unit=2", "Ek, hemenhet Asp"),
        ("m|period=2025-03", "mars 2025"),
        ("m", ""),
    ],
)
def test_a_doubt_tells_the_unit_of_care_from_the_home_unit(key: str, said: str) -> None:
    names = {name: {"1": "Ek", "2": "Asp"} for name in ("unit", "home_unit")}
    doubt = NewDoubt(key, "parts", "Data", "D7", {})
    assert doubt_words.subject(doubt, names) == said
