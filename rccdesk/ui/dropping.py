"""Which of the files dropped on the window can be opened or imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from rccdesk.paths import STORE_SUFFIX

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"})


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the dropped files of this computer that are stores or may be workbooks."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in _WORKBOOKS | {STORE_SUFFIX}]
