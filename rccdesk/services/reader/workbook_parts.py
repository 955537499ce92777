"""What the scan needs to know of a workbook before calamine opens it, for each format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from rccdesk.services.reader.first_rows import FirstRows
from rccdesk.services.reader.scanning import ScanTask


@dataclass(frozen=True)
class SheetPart:
    """A worksheet's part of the container; ``part`` is None for chart sheets and the like."""

    name: str
    part: str | None
    is_visible: bool = True


class WorkbookParts(Protocol):
    """A workbook file, checked and ready to be scanned and opened.

    ``has_macros``: program code, never run; ``has_links``: links to other files, queries, pivot
    caches, of which nothing is read.
    """

    kind: str
    has_macros: bool
    has_links: bool
    is_date1904: bool

    def tasks(self) -> list[ScanTask]:
        """Return the scans that find what calamine does not tell."""

    def first_rows(self) -> Iterator[tuple[str, FirstRows]]:
        """Yield what can be shown of the first sheets at once, by name."""

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sheet, cell, text) of every note and comment."""
