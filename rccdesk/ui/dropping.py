"""Which of the files dropped on the window can be opened or imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDropEvent

from rccdesk.paths import STORE_SUFFIX

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
PATTERNS = " ".join(f"*{suffix}" for suffix in _WORKBOOKS)  # for a dialog that asks for a file


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the dropped files of this computer that are stores or may be workbooks."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in (*_WORKBOOKS, STORE_SUFFIX)]


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
