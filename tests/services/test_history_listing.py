"""The history as people read it: rows, filters, the words of each change, what can be undone."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import time

import pytest

from rccdesk import texts
from rccdesk.enums import BatchState, Profile, Topic
from rccdesk.errors import ConflictError
from rccdesk.models import Base, ImportBatch, Indicator, IndicatorLevel, Pack, StoreSetting
from rccdesk.models.base import UserEdited
from rccdesk.services import (
    analyses,
    history,
    imports,
    organisation,
    persons,
    store_settings,
)
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database, recording
from rccdesk.services.history.differences import compare
from rccdesk.services.naming.lookup import ROW_NAMES
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import SmallNumberLimits

EDITED = sorted(
    (m.local_table for m in Base.registry.mappers if issubclass(m.class_, UserEdited)),
    key=lambda table: table.name,
)


@pytest.fixture
def database(tmp_path):
    with Database.open(tmp_path / "prov.rccdesk", create=True, who="Anna") as opened:
        yield opened


@pytest.fixture
def no_typing(monkeypatch):
    """Let quick changes of one text be steps of their own."""
    monkeypatch.setattr(recording, "TYPING_SECONDS", 0)


def add_limit(database):
    return catalogue.add_limit(
        database,
        catalogue.LimitRow(
            "VC0", treatment="surgery", days=40, valid_from=dt.date(2020, 1, 1), source="prov"
        ),
    ).uuid


def change_limit(database, uuid, **values):
    (limit,) = (r for r in catalogue.list_limits(database) if r.uuid == uuid)
    catalogue.update_limit(database, catalogue.replace(limit, **values))


def newest(database):
    return history.get_entry(database, history.list_entries(database)[0].entry_id)


def shown(thing):
    return {field.label: (field.old, field.new) for field in thing.fields}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("table", EDITED, ids=lambda table: table.name)
def test_every_field_of_every_table_has_its_words(table, language):
    texts.use_language(language)
    try:
        assert texts.has_text(f"fields.{table.name}._one")
        for column in table.columns:
            own = texts.has_text(f"fields.{table.name}.{column.name}")
            assert own or texts.has_text(f"fields.every.{column.name}"), column.name
    finally:
        texts.use_language("sv")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_refusal_is_said_before_and_after(language):
    texts.use_language(language)
    try:
        for code in (
            "already_undone",
            "history_changed_since",
            "history_erased",
            "batch_purged",
            "repair_stays",
        ):
            assert texts.has_text(f"history.why_not.{code}")
            assert texts.has_text(f"errors.{code}")
    finally:
        texts.use_language("sv")


def test_every_table_and_topic_has_a_name():
    assert set(ROW_NAMES) == {table.name for table in EDITED}
    assert all(texts.has_text(f"history.topic.{topic}") for topic in Topic)


def test_a_changed_limit_is_told_field_by_field(database):
    uuid = add_limit(database)
    change_limit(database, uuid, days=45, valid_to=dt.date(2026, 5, 1))
    catalogue.confirm_limit(database, uuid)
    confirmed, changed, added = (
        history.get_entry(database, row.entry_id) for row in history.list_entries(database)
    )
    (thing,) = changed.things
    assert (thing.title, thing.name, thing.kind) == (
        "Ledtidsgräns",
        "Lungcancer, kirurgi",
        "changed",
    )
    told = shown(thing)
    assert told["Kalenderdagar"] == ("40", "45")
    assert told["Gäller till"] == ("–", "2026-05-01")
    assert shown(confirmed.things[0])["Bekräftad"] == ("Nej", "Ja")
    first = shown(added.things[0])
    assert added.things[0].kind_words == "tillagd"
    assert first["Vårdförlopp"] == ("–", "Lungcancer")
    assert first["Behandling"] == ("–", "kirurgi")
    assert first["Räknas från"] == ("–", "välgrundad misstanke")
    assert "Anmärkning" not in first  # was empty and is
    every = " ".join(f"{f.label} {f.old} {f.new}" for d in (confirmed, changed, added)
                     for t in d.things for f in t.fields)  # fmt: skip
    assert uuid not in every
    assert not {"kva_prefix", "surgery", "is_confirmed", "None", "revision"} & set(every.split())


def test_the_way_to_the_trash_and_back_is_told_and_undone(database):
    uuid = add_limit(database)
    catalogue.delete_limit(database, uuid)
    trashed = newest(database)
    assert trashed.things[0].kind == "trashed"
    assert not trashed.things[0].exists
    assert trashed.things[0].name == "Lungcancer, kirurgi"
    history.undo_entry(database, trashed.row.entry_id)
    restored = newest(database)
    assert restored.things[0].kind == "restored"
    assert restored.things[0].exists
    assert restored.target.words == "flytta ledtidsgränsen för Lungcancer till Papperskorgen"
    assert restored.row.is_repeat
    again = history.get_entry(database, trashed.row.entry_id)
    assert again.undone_by.entry_id == restored.row.entry_id
    assert again.why_not == "Ändringen är redan ångrad."
    history.undo_entry(database, restored.row.entry_id)  # the undoing is undone
    assert newest(database).things[0].kind == "trashed"
    assert history.get_entry(database, trashed.row.entry_id).can_undo
    assert not history.get_entry(database, restored.row.entry_id).can_undo


def test_a_row_that_is_gone_keeps_its_name(database):
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        session.add(Indicator(uuid="i", key="prov", title="Täckningsgrad"))
        session.flush()
        session.add(IndicatorLevel(uuid="n", indicator_uuid="i", value=0.8))
    added = newest(database)
    assert [thing.name for thing in added.things] == ["Täckningsgrad", "Täckningsgrad, 80\xa0%"]
    assert shown(added.things[1])["Nivå"] == ("–", "80\xa0%")
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        session.delete(session.get_one(IndicatorLevel, "n"))
        session.flush()
        session.delete(session.get_one(Indicator, "i"))
    gone = newest(database)
    assert [thing.kind for thing in gone.things] == ["removed", "removed"]
    assert [thing.name for thing in gone.things] == ["Täckningsgrad, 80\xa0%", "Täckningsgrad"]


def test_settings_are_told_by_their_parts(database, no_typing):
    store_settings.update_small_number_limits(database, SmallNumberLimits(5, 10))
    store_settings.update_small_number_limits(database, SmallNumberLimits(6, 10))
    (thing,) = newest(database).things
    assert (thing.title, thing.name) == ("Inställning", "Gränser för små tal")
    assert shown(thing) == {"Minsta antal i en grupp": ("5", "6")}
    profile = organisation.get_profile(database)
    organisation.update_profile(database, profile)
    organisation.update_profile(
        database, organisation.OwnProfile(processes=("VC0", "VA9"), name="Bo")
    )
    told = shown(newest(database).things[0])
    assert told["Processer"] == ("–", "Lungcancer, Huvud- och halscancer")
    assert told["Namn till historiken"] == ("–", "Bo")
    assert "Roll" not in told  # as before


def test_every_setting_a_service_writes_has_words(database):
    profile = organisation.get_profile(database)
    organisation.update_profile(database, profile)
    store_settings.update_reporting_lag_days(database, 45)
    store_settings.update_interval_method(database, store_settings.IntervalMethod.EXACT)
    store_settings.update_small_number_limits(database, SmallNumberLimits(6, 12))
    for row in history.list_entries(database):
        for thing in history.get_entry(database, row.entry_id).things:
            assert thing.name != "utan namn"
            assert "Värde" not in shown(thing)
            assert all(f.new != texts.text("fields.composite") for f in thing.fields)


def test_a_pack_is_told_without_its_inner_parts(database):
    batch_id = import_a_file(database)
    with database.write(
        Topic.PACKS, act="history.act.pack_made", values={"title": "Underlag till Styrgruppen"}
    ) as session:
        session.add(
            Pack(
                pack_id="2026-11-22/1",
                kind="steering",
                title="Underlag till Styrgruppen",
                state="draft",
                made_at=dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC),
                snapshot_ids=json.dumps([batch_id]),
                selection=json.dumps({"svf": "VC0,VA9", "region": "", "period": "2026-Q3"}),
                content="x" * 1234,
                files=json.dumps([{"format": "pdf", "path": "C:\\a\\u.pdf", "sha256": "0"}]),
            )
        )
    (thing,) = newest(database).things
    told = {label: new for label, (_old, new) in shown(thing).items()}
    assert thing.name == "Underlag till Styrgruppen"
    assert told["Slag"] == "Styrgrupp"  # the general word, where no RCC is chosen
    assert told["Läge"] == "utkast"
    assert told["Urval"] == "Lungcancer, Huvud- och halscancer, kvartal 3 2026"
    assert told["Uttag"] == "a.xlsx"
    assert told["Filer"] == "u.pdf"
    assert told["Innehåll"] == "sparade siffror (1\xa0234 tecken)"


def test_typing_is_one_row_and_its_difference_is_marked(database):
    long = "Ledtiderna har förbättrats sedan förra kvartalet i alla regioner utom en."
    for words in ("L", long, long.replace("alla regioner", "flera regioner")):
        analyses.update_analysis(database, AnalysisText(("VC0",), "", "2026-Q3", finding=words))
    rows = history.list_entries(database)
    assert len(rows) == 1
    assert rows[0].entry_count == 3
    assert history.count_entries(database) == 1
    detail = history.get_entry(database, rows[0].entry_id + 2)  # any entry names its step
    assert detail.row == rows[0]
    (thing,) = detail.things
    assert thing.name == "Ledtid och inklusion: Lungcancer, helheten, kvartal 3 2026"
    assert shown(thing)["Vad visar siffrorna?"][0] == "–"


def test_a_changed_word_in_a_long_text_is_found():
    before = "Ett två tre fyra fem sex sju åtta nio tio. " * 4 + "Sist kom katten hem."
    old, new = compare(before, before.replace("katten", "hunden"))
    assert [part.words for part in old if part.is_different] == ["katten"]
    assert [part.words for part in new if part.is_different] == ["hunden"]
    assert len("".join(part.words for part in new)) < len(before)
    assert compare("kort", "kortare") == ((), ())


def test_filters(database):
    uuid = add_limit(database)
    database.who = "Örjan"
    change_limit(database, uuid, days=45)
    store_settings.update_reporting_lag_days(database, 45)
    history.undo_last(database)

    def words(**wanted):
        found = [row.words for row in history.list_entries(database, **wanted)]
        assert history.count_entries(database, **wanted) == len(found)
        return found

    assert len(words()) == 4
    assert words(who="Anna") == ["lägg till ledtidsgräns för Lungcancer"]
    assert history.list_names(database) == ("Anna", "Örjan")
    assert words(topics=(Topic.SETTINGS,)) == [
        "ångra: ändra eftersläpningen",
        "ändra eftersläpningen",
    ]
    assert words(topics=(Topic.PATHWAYS, Topic.SETTINGS)) == words()
    assert words(search="eftersläpningen") == words(topics=(Topic.SETTINGS,))
    assert words(search="ledtidsgräns LUNG") == words(topics=(Topic.PATHWAYS,))
    assert words(search="örjan ändra lungcancer") == ["ändra ledtidsgränsen för Lungcancer"]
    assert words(search="ångra") == ["ångra: ändra eftersläpningen"]
    assert words(search="svf") == []  # a name of the program's own is not a word
    assert words(search="limit_updated") == []
    assert words(search="100%") == []
    today = dt.datetime.now().astimezone().date()
    assert len(words(first_day=today, last_day=today)) == 4
    assert words(last_day=today - dt.timedelta(days=1)) == []
    assert words(first_day=today + dt.timedelta(days=1)) == []


def test_days_are_those_of_the_local_clock(database, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        store_settings.update_reporting_lag_days(database, 45)
        rewrite_time(database, 1, "2026-03-01 23:30:00.000000")  # 00.30 on the second, local
        assert history.count_entries(database, first_day=dt.date(2026, 3, 2)) == 1
        assert history.count_entries(database, last_day=dt.date(2026, 3, 1)) == 0
    finally:
        monkeypatch.undo()
        time.tzset()


def rewrite_time(database, entry_id, at):
    with sqlite3.connect(database.path) as connection:
        connection.execute("DROP TRIGGER history_entry_no_update")
        connection.execute("UPDATE history_entry SET at=? WHERE entry_id=?", (at, entry_id))
    connection.close()


def test_pages_follow_each_other(database, no_typing):
    for days in range(31, 41):
        store_settings.update_reporting_lag_days(database, days)
    every = history.list_entries(database)
    found, before = [], None
    while page := history.list_entries(database, limit=4, before=before):
        found += page
        before = page[-1].entry_id
    assert tuple(found) == every
    assert len(every) == 10


def test_undoing_is_refused_in_words_with_the_later_changes(database):
    uuid = add_limit(database)
    change_limit(database, uuid, days=45)
    older = newest(database).row.entry_id
    change_limit(database, uuid, days=50)
    detail = history.get_entry(database, older)
    assert not detail.can_undo
    assert "ändra ledtidsgränsen för Lungcancer" in detail.why_not
    with pytest.raises(ConflictError):
        history.undo_entry(database, older)
    history.undo_entry(database, newest(database).row.entry_id)
    assert history.get_entry(database, older).can_undo


def test_a_row_that_others_point_at_cannot_be_undone(database):
    with database.write(Topic.INDICATORS, act="history.act.profile_updated") as session:
        session.add(Indicator(uuid="i", key="prov", title="Prov"))
    entry = newest(database).row.entry_id
    assert history.get_entry(database, entry).can_undo
    with database.write(
        Topic.INDICATORS, act="history.act.indicator_levels_updated", values={"name": "Prov"}
    ) as session:
        session.add(IndicatorLevel(uuid="n", indicator_uuid="i", value=0.5))
    detail = history.get_entry(database, entry)
    assert not detail.can_undo
    assert "ändra målnivåerna för Prov" in detail.why_not


def test_a_redone_step_says_what_stands_in_the_way_of_its_old_undoing(database):
    store_settings.update_reporting_lag_days(database, 45)
    history.undo_last(database)
    undoing = newest(database).row.entry_id
    history.redo_last(database)
    detail = history.get_entry(database, undoing)
    assert not detail.can_undo
    assert "gör om: ändra eftersläpningen" in detail.why_not


def test_what_a_person_has_had_erased_cannot_come_back(database, no_typing):
    for words in ("Åsa Öberg såg det först.", "Alla såg det."):
        analyses.update_analysis(database, AnalysisText(("VC0",), "", "2026-Q3", finding=words))
    changed, added = history.list_entries(database)
    assert history.get_entry(database, changed.entry_id).can_undo
    persons.erase_person(database, "Åsa Öberg")
    detail = history.get_entry(database, changed.entry_id)
    assert detail.why_not == (
        "Ändringen kan inte ångras: uppgifter i den är borttagna på en persons begäran."
    )
    with pytest.raises(ConflictError) as caught:
        history.undo_entry(database, changed.entry_id)
    assert caught.value.code == "history_erased"
    assert "Öberg" not in str(shown(detail.things[0]))
    erasing = newest(database)
    assert not erasing.can_undo
    assert not erasing.things
    assert erasing.rewritten_count > 0
    assert history.next_undo(database) == added.words  # passed by


def import_a_file(database):
    with database.write(
        Topic.IMPORTS, act="history.act.file_imported", values={"file": "a.xlsx"}
    ) as session:
        batch = ImportBatch(
            imported_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            profile=Profile.EXPECTED,
            dataset="expected",
            file_name="a.xlsx",
            file_sha256="0",
            sheet="Blad1",
            header_row=1,
            extract_date=dt.date(2026, 1, 1),
            covered_places='["01"]',
            rows_imported=3,
            state=BatchState.ACTIVE,
        )
        session.add(batch)
        session.flush()
        return batch.batch_id


def test_an_import_is_undone_from_its_entry_and_the_undoing_too(database):
    batch_id = import_a_file(database)

    def state():
        return imports.list_batches(database)[0].state

    imported = newest(database)
    (batch,) = imported.imports
    assert (batch.file_name, batch.rows) == ("a.xlsx", 3)
    imports.undo_batch(database, batch_id)
    again = history.get_entry(database, imported.row.entry_id)
    assert "ångra importen av a.xlsx" in again.why_not
    history.undo_entry(database, newest(database).row.entry_id)
    assert state() == BatchState.ACTIVE
    history.undo_entry(database, imported.row.entry_id)
    assert state() == BatchState.UNDONE
    history.undo_last(database)  # Ctrl+Z after the button
    assert state() == BatchState.ACTIVE
    undoing = newest(database)  # and that is undone from the list
    history.undo_entry(database, undoing.row.entry_id)
    assert state() == BatchState.UNDONE


def test_an_import_that_has_been_purged_cannot_be_undone(database):
    batch_id = import_a_file(database)
    entry = newest(database).row.entry_id
    with database.write(Topic.IMPORTS, act="history.act.profile_updated") as session:
        session.get_one(ImportBatch, batch_id).state = BatchState.PURGED
    detail = history.get_entry(database, entry)
    assert "gallrade" in detail.why_not
    with pytest.raises(ConflictError) as caught:
        history.undo_entry(database, entry)
    assert caught.value.code == "batch_purged"
    with pytest.raises(ConflictError):
        history.undo_last(database)


def test_nothing_is_undone_in_a_store_open_for_reading(database):
    add_limit(database)
    with Database.open(database.path, reading=True) as reader:
        detail = newest(reader)
        assert not detail.can_undo
        assert detail.why_not.startswith("Filen är öppen för läsning")


def test_only_the_first_things_of_a_large_change_are_read(database):
    with database.write(Topic.SETTINGS, act="history.act.profile_updated") as session:
        for number in range(25):
            session.add(StoreSetting(uuid=f"u{number}", key=f"k{number}", value='"x"'))
    detail = newest(database)
    assert (len(detail.things), detail.thing_count) == (10, 25)
    full = history.get_entry(database, detail.row.entry_id, thing_limit=100)
    assert len(full.things) == 25


def test_an_act_of_another_version_still_has_a_row(database):
    store_settings.update_reporting_lag_days(database, 45)
    database.close()
    with sqlite3.connect(database.path) as connection:
        connection.execute("DROP TRIGGER history_entry_no_update")
        connection.execute("UPDATE history_entry SET act='history.act.from_later'")
    connection.close()
    with Database.open(database.path) as opened:
        (row,) = history.list_entries(opened, search="Anna")
        assert row.words == "en ändring"
        assert history.get_entry(opened, row.entry_id).things[0].name == "Eftersläpning"


def test_fifty_thousand_entries_are_paged_quickly(database):
    store_settings.update_reporting_lag_days(database, 45)
    fill(database, 50_000)
    for wanted in (
        {},
        {"before": 25_000},
        {"search": "lungcancer 1234"},
        {"topics": (Topic.PATHWAYS,), "who": "Bo"},
    ):
        begun = time.perf_counter()
        rows = history.list_entries(database, limit=100, **wanted)
        took = time.perf_counter() - begun
        assert rows
        assert took < 1.5, (wanted, took)  # about 0.1 s; two busy cores may be slow
    begun = time.perf_counter()
    assert history.get_entry(database, rows[-1].entry_id)
    assert time.perf_counter() - begun < 1.0
    assert history.count_entries(database) == 50_001


def fill(database, count):
    """Write entries past the program: what is measured is the reading."""
    with sqlite3.connect(database.path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(history_entry)")]
        written = connection.execute("SELECT * FROM history_entry").fetchone()
        first = dict(zip(names, written, strict=True))
        rows = []
        for number in range(2, count + 2):
            repeat = number % 50 == 0
            values = {"svf": f"Lungcancer {number}"}
            act = "history.act.limit_updated"
            rows.append(
                tuple(
                    {
                        **first,
                        "entry_id": number,
                        "act": "history.act.undo" if repeat else act,
                        "values": json.dumps({"act": act, "values": values} if repeat else values),
                        "topics": "pathways",
                        "who": "Bo",
                        "undoes": number - 1 if repeat else None,
                    }.values()
                )
            )
        marks = ",".join("?" * len(names))
        connection.executemany(f"INSERT INTO history_entry VALUES ({marks})", rows)
    connection.close()
