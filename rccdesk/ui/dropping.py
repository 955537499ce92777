"""Which of the files dropped on the window can be opened or imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QDropEvent

from rccdesk.paths import STORE_SUFFIX

_LOCK_FILES = ("~$", ".~lock.")  # of Excel and of LibreOffice
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
PATTERNS = " ".join(f"*{suffix}" for suffix in _WORKBOOKS)  # for a dialog that asks for a file


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the dropped files of this computer, where any is a store or may be a workbook.

    The others come along, to be refused with their reason rather than passed over in silence.
    """
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    can_any = any(path.suffix.lower() in (*_WORKBOOKS, STORE_SUFFIX) for path in paths)
    return paths if can_any else []


def without_lock_files(files: Iterable[Path]) -> list[Path]:
    """Return files without those that lie beside an open workbook, unless there are no others."""
    chosen = list(files)
    return [file for file in chosen if not file.name.startswith(_LOCK_FILES)] or chosen


def take_drop(
    event: QDropEvent,
    open_store: Callable[[Path], object],
    take_workbooks: Callable[[tuple[Path, ...]], object],
) -> None:
    """Open a dropped rccdesk file, or else take what was dropped as workbooks."""
    files = dropped_files(event)
    stores = [file for file in files if file.suffix == STORE_SUFFIX]
    event.acceptProposedAction()
    if stores:
        open_store(stores[0])
    elif files:
        take_workbooks(tuple(files))
