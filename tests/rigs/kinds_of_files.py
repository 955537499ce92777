"""Work with whole files: backups, restoring, upgrading, closing, exporting."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

from rccdesk.enums import BackupReason
from rccdesk.services import (
    backups,
    export,
    opening,
    restoring,
)
from rccdesk.services.backups.placing import set_aside_files
from rccdesk.services.database import SCHEMA, Database
from rccdesk.services.progress import Progress
from tests.rigs.kind import (
    KEPT_STORE,
    STORE,
    Kind,
    Model,
    change_days,
    days_of,
)
from tests.rigs.plain import find_drawn, one, read_rows, without


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


class Opening(Kind):
    """What the program does at its start, with whatever was left there."""

    name = "opening"

    def begin(self, done: int, progress: Progress) -> None:
        self.progress = progress

    def do(self, number: int, run: int) -> None:
        self.database = opening.open_store(self.store, who="Anna").database
        opening.tend_store(self.database, progress=self.progress)
        self.database.close()
