"""What is done in a store while its file layer fails, and what a store says afterwards.

In the process of the faults ``sqlite3`` is APSW; elsewhere it is Python's own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rccdesk.errors import RccdeskError
from rccdesk.files import PREFIX
from rccdesk.services import (
    analyses,
    backups,
    checks,
    export,
    history,
    imports,
    mapping75,
    store_settings,
)
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.improvements import FigureOrigin
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv

STORE = "min.rccdesk"
RELEASED = Path(__file__).parents[1] / "stores" / "schema-1.rccdesk"
_EXTRACT_DATE = dt.date(2026, 11, 1)
FIGURE = FigureOrigin(
    "prov", "prov|period=2025-Q4|unit=Enhet 11", ("VG9",), "12", "2025-Q4", "Enhet 11", "",
    _EXTRACT_DATE, "Prov",
)  # fmt: skip
_AGGREGATED = ("Period", "Enhet", "Täljare", "Nämnare")


def prepare(folder: Path) -> None:
    """Make the files that all jobs start from: extracts, a store for imports, one to upgrade."""
    quarters = [f"{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
    for name, first in (("before", 10), ("after", 11)):
        rows = [
            (quarter, f"Enhet {unit:02}", first + unit, 90 + number)
            for number, quarter in enumerate(quarters)
            for unit in range(12)
        ]
        write_csv(folder / f"{name}.csv", [_AGGREGATED, *rows])
        events = [
            event(f"N-{number:03}", f"VG9{code}", day, unit=f"Enhet {number % 9}")
            for number in range(30 if name == "before" else 60)
            for code, day in (("10", "2026-02-05"), ("50", f"2026-03-{first}"))
        ]
        write_csv(folder / f"{name}-events.csv", [EVENT_HEADER, *events])
    with Database.open(folder / STORE, create=True, who="Prov") as database:
        _import(database, folder / "before.csv")
        _import(database, folder / "before-events.csv")
    shutil.copyfile(RELEASED, folder / "released.rccdesk")


def _import(database: Database, path: Path) -> None:
    indicator = None if path.stem.endswith("events") else "prov"
    imports.import_files(
        database, ImportRequest((path,), indicator=indicator, extract_date=_EXTRACT_DATE)
    )


class Job:
    """Something that is one transaction, and that can be tried again when it has failed."""

    def __init__(self, folder: Path, name: str, extracts: Path) -> None:
        self._store, self._name, self._extracts = folder / STORE, name, extracts
        self._database: Database | None = None

    def run(self) -> None:
        """Do it; the store stays open."""
        if self._database is None:
            self._database = Database.open(self._store, who="Prov")
        if self._name != "migration":
            _import(self._database, self._extracts / f"{self._name}.csv")

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._database is not None:
            self._database.close()


JOBS = {"after": STORE, "after-events": STORE, "migration": "released.rccdesk"}


def acts(extracts: Path) -> list[Callable[[Database], object]]:
    """Return writes of every kind, each one transaction."""
    return [
        lambda database: store_settings.update_reporting_lag_days(database, 33),
        lambda database: _import(database, extracts / "after.csv"),
        lambda database: _import(database, extracts / "after-events.csv"),
        history.undo_last,
        history.redo_last,
        lambda database: imports.undo_batch(database, 1),
        lambda database: analyses.update_analysis(
            database, AnalysisText(("VG9",), "12", "2025-Q4", finding="Klart.", is_done=True)
        ),
        lambda database: analyses.add_figure(
            database, AnalysisKey(("VG9",), "12", "2025-Q4", "prov"), FIGURE
        ),
        lambda database: mapping75.add_cause(database, "Semester"),
        lambda database: store_settings.update_reporting_lag_days(database, 34),
    ]


def inspect(path: Path) -> dict[str, Any]:
    """Open a database as any program would, and tell whether it is sound and what it holds."""
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)
        ) as connection:
            found = {
                "integrity": connection.execute("PRAGMA integrity_check").fetchall()[0][0],
                "links": len(connection.execute("PRAGMA foreign_key_check").fetchall()),
                "schema": connection.execute("PRAGMA user_version").fetchone()[0],
            }
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name"
            ).fetchall()
            digest = hashlib.sha256()
            for row in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1,2"):
                digest.update(repr(row).encode())
            for (name,) in names:
                for row in connection.execute(f'SELECT * FROM "{name}"'):
                    digest.update(repr(row).encode())
            return {**found, "digest": digest.hexdigest()}
    except sqlite3.Error as error:
        return {"integrity": f"{type(error).__name__}: {error}"}


def read(database: Database) -> str:
    """Return what a store says, and how many entries its history has."""
    content = export.dump(database, case_level=True)
    content.pop("version")
    content.pop("exported_at")
    words = json.dumps(content, sort_keys=True, default=str)
    return f"{hashlib.sha256(words.encode()).hexdigest()} {database.last_entry_id()}"


def look(path: Path) -> dict[str, Any]:
    """Open a store as the program does, recovery and all; tell what it says and what lies there."""
    with Database.open(path) as database:
        said = read(database)
        result = checks.check_store(database)
    return {
        "said": said,
        "findings": [f.rule for f in result.findings if f.severity != "info"],
        "copies": _damaged_copies(path),
        "files": sorted(
            p.name for p in path.parent.rglob("*") if p.is_file() and p.suffix != ".state"
        ),
    }


def _damaged_copies(store: Path) -> list[str]:
    """Return the files among the backups that are not whole; a killed program may leave drafts."""
    bad = []
    folder = backups.backups_dir(store)
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith(PREFIX):
            continue
        try:
            backups.verify_backup(path)
        except RccdeskError as error:
            bad.append(f"{path.suffix}: {type(error).__name__}")
    return bad
