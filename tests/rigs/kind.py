"""What is done when the kill comes: per kind the acts by the real services, and a plain model.

`begin`, `act` and `end` run in the child; `prepare`, `expect` and `observe` in the parent, which
reads the files with nothing of the program's but the listing and checking of backups.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from rccdesk.services import (
    backups,
    imports,
    opening,
)
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.imports.reading import client
from rccdesk.services.pathways import catalogue
from rccdesk.services.progress import Progress, ignore
from tests.rigs.forking import ForkedReader
from tests.rigs.plain import ask, one
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

    def __init__(self, folder: Path, *, is_reader_forked: bool = False) -> None:
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
    assert result.batch_id is not None
    return result.batch_id


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
