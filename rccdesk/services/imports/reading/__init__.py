"""Read a workbook or CSV file in a guarded child process, as coded columns.

``with open_workbook(path) as reading:`` gives ``reading.head``, from which the layout is
recognised, and ``reading.read(plan)``, the columns of one sheet. The child (the modules of
`rccdesk.services.reader`) survives neither a hostile file nor a panic of its parser; the program
does, with a `FileRefusedError`. Everything the child hands over has been scanned for personal
identifiers; it is the caller who stops.
"""

from __future__ import annotations

from pathlib import Path

from rccdesk.services.imports.reading.client import Reading, ShowFirst
from rccdesk.services.imports.reading.tables import (
    CodedColumn,
    CodedTable,
    IdentifierHit,
    ReadPlan,
    SheetHead,
    WorkbookHead,
)
from rccdesk.services.privacy import names_identity, names_personal_number
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.reader.findings import cell_address
from rccdesk.services.reader.wire import CellFault

__all__ = [
    "CellFault",
    "CodedColumn",
    "CodedTable",
    "IdentifierHit",
    "ReadPlan",
    "Reading",
    "SheetHead",
    "ShowFirst",
    "WorkbookHead",
    "cell_address",
    "names_identity",
    "names_personal_number",
    "open_workbook",
]


def open_workbook(
    path: Path, progress: Progress = ignore, *, show_first: ShowFirst | None = None
) -> Reading:
    """Start reading ``path``: a context manager with the file's head.

    Raises FileRefusedError (not_a_workbook, password_protected, truncated, empty_file, too_large,
    reader_died, no_table, file_not_found, file_locked, file_in_cloud, file_unreadable) and
    whatever ``progress`` raises, which ends the child. ``progress`` is told
    thousandths of the whole, also of `read`.
    ``show_first`` gets the first rows of the first visible sheets of a large .xlsx at once, in
    this thread; the head tells the same more surely some seconds later.
    """
    return Reading(Path(path), progress, show_first)
