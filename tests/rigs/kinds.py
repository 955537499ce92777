"""What is done when the kill comes: per kind the acts by the real services, and a plain model.

`begin`, `act` and `end` run in the child; `prepare`, `expect` and `observe` in the parent, which
reads the files with nothing of the program's but the listing and checking of backups.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from rccdesk.enums import BackupReason
from rccdesk.services import (
    analyses,
    backups,
    export,
    imports,
    opening,
    persons,
    purging,
    restoring,
    trash,
)
from rccdesk.services.backups.placing import set_aside_files
from rccdesk.services.database import SCHEMA, Database
from rccdesk.services.history import redo_last, undo_last
from rccdesk.services.imports import ImportRequest
from rccdesk.services.imports.reading import client
from rccdesk.services.pathways import catalogue
from rccdesk.services.progress import Progress, ignore
from tests.rigs.forking import ForkedReader
from tests.rigs.plain import ask, find_drawn, one, read_rows, without
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv

STORE = "min.rccdesk"
NEW_STORE = "ny.rccdesk"
KEPT_STORE = Path(__file__).parents[1] / "stores" / "schema-1.rccdesk"
Model = dict[str, Any]
_FIGURES = ("Period", "Enhet", "Täljare", "Nämnare")


class Kind:
    """One kind of work on a store in ``folder``, as numbered acts.

    ``most`` is how many acts there are in one folder, ``kills`` how many kills it is kept for.
    """

    name: ClassVar[str]
    weight: ClassVar[int] = 1  # its share of the kills
    kills: ClassVar[int] = 20
    most: ClassVar[int] = 100_000
    is_edited: ClassVar[bool] = True  # in the ordinary way alone, so that the history tells all

    def __init__(self, folder: Path, *, is_reader_forked: bool = True) -> None:
        self.folder = folder
        self.store = folder / STORE
        self.progress: Progress = ignore
        self.database: Database | None = None
        self.run = 0
        if is_reader_forked:
            client.start = ForkedReader  # type: ignore[assignment]

    # --- in the parent ---------------------------------------------------------------------------

    @classmethod
    def prepare(cls, folder: Path) -> None:
        """Make what the first act needs; of a new store that lies beside, if there is one."""
        new = folder.parent.parent / NEW_STORE
        if new.exists():
            shutil.copyfile(new, folder / STORE)
        with Database.open(folder / STORE, create=True, who="Anna") as database:
            cls.fill(database)
        uuids = [row[0] for row in ask(folder / STORE, "SELECT uuid FROM lead_time_limit")]
        (folder / "uuids.json").write_text(json.dumps(sorted(uuids)))

    @classmethod
    def fill(cls, database: Database) -> None:
        """Put into the new store what the acts need."""

    def expect(self, before: Model, number: int, run: int) -> Model:
        """Return what there is after act ``number``, which is the ``run``-th of its child."""
        raise NotImplementedError

    def observe(self) -> Model:
        """Return what there is."""
        raise NotImplementedError

    def check_files(self, acts: int) -> list[str]:
        """Return what is wrong with the files beside the store after ``acts`` acts."""
        found = []
        for row in backups.list_backups(self.store):
            backups.verify_backup(row.path)
            found += [
                f"backup {word}"
                for word in one(row.path, "PRAGMA integrity_check")[:1]
                if word != "ok"
            ]
        return found

    # --- in the child ----------------------------------------------------------------------------

    def begin(self, done: int, progress: Progress) -> None:
        """Open the store."""
        self.progress = progress
        self.database = opening.open_store(self.store, who="Anna").database

    def act(self, number: int) -> None:
        """Do one act by the services."""
        self.do(number, self.run)
        self.run += 1

    def do(self, number: int, run: int) -> None:
        """Do act ``number``."""
        raise NotImplementedError

    def end(self) -> None:
        """Close the store as the program does when nothing is due."""
        if self.database is not None:
            self.database.close()

    # --- for both --------------------------------------------------------------------------------

    @property
    def uuids(self) -> list[str]:
        """The limits of the store as it was made."""
        found: list[str] = json.loads((self.folder / "uuids.json").read_text())
        return found

    @property
    def open(self) -> Database:
        """The open store."""
        assert self.database is not None
        return self.database

    def set_days(self, place: int, days: int) -> None:
        """Change one limit."""
        change_days(self.open, self.uuids[place], days)

    def days(self, *places: int, path: Path | None = None) -> list[int | None]:
        """Read limits."""
        query = "SELECT days FROM lead_time_limit WHERE uuid=?"
        return [one(path or self.store, query, self.uuids[place])[0] for place in places]


def change_days(database: Database, uuid: str, days: int) -> None:
    row = next(row for row in catalogue.list_limits(database) if row.uuid == uuid)
    catalogue.update_limit(database, replace(row, days=days, source="prov"))


def days_of(number: int) -> int:
    """Return days that tell one act from those near it."""
    return 10 + number % 350


def write_figures(folder: Path, number: int) -> Path:
    rows = [
        (f"2024-Q{1 + place % 4}", f"Enhet {number}-{place // 4}", number % 7 + 3, 20)
        for place in range(20)
    ]
    return write_csv(folder / f"tabell{number}.csv", [_FIGURES, *rows])


def write_events(folder: Path, number: int) -> Path:
    month = f"{2010 + number // 12}-{1 + number % 12:02}"
    rows = [
        event(f"P{number}-{place:03}", code, f"{month}-{day}", unit=f"Xyzzyort{number:03}")
        for place in range(8)
        for code, day in (("VG910", "03"), ("VG950", "17"))
    ]
    return write_csv(folder / f"uttag{number}.csv", [EVENT_HEADER, *rows])


def import_file(database: Database, path: Path, number: int, progress: Progress = ignore) -> int:
    is_figures = path.name.startswith("tabell")
    request = ImportRequest(
        (path,),
        extract_date=dt.date(2026, 11, 1),
        indicator="rigg" if is_figures else None,
    )
    (result,) = imports.import_files(database, request, progress)
    path.unlink()
    assert result.batch_id is not None
    return result.batch_id


class Importing(Kind):
    """Tables of figures, and every third time an event list."""

    name = "import"
    weight = 5
    kills = 12

    def do(self, number: int, run: int) -> None:
        write = write_events if number % 3 == 2 else write_figures
        import_file(self.open, write(self.folder, number), number, self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        name = f"uttag{number}.csv" if number % 3 == 2 else f"tabell{number}.csv"
        rows = 16 if number % 3 == 2 else 20
        return {
            "batches": [*before["batches"], [name, rows, rows, "active"]],
            "entries": before["entries"] + 1,
        }

    def observe(self) -> Model:
        batches = []
        for batch_id, name, rows, state in ask(
            self.store,
            "SELECT batch_id, file_name, rows_imported, state FROM import_batch ORDER BY batch_id",
        ):
            batches.append([name, rows, self._held(batch_id), state])
        return {"batches": batches, "entries": count_entries(self.store)}

    def _held(self, batch_id: int) -> int:
        """Return the rows that the batch really holds; all its columns must be as long."""
        query = "SELECT name, length, data FROM event_blob WHERE batch_id=? AND name='date'"
        for _name, length, data in ask(self.store, query, batch_id):
            assert len(zlib.decompress(data)) == 4 * length
            return int(length)
        query = "SELECT count(*) FROM measurement WHERE batch_id=?"
        return int(one(self.store, query, batch_id)[0])


class Editing(Kind):
    """Texts and limits in turn."""

    name = "edit"
    weight = 4
    kills = 40

    def do(self, number: int, run: int) -> None:
        if number % 2:
            self.set_days(number % 5, days_of(number))
            return
        written = analyses.AnalysisText(
            ("VG9",), "12", f"2024-Q{1 + number % 4}", finding=f"Text {number}"
        )
        analyses.update_analysis(self.open, written)

    def expect(self, before: Model, number: int, run: int) -> Model:
        after = json.loads(json.dumps(before))
        if number % 2:
            after["days"][number % 5] = days_of(number)
        else:
            after["texts"][f"2024-Q{1 + number % 4}"] = f"Text {number}"
        after["entries"] += 1
        return after

    def observe(self) -> Model:
        return {
            "texts": dict(ask(self.store, "SELECT period, finding FROM analysis")),
            "days": self.days(*range(5)),
            "entries": count_entries(self.store),
        }


class Undoing(Kind):
    """Edit, edit, undo, redo, undo."""

    name = "undo"
    weight = 3
    kills = 40

    def do(self, number: int, run: int) -> None:
        if run % 5 < 2:
            self.set_days(run % 5, days_of(number))
        elif run % 5 == 3:
            assert redo_last(self.open) is not None
        else:
            assert undo_last(self.open) is not None

    def expect(self, before: Model, number: int, run: int) -> Model:
        first, second = before["days"]
        old, new = before.get("old"), before.get("new")
        if run % 5 == 0:
            first = days_of(number)
        elif run % 5 == 1:
            old, new, second = second, days_of(number), days_of(number)
        else:
            second = new if run % 5 == 3 else old
        after = {"days": [first, second], "entries": before["entries"] + 1}
        return {**after, "old": old, "new": new}

    def observe(self) -> Model:
        return {"days": self.days(0, 1), "entries": count_entries(self.store)}


class BackingUp(Kind):
    """An edit, then a backup, which is to hold it."""

    name = "backup"
    weight = 3
    kills = 12

    def do(self, number: int, run: int) -> None:
        if number % 2 == 0:
            self.set_days(0, days_of(number))
        else:
            opening.back_up(self.open, BackupReason.MANUAL, progress=self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        if number % 2 == 0:
            return {**before, "days": [days_of(number)]}
        return {**before, "backups": sorted([*before["backups"], before["days"][0]])}

    def observe(self) -> Model:
        rows = backups.list_backups(self.store)
        asked_for = [row.path for row in rows if row.reason is BackupReason.MANUAL]
        held = [self.days(0, path=path)[0] for path in asked_for]
        return {"days": self.days(0), "backups": sorted(held)}


class Restoring(Kind):
    """One of two backups and the other in turn; what was there lies beside."""

    name = "restore"
    weight = 3
    kills = 10
    is_edited = False

    @classmethod
    def prepare(cls, folder: Path) -> None:
        super().prepare(folder)
        kind = cls(folder)
        for number, days in enumerate((31, 32)):
            with Database.open(kind.store, who="Anna") as database:
                change_days(database, kind.uuids[0], days)
            target = folder / f"egen{number}.rccdesk"
            backups.make_backup(kind.store, BackupReason.MANUAL, target=target)
        with Database.open(kind.store, who="Anna") as database:
            change_days(database, kind.uuids[0], 33)

    def begin(self, done: int, progress: Progress) -> None:
        self.progress = progress

    def do(self, number: int, run: int) -> None:
        backup = self.folder / f"egen{number % 2}.rccdesk"
        restoring.restore_backup(self.store, backup, who="Anna", progress=self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        replaced = sorted([*before["replaced"], before["days"][0]])
        return {"days": [31 + number % 2], "replaced": replaced}

    def observe(self) -> Model:
        held = []
        for path in set_aside_files(self.store):
            assert one(path, "PRAGMA integrity_check") == ("ok",)
            held += self.days(0, path=path)
        return {"days": self.days(0), "replaced": sorted(held)}


class Migrating(Kind):
    """A copy of the kept store of schema 1 is opened, as by the first start of a new program."""

    name = "migration"
    weight = 3
    kills = 1
    most = 1
    is_edited = False

    @classmethod
    def prepare(cls, folder: Path) -> None:
        shutil.copyfile(KEPT_STORE, folder / STORE)
        for number in range(2):  # how it is when nothing happens; twice, to see what is drawn
            path = folder / f"{number}" / STORE
            path.parent.mkdir()
            shutil.copyfile(KEPT_STORE, path)
            Database.open(path).close()

    def begin(self, done: int, progress: Progress) -> None:
        pass

    def do(self, number: int, run: int) -> None:
        Database.open(self.store, who="Anna").close()

    def expect(self, before: Model, number: int, run: int) -> Model:
        return {**before, "schema": SCHEMA}

    def observe(self) -> Model:
        """Tell what is in the file, after SQLite has rolled back as for any program."""
        (schema,) = one(self.store, "PRAGMA user_version")
        rows = read_rows(self.store)
        if schema == 1:
            return {"schema": 1, "whole": rows == read_rows(KEPT_STORE)}
        new, other = (read_rows(self.folder / f"{number}" / STORE) for number in range(2))
        drawn = find_drawn(new, other)
        assert len(drawn) < 9
        return {"schema": schema, "whole": without(rows, drawn) == without(new, drawn)}

    def check_files(self, acts: int) -> list[str]:
        """The backup from before the upgrade is there and holds what was there."""
        found = super().check_files(acts)
        rows = [r for r in backups.list_backups(self.store) if r.reason is BackupReason.MIGRATION]
        whole = [row for row in rows if read_rows(row.path) == read_rows(KEPT_STORE)]
        if len(rows) != 1 or len(whole) != 1:
            found.append(f"{len(rows)} backups from before the upgrade, {len(whole)} whole")
        return found


class Purging(Kind):
    """One event list after the other goes for good, from the store and from its copies."""

    name = "purge"
    weight = 3
    kills = 4
    most = 4

    @classmethod
    def fill(cls, database: Database) -> None:
        client.start = ForkedReader  # type: ignore[assignment]
        folder = database.path.parent
        for number in range(cls.most + 1):
            import_file(database, write_events(folder, number), number)
        import_file(database, write_figures(folder, 9), 9)
        backups.make_backup(database.path, BackupReason.MANUAL)

    def do(self, number: int, run: int) -> None:
        (batch,) = (
            batch.batch_id
            for batch in imports.list_batches(self.open)
            if batch.file_name == f"uttag{number}.csv"
        )
        purging.purge_batches(self.open, (batch,), self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        held = [[name, rows] for name, rows in before["held"] if name != f"uttag{number}.csv"]
        return {"held": held, "measurements": before["measurements"]}

    def observe(self) -> Model:
        held = ask(
            self.store,
            "SELECT file_name, length FROM import_batch JOIN event_blob USING (batch_id)"
            " WHERE name='date' AND state<>'purged' ORDER BY batch_id",
        )
        (count,) = one(self.store, "SELECT count(*) FROM measurement")
        return {"held": [list(row) for row in held], "measurements": count}

    def check_files(self, acts: int) -> list[str]:
        found = super().check_files(acts)
        held = {name for name, _rows in self.observe()["held"]}
        for number in range(self.most):
            if f"uttag{number}.csv" not in held:
                found += find_bytes(self.folder, marked_text(number))
        return found


def marked_text(number: int) -> bytes:
    """Return the packed texts of a batch's units, as they lie in the file."""
    return zlib.compress(json.dumps([f"Xyzzyort{number:03}"], ensure_ascii=False).encode(), 1)


NAMES = ("Åsa Öberg", "Bo Ekström", "Cilla Dahlgren", "Didrik Ånäs")


class Erasing(Kind):
    """One person after the other is erased from the store and from its copies."""

    name = "erase"
    weight = 2
    kills = 4
    most = len(NAMES)
    is_edited = False

    @classmethod
    def fill(cls, database: Database) -> None:
        for number, name in enumerate(NAMES):
            for version in range(2):
                written = analyses.AnalysisText(
                    ("VG9",), "12", f"2024-Q{1 + number}", finding=f"{name} sade {version}."
                )
                analyses.update_analysis(database, written)
        backups.make_backup(database.path, BackupReason.MANUAL)

    def do(self, number: int, run: int) -> None:
        persons.erase_person(self.open, NAMES[number], progress=self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        return {
            "places": [
                0 if name == number else count for name, count in enumerate(before["places"])
            ]
        }

    def observe(self) -> Model:
        """Count texts of the store and its history that hold each name."""
        found = []
        for name in NAMES:
            (rows,) = one(
                self.store, "SELECT count(*) FROM analysis WHERE finding LIKE ?", f"%{name}%"
            )
            (changes,) = one(
                self.store,
                "SELECT count(*) FROM history_change WHERE old LIKE ?1 OR new LIKE ?1",
                f"%{name}%",
            )
            found.append(rows + changes)
        return {"places": found}

    def check_files(self, acts: int) -> list[str]:
        """No file holds the name, once what was cut off has been asked for again."""
        found = super().check_files(acts)
        gone = [n for n, count in zip(NAMES, self.observe()["places"], strict=True) if not count]
        with Database.open(self.store) as database:
            for name in gone:
                persons.erase_person(database, name)
        for name in gone:
            found += find_bytes(self.folder, name.encode())
        return found


class Trashing(Kind):
    """Delete a limit, bring it back, delete it, remove it for good."""

    name = "trash"
    weight = 2
    kills = 10
    most = 80

    def do(self, number: int, run: int) -> None:
        uuid = self.uuids[number // 4]
        if number % 2 == 0:
            catalogue.delete_limit(self.open, uuid)
        elif number % 4 == 1:
            trash.restore_rows(self.open, [uuid])
        else:
            trash.delete_for_good(self.open, [uuid])

    def expect(self, before: Model, number: int, run: int) -> Model:
        place = number // 4
        state = ("deleted", "there", "deleted", "gone")[number % 4]
        states = [state if n == place else old for n, old in enumerate(before["states"])]
        return {"states": states, "entries": before["entries"] + 1}

    def observe(self) -> Model:
        deleted = dict(ask(self.store, "SELECT uuid, deleted_at IS NOT NULL FROM lead_time_limit"))
        words = {0: "there", 1: "deleted", None: "gone"}
        return {
            "states": [words[deleted.get(uuid)] for uuid in self.uuids],
            "entries": count_entries(self.store),
        }


class Closing(Kind):
    """Open, change, close with the backup that is then due."""

    name = "closing"
    weight = 2
    kills = 12

    def begin(self, done: int, progress: Progress) -> None:
        self.progress = progress

    def do(self, number: int, run: int) -> None:
        now = dt.datetime.now(dt.UTC) + dt.timedelta(days=1 + number)
        self.database = opening.open_store(self.store, who="Anna").database
        self.set_days(0, days_of(number))
        opening.close_store(self.database, now=now)

    def expect(self, before: Model, number: int, run: int) -> Model:
        return {"days": [days_of(number)]}

    def observe(self) -> Model:
        return {"days": self.days(0)}

    def check_files(self, acts: int) -> list[str]:
        found = super().check_files(acts)
        held = [self.days(0, path=row.path)[0] for row in backups.list_backups(self.store)]
        if acts and days_of(acts - 1) not in held:
            found.append("no backup of what was closed")
        return found


class Exporting(Kind):
    """A change, then all of the store written to a file that holds an older state."""

    name = "export"
    weight = 1
    kills = 10

    def do(self, number: int, run: int) -> None:
        if number % 2 == 0:
            self.set_days(0, days_of(number))
        else:
            target = self.folder / "allt.json"
            export.export_store(self.open, target, progress=self.progress)

    def expect(self, before: Model, number: int, run: int) -> Model:
        if number % 2 == 0:
            return {**before, "days": [days_of(number)]}
        return {**before, "written": before["days"][0]}

    def observe(self) -> Model:
        path = self.folder / "allt.json"
        written = None
        if path.exists():
            rows = json.loads(path.read_text("utf-8"))["tables"]["lead_time_limit"]
            key = one(
                self.store,
                "SELECT kva_prefix, treatment, variant, from_event, to_event,"
                " valid_from FROM lead_time_limit WHERE uuid=?",
                self.uuids[0],
            )
            (written,) = (
                row["days"]
                for row in rows
                if tuple(
                    row[name] or None
                    for name in (
                        "kva_prefix",
                        "treatment",
                        "variant",
                        "from_event",
                        "to_event",
                        "valid_from",
                    )
                )
                == tuple(value or None for value in key)
            )
        return {"days": self.days(0), "written": written}


def count_entries(store: Path) -> int:
    return int(one(store, "SELECT count(*) FROM history_entry")[0])


def find_bytes(folder: Path, sought: bytes) -> list[str]:
    """Return the files that hold the bytes, once what a kill left over has been removed."""
    from rccdesk.files import remove_leftovers

    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    remove_leftovers((folder, backups.backups_dir(folder / STORE)), later)
    return [
        f"traces in {path.suffix}"
        for path in folder.rglob("*")
        if path.is_file() and sought in path.read_bytes()
    ]


KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        Importing,
        Editing,
        Undoing,
        BackingUp,
        Restoring,
        Migrating,
        Purging,
        Erasing,
        Trashing,
        Closing,
        Exporting,
    )
}
