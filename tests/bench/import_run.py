"""What a user does around an import, timed in one process as the window calls it.

Run as ``python -m tests.bench.import_run STORE WORKBOOK NEXT LIST``: WORKBOOK is looked at and
imported, again, then NEXT, the following extract of the same list; both are undone, the older
first. LIST is a pathway list, imported into a store of its own. Prints seconds as one JSON object.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rccdesk.services import imports
from rccdesk.services.database import Database

_DAY = dt.date(2026, 11, 20)


def main(store: Path, workbook: Path, following: Path, listed: Path) -> None:
    """Do it and print how long each took."""
    seconds: dict[str, float] = {}

    def timed(name: str, call: Callable[[], object]) -> None:
        started = time.perf_counter()
        call()
        seconds[name] = time.perf_counter() - started

    request = imports.ImportRequest((workbook,), extract_date=_DAY)
    later = imports.ImportRequest((following,), extract_date=_DAY)
    with Database.open(store, create=True) as database:
        timed("preview", lambda: imports.preview_file(database, request))
        timed("first", lambda: imports.import_files(database, request))
        timed("again", lambda: imports.import_files(database, request))
        timed("preview next", lambda: imports.preview_file(database, later))
        imports.import_files(database, later)
        older, newer = (batch.batch_id for batch in imports.list_batches(database))
        timed("undo below", lambda: imports.undo_batch(database, older))
        timed("undo", lambda: imports.undo_batch(database, newer))
    apart = store.with_name("listed.rccdesk")
    with Database.open(apart, create=True) as database:
        request = imports.ImportRequest((listed,), extract_date=_DAY)
        timed("list", lambda: imports.import_files(database, request))
    apart.unlink()
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:5]))
