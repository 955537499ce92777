"""The whole service layer against plain dicts: any sequence of acts, compared after each.

A rule does one act by the service and by `stateful_model.Model`, which tells the rules of the
program a second time. Both must refuse with the same code, or both do it and then say the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from rccdesk import texts
from rccdesk.enums import BackupReason, Role
from rccdesk.errors import RccdeskError, StoreError
from rccdesk.services import (
    backups,
    checks,
    export,
    framework,
    history,
    imports,
    indicators,
    organisation,
    persons,
    purging,
    restoring,
    store_settings,
    trash,
)
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.indicators import LevelRow
from rccdesk.services.organisation import OwnProfile, Word
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from tests.rigs.stateful_measures import LONG, Measures
from tests.rigs.stateful_mission import FRAMEWORK, Mission
from tests.rigs.stateful_model import ERASED as PERSON_ERASED
from tests.rigs.stateful_model import (
    LIMIT_KEY,
    PURGED,
    REWRITTEN,
    UNIQUE,
    Batch,
    Model,
    Refused,
    parents_of,
)
from tests.rigs.stateful_plans import Planning
from tests.rigs.stateful_pool import EXTRACT, KEYS, NAME, OTHER_NAME, TEXTS, UNITS, WHO, small
from tests.rigs.stateful_store import (
    EVENTS,
    finder,
    look_at_model,
    look_at_services,
    look_at_tables,
    plain_date,
    read_rows,
)
from tests.rigs.stateful_writing import Writing
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv

YEARS = (None, 2016, 2019, 2022, 2025)


def new_store(folder: Path) -> Path:
    """Return a new store, copied for every run."""
    path = folder / "ny.rccdesk"
    if not path.exists():
        Database.open(path, create=True, who=WHO).close()
    return path


@dataclass
class Counts:
    """What was done, over all runs: printed by the long form."""

    runs: int = 0
    acts: int = 0
    refused: int = 0
    dumps: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)


counts = Counts()


class StoreMachine(Planning, Mission, Writing, Measures, RuleBasedStateMachine):
    """One store and one model of it."""

    template: Path  # set by the test
    parent: Path
    ask_every = check_every = 1

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.parent))
        self.path = self.folder / "prov.rccdesk"
        shutil.copyfile(self.template, self.path)
        self.database = Database.open(self.path, who=WHO)
        self.general = organisation.get_terms(self.database)["process_leader"].singular
        self.rccs = [row.key for row in organisation.list_rccs(self.database)][:2]
        self.model = Model(read_rows(self.path), finder(lambda: self.path))
        self.model.who = WHO
        with self.database.read() as session:
            found = session.connection().exec_driver_sql("SELECT key, uuid FROM rcc")
            self.model.rccs = {key: uuid for key, uuid in found}  # noqa: C416
        self.model.framework = framework.get_framework(self.database, FRAMEWORK).uuid
        self.criteria = [row.uuid for row in framework.list_items(self.database, FRAMEWORK)][:2]
        self.model.rows = {k: {**r, "deleted_at": None} for k, r in self.model.rows.items()}
        self.copies: list[tuple[Path, Model]] = []
        self.dumps: dict[str, str] = {}
        self.serial = 0
        self.steps = 0
        counts.runs += 1

    def teardown(self) -> None:
        try:
            self._compare(look_at_services(self.database))
            self._check()
        finally:
            self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- one act in both -------------------------------------------------------------------------

    def both(self, name: str, real: Callable[[], Any], told: Callable[[], Any]) -> Any:
        """Do the act in the store, then in the model; return what the store gave, None refused."""
        counts.acts += 1
        counts.by_rule[name] = counts.by_rule.get(name, 0) + 1
        before = self.database.data_versions()
        code, given = "", None
        try:
            given = real()
        except RccdeskError as error:
            code = error.code
        try:
            self.model.topics = set()
            told()
            expected = ""
        except Refused as refused:
            expected = refused.code
            self.model.topics = set()
        assert code == expected, f"{name}: the store says {code!r}, the model {expected!r}"
        counts.refused += bool(code)
        if self.model.topics is not None:
            after = self.database.data_versions()
            raised = {t for t in after if after[t] != before.get(t, 0)}
            assert raised == self.model.topics, name
        return given

    @invariant()
    def says_the_same(self) -> None:
        """The tables say what the model says; now and then every service is asked too."""
        self.steps += 1
        said = look_at_tables(self.database)
        if self.steps % self.ask_every == 0:
            said |= look_at_services(self.database)
        self._compare(said)
        if self.steps % self.check_every == 0:
            self._check()
        dump = export.dump(self.database)
        dump["exported_at"] = ""
        content = hashlib.sha256(json.dumps(dump).encode()).hexdigest()
        before = self.dumps.setdefault(self.model.fingerprint(), content)
        counts.dumps += before == content and self.steps > 1
        assert before == content, "the domain dump is not what it was in the same state"

    def _compare(self, said: dict[str, Any]) -> None:
        expected = look_at_model(self.model, self.general)
        for name, value in said.items():
            assert value == expected[name], _differences(name, value, expected[name])

    def _check(self) -> None:
        found = checks.check_store(self.database)  # integrity, foreign keys, chain, rules
        assert (found.integrity, found.findings) == ("ok", ()), found

    # --- imports ---------------------------------------------------------------------------------

    def _import(self, file: Path, dataset: str, batch: Batch, request: ImportRequest) -> None:
        key = request.indicator or ""
        twin = next((b for b in self.model.live(dataset) if b.content == batch.content), None)

        def told() -> None:
            if twin is not None:
                return
            topic = "lead_times" if dataset == EVENTS else "indicators"
            with self.model.write("import", topic, "imports", batches=(batch.number,)):
                if key:
                    uuid = self.model.one("indicator", deleted=None, key=key)
                    batch.made = uuid is None
                    if uuid is None:
                        self.model.make_indicator(key)
                    elif self.model.rows["indicator", uuid]["deleted_at"] is not None:
                        self.model.rows["indicator", uuid]["deleted_at"] = None
                        batch.made = True
                self.model.batches.append(batch)

        before = self.model.figures(dataset) if key else {}
        found = self.both("import", lambda: imports.import_files(self.database, request), told)
        (result,) = found
        file.unlink()
        assert result.batch_id == (twin.number if twin else batch.number)
        if key and twin is None:
            first, last = batch.span
            same = sum(before.get(k) == v for k, v in batch.content.items())
            new = sum(k not in before for k in batch.content)
            covered = [k for k in before if first <= k[0] <= last and k[1] in batch.places]
            assert (
                result.rows_imported, result.rows_unchanged, result.rows_missing_since_last
            ) == (
                len(batch.content) - same, same, len(set(covered) - set(batch.content)),
            )  # fmt: skip
            assert result.rows_changed == len(batch.content) - same - new

    def _next_batch(self) -> tuple[int, int]:
        self.serial += 1
        return self.serial, max((b.number for b in self.model.batches), default=0) + 1

    @rule(key=st.sampled_from(KEYS), first=st.integers(1, 10), length=st.integers(0, 4),
          units=st.sets(st.integers(0, 2), min_size=1), seed=st.integers(0, 2))  # fmt: skip
    def import_figures(self, key: str, first: int, length: int, units: set[int], seed: int) -> None:
        content = {
            (f"2024-{month:02}", UNITS[unit]): (30 + month * 7 + unit * 3 + seed * month % 3, 200)
            for month in range(first, min(first + length, 12) + 1)
            for unit in sorted(units)
        }
        rows = [(period, unit, n, d) for (period, unit), (n, d) in content.items()]
        file = self.folder / f"tal-{key}.csv"
        write_csv(file, [("Period", "Enhet", "Täljare", "Nämnare"), *rows])
        periods = [period for period, _ in content]
        batch = Batch(*self._next_batch(), f"indicator:{key}", content,
                      (min(periods), max(periods)), frozenset(u for _, u in content))  # fmt: skip
        request = ImportRequest((file,), indicator=key, extract_date=EXTRACT)
        self._import(file, batch.dataset, batch, request)

    @rule(first=st.integers(0, 11), count=st.integers(1, 6),
          regions=st.sets(st.sampled_from(("12", "13")), min_size=1),
          seed=st.integers(0, 2))  # fmt: skip
    def import_events(self, first: int, count: int, regions: set[str], seed: int) -> None:
        rows = []
        for patient in range(first, first + count):
            region = "12" if patient % 2 else "13"
            start = dt.date(2024, 3, 1) + dt.timedelta(days=9 * patient)
            end = start + dt.timedelta(days=5 + (patient + seed * patient) % 17)
            if region in regions:
                rows += [(f"P-{patient:03}", "VG910", start, region),
                         (f"P-{patient:03}", "VG950", end, region)]  # fmt: skip
        self._import_list(rows)

    @rule(first=st.integers(0, 5), count=st.integers(1, 9))
    def import_waits(self, first: int, count: int) -> None:
        """Bring waits far beyond the limit; the others' never are."""
        rows = []
        for patient in range(first, first + count):
            start = dt.date(2024, 2, 20) + dt.timedelta(days=patient)
            end = start + dt.timedelta(days=60)
            rows += [(f"L-{patient:03}", f"{LONG}10", start, "12"),
                     (f"L-{patient:03}", f"{LONG}50", end, "12")]  # fmt: skip
        self._import_list(rows)

    def _import_list(self, rows: list[tuple[str, str, dt.date, str]]) -> None:
        if not rows:
            return
        content = {(who, code, str(day), region) for who, code, day, region in rows}
        file = self.folder / "lista.csv"
        table = [event(who, code, str(day), region=region) for who, code, day, region in rows]
        write_csv(file, [EVENT_HEADER, *table])
        days = [each[2] for each in content]
        batch = Batch(*self._next_batch(), EVENTS, content, (min(days), max(days)),
                      frozenset(each[3] for each in content))  # fmt: skip
        self._import(file, EVENTS, batch, ImportRequest((file,), extract_date=EXTRACT))

    def _pick_batch(self, number: int) -> Batch:
        return self.model.batches[number % len(self.model.batches)]

    @precondition(lambda self: self.model.batches)
    @rule(number=small, undone=st.booleans())
    def turn_batch(self, number: int, undone: bool) -> None:
        batch = self._pick_batch(number)

        def told() -> None:
            if batch.is_purged:
                raise Refused("batch_purged")
            if batch.is_undone == undone:
                raise Refused("already_undone" if undone else "not_undone")
            topic = "lead_times" if batch.dataset == EVENTS else "indicators"
            with self.model.write(
                "batch_undone" if undone else "batch_redone", topic, "imports",
                batches=(batch.number,), took_away=undone,
            ):  # fmt: skip
                self.model.turn(batch, is_undone=undone)

        turn = imports.undo_batch if undone else imports.redo_batch
        self.both(
            "undo batch" if undone else "redo batch",
            lambda: turn(self.database, batch.number),
            told,
        )

    @precondition(lambda self: self.model.batches)
    @rule(number=small)
    def purge(self, number: int) -> None:
        batch = self._pick_batch(number)
        wanted = [batch, *(
            older for older in self.model.live(EVENTS)
            if batch.is_live and older.number < batch.number and batch.contains(older)
        )]  # fmt: skip

        def told() -> None:
            if batch.is_purged:
                raise Refused("batch_purged")
            if batch.dataset != EVENTS:
                raise Refused("not_case_level")
            numbers = sorted(b.number for b in wanted)
            with self.model.write(PURGED, "lead_times", "imports", batches=numbers):
                for each in wanted:
                    each.is_purged = True
            kept = {b.serial for b in self.model.batches if not b.is_purged}
            contents = [b.content for b in wanted]
            for _path, copy in self.copies:
                for each in copy.batches:
                    gone = each.content in contents and each.serial not in kept
                    each.is_purged = each.is_purged or gone

        self.both("purge", lambda: purging.purge_batches(self.database, [batch.number]), told)

    # --- limits, levels, texts, settings ---------------------------------------------------------

    def _limits(self) -> list[str]:
        return sorted(
            uuid
            for uuid, row in self.model.table("lead_time_limit", deleted=None)
            if row["kva_prefix"] == "VC0"
        )

    def _limit_row(self, uuid: str) -> LimitRow:
        row = self.model.rows["lead_time_limit", uuid]
        days = {name: plain_date(row[name]) for name in ("decided_on", "valid_from", "valid_to")}
        values = {name: row[name] for name in (*LIMIT_KEY, "days", "source", "note", "batch_id")}
        return LimitRow(
            **values, **days, uuid=uuid, suffixes=tuple(row["suffixes"].split()),
            is_confirmed=bool(row["is_confirmed"]),
        )  # fmt: skip

    def _check_limit(self, limit: LimitRow) -> None:
        if limit.days is not None and not 1 <= limit.days <= 366:
            raise Refused("limit_days")
        if limit.valid_from and limit.valid_to and limit.valid_from > limit.valid_to:
            raise Refused("limit_dates")
        self._check_overlap(limit)

    def _check_overlap(self, limit: LimitRow, code: str = "limit_overlaps") -> None:
        for uuid, _ in self.model.table("lead_time_limit"):
            other = self._limit_row(uuid)
            same = all(getattr(other, name) == getattr(limit, name) for name in LIMIT_KEY)
            first = max(each.valid_from or dt.date.min for each in (other, limit))
            last = min(each.valid_to or dt.date.max for each in (other, limit))
            if uuid != limit.uuid and same and first <= last:
                raise Refused(code)

    @rule(treatment=st.sampled_from(("surgery", "drug")), days=st.sampled_from((None, 0, 21, 35)),
          first=st.sampled_from(YEARS), last=st.sampled_from(YEARS),
          note=st.sampled_from(TEXTS))  # fmt: skip
    def add_limit(self, treatment: str, days: int | None, first: int | None, last: int | None,
                  note: str) -> None:  # fmt: skip
        limit = LimitRow(
            "VC0", treatment=treatment, days=days, note=note,
            valid_from=dt.date(first, 1, 1) if first else None,
            valid_to=dt.date(last, 12, 31) if last else None,
        )  # fmt: skip

        def told() -> None:
            self._check_limit(limit)
            with self.model.write("limit_added", "pathways"):
                self.model.add("lead_time_limit", {
                    **{name: getattr(limit, name) for name in (*LIMIT_KEY, "days", "note")},
                    "suffixes": "", "source": "", "batch_id": None, "is_confirmed": 0,
                    "decided_on": None,
                    "valid_from": str(limit.valid_from) if first else None,
                    "valid_to": str(limit.valid_to) if last else None,
                })  # fmt: skip

        self.both("add limit", lambda: catalogue.add_limit(self.database, limit), told)

    @precondition(lambda self: self._limits())
    @rule(number=small, what=st.sampled_from(("days", "note", "valid_to")), choice=small)
    def update_limit(self, number: int, what: str, choice: int) -> None:
        uuid = self._limits()[number % len(self._limits())]
        pool: dict[str, tuple[Any, ...]] = {
            "days": (None, 14, 28, 400), "note": TEXTS,
            "valid_to": (None, dt.date(2015, 12, 31), dt.date(2023, 12, 31)),
        }  # fmt: skip
        limit = replace(self._limit_row(uuid), **{what: pool[what][choice % len(pool[what])]})

        def told() -> None:
            row = self.model.rows["lead_time_limit", uuid]
            if row["deleted_at"] is not None:
                raise Refused("limit_missing")
            self._check_limit(limit)
            stored = getattr(limit, what)
            stored = str(stored) if isinstance(stored, dt.date) else stored
            with self.model.write("limit_updated", "pathways"):
                if row[what] != stored and what != "note":
                    row["is_confirmed"] = 0
                changed = texts.text("catalogue.source_changed")
                if what == "days" and row["days"] != stored and row["source"]:
                    row["source"] = row["source"].removesuffix(f"; {changed}") + f"; {changed}"
                row[what] = stored

        self.both("update limit", lambda: catalogue.update_limit(self.database, limit), told)

    @precondition(lambda self: self._limits())
    @rule(number=small, confirmed=st.booleans())
    def confirm_limit(self, number: int, confirmed: bool) -> None:
        uuid = self._limits()[number % len(self._limits())]

        def told() -> None:
            row = self.model.rows["lead_time_limit", uuid]
            if row["deleted_at"] is not None:
                raise Refused("limit_missing")
            if confirmed and row["days"] is None:
                raise Refused("limit_unknown_days")
            with self.model.write("confirmed" if confirmed else "unconfirmed", "pathways"):
                row["is_confirmed"] = int(confirmed)

        self.both(
            "confirm limit",
            lambda: catalogue.confirm_limit(self.database, uuid, confirmed=confirmed),
            told,
        )

    @precondition(lambda self: self._limits())
    @rule(number=small)
    def delete_limit(self, number: int) -> None:
        uuid = self._limits()[number % len(self._limits())]

        def told() -> None:
            if self.model.rows["lead_time_limit", uuid]["deleted_at"] is not None:
                raise Refused("limit_missing")
            with self.model.write("limit_deleted", "pathways"):
                self.model.delete(("lead_time_limit", uuid))

        self.both("delete limit", lambda: catalogue.delete_limit(self.database, uuid), told)

    @rule(key=st.sampled_from(KEYS),
          values=st.sets(st.sampled_from((0.5, 0.6, 0.7, 0.8, 1.5)), max_size=3))  # fmt: skip
    def update_levels(self, key: str, values: set[float]) -> None:
        levels = tuple(LevelRow(value) for value in sorted(values))

        def told() -> None:
            uuid = self.model.one("indicator", key=key)
            if uuid is None:
                raise Refused("no_such_indicator")
            for level in levels:
                if level.value > 1:
                    raise Refused("level_out_of_range")
                if len(levels) > 2:
                    raise Refused("too_many_levels")
            with self.model.write("levels", "indicators"):
                standing = sorted(
                    (row["value"], each)
                    for each, row in self.model.table("indicator_level")
                    if row["indicator_uuid"] == uuid
                )
                free = [each for value, each in standing if value not in values]
                for value in sorted(values - {value for value, _ in standing}):
                    if free:
                        self.model.rows["indicator_level", free.pop(0)]["value"] = value
                    else:
                        self.model.add("indicator_level", {
                            "indicator_uuid": uuid, "value": value, "name": "", "source": "",
                            "valid_from": None, "valid_to": None, "is_own": 0, "svf": "",
                            "unit": "",
                        })  # fmt: skip
                self.model.delete(*(("indicator_level", each) for each in free))

        self.both("levels", lambda: indicators.update_levels(self.database, key, levels), told)

    @rule(key=st.sampled_from(KEYS), title=st.sampled_from(("Provmått", "Andel inom gränsen")),
          about=st.sampled_from(TEXTS), coverage=st.sampled_from((None, 0.8, 1.2)))  # fmt: skip
    def update_indicator(
        self, key: str, title: str, about: str = "", coverage: float | None = None
    ) -> None:
        row = indicators.IndicatorRow(key, title, about=about, coverage=coverage)

        def told() -> None:
            uuid = self.model.one("indicator", key=key)
            if uuid is None:
                raise Refused("no_such_indicator")
            if coverage is not None and coverage > 1:
                raise Refused("coverage_out_of_range")
            with self.model.write("indicator_updated", "indicators"):
                self.model.rows["indicator", uuid].update(
                    title=title, about=about, coverage=coverage
                )

        self.both("indicator", lambda: indicators.update_indicator(self.database, row), told)

    @rule(key=st.sampled_from(KEYS))
    def delete_indicator(self, key: str) -> None:
        def told() -> None:
            uuid = self.model.one("indicator", key=key)
            if uuid is None:
                raise Refused("no_such_indicator")
            if self.model.live(f"indicator:{key}"):
                raise Refused("indicator_has_figures")
            levels = [
                ("indicator_level", each)
                for each, row in self.model.table("indicator_level")
                if row["indicator_uuid"] == uuid
            ]
            with self.model.write("indicator_deleted", "indicators"):
                self.model.delete(("indicator", uuid), *levels)

        self.both("delete indicator", lambda: indicators.delete_indicator(self.database, key), told)

    def _set(self, act: str, key: str, value: str, *topics: str) -> None:
        with self.model.write(act, *topics):
            uuid = self.model.one("store_setting", key=key)
            if uuid is None:
                self.model.add("store_setting", {"key": key, "value": value})
            else:
                self.model.rows["store_setting", uuid]["value"] = value

    @rule(group=st.integers(4, 7))
    def set_limits(self, group: int) -> None:
        limits = store_settings.SmallNumberLimits(group=group, month=10)

        def told() -> None:
            if group < 5:
                raise Refused("small_number_floor")
            value = json.dumps({"group": group, "month": 10})
            self._set("small_numbers", "small_number_limits", value, "settings")

        self.both(
            "small numbers",
            lambda: store_settings.update_small_number_limits(self.database, limits),
            told,
        )

    @rule(days=st.sampled_from((-1, 0, 30, 45)))
    def set_lag(self, days: int) -> None:
        def told() -> None:
            if days < 0:
                raise Refused("reporting_lag_out_of_range")
            self._set("lag", "reporting_lag_days", str(days), "settings")

        self.both(
            "lag", lambda: store_settings.update_reporting_lag_days(self.database, days), told
        )

    @rule(rcc=st.integers(0, 1), name=st.sampled_from(("Anna", "Cilla")))
    def set_profile(self, rcc: int, name: str) -> None:
        profile = OwnProfile(self.rccs[rcc], "12", ("VG9",), Role.OFFICE, name)
        value = {"rcc": profile.rcc, "region": "12", "processes": ["VG9"], "role": "office",
                 "name": name}  # fmt: skip

        def told() -> None:
            self._set("profile", "profile", json.dumps(value), "organisation", "settings")
            self.model.who = name

        self.both("profile", lambda: organisation.update_profile(self.database, profile), told)

    @rule(rcc=st.integers(0, 1), singular=st.sampled_from(("processledare", "ledare")))
    def set_term(self, rcc: int, singular: str) -> None:
        word = Word(singular, "", "", "", "")
        own = self.model.rccs[self.rccs[rcc]]

        def told() -> None:
            with self.model.write("term", "organisation"):
                uuid = self.model.one("term", rcc_uuid=own, key="process_leader")
                if uuid is None:
                    self.model.add("term", {
                        "rcc_uuid": own, "key": "process_leader", "singular": singular,
                        "definite": "", "plural": "", "plural_definite": "", "genitive": "",
                        "source": "", "valid_from": None, "valid_to": None,
                    })  # fmt: skip
                else:
                    self.model.rows["term", uuid].update(
                        singular=singular, definite="", plural="", plural_definite="", genitive=""
                    )

        self.both(
            "term",
            lambda: organisation.update_term(self.database, self.rccs[rcc], "process_leader", word),
            told,
        )

    # --- history and Papperskorg -----------------------------------------------------------------

    @rule(times=st.integers(1, 3))
    def undo_last(self, times: int) -> None:
        for _ in range(times):
            self.both("undo", lambda: history.undo_last(self.database), self.model.undo_last)
            self.says_the_same()

    @rule(times=st.integers(1, 3))
    def redo_last(self, times: int) -> None:
        for _ in range(times):
            self.both("redo", lambda: history.redo_last(self.database), self.model.redo_last)
            self.says_the_same()

    @precondition(lambda self: self.model.entries)
    @rule(back=small)
    def undo_entry(self, back: int) -> None:
        number = len(self.model.entries) - back % len(self.model.entries)
        self.both(
            "undo older",
            lambda: history.undo_entry(self.database, number),
            lambda: self.model.undo_entry(number),
        )

    @precondition(lambda self: self.model.trash())
    @rule(number=small)
    def bring_back(self, number: int) -> None:
        acts = self.model.trash()
        first = acts[number % len(acts)][0]

        def told() -> None:
            of = {key: act for act in acts for key in act}
            chosen, waiting = set(), list(of[first])
            while waiting:
                key = waiting.pop()
                if key in chosen:
                    continue
                chosen.add(key)
                parents = parents_of(key[0], self.model.rows[key])
                waiting += [*of[key], *(each for p in parents for each in of.get(p, ()))]
            with self.model.write("restored", *(_TOPIC_OF[table] for table, _ in sorted(chosen))):
                for key in sorted(chosen):
                    self.model.rows[key]["deleted_at"] = None
                self._refuse_taken(chosen)

        self.both("bring back", lambda: trash.restore_rows(self.database, [first[1]]), told)

    def _refuse_taken(self, chosen: set[tuple[str, str]]) -> None:
        if any(map(self.model.has_twins, UNIQUE)):
            raise Refused("restore_taken")
        self.model.refuse_locked(chosen)
        for table, uuid in chosen:
            if table == "lead_time_limit":
                self._check_overlap(self._limit_row(uuid), "restore_overlaps")
        for parent in {
            self.model.rows[key]["indicator_uuid"] for key in chosen if key[0] == "indicator_level"
        }:
            standing = [
                row
                for _, row in self.model.table("indicator_level")
                if row["indicator_uuid"] == parent
            ]
            if len(standing) > 2:
                raise Refused("too_many_levels")
        for table, uuid in sorted(chosen):
            if table == "plan_item" and (code := self.model.misplaced(uuid)):
                raise Refused(code)

    @precondition(lambda self: self.model.trash())
    @rule(number=small)
    def remove_for_good(self, number: int) -> None:
        acts = self.model.trash()
        act = acts[number % len(acts)]

        def told() -> None:
            going = self.model.with_children(act)
            if self.model.is_in_use(going):
                raise Refused("trash_in_use")
            self._remove("removed", going, act)

        self.both("remove", lambda: trash.delete_for_good(self.database, [act[0][1]]), told)

    @rule(days=st.sampled_from((30, 91)))
    def expire(self, days: int) -> None:
        now = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)

        def told() -> None:
            acts = [
                act
                for act in self.model.trash()
                if days > 90 and not self.model.is_in_use(self.model.with_children(act))
            ]
            named = [key for act in acts for key in act]
            self._remove("expired", self.model.with_children(named), named)

        self.both("expire", lambda: trash.remove_expired(self.database, now), told)

    def _remove(self, act: str, going: set[tuple[str, str]], named: list[tuple[str, str]]) -> None:
        with self.model.write(act, *dict.fromkeys(_TOPIC_OF[table] for table, _ in named)):
            for key in going | self.model.said_of(going):
                del self.model.rows[key]

    # --- persons ---------------------------------------------------------------------------------

    @rule()
    def correct_person(self) -> None:
        def told() -> None:
            raised = {
                _TOPIC_OF[table]
                for (table, _), row in self.model.rows.items()
                if any(isinstance(value, str) and NAME in value for value in row.values())
            }
            _stood, touched = self.model.replace_name(NAME, OTHER_NAME, in_rows=False)
            if touched:
                raised.add("history")
                self.model.append(REWRITTEN, "settings")
            with self.model.write("corrected", *sorted(raised)):
                for row in self.model.rows.values():
                    for name, value in row.items():
                        if isinstance(value, str) and NAME in value:
                            row[name] = value.replace(NAME, OTHER_NAME)
            if touched:
                raised.add("settings")
            self.model.topics = raised

        self.both(
            "correct",
            lambda: persons.correct_person(self.database, NAME, OTHER_NAME),
            told,
        )

    @rule(name=st.sampled_from((NAME, OTHER_NAME)))
    def erase_person(self, name: str) -> None:
        model = self.model

        def told() -> None:
            number = max((e.person for e in model.entries), default=0) + 1
            for each in (model, *(copy for _, copy in self.copies)):
                stood, touched = each.replace_name(name, f"Borttagen person {number}", in_rows=True)
                for entry in touched:
                    entry.is_erased = True
                if stood or touched:
                    each.append(PERSON_ERASED, "settings", person=number)
            model.topics = None  # every page may show a name

        self.both("erase", lambda: persons.erase_person(self.database, name), told)
        self.dumps.clear()  # a state that once held the name says something else now

    # --- the file --------------------------------------------------------------------------------

    @rule()
    def reopen(self) -> None:
        counts.by_rule["reopen"] = counts.by_rule.get("reopen", 0) + 1
        self.database.close()
        with Database.open(self.path, reading=True) as reading:
            said = look_at_tables(reading) | look_at_services(reading)
            self._compare({name: said[name] for name in set(said) - {"undo", "redo"}})
            try:
                store_settings.update_reporting_lag_days(reading, 31)
            except StoreError as error:
                assert error.code == "store_reading"
            else:
                raise AssertionError("a store open for reading was written in")
        self._open()

    def _open(self) -> None:
        self.database = Database.open(self.path, who=WHO)
        assert not self.database.ended_badly
        assert not self.database.is_older_than_seen
        self.model.run = max((e.run for e in self.model.entries), default=0) + 1
        self.model.who = WHO

    @rule()
    def back_up(self) -> None:
        counts.by_rule["back up"] = counts.by_rule.get("back up", 0) + 1
        made = backups.make_backup(self.path, BackupReason.MANUAL)
        assert backups.verify_backup(made.path).sha256 == made.sha256
        self.copies.append((made.path, self.model.copy()))

    @precondition(lambda self: self.copies)
    @rule(number=small)
    def restore(self, number: int) -> None:
        """Go back to an older copy; the model goes back too."""
        counts.by_rule["restore"] = counts.by_rule.get("restore", 0) + 1
        path, copy = self.copies[number % len(self.copies)]
        self.database.close()
        restored = restoring.restore_backup(self.path, path)
        assert restored.replaced is not None
        assert restored.replaced.exists()
        rccs, self.model = self.model.rccs, copy.copy()
        self.model.rccs = rccs
        self.model.append("restored_backup", "history", run=-1)
        self._open()


def _differences(name: str, said: Any, expected: Any) -> str:
    if isinstance(said, dict) and isinstance(expected, dict):
        keys = [key for key in {**said, **expected} if said.get(key) != expected.get(key)]
        return f"{name}: " + "; ".join(
            f"{key}: the store {said.get(key)}, the model {expected.get(key)}" for key in keys
        )
    return f"{name}: the store {said}, the model {expected}"


_TOPIC_OF = {
    "lead_time_limit": "pathways",
    "indicator": "indicators",
    "indicator_level": "indicators",
    "analysis": "analyses",
    "analysis_figure": "analyses",
    "analysis_version": "analyses",
    "improvement_area": "analyses",
    "chart_event": "chart_events",
    "goal_model": "pathways",
    "cause_class": "mapping",
    "mapping_choice": "mapping",
    "mapping_cause": "mapping",
    "store_setting": "settings",
    "term": "organisation",
    "plan": "plans",
    "plan_item": "plans",
    "plan_item_region": "plans",
    "activity": "plans",
    "follow_up": "plans",
    "obstacle": "plans",
    "period_lock": "framework",
    "assessment": "framework",
    "link": "framework",
    "initiative": "initiatives",
}
