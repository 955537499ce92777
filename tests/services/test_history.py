"""Undo, redo and the hash chain."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3

import pytest
from sqlalchemy import select

from rccdesk.enums import BatchState, Profile, Topic
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import (
    Base,
    ExpectedCase,
    HistoryEntry,
    ImportBatch,
    Indicator,
    IndicatorLevel,
    StoreSetting,
)
from rccdesk.models.base import UserEdited
from rccdesk.services import history, imports, store_settings
from rccdesk.services.database import Database, recording
from rccdesk.services.history_chain import find_broken_entry
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import SmallNumberLimits


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Anna") as opened:
        yield opened


@pytest.fixture
def no_typing(monkeypatch):
    monkeypatch.setattr(recording, "TYPING_SECONDS", 0)


def domain_state(database):
    """Return all user-edited rows but what only counts changes."""
    state = {}
    with database.read() as session:
        for mapper in Base.registry.mappers:
            if not issubclass(mapper.class_, UserEdited):
                continue
            for row in session.execute(select(mapper.local_table)).mappings():
                fields = {k: v for k, v in row.items() if k != "revision"}
                state[mapper.local_table.name, row["uuid"]] = fields
    return state


def lung_limit(database):
    limit = catalogue.add_limit(
        database,
        catalogue.LimitRow("VC0", days=40, valid_from=dt.date(2020, 1, 1), source="prov"),
    )
    return limit.uuid


def change_days(database, uuid, days):
    (limit,) = (r for r in catalogue.list_limits(database) if r.uuid == uuid)
    catalogue.update_limit(database, catalogue.replace(limit, days=days))


def days_of(database, uuid):
    return {r.uuid: r.days for r in catalogue.list_limits(database)}.get(uuid)


def test_nothing_to_undo_in_a_new_store(database):
    assert history.next_undo(database) is None
    assert history.next_redo(database) is None
    assert history.undo_last(database) is None
    assert history.redo_last(database) is None


def test_acts_are_said_in_words(database):
    uuid = lung_limit(database)
    change_days(database, uuid, 45)
    assert history.next_undo(database) == "ändra ledtidsgränsen för Lungcancer"
    done = history.undo_last(database)
    assert done.words == "ändra ledtidsgränsen för Lungcancer"
    assert done.topics == (Topic.PATHWAYS,)
    assert history.next_undo(database) == "lägg till ledtidsgräns för Lungcancer"
    assert history.next_redo(database) == "ändra ledtidsgränsen för Lungcancer"
    newest = history.list_entries(database)[0]
    assert newest.words == "ångra: ändra ledtidsgränsen för Lungcancer"
    assert newest.who == "Anna"
    assert [e.is_undone for e in history.list_entries(database)] == [False, True, False]


def test_insert_update_delete_undone_and_redone(database):
    states = [domain_state(database)]
    uuid = lung_limit(database)
    states.append(domain_state(database))
    change_days(database, uuid, 45)
    states.append(domain_state(database))
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        session.add(Indicator(uuid="i", key="prov", title="Prov"))
        session.add(IndicatorLevel(uuid="n", indicator_uuid="i", value=0.5))
    states.append(domain_state(database))
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        session.delete(session.get_one(Indicator, "i"))
        session.delete(session.get_one(IndicatorLevel, "n"))
    states.append(domain_state(database))
    for state in states[-2::-1]:
        assert history.undo_last(database) is not None
        assert domain_state(database) == state
    assert history.undo_last(database) is None
    for state in states[1:]:
        assert history.redo_last(database) is not None
        assert domain_state(database) == state
    assert history.redo_last(database) is None
    assert find_broken_entry(database) is None


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 6))]
)
def test_random_edits_walk_back_and_forth(database, no_typing, seed):
    """Against a plain list of states with a position, as an editor's undo works."""
    chance = random.Random(seed)
    states, position = [domain_state(database)], 0
    keys = ["a", "b", "c"]
    for _ in range(40):
        act = chance.choice(["edit", "edit", "edit", "undo", "undo", "redo"])
        if act == "undo":
            assert (history.undo_last(database) is not None) == (position > 0)
            position = max(0, position - 1)
        elif act == "redo":
            assert (history.redo_last(database) is not None) == (position < len(states) - 1)
            position = min(len(states) - 1, position + 1)
        else:
            key = chance.choice(keys)
            with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
                row = session.get(StoreSetting, key)
                if row is None:
                    session.add(StoreSetting(uuid=key, key=key, value=str(chance.random())))
                elif chance.random() < 0.4:
                    session.delete(row)
                else:
                    row.value = str(chance.random())
                    if chance.random() < 0.5:
                        row.deleted_at = dt.datetime(2026, 1, 1, 12, 30, 15, 250)  # noqa: DTZ001
            states = [*states[: position + 1], domain_state(database)]
            position += 1
        assert domain_state(database) == states[position]
        assert (history.next_undo(database) is None) == (position == 0)
        assert (history.next_redo(database) is None) == (position == len(states) - 1)
    assert find_broken_entry(database) is None


def test_revision_never_goes_back(database):
    uuid = lung_limit(database)
    change_days(database, uuid, 45)
    history.undo_last(database)
    with database.read() as session:
        assert session.get_one(catalogue.LeadTimeLimit, uuid).revision == 3
    history.undo_last(database)
    history.redo_last(database)
    history.redo_last(database)
    with database.read() as session:
        assert session.get_one(catalogue.LeadTimeLimit, uuid).revision > 2


def test_typing_in_one_field_is_one_step(database):
    with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
        session.add(StoreSetting(uuid="u", key="text", value="V"))
    for text in ("Vi", "Vi v", "Vi vill"):
        with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
            session.get_one(StoreSetting, "u").value = text
    history.undo_last(database)
    with database.read() as session:
        assert session.get(StoreSetting, "u") is None
    assert history.next_undo(database) is None
    history.redo_last(database)
    with database.read() as session:
        assert session.get_one(StoreSetting, "u").value == "Vi vill"


def test_numbers_other_fields_and_other_acts_are_steps_of_their_own(database):
    uuid = lung_limit(database)
    change_days(database, uuid, 45)
    change_days(database, uuid, 50)
    catalogue.confirm_limit(database, uuid)
    store_settings.update_small_number_limits(database, SmallNumberLimits(6, 12))
    with database.read() as session:
        assert session.scalars(select(HistoryEntry.step)).all() == [None] * 5


def test_typing_for_longer_than_half_a_minute_is_a_new_step(database, monkeypatch):
    with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
        session.add(StoreSetting(uuid="u", key="text", value="a"))
    monkeypatch.setattr(recording, "TYPING_SECONDS", 0)
    with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
        session.get_one(StoreSetting, "u").value = "ab"
    history.undo_last(database)
    with database.read() as session:
        assert session.get_one(StoreSetting, "u").value == "a"


def test_earlier_runs_are_not_undone_by_undo_last(database):
    uuid = lung_limit(database)
    database.close()
    with Database.open(database.path) as later:
        assert history.next_undo(later) is None
        assert history.undo_last(later) is None
        entry = history.list_entries(later)[0]
        history.undo_entry(later, entry.entry_id)
        assert days_of(later, uuid) is None
        assert history.next_undo(later) == (
            "ångra en äldre ändring: lägg till ledtidsgräns för Lungcancer"
        )
        history.undo_last(later)
        assert days_of(later, uuid) == 40
        history.redo_last(later)
        assert days_of(later, uuid) is None


def test_older_entry_is_undone_around_later_ones(database):
    uuid = lung_limit(database)
    change_days(database, uuid, 45)
    entry = history.list_entries(database)[0].entry_id
    store_settings.update_reporting_lag_days(database, 45)
    history.undo_entry(database, entry)
    assert days_of(database, uuid) == 40
    assert store_settings.get_reporting_lag_days(database) == 45
    with pytest.raises(ConflictError) as caught:
        history.undo_entry(database, entry)
    assert caught.value.code == "already_undone"
    history.undo_last(database)  # takes the undoing back
    assert days_of(database, uuid) == 45


def test_undo_is_refused_with_the_names_of_later_changes(database):
    uuid = lung_limit(database)
    first = history.list_entries(database)[0].entry_id
    change_days(database, uuid, 45)
    change_days(database, uuid, 50)
    entry = history.list_entries(database)[1].entry_id
    before = domain_state(database)
    with pytest.raises(ConflictError) as caught:
        history.undo_entry(database, entry)
    assert caught.value.code == "history_changed_since"
    assert caught.value.values["later"] == "ändra ledtidsgränsen för Lungcancer"
    with pytest.raises(ConflictError):
        history.undo_entry(database, first)
    assert domain_state(database) == before


def test_undo_of_a_row_that_others_point_at_is_refused(database):
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        session.add(Indicator(uuid="i", key="prov", title="Prov"))
    entry = history.list_entries(database)[0].entry_id
    with database.write(Topic.INDICATORS, act="history.act.limit_added", values={"svf": "x"}) as s:
        s.add(IndicatorLevel(uuid="n", indicator_uuid="i", value=0.5))
    with pytest.raises(ConflictError) as caught:
        history.undo_entry(database, entry)
    assert caught.value.code == "history_changed_since"


def test_unknown_entry(database):
    with pytest.raises(NotFoundError):
        history.undo_entry(database, 99)


def test_a_new_act_ends_redo(database):
    uuid = lung_limit(database)
    change_days(database, uuid, 45)
    history.undo_last(database)
    change_days(database, uuid, 50)
    assert history.next_redo(database) is None
    history.undo_last(database)
    assert days_of(database, uuid) == 40
    history.undo_last(database)
    assert days_of(database, uuid) is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE history_entry SET who='Bo' WHERE entry_id=2", 2),
        ("UPDATE history_change SET new='99' WHERE entry_id=2", 2),
        ("UPDATE history_entry SET at='2020-01-01 00:00:00.000000' WHERE entry_id=1", 1),
        ("DELETE FROM history_change WHERE entry_id=3", 3),
        ("DELETE FROM history_entry WHERE entry_id=2", 3),
        ("INSERT INTO history_change SELECT 999, 9, table_name, row_uuid, field, old, new,"
         " salt, digest FROM history_change WHERE entry_id=2 AND field='days'", 9),
    ],
)  # fmt: skip
def test_an_edited_history_is_found(database, statement, broken):
    uuid = lung_limit(database)
    change_days(database, uuid, 45)
    change_days(database, uuid, 50)
    assert find_broken_entry(database) is None
    database.close()
    connection = sqlite3.connect(database.path)
    for name in ("history_entry", "history_change"):
        for act in ("update", "delete"):
            connection.execute(f"DROP TRIGGER {name}_no_{act}")
    connection.execute(statement)
    connection.commit()
    connection.close()
    with Database.open(database.path) as opened:
        assert find_broken_entry(opened) == broken


def import_expected_cases(database, file_name, expected):
    """Import as the imports do: a batch and its rows, past the objects of users."""
    with database.write(
        Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.file_imported", values={"file": file_name}
    ) as session:
        batch = ImportBatch(
            imported_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            profile=Profile.EXPECTED,
            dataset="expected",
            file_name=file_name,
            file_sha256="0",
            sheet="Blad1",
            header_row=1,
            extract_date=dt.date(2026, 1, 1),
            first_day=dt.date(2025, 1, 1),
            last_day=dt.date(2025, 12, 31),
            covered_places='["01"]',
            state=BatchState.ACTIVE,
        )
        session.add(batch)
        session.flush()
        session.add(
            ExpectedCase(
                batch_id=batch.batch_id,
                svf="VG9",
                region="01",
                period="2025",
                expected=expected,
                sheet="Blad1",
                row=2,
            )
        )
        return batch.batch_id


def batch_states(database):
    return [b.state for b in imports.list_batches(database)]


def test_imports_are_undone_and_redone_by_their_batches(database):
    first = import_expected_cases(database, "a.xlsx", 100.0)
    assert history.next_undo(database) == "importera a.xlsx"
    version = database.data_version(Topic.LEAD_TIMES)
    history.undo_last(database)
    assert batch_states(database) == ["undone"]
    assert database.data_version(Topic.LEAD_TIMES) == version + 1
    history.redo_last(database)
    assert batch_states(database) == ["active"]
    imports.undo_batch(database, first)  # the button of the Import page is an act of its own
    assert batch_states(database) == ["undone"]
    assert history.next_undo(database) == "ångra importen av a.xlsx"
    history.undo_last(database)
    assert batch_states(database) == ["active"]
    history.undo_last(database)
    assert batch_states(database) == ["undone"]
    history.redo_last(database)
    history.redo_last(database)
    assert batch_states(database) == ["undone"]
    imports.redo_batch(database, first)
    assert batch_states(database) == ["active"]
    history.undo_last(database)
    assert batch_states(database) == ["undone"]
    assert find_broken_entry(database) is None


def test_an_import_of_an_earlier_run_is_undone_by_its_entry(database):
    import_expected_cases(database, "a.xlsx", 100.0)
    entry = history.list_entries(database)[0]
    assert entry.batch_ids == (1,)
    database.close()
    with Database.open(database.path) as later:
        history.undo_entry(later, entry.entry_id)
        assert batch_states(later) == ["undone"]
        history.undo_last(later)
        assert batch_states(later) == ["active"]
        history.redo_last(later)
        assert batch_states(later) == ["undone"]
