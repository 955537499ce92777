"""Write the dump of a store as a file; the suffix of its name says which kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.errors import FileWriteError
from rccdesk.files import writing
from rccdesk.services.export.dumping import DELETED, TABLES, dump
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database

FORMATS = (".json", ".xlsx")


def export_store(
    database: Database,
    target: Path,
    *,
    case_level: bool = False,
    progress: Progress = ignore,
) -> Path:
    """Write everything in the store to ``target`` (.json or .xlsx) and return its path.

    ``case_level`` writes imported events as rows instead of a summary. Raises FileWriteError
    ``export_format`` for another suffix, and as `rccdesk.files.writing`; the file that was there
    is then as it was.
    """
    suffix = target.suffix.lower()
    if suffix not in FORMATS:
        raise FileWriteError("export_format", file=target.name, formats=", ".join(FORMATS))
    content = dump(database, case_level=case_level, progress=progress)
    with writing(target) as temporary:
        if suffix == ".json":
            with temporary.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_json_lines(content))
        else:
            # Imported here: its library takes 4 MB, which the window has little of.
            from rccdesk.services.export.workbook import write_workbook

            write_workbook(temporary, content, case_level=case_level)
    return target


def _json_lines(content: dict[str, Any]) -> Iterator[str]:
    """Yield JSON with one row of a table per line, so that two exports can be compared by line."""
    opening = "{\n"
    for key, value in content.items():
        yield f"{opening} {_json(key)}: "
        opening = ",\n"
        if key in (TABLES, DELETED):
            yield from _table_lines(value)
        else:
            yield _json(value)
    yield "\n}\n"


def _table_lines(tables: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    yield "{"
    opening = "\n"
    for name, rows in tables.items():
        yield f"{opening}  {_json(name)}: ["
        opening = ",\n"
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n   {_json(row)}"
        yield "\n  ]" if rows else "]"
    yield "\n }" if tables else "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
