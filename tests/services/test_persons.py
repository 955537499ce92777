"""A person's data on request: found everywhere, written out, corrected, erased to the last byte."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import unicodedata
from pathlib import Path

import pytest
import sqlalchemy as sa

from rccdesk.enums import BackupReason, BatchState, Topic
from rccdesk.errors import RccdeskError, StoreError
from rccdesk.models import Analysis, Base, HistoryEntry, ImportBatch, Pack, StoreSetting
from rccdesk.services import backups, history, persons
from rccdesk.services.analyses import AnalysisText, get_analysis, update_analysis
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry
from rccdesk.services.persons import CODES, PLACES, Kind
from rccdesk.services.persons.names import Name
from rccdesk.services.persons.places import TOPICS
from rccdesk.services.persons.requests import field_words
from rccdesk.texts import has_text, text, use_language

OLD_STORE = Path(__file__).parents[1] / "stores" / "schema-1.rccdesk"
NAME = "Åsa Öberg"
OTHER = "Bo Ek"
PLACE = {"svf": ("VG9",), "area": "X1", "period": "2026-Q1"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a store in which the name stands in every kind of place."""
    path = tmp_path_factory.mktemp("persons") / "prov.rccdesk"
    with Database.open(path, create=True, who=NAME) as database:
        update_analysis(
            database,
            AnalysisText(
                **PLACE,
                finding=f"{NAME} såg det först, och åsa  öbergs förslag gäller. Åsan Öberg nej.",
                actions=unicodedata.normalize("NFD", f"Fråga {NAME}!"),
            ),
        )
    with Database.open(path, who=OTHER) as database:
        with database.write(
            Topic.SETTINGS, act="history.act.file_imported", values={"file": f"{NAME}.xlsx"}
        ) as session:
            session.add(StoreSetting(key="profile2", value=json.dumps({"name": NAME, "n": 1.50})))
            session.add(
                Pack(
                    pack_id="P-1",
                    kind="steering",
                    title=f"Till {NAME}",
                    state="issued",
                    made_at=sa.func.now(),
                    content=json.dumps(
                        {"title": "x", "who": [f'"{NAME}" \\ hälsar'], "v": 0.10},
                        ensure_ascii=False,
                    ),
                )
            )
            session.add(
                ImportBatch(
                    imported_at=sa.func.now(),
                    profile="aggregated",
                    dataset="expected",
                    file_name="uttag_åsa_öberg.xlsx",
                    file_sha256="0" * 64,
                    sheet="Blad1",
                    header_row=1,
                    extract_date=sa.func.current_date(),
                    state=BatchState.ACTIVE,
                )
            )
        update_analysis(database, AnalysisText(**PLACE, finding=f"{OTHER} skrev om."))
    return path


@pytest.fixture
def store(made, tmp_path):
    return Path(shutil.copyfile(made, tmp_path / made.name))


def holds(folder, name):
    """Return the files under ``folder`` with a byte spelling of the name, in any case."""
    first, last = name.split()
    spellings = set()
    for form in ("NFC", "NFD"):
        for joint in " _-":
            for spelt in (f"{first}{joint}{last}", f"{first.lower()}{joint}{last.lower()}"):
                normal = unicodedata.normalize(form, spelt)
                spellings |= {normal.encode(), json.dumps(normal)[1:-1].encode()}
                spellings.add(json.dumps(json.dumps(normal)[1:-1])[1:-1].encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(s in path.read_bytes() for s in spellings)]


def places_of(database, name):
    return {(p.table, p.field): p.count for p in persons.find_person(database, name).places}


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "count"),
    [
        ("Anna Ek", 1),
        ("ANNA EK och anna ek", 2),
        ("Anna\u00a0Ek, Anna\nEk", 2),
        ("Anna Eks förslag, Anna Ek:s andra", 2),
        ("uttag_Anna_Ek.xlsx Anna-Ek", 2),
        ("(Anna Ek)", 1),
        ("Anna Ekström", 0),
        ("Hanna Ek", 0),
        ("Ek Anna", 0),
        ("Anna Ek1", 0),
        ('{"name":"Anna Ek","anna_ek":1}', 1),
        ('{"Anna Ek": [1, "Anna Ek"]}', 2),
        ('{"inner": "{\\"name\\": \\"Anna Ek\\"}"}', 1),
        ('["\\u0041nna Ek"]', 1),
        ('"Anna Ek" är ingen json', 1),
    ],
)
def test_a_name_is_found_as_whole_words(stored, count):
    assert Name("anna  ek").count(stored) == count


@pytest.mark.parametrize(
    ("stored", "replaced"),
    [
        ("Anna Eks förslag", "Borttagen person 1:s förslag"),
        ("från Anna Ek.", "från Borttagen person 1."),
        ('{"a": 1.50, "b":"ANNA EK"}', '{"a": 1.50, "b":"Borttagen person 1"}'),
        ('{"i": "[\\"Anna Ek\\", 2.0]"}', '{"i": "[\\"Borttagen person 1\\", 2.0]"}'),
        ("e\u0301n annan", "e\u0301n annan"),
    ],
)
def test_nothing_but_the_name_is_replaced(stored, replaced):
    assert Name("Anna Ek").replace(stored, "Borttagen person 1") == replaced


def test_a_right_name_takes_the_genitive_on():
    assert Name("Ana Ek").replace("Ana Eks och Ana Ek", "Anna Ek") == "Anna Eks och Anna Ek"
    assert Name("Ana Ek").replace("Ana Eks bok", "Lars Lax") == "Lars Lax bok"


def test_what_is_too_short_for_a_name_is_refused(store):
    with Database.open(store) as database:
        for name in ("", "  ", "A", "4711", "-"):
            for act in (persons.find_person, persons.erase_person):
                with pytest.raises(RccdeskError) as caught:
                    act(database, name)
                assert caught.value.code == "person_name"
        assert find_broken_entry(database) is None


# --- no table forgotten --------------------------------------------------------------------------


def test_every_text_column_is_listed():
    """Put a new column in `places`: can it hold a person's name, or is it a code?"""
    texts = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.String) and column.name not in ("uuid", "owner")
    }
    assert set(PLACES) & CODES == set()
    assert texts - set(PLACES) - CODES == set()
    assert (set(PLACES) | CODES) - texts == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_place_has_words(language):
    use_language(language)
    try:
        for table, field in PLACES:
            assert table in TOPICS
            assert text(f"persons.table.{table}", row="7")
            assert field_words(table, field)
        for act in ("person_erased", "person_corrected", "person_corrected_in_history"):
            assert has_text(f"history.act.{act}")
    finally:
        use_language("sv")


# --- showing -------------------------------------------------------------------------------------


def test_a_person_is_found_wherever_the_name_stands(store):
    with Database.open(store) as database:
        found = persons.find_person(database, "åsa öberg")
        assert places_of(database, "Åsa Öbergsson") == {}
    assert found.name == "åsa öberg"
    kinds = {(p.table, p.field): p.kind for p in found.places}
    assert kinds == {
        # the actions were typed over since, and stand in the history alone
        ("history_change", "new"): Kind.JSON,
        ("history_change", "old"): Kind.JSON,
        ("history_entry", "values"): Kind.JSON,
        ("history_entry", "who"): Kind.NAME,
        ("import_batch", "file_name"): Kind.TEXT,
        ("pack", "content"): Kind.JSON,
        ("pack", "title"): Kind.TEXT,
        ("store_setting", "value"): Kind.JSON,
    }
    first = next(p for p in found.places if p.table == "history_change" and p.field == "old")
    assert first.count == 2  # with the genitive, without Öbergson
    who = next(p for p in found.places if p.field == "who")
    assert (who.row, who.words, who.field_words) == ("1", "Historiken, händelse 1", "Vem")


def test_a_person_gets_it_in_writing(store, tmp_path):
    target = tmp_path / "utdrag" / "åsa.txt"
    with Database.open(store) as database:
        before = (store.read_bytes(), database.data_versions())
        persons.export_person(database, NAME, target)
        assert (store.read_bytes(), database.data_versions()) == before
        count = sum(place.count for place in persons.find_person(database, NAME).places)
    written = target.read_bytes().decode("utf-8")
    assert f"{NAME} finns på {count} ställen." in written
    assert "Underlag: Titel\n   Till Åsa Öberg\n" in written
    assert 'Underlag: Innehåll\n   "Åsa Öberg" \\ hälsar\n' in written
    assert "uttag_åsa_öberg.xlsx" in written
    assert "Historiken, händelse 1: Vem\n   Åsa Öberg\n" in written


# --- correcting ----------------------------------------------------------------------------------


def test_a_corrected_name_is_right_everywhere_and_can_be_undone(store):
    with Database.open(store, who=OTHER) as database:
        before = places_of(database, NAME)
        corrected = persons.correct_person(database, NAME, "Åsa Åberg")
        assert len(corrected.places) > 8
        assert find_broken_entry(database) is None
        # what is left of the wrong name is the correction itself, which can be undone
        left = persons.find_person(database, NAME).places
        assert {(p.table, p.field) for p in left} == {("history_change", "old")}
        with database.read() as session:
            last = session.scalar(sa.select(sa.func.max(HistoryEntry.entry_id)))
            assert session.scalars(sa.select(Pack.title)).one() == "Till Åsa Åberg"
            setting = session.scalars(
                sa.select(StoreSetting.value).where(StoreSetting.key == "profile2")
            ).one()
            whos = set(session.scalars(sa.select(HistoryEntry.who)))
            topics = session.get_one(HistoryEntry, last).topics
        assert set(topics.split()) == {"history", "imports", "packs", "settings"}
        assert json.loads(setting) == {"name": "Åsa Åberg", "n": 1.5}
        assert whos == {"Åsa Åberg", OTHER}
        undone = history.undo_last(database)
        assert undone is not None
        assert undone.entry_id == last
        assert find_broken_entry(database) is None
        after = places_of(database, NAME)
        for place in (("pack", "title"), ("pack", "content"), ("store_setting", "value")):
            assert after[place] == before[place]
        assert ("history_entry", "who") not in after


def test_older_acts_are_undone_after_a_correction(store):
    with Database.open(store, who=OTHER) as database:
        persons.correct_person(database, NAME, "Åsa Ström")
        history.undo_entry(database, 3)  # the text typed over
        restored = get_analysis(database, **PLACE)
        assert restored.finding.startswith("Åsa Ström såg det först, och Åsa Ströms förslag")
        assert restored.actions == "Fråga Åsa Ström!"
        assert find_broken_entry(database) is None


# --- erasing -------------------------------------------------------------------------------------


def test_no_byte_of_an_erased_name_is_left(store, tmp_path):
    backups.make_backup(store, BackupReason.MANUAL)
    shutil.copyfile(store, store.with_name(f"{store.name}.replaced-2026-01-01T00-00-00Z"))
    assert len(holds(tmp_path, NAME)) >= 3
    with Database.open(store, who=OTHER) as database:
        erased = persons.erase_person(database, "åsa öberg")
        assert erased.pseudonym == "Borttagen person 1"
        assert len(erased.places) > 8
        assert not erased.is_own_name
        assert [copy.error for copy in erased.backups] == [""] * len(erased.backups)
        assert any(copy.is_changed for copy in erased.backups)
        assert find_broken_entry(database) is None
        assert persons.find_person(database, NAME).places == ()
        with database.read() as session:
            assert session.scalars(sa.select(Pack.title)).one() == "Till Borttagen person 1"
            assert set(session.scalars(sa.select(HistoryEntry.who))) == {
                "Borttagen person 1",
                OTHER,
            }
        # texts stay readable, also those of the history, and what is like the name stays
        update_analysis(database, AnalysisText(**PLACE, finding="Nytt."))
    assert holds(tmp_path, NAME) == []
    for backup in backups.list_backups(store):
        assert backups.verify_backup(backup.path).is_sealed
        with contextlib.closing(sqlite3.connect(backup.path)) as connection:
            (title,) = connection.execute("SELECT title FROM pack").fetchone()
            assert title == "Till Borttagen person 1"
    with contextlib.closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        triggers = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type='trigger'"
        ).fetchone()
        assert triggers == (4,)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("UPDATE history_entry SET who=''")
        texts = connection.execute(
            "SELECT new FROM history_change WHERE field='finding' ORDER BY id"
        ).fetchall()
    assert json.loads(texts[0][0]) == (
        "Borttagen person 1 såg det först, och Borttagen person 1:s förslag gäller. Åsan Öberg nej."
    )


def test_erased_persons_are_numbered_and_not_undone(store):
    with Database.open(store, who=OTHER) as database:
        assert persons.erase_person(database, NAME).pseudonym == "Borttagen person 1"
        erased = persons.erase_person(database, OTHER)
        assert erased.pseudonym == "Borttagen person 2"
        assert erased.is_own_name
        with database.read() as session:
            entries = session.scalars(
                sa.select(HistoryEntry).where(HistoryEntry.act == "history.act.person_erased")
            ).all()
        assert [json.loads(e.values)["number"] for e in entries] == [1, 2]
        assert [e.who for e in entries] == ["Borttagen person 2"] * 2
        assert history.next_undo(database) is None
        with pytest.raises(RccdeskError):
            history.undo_entry(database, entries[-1].entry_id)
        assert find_broken_entry(database) is None
        # nothing more to erase: no entry, and no number used up
        persons.erase_person(database, NAME)
        with database.read() as session:
            assert session.scalar(sa.select(sa.func.max(HistoryEntry.entry_id))) == (
                entries[-1].entry_id
            )


def test_a_failing_erasure_leaves_everything(store, monkeypatch):
    with Database.open(store, who=OTHER) as database:
        before = places_of(database, NAME)

        def fail(*_args, **_kwargs):
            raise StoreError("disk_full")

        monkeypatch.setattr("rccdesk.services.persons.rewriting._append_entry", fail)
        with pytest.raises(StoreError):
            persons.erase_person(database, NAME)
        assert places_of(database, NAME) == before
        assert find_broken_entry(database) is None
    with (
        contextlib.closing(sqlite3.connect(store)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("UPDATE history_entry SET who=''")


def test_a_reader_erases_nothing(store, tmp_path):
    backups.make_backup(store, BackupReason.MANUAL)
    before = sorted(holds(tmp_path, NAME))
    with Database.open(store, reading=True) as database:
        assert persons.find_person(database, NAME).places
        for act in (
            lambda: persons.erase_person(database, NAME),
            lambda: persons.correct_person(database, NAME, OTHER),
        ):
            with pytest.raises(StoreError) as caught:
                act()
            assert caught.value.code == "store_reading"
    assert sorted(holds(tmp_path, NAME)) == before


def test_a_backup_of_schema_1_is_erased_and_still_comes_over_whole(tmp_path):
    """Its texts are hashed themselves: the chain is made anew, and a broken one is not mended."""
    store = tmp_path / "gammal.rccdesk"
    Database.open(store, create=True).close()
    folder = backups.backups_dir(store)
    folder.mkdir(exist_ok=True)
    whole, broken = (folder / f"{name}.rccdesk" for name in ("hel", "bruten"))
    shutil.copyfile(OLD_STORE, whole)
    shutil.copyfile(OLD_STORE, broken)
    with contextlib.closing(sqlite3.connect(broken)) as connection:
        connection.execute("DROP TRIGGER history_entry_no_update")
        connection.execute("UPDATE history_entry SET topics='packs' WHERE entry_id=9")
        connection.commit()
    assert sorted(holds(folder, "Anna Berg")) == ["bruten.rccdesk", "hel.rccdesk"]
    with Database.open(store, who=OTHER) as database:
        erased = persons.erase_person(database, "Anna Berg")
        assert erased.places == ()
        assert {c.path.name for c in erased.backups if c.is_changed} == {whole.name, broken.name}
    assert holds(folder, "Anna Berg") == []
    for path, expected in ((whole, None), (broken, 9)):
        restored = tmp_path / f"åter-{path.name}"
        shutil.copyfile(path, restored)
        with Database.open(restored, who=OTHER) as database:
            assert find_broken_entry(database) == expected
            with database.read() as session:
                last = session.get_one(HistoryEntry, 15)
                assert last.act == "history.act.person_erased"
                assert session.get_one(HistoryEntry, 6).who == "Borttagen person 1"


def test_deleted_rows_are_erased_too(store):
    with Database.open(store, who=OTHER) as database:
        with database.write(
            Topic.ANALYSES, act="history.act.analysis_updated", values={"period": "2026"}
        ) as session:
            session.add(
                Analysis(svf="", area="", period="2026", finding=NAME, deleted_at=sa.func.now())
            )
        assert ("analysis", "finding") in places_of(database, NAME)
        persons.erase_person(database, NAME)
        assert places_of(database, NAME) == {}
