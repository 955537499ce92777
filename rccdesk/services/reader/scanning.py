"""Scan the parts of a workbook beside calamine: small ones before it, large ones meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rccdesk.services.reader.findings import SheetFindings
from rccdesk.services.reader.limits import Refusal

# Parts up to this size are scanned before calamine opens the file, larger ones while it parses.
_SCAN_FIRST_BYTES = 24 * 2**20

Report = Callable[[int], None]


@dataclass(frozen=True)
class ScanTask:
    """One part to scan: ``run`` returns the findings by sheet name.

    ``run`` is given where to tell the number of bytes scanned since it last told, None where
    calamine has not begun.
    """

    size: int
    run: Callable[[Report | None], dict[str, SheetFindings]]


class Scan:
    """The scan of all parts.

    ``refuse`` is called in the scanning thread when a large part must not be read: calamine is
    then busy with it and cannot be interrupted.
    """

    def __init__(
        self, tasks: Sequence[ScanTask], refuse: Callable[[Refusal], None], report: Report
    ) -> None:
        """Scan the small parts and start with the large ones."""
        self._refuse = refuse
        self._report = report
        self._findings: dict[str, SheetFindings] = {}
        self._large = [task for task in tasks if task.size > _SCAN_FIRST_BYTES]
        for task in tasks:
            if task.size <= _SCAN_FIRST_BYTES:
                self._findings |= task.run(None)
        self._thread = threading.Thread(target=self._scan_large, daemon=True)
        self._thread.start()

    def wait(self) -> dict[str, SheetFindings]:
        """Return the findings by sheet name when all parts are scanned."""
        self._thread.join()
        return self._findings

    def _scan_large(self) -> None:
        try:
            for task in self._large:
                self._findings |= task.run(self._report)
        except Refusal as refusal:
            self._refuse(refusal)
        except BaseException:  # noqa: BLE001 - an unfinished scan must not pass for a clean one
            self._refuse(Refusal("reader_died"))
