"""The sheets of a file, however it is written, and what the scan beside calamine finds."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.services.reader import csv_rows
from rccdesk.services.reader.archive import Archive
from rccdesk.services.reader.coding import Row
from rccdesk.services.reader.date_formats import date_of
from rccdesk.services.reader.findings import SheetFindings
from rccdesk.services.reader.first_rows import FirstRows
from rccdesk.services.reader.kinds import CSV, ODS, OLE, XLSB, XLSM, XLSX, recognise
from rccdesk.services.reader.limits import HEAD_ROWS, MAX_CELLS, MAX_COLUMNS, Refusal
from rccdesk.services.reader.ods import OdsParts
from rccdesk.services.reader.ooxml import OoxmlParts
from rccdesk.services.reader.scanning import Scan
from rccdesk.services.reader.workbook_parts import WorkbookParts
from rccdesk.services.reader.xls import XlsParts
from rccdesk.services.reader.xlsb import XlsbParts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_HASH_STEP = 8 * 2**20
# Parsed sheets are kept for the reading up to this size together; a cell takes 24 bytes.
_KEPT_CELLS = 12_000_000


class Sheet:
    """A sheet that can be read any number of times."""

    def __init__(self, name: str, *, visible: bool = True, very_hidden: bool = False) -> None:
        self.name = name
        self.visible = visible
        self.very_hidden = very_hidden
        self.first_row = 1
        self.first_column = 0
        self.row_count = 0
        self.column_count = 0
        self.head: list[Row] = []

    def rows(self) -> Iterator[Row]:
        """Yield the rows from ``first_row`` on, without the columns before ``first_column``."""
        return iter(())


class _WorkbookSheet(Sheet):
    """A worksheet, which calamine parses as a whole."""

    def __init__(
        self,
        workbook: CalamineWorkbook,
        name: str,
        *,
        visible: bool = True,
        very_hidden: bool = False,
    ) -> None:
        super().__init__(name, visible=visible, very_hidden=very_hidden)
        sheet = workbook.get_sheet_by_name(name)
        self._workbook = workbook
        self._sheet: CalamineSheet | None = sheet
        self._dates: dict[int, list[int]] = {}
        self._is_1904 = False
        if sheet.start is not None and sheet.end is not None:
            self.first_row = sheet.start[0] + 1
            self.first_column = sheet.start[1]
            self.row_count = sheet.end[0] - sheet.start[0] + 1
            self.column_count = sheet.end[1] - sheet.start[1] + 1
        if self.row_count * self.column_count > MAX_CELLS:
            raise Refusal("too_large", reason="cells", sheet=name)
        if self.first_column + self.column_count > MAX_COLUMNS:
            raise Refusal(
                "too_large",
                reason="far_cell",
                sheet=name,
                rows=self.row_count,
                columns=self.first_column + self.column_count,
            )

    def rows(self) -> Iterator[Row]:
        if not self.row_count:
            return iter(())
        if self._sheet is None:
            with _refusing_damage(Path(self._workbook.path or "")):
                self._sheet = self._workbook.get_sheet_by_name(self.name)
        # iter_rows gives the empty rows above the first filled one, but not the empty columns.
        rows = islice(self._sheet.iter_rows(), self.first_row - 1, None)
        return self._with_dates(rows) if self._dates else rows

    def tell_dates(self, dates: dict[int, list[int]], *, is_1904: bool) -> None:
        """Remember the cells, by row, that are dates though calamine gives their number."""
        self._dates = dates
        self._is_1904 = is_1904
        if self.head:
            self.head = list(islice(self.rows(), HEAD_ROWS))

    def _with_dates(self, rows: Iterator[Row]) -> Iterator[Row]:
        for number, row in enumerate(rows, self.first_row):
            columns = self._dates.get(number)
            if not columns:
                yield row
                continue
            changed = list(row)
            for column in columns:
                value = changed[column - self.first_column]
                if isinstance(value, int):
                    with contextlib.suppress(OverflowError):
                        date = date_of(value, is_1904=self._is_1904)
                        changed[column - self.first_column] = date
            yield changed

    def forget(self) -> None:
        """Free the parsed cells; they are parsed again when needed."""
        self._sheet = None


class _CsvSheet(Sheet):
    """A CSV file as a sheet of its own."""

    def __init__(self, path: Path, format_: csv_rows.CsvFormat) -> None:
        super().__init__("")
        self._path = path
        self._format = format_
        for row in self.rows():
            if self.row_count < HEAD_ROWS:
                self.head.append(row)
            self.row_count += 1
            self.column_count = max(self.column_count, len(row))
            if self.row_count * self.column_count > MAX_CELLS:
                raise Refusal("too_large", reason="cells", sheet="")

    def rows(self) -> Iterator[Row]:
        return csv_rows.read_rows(self._path, self._format)


class Source:
    """The file: its sheets and what the scan beside calamine finds."""

    kind = XLSX
    has_macros = False
    has_links = False
    date1904 = False
    encoding: str | None = None
    delimiter: str | None = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sheets: list[Sheet] = []
        self.comments: list[tuple[str, str, str]] = []

    def hidden_sheets(self) -> Iterator[Sheet]:
        """Yield the sheets that are only scanned."""
        return iter(())

    def show_hidden(self, name: str) -> None:
        """Let a hidden sheet be read: the user has named it."""

    def findings(self) -> dict[str, SheetFindings]:
        """Wait for the scan and return its findings by sheet."""
        return {}


class CsvSource(Source):
    """A CSV file."""

    kind = CSV

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        format_ = csv_rows.find_format(path)
        self.encoding, self.delimiter = format_.encoding, format_.delimiter
        self.sheets = [_CsvSheet(path, format_)]


class WorkbookSource(Source):
    """A workbook of any format: checked, scanned, opened by calamine."""

    def __init__(
        self,
        path: Path,
        container: str,
        refuse: Callable[[Refusal], None],
        report: Callable[[float], None],
        show: Callable[[list[Sheet]], None],
    ) -> None:
        """Open a file whose ``container`` is `ZIP` or `OLE`; ``show`` gets its first rows."""
        super().__init__(path)
        parts = _open_parts(path, container)
        if first := [_begun(name, rows) for name, rows in parts.first_rows()]:
            show(first)
        self.has_macros = parts.has_macros
        self.date1904 = parts.is_date1904
        self.kind = parts.kind
        tasks = parts.tasks()
        self._bytes = max(sum(task.size for task in tasks), 1)
        self._scanned = 0
        self._kept_cells = 0
        self._tell = report
        self._hidden: list[tuple[str, bool]] = []
        self._scan = Scan(tasks, refuse, self._report)
        self._open()
        if self.kind not in (XLSX, XLSM):
            self._tell_dates(self._scan.wait())  # it finds the comments too
        self.comments = list(parts.comments())
        self.has_links = parts.has_links

    def hidden_sheets(self) -> Iterator[Sheet]:
        """Parse the hidden sheets one by one."""
        for name, is_very in self._hidden:
            with _refusing_damage(self.path):
                sheet = _WorkbookSheet(self._workbook, name, visible=False, very_hidden=is_very)
            if found := self.findings().get(name):
                sheet.tell_dates(found.dates, is_1904=self.date1904)
            yield sheet

    def show_hidden(self, name: str) -> None:
        """Let a hidden sheet be read: the user has named it."""
        for sheet in self.hidden_sheets():
            if sheet.name == name:
                sheet.head = list(islice(sheet.rows(), HEAD_ROWS))
                self.sheets = [sheet if each.name == name else each for each in self.sheets]

    def findings(self) -> dict[str, SheetFindings]:
        """Wait for the scan and return its findings by sheet."""
        return self._scan.wait()

    def _open(self) -> None:
        import python_calamine as calamine

        very_hidden = calamine.SheetVisibleEnum.VeryHidden
        with _refusing_damage(self.path):
            self._workbook = calamine.CalamineWorkbook.from_path(str(self.path))
            for sheet in self._workbook.sheets_metadata:
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible == calamine.SheetVisibleEnum.Visible:
                    self._add_visible(sheet.name)
                else:
                    self._hidden.append((sheet.name, sheet.visible == very_hidden))
        self.sheets += [
            Sheet(name, visible=False, very_hidden=is_very_hidden)
            for name, is_very_hidden in self._hidden
        ]

    def _tell_dates(self, findings: dict[str, SheetFindings]) -> None:
        for sheet in self.sheets:
            found = findings.get(sheet.name)
            if found is not None and found.dates and isinstance(sheet, _WorkbookSheet):
                sheet.tell_dates(found.dates, is_1904=self.date1904)

    def _add_visible(self, name: str) -> None:
        sheet = _WorkbookSheet(self._workbook, name)
        sheet.head = list(islice(sheet.rows(), HEAD_ROWS))
        self._kept_cells += sheet.row_count * sheet.column_count
        if self._kept_cells > _KEPT_CELLS and self.sheets:
            sheet.forget()
        self.sheets.append(sheet)

    def _report(self, scanned: int) -> None:
        self._scanned += scanned
        self._tell(self._scanned / self._bytes)


def open_source(
    path: Path,
    refuse: Callable[[Refusal], None],
    report: Callable[[float], None],
    show: Callable[[list[Sheet]], None],
) -> Source:
    """Open ``path`` as what it is.

    See `Scan` for ``refuse``; ``report`` gets shares of 1, ``show`` the first rows of a large
    file before the rest is read.
    """
    container = recognise(path)
    if container == CSV:
        return CsvSource(path)
    return WorkbookSource(path, container, refuse, report, show)


def _begun(name: str, first: FirstRows) -> Sheet:
    """Return a sheet of which no more than the first rows is known yet."""
    sheet = Sheet(name)
    sheet.first_row = first.first_row
    sheet.head = list(first.rows)
    sheet.row_count = len(first.rows)
    sheet.column_count = max(map(len, first.rows), default=0)
    return sheet


def _open_parts(path: Path, container: str) -> WorkbookParts:
    if container == OLE:
        return XlsParts(path)
    archive = Archive(path)
    if archive.kind == XLSB:
        return XlsbParts(archive)
    return OdsParts(archive) if archive.kind == ODS else OoxmlParts(archive)


@contextlib.contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """Turn what calamine raises into a refusal."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError:
        raise Refusal("password_protected") from None
    except (calamine.CalamineError, OSError):
        _refuse_unreachable(path)
        raise Refusal("truncated") from None


def _refuse_unreachable(path: Path) -> None:
    """Refuse a file that has gone, so that it does not pass for a damaged one."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError:
        raise Refusal("file_unreadable") from None


class Fingerprint:
    """The SHA-256 of the file, computed beside other work."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._value = ""
        self._thread = threading.Thread(target=self._compute, daemon=True)
        self._thread.start()

    def wait(self) -> str:
        """Return the hexadecimal digest; refuse a file that could not be read to its end."""
        self._thread.join()
        if not self._value:
            raise Refusal("file_unreadable")
        return self._value

    def _compute(self) -> None:
        digest = hashlib.sha256()
        with contextlib.suppress(OSError), self._path.open("rb") as file:
            while piece := file.read(_HASH_STEP):
                digest.update(piece)
            self._value = digest.hexdigest()
