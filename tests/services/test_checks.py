"""D9: each rule of the check finds exactly the fault that it is about, and a sound store none.

Every fault is planted by raw SQL, as another program or a damaged disk would.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import String
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState, Profile, Severity, Topic
from rccdesk.errors import Cancelled, ConflictError, StoreError
from rccdesk.models import (
    Action,
    Activity,
    AgendaPoint,
    Analysis,
    Assignment,
    Base,
    Decision,
    ExpectedCase,
    FollowUp,
    ImportBatch,
    Indicator,
    Measurement,
    Meeting,
    Membership,
    Pack,
    Person,
    Plan,
    PlanItem,
    Seat,
    WorkGroup,
)
from rccdesk.services import checks, history
from rccdesk.services.backups import list_backups
from rccdesk.services.checks.checking import RULES
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.packs.archive import pack_to_json
from rccdesk.services.packs.model import Pack as WrittenPack
from tests.services.lead_time_examples import import_events, waits

NOW = dt.datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - UTC, as the store holds it
PACK = WrittenPack(
    "2026-11-02/1",
    "steering",
    "Underlag",
    "",
    "RCC",
    NOW.date(),
    "",
    "draft",
    is_example=False,
    snapshot_ids=(1,),
    program_version="1",
    summary=(),
    sections=(),
)
# The batches of the store below.
FIRST_EVENTS, LATER_EVENTS, FIGURES, EXPECTED = 1, 2, 3, 4


def batch(profile: Profile, dataset: str, rows: int, **more: object) -> ImportBatch:
    return ImportBatch(
        imported_at=NOW,
        profile=profile,
        dataset=dataset,
        file_name=f"{dataset}.xlsx",
        file_sha256=dataset * 4,
        sheet="Data",
        header_row=1,
        extract_date=dt.date(2026, 11, 1),
        first_day=dt.date(2026, 1, 1),
        last_day=dt.date(2026, 3, 31),
        covered_places='["12"]',
        rows_imported=rows,
        state=BatchState.ACTIVE,
        **more,
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with two extracts, figures, expected cases, a pack and an analysis."""
    path = tmp_path_factory.mktemp("checks") / "sound.rccdesk"
    written = path.with_name("underlag.pdf")
    written.write_bytes(b"%PDF")
    with Database.open(path, create=True) as database:
        import_events(database, waits(6, 20))
        import_events(database, waits(6, 20) + waits(3, 40, start="2026-02-02"))
        with database.write(Topic.IMPORTS, act="history.act.marked_as_example") as session:
            session.execute(_row_counts())
            session.add(Indicator(key="eget", title="Eget"))
            figures = batch(Profile.AGGREGATED, "indicator:eget", 2, indicator="eget")
            expected = batch(Profile.EXPECTED, "expected", 1)
            session.add(figures)
            session.flush()
            session.add(expected)
            session.flush()
            for row, unit in enumerate(("12", "13"), start=2):
                session.add(
                    Measurement(
                        batch_id=figures.batch_id,
                        indicator="eget",
                        period="2026-Q1",
                        unit=unit,
                        numerator=8.0,
                        denominator=10.0,
                        value=0.8,
                        sheet="Data",
                        row=row,
                        column="C",
                    )
                )
            session.add(
                ExpectedCase(
                    batch_id=expected.batch_id,
                    svf="VG9",
                    region="12",
                    period="2026",
                    expected=50.0,
                    sheet="Data",
                    row=2,
                )
            )
            session.add(
                Pack(
                    pack_id=PACK.pack_id,
                    kind=PACK.kind,
                    title=PACK.title,
                    state=PACK.state,
                    made_at=NOW,
                    snapshot_ids="[1]",
                    content=pack_to_json(PACK),
                    files=json.dumps([{"format": "pdf", "path": str(written), "sha256": ""}]),
                )
            )
            session.add(Analysis(svf="VG9", area="12", period="2026-Q1", finding="Text"))
            session.add(Plan(uuid="p", name="Plan", kind="cancer_plan", state="draft"))
            session.add(PlanItem(uuid="a", plan_uuid="p", title="Kortare väntan"))
            session.add(Activity(plan_item_uuid="a", title="Kartlägg"))
            session.add(
                FollowUp(
                    subject_kind="plan_item",
                    subject_key="a",
                    period="2026-Q1",
                    day=NOW.date(),
                    state="on_track",
                )
            )
            _add_a_meeting(session)
    return path


def _add_a_meeting(session: Session) -> None:
    """Add a body with a seat and who sits in it, and a meeting with what came of it."""
    day = dt.date(2026, 3, 2)
    session.add_all(
        (
            Person(uuid="h", name="Anna Ek"),
            Person(uuid="h2", name="Bo Ek"),
            WorkGroup(uuid="g", name="Ledningen", kind="steering", is_steering_body=True),
        )
    )
    session.flush()
    session.add(Seat(uuid="s", group_uuid="g", kind="member", represents="region"))
    session.add(Assignment(role="process_leader", state="active", person_uuid="h", share=0.2))
    session.add(Meeting(uuid="m", group_uuid="g", day=day, starts_at="09:00", state="held"))
    session.flush()
    session.add(Membership(seat_uuid="s", person_uuid="h2", starts_on=day))
    session.add(AgendaPoint(uuid="t", group_uuid="g", meeting_uuid="m", title="P", kind="decision"))
    session.flush()
    session.add(
        Decision(
            group_uuid="g", meeting_uuid="m", point_uuid="t", text="Så", kind="decision",
            prepared_on=day - dt.timedelta(days=20), treated_on=day,
        )
    )  # fmt: skip
    session.add(Action(group_uuid="g", meeting_uuid="m", title="Gör", person_uuid="h2"))


def _row_counts() -> object:
    """Return what an import fills in and the storing of bare columns does not."""
    from sqlalchemy import text

    return text(
        "UPDATE import_batch SET rows_imported ="
        " (SELECT length FROM event_blob b WHERE b.batch_id = import_batch.batch_id"
        " AND b.name = 'pathway')"
    )


@pytest.fixture
def store(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "store.rccdesk"))


def check(path: Path) -> checks.CheckResult:
    with Database.open(path, reading=True) as database:
        return checks.check_store(database)


Plant = str | tuple[str, ...] | Callable[[sqlite3.Connection], object]


def plant(path: Path, fault: Plant) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    if callable(fault):
        fault(connection)
    else:
        for statement in (fault,) if isinstance(fault, str) else fault:
            connection.execute(statement)
    connection.commit()
    connection.close()


def setting(key: str, value: str) -> str:
    return (
        "INSERT INTO store_setting (key, value, uuid, revision, owner)"
        f" VALUES ('{key}', '{value}', 'u-{key}', 1, '')"
    )


def insert(table: str, **values: object) -> str:
    """Return the statement that adds a row; what is not given is empty where it may not be null."""
    known: dict[str, object] = {"uuid": f"u-{table}", "revision": 1}
    for column in Base.metadata.tables[table].columns:
        if not column.nullable and column.name not in known:
            known[column.name] = "" if isinstance(column.type, String) else 0
    known |= values
    spelled = ", ".join("NULL" if v is None else repr(v) for v in known.values())
    return f"INSERT INTO {table} ({', '.join(known)}) VALUES ({spelled})"


def past_the_triggers(*statements: str) -> Callable[[sqlite3.Connection], None]:
    """Change the history as a tool would that takes the triggers away and puts them back."""

    def change(connection: sqlite3.Connection) -> None:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type='trigger'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)

    return change


def entry_of_ours(batches: str, act: str = "history.act.file_imported") -> Callable[..., None]:
    """Append an entry that is chained as it should be, so that only its content is wrong."""
    from rccdesk.services.database import chain

    def append(connection: sqlite3.Connection) -> None:
        number, last = connection.execute(
            "SELECT entry_id, hash FROM history_entry ORDER BY entry_id DESC LIMIT 1"
        ).fetchone()
        at, values = "2026-11-03 09:00:00.000000", '{"file":"x"}'
        digest = chain.entry_digest("00", "", values)
        hashed = chain.entry_hash(
            last, number + 1, at.replace(" ", "T"), "run", act, "imports",
            None, None, None, batches, digest, [],
        )  # fmt: skip
        connection.execute(
            'INSERT INTO history_entry (entry_id, at, who, session, act, "values", topics,'
            " batch_ids, previous_hash, hash, salt, digest)"
            " VALUES (?, ?, '', 'run', ?, ?, 'imports', ?, ?, ?, '00', ?)",
            (number + 1, at, act, values, batches, last, hashed, digest),
        )

    return append


def limits(**changed: object) -> str:
    row = {
        "kva_prefix": "VG9", "treatment": "radiation", "variant": "bas", "from_event": "a",
        "to_event": "b", "suffixes": "54", "days": 30, "valid_from": "2020-01-01",
        "valid_to": "2020-12-31", "is_confirmed": 0, "source": "", "note": "",
        "uuid": "u1", "revision": 1, "owner": "",
    } | changed  # fmt: skip
    spelled = ", ".join("NULL" if v is None else repr(v) for v in row.values())
    return f"INSERT INTO lead_time_limit ({', '.join(row)}) VALUES ({spelled})"


def level(uuid: str, **changed: object) -> str:
    row = {"value": 0.5, "name": "", "is_own": 0, "source": "", "uuid": uuid, "revision": 1,
           "owner": ""} | changed  # fmt: skip
    values = ", ".join(repr(v) for v in row.values())
    return (
        f"INSERT INTO indicator_level (indicator_uuid, {', '.join(row)})"
        f" SELECT uuid, {values} FROM indicator WHERE key='eget'"
    )


def measurement(**changed: object) -> str:
    row = {
        "batch_id": FIGURES, "indicator": "eget", "period": "2026-Q1", "unit": "14",
        "home_unit": "", '"group"': "", "sex": "", "age_group": "", "numerator": 1.0,
        "denominator": 2.0, "value": 0.5, "is_total": 0, "sheet": "Data", '"row"': 9,
        '"column"': "C",
    } | changed  # fmt: skip
    values = ", ".join(repr(v) for v in row.values())
    return f"INSERT INTO measurement ({', '.join(row)}) VALUES ({values})"


def profile(**changed: object) -> str:
    row = {"key": "k", "name": "K", "version": 1, "layout": "aggregated", "settings": "{}",
           "header_signature": "[]", "purge_months": 24, "note": "", "uuid": "u1", "revision": 1,
           "owner": ""} | changed  # fmt: skip
    values = ", ".join(repr(v) for v in row.values())
    return f"INSERT INTO import_profile ({', '.join(row)}) VALUES ({values})"


def blob(table: str, name: str, change: Callable[[np.ndarray], np.ndarray], number: int) -> Plant:
    """Change the numbers of a column but neither its kind nor its stated length."""

    def put(connection: sqlite3.Connection) -> None:
        where = f"WHERE batch_id={number} AND name='{name}'"
        dtype, data = connection.execute(f"SELECT dtype, data FROM {table} {where}").fetchone()
        column = np.frombuffer(zlib.decompress(data), dtype).copy()
        connection.execute(
            f"UPDATE {table} SET data=? {where}", (zlib.compress(change(column).tobytes()),)
        )

    return put


def with_code_99(column: np.ndarray) -> np.ndarray:
    column[0] = 99
    return column


_ANY_BATCH = f"WHERE batch_id={EXPECTED}"
_COPY = "SELECT 77, name, dtype, length, data FROM {table} WHERE batch_id=1 LIMIT 1"
# rule -> (what is planted, how many are to be found)
FAULTS: dict[str, tuple[Plant, int]] = {
    "F01": ("UPDATE care_unit SET region_uuid='gone' WHERE 0", 0),
    "S03": ("DROP INDEX ix_measurement_indicator_batch", 1),
    "S04": ("DROP TRIGGER history_entry_no_delete", 1),
    "S05": ("CREATE TABLE notes (x)", 1),
    "R01": ("INSERT INTO store SELECT 2, made_at, secret, is_example FROM store", 2),
    "R02": (measurement(batch_id=77), 1),
    "R03": ("INSERT INTO expected_case (batch_id, svf, region, period, expected, sheet, row)"
            " VALUES (77, 'VG9', '12', '2026', 1.0, 'Data', 3)", 1),
    "R04": (f"INSERT INTO event_blob {_COPY.format(table='event_blob')}", 1),
    "R05": (f"INSERT INTO pathway_blob {_COPY.format(table='pathway_blob')}", 1),
    "R06": (f"UPDATE import_batch SET mapping='{{' {_ANY_BATCH}", 1),
    "R07": (f"UPDATE import_batch SET dataset='annat' {_ANY_BATCH}", 1),
    "R08": (f"UPDATE import_batch SET first_day='2026-12-31' {_ANY_BATCH}", 1),
    "R09": (f"UPDATE import_batch SET state='active' WHERE batch_id={FIRST_EVENTS}", 1),
    "R10": (f"DELETE FROM event_blob WHERE batch_id={LATER_EVENTS} AND name='date'", 1),
    "R11": (blob("event_blob", "sex", with_code_99, LATER_EVENTS), 1),
    "R12": (f"DELETE FROM pathway_blob WHERE batch_id={LATER_EVENTS}", 1),
    "R13": (f"UPDATE pathway_blob SET data=x'00' WHERE batch_id={LATER_EVENTS} AND name='end'", 1),
    "R14": (f"UPDATE import_batch SET state='purged' {_ANY_BATCH}", 1),
    "R15": (f"UPDATE import_batch SET purge_on='2020-01-01' WHERE batch_id={LATER_EVENTS}", 1),
    "R16": (f"DELETE FROM expected_case {_ANY_BATCH}", 1),
    "R17": ("DELETE FROM indicator WHERE key='eget'", 1),
    "R18": (measurement(indicator="hpv_coverage_1994_1999"), 1),
    "R19": (measurement(period="i fjol"), 1),
    "R20": (measurement(numerator=3.0), 1),
    "R21": (measurement(sex="okänt kön"), 1),
    "R22": (f"UPDATE expected_case SET period='2026-Q5' {_ANY_BATCH}", 1),
    "R23": (f"UPDATE expected_case SET expected=-1.0 {_ANY_BATCH}", 1),
    "R24": (f"UPDATE expected_case SET region='99' {_ANY_BATCH}", 1),
    "R25": (limits(valid_from="2021-01-01"), 1),
    "R26": ((limits(), limits(uuid="u2", valid_from="2020-12-31", valid_to=None)), 1),
    "R27": (limits(days=0), 1),
    "R28": (limits(kva_prefix="VQ9"), 1),
    "R29": ("INSERT INTO goal_model (key, short_name, full_name, status_line, status, population,"
            " from_event, to_event, fixed_days, target, source, valid_from, valid_to, position,"
            " uuid, revision, owner, deleted_at)"
            " SELECT 'SVF_lead_time', short_name, full_name, status_line,"
            " status, population, from_event, to_event, fixed_days, target, source, valid_from,"
            " valid_to, position, 'u1', 1, '', NULL FROM goal_model WHERE key='svf_lead_time'", 1),
    "R30": ("UPDATE indicator SET direction='uppåt' WHERE key='eget'", 1),
    "R31": ("UPDATE goal_model SET target=80.0 WHERE key='svf_lead_time'", 1),
    "R32": (level("u1", value=85.0), 1),
    "R33": (level("u1", valid_from="2026-02-01", valid_to="2026-01-31"), 1),
    "R34": ((level("u1"), level("u2", value=0.6), level("u3", value=0.7)), 3),
    "R35": ("UPDATE svf SET end_suffixes='50 x' WHERE kva_prefix='VG9'", 1),
    "R36": ((level("u1"), "UPDATE indicator SET deleted_at='2026-11-02 09:00:00.000000'"
             " WHERE key='eget'"), 1),
    "R37": ("INSERT INTO rcc_region SELECT (SELECT uuid FROM rcc WHERE uuid != r.rcc_uuid LIMIT 1),"
            " region_uuid, '', '', '', valid_from, NULL, 0, 'u1', 1, '', NULL FROM rcc_region r"
            " WHERE part = '' LIMIT 1", 1),
    "R38": (setting("interval_method", "wilson"), 1),  # not JSON without its quotes
    "R39": (setting("small_number_limits", '{"group": 1, "month": 10}'), 1),
    "R40": (setting("reporting_lag_days", "-3"), 1),
    "R41": (setting("profile", '{"rcc": "okänt", "region": "12", "processes": ["VG9"],'
                    ' "role": "chief", "name": ""}'), 1),
    "R42": (entry_of_ours("4 77"), 1),
    "R43": (entry_of_ours("4", act="history.act.of_another_program"), 1),
    "R44": ("DELETE FROM data_version WHERE topic='imports'", 1),
    "R45": ("UPDATE pack SET content='{'", 1),
    "R46": ("UPDATE pack SET files='[{\"format\": \"pdf\", \"path\": \"/nowhere/x.pdf\"}]'", 1),
    "R47": ("UPDATE pack SET snapshot_ids='[1, 77]'", 1),
    "R48": ("UPDATE analysis SET area='99'", 1),
    "R49": ("UPDATE svf SET in_inclusion=7 WHERE kva_prefix='VG9'", 1),
    "R50": ("UPDATE svf SET valid_from='2026-02-31' WHERE kva_prefix='VG9'", 1),
    "R51": ("UPDATE svf SET note=CAST(x'C328' AS TEXT) WHERE kva_prefix='VG9'", 1),
    "R52": ("UPDATE svf SET revision=0 WHERE kva_prefix='VG9'", 1),
    "R53": (f"UPDATE import_batch SET imported_at='2999-01-01 09:00:00.000000' {_ANY_BATCH}", 1),
    "H01": (past_the_triggers("UPDATE history_change SET new='\"x\"' WHERE id=1"), 1),
    "R54": (profile(settings='{"mapping": {"okänt": "X"}}'), 1),
    "R55": ("INSERT INTO doubt_decision (value_key, rule, \"values\", state, note, decided_by,"
            " uuid, revision, owner) VALUES ('k', 'r', '{}', 'kanske', '', '', 'u1', 1, '')", 1),
    "R56": (f"UPDATE import_batch SET kind='muntlig' {_ANY_BATCH}", 1),
    "R57": ("UPDATE plan_item SET parent_uuid='a' WHERE uuid='a'", 1),
    "R58": (tuple(insert("plan_item", uuid=f"d{n}", plan_uuid="p", title="Mål", state="late",
                         parent_uuid=above)
                  for n, above in enumerate(("a", "d0", "d1", "d2", "d3"))), 2),
    "R59": ((insert("plan", uuid="q", name="Annan", kind="region_plan", state="draft"),
             insert("plan_item", uuid="b", plan_uuid="q", title="Mål", state="late",
                    parent_uuid="a")), 1),
    "R60": ("UPDATE activity SET starts_on='2026-05-01', due_on='2026-04-30'", 1),
    "R61": ((insert("link", from_kind="plan_item", from_key="a", to_kind="framework_item",
                    to_key="borta", role="serves", is_confirmed=1),
             "UPDATE follow_up SET subject_key='borta'"), 2),
    "R62": ("UPDATE plan_item SET state='struck' WHERE uuid='a'", 1),
    "R63": ("UPDATE plan_item SET deleted_at='2026-11-01 09:00:00.000000'", 2),
    "R64": ("UPDATE plan_item SET risk_likelihood=4", 1),
    "R65": (insert("plan_baseline", plan_uuid="p", name="Beslutad", saved_on="2026-01-01",
                   content="{"), 1),
    "R66": ("UPDATE follow_up SET period='2026-Q5'", 1),
    "R67": ("UPDATE plan_item SET measure_key='okänt'", 1),
    "R68": (insert("membership", seat_uuid="s", person_uuid="h", starts_on="2026-10-01"), 1),
    "R69": (("UPDATE seat SET required=2", insert("membership", seat_uuid="s", person_uuid="h2",
                                                 starts_on="2026-10-01")), 1),
    "R70": (insert("work_group", name="En till", kind="steering", is_steering_body=1,
                   first_paragraph=1), 1),
    "R71": ("UPDATE agenda_point SET kind='fest'", 1),
    "R72": ("UPDATE assignment SET share=1.2", 1),
    "R73": (("UPDATE work_group SET deleted_at='2026-11-01 09:00:00.000000'",
             "UPDATE seat SET deleted_at='2026-11-01 09:00:00.000000'",
             "UPDATE membership SET deleted_at='2026-11-01 09:00:00.000000'"), 4),
    "R74": ("UPDATE decision SET kind=''", 1),
    "R75": ("UPDATE decision SET raised_on='2026-03-03'", 1),
    "R76": ("UPDATE agenda_point SET state='postponed'", 1),
    "R77": (("UPDATE person SET deleted_at='2026-11-01 09:00:00.000000' WHERE uuid='h2'",
             "UPDATE membership SET deleted_at='2026-11-01 09:00:00.000000'"), 1),
    "R78": ("UPDATE meeting SET deleted_at='2026-11-01 09:00:00.000000'", 2),
    "R79": ("UPDATE meeting SET starts_at='25:00'", 1),
    "R80": ("UPDATE agenda_point SET source_kind='plan_item', source_key='borta'", 1),
    "R81": (("UPDATE agenda_point SET paragraph=4",
             insert("agenda_point", group_uuid="g", meeting_uuid="m", title="Q", kind="decision",
                    state="treated", reason="own", paragraph=4)), 1),
    "R82": ("UPDATE pack SET issued_at='2026-11-02 09:00:00.000000', content_sha256='0'", 1),
    "R83": (insert("pack_outline", kind="steering", name="Kort", parts='[{"key": "vad"}]'), 1),
    "R84": (insert("figure_comment", value_key="okänt|unit=01", body="Få fall.",
                   written_on="2026-11-02"), 1),
    "R85": (insert("document_template", format="pptx", name="mall.pptx", sha256="0",
                   added_on="2026-11-02"), 1),
}  # fmt: skip
FAULTS["F01"] = ("UPDATE care_unit SET region_uuid='gone'", 1)
# These make the file one that is not opened as a store; `check_file` looks into it.
NOT_OPENED = {
    "S01": "DROP TABLE term",
    "S02": "ALTER TABLE term DROP COLUMN genitive",
}
REPAIRED = {rule.key for rule in RULES if rule.repair is not None}


def test_every_rule_has_a_fault_of_its_own() -> None:
    keys = [rule.key for rule in RULES]
    assert len(keys) == len(set(keys))
    assert set(keys) == FAULTS.keys() | NOT_OPENED.keys()


@pytest.mark.parametrize("rule", FAULTS)
def test_D09_the_check_finds_exactly_the_fault(store: Path, rule: str) -> None:
    fault, count = FAULTS[rule]
    if rule == "F01":
        plant(store, "INSERT INTO care_unit VALUES ('A', 'A', NULL, '', NULL, 'u1', 1, '', NULL)")
    plant(store, fault)
    result = check(store)
    assert [(f.rule, f.count) for f in result.findings] == [(rule, count)]
    (finding,) = result.findings
    assert result.ok == (finding.severity is Severity.INFO)
    assert result.integrity == "ok"
    assert str(count) in finding.message or rule in ("R01", "R41")
    assert finding.remedy
    if not finding.can_repair:
        return
    with Database.open(store) as database:
        repaired = checks.repair_store(database, (rule,))
    assert [(r.rule, r.count) for r in repaired.repairs] == [(rule, count)]
    assert repaired.backup is not None
    assert repaired.backup.is_file()
    assert (repaired.ok, repaired.findings) == (True, ())


def test_D09_a_sound_store_has_no_findings(sound: Path, tmp_path: Path) -> None:
    assert check(sound).findings == ()
    new = tmp_path / "new.rccdesk"
    Database.open(new, create=True).close()
    result = check(new)
    assert (result.ok, result.integrity, result.findings) == (True, "ok", ())


def test_D09_an_upgraded_store_of_schema_1_is_sound(repository: Path, tmp_path: Path) -> None:
    old = Path(shutil.copy(repository / "tests/stores/schema-1.rccdesk", tmp_path / "old.rccdesk"))
    Database.open(old).close()
    result = check(old)
    assert result.ok
    assert all(f.severity is Severity.INFO for f in result.findings)


@pytest.mark.parametrize("rule", NOT_OPENED)
def test_D09_a_file_that_is_no_whole_store_is_looked_into(store: Path, rule: str) -> None:
    plant(store, NOT_OPENED[rule])
    result = checks.check_file(store)
    assert not result.ok
    assert rule in [f.rule for f in result.findings]


def test_D09_a_repair_is_never_said_to_be_undone(store: Path) -> None:
    plant(store, (measurement(batch_id=77),))
    with Database.open(store) as database:
        assert checks.repair_store(database, ("R02",)).ok
        assert history.next_undo(database) is None  # the rows would not come back
        with pytest.raises(ConflictError) as caught:
            history.undo_entry(database, database.last_entry_id())
        backup = list_backups(store)[0]
        assert (database.state.last_backup_at, backup.reason) == (backup.made_at, "manual")
    assert caught.value.code == "repair_stays"


def test_D09_repairing_leaves_what_only_a_person_can_know(store: Path) -> None:
    plant(store, (limits(days=0), measurement(batch_id=77), "UPDATE svf SET revision=0"))
    with Database.open(store) as database:
        before = dump(database)
        repaired = checks.repair_store(database, ("R02", "R27", "R52"))
        after = dump(database)
    assert [r.rule for r in repaired.repairs] == ["R02", "R52"]
    assert [f.rule for f in repaired.findings] == ["R27"]
    assert not repaired.ok
    lost = [r for r in before["tables"]["measurement"] if r not in after["tables"]["measurement"]]
    assert [r["batch"] for r in lost] == [None]
    assert {t: r for t, r in before["tables"].items() if t != "measurement"} == {
        t: r for t, r in after["tables"].items() if t != "measurement"
    }


def test_D09_repairing_is_one_entry_after_a_backup(store: Path) -> None:
    plant(store, (measurement(batch_id=77), measurement(batch_id=78)))
    with Database.open(store) as database:
        entries = database.last_entry_id()
        checks.repair_store(database, ("R02",))
        assert database.last_entry_id() == entries + 1
        checks.repair_store(database, ("R02",))  # nothing is left to mend
        assert database.last_entry_id() == entries + 1
    (backup,) = list_backups(store)
    with sqlite3.connect(backup.path) as copy:
        orphans = copy.execute("SELECT count(*) FROM measurement WHERE batch_id > 70").fetchone()
    assert orphans == (2,)


def test_D09_nothing_is_repaired_without_a_backup(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rccdesk.services import backups

    def fail(*_: object, **__: object) -> None:
        raise StoreError("disk_full")

    plant(store, measurement(batch_id=77))
    monkeypatch.setattr(backups, "make_backup", fail)
    with Database.open(store) as database, pytest.raises(StoreError, match="disk_full"):
        checks.repair_store(database, ("R02",))
    assert [f.rule for f in check(store).findings] == ["R02"]


def test_D09_derived_pathways_are_the_same_as_before_the_fault(store: Path) -> None:
    def pathways() -> Iterator[tuple[object, ...]]:
        with sqlite3.connect(store) as connection:
            yield from connection.execute(
                "SELECT batch_id, name, dtype, length, data FROM pathway_blob ORDER BY 1, 2"
            )

    before = list(pathways())
    assert len(before) > 40
    plant(store, "DELETE FROM pathway_blob")
    with Database.open(store) as database:
        assert checks.repair_store(database, ("R12",)).ok
    assert list(pathways()) == before


def test_a_check_can_be_cancelled(sound: Path) -> None:
    def cancel(done: int, total: int) -> None:
        assert 0 <= done <= total
        raise Cancelled

    with Database.open(sound, reading=True) as database, pytest.raises(Cancelled):
        checks.check_store(database, cancel)


def test_a_page_of_zeros_is_told_in_sqlites_words(store: Path) -> None:
    content = bytearray(store.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    with sqlite3.connect(store) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='measurement'"
        ).fetchone()
    content[(page - 1) * size : page * size] = bytes(size)
    store.write_bytes(content)
    result = check(store)
    assert not result.ok
    assert result.integrity != "ok"
    assert "I01" in [f.rule for f in result.findings]
    with Database.open(store, reading=True) as database, pytest.raises(StoreError) as error:
        checks.check_quickly(database)
    assert error.value.code == "store_damaged"


@pytest.mark.long
def test_D16_600_000_figures_are_checked_in_three_seconds(store: Path) -> None:
    def many(connection: sqlite3.Connection) -> None:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600000)"
            ' INSERT INTO measurement (batch_id, indicator, period, unit, home_unit, "group", sex,'
            ' age_group, numerator, denominator, value, is_total, sheet, "row", "column")'
            f" SELECT {FIGURES}, 'eget', (2010 + i % 15) || '-Q' || (1 + i % 4),"
            " 'Enhet ' || i % 999, '', 'Grupp ' || i % 17, '', '', i % 50, 50.0, (i % 50) / 50.0,"
            " 0, 'Data', i, 'C' FROM n"
        )

    plant(store, many)
    assert store.stat().st_size > 40_000_000
    begun = time.process_time()
    assert check(store).findings == ()
    assert time.process_time() - begun < 3
