"""The parts of an .ods workbook: one XML part holds all sheets, with cells and rows repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from rccdesk.services.reader.archive import Archive, named
from rccdesk.services.reader.findings import SheetFindings, cell_address
from rccdesk.services.reader.first_rows import FirstRows
from rccdesk.services.reader.kinds import ODS
from rccdesk.services.reader.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refusal
from rccdesk.services.reader.scanning import Report, ScanTask

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
# The signs that are shown, also in Swedish; Err:502 and the like are those of LibreOffice.
_SIGNS = {
    "#N/A": "#N/A",
    "#SAKNAS!": "#N/A",
    "#DIV/0!": "#DIV/0!",
    "#DIVISION/0!": "#DIV/0!",
    "#REF!": "#REF!",
    "#REFERENS!": "#REF!",
    "#NAME?": "#NAME?",
    "#NAMN?": "#NAME?",
    "#VALUE!": "#VALUE!",
    "#VÄRDEFEL!": "#VALUE!",
    "#VÄRDE!": "#VALUE!",
    "#NUM!": "#NUM!",
    "#OGILTIGT!": "#NUM!",
    "#NULL!": "#NULL!",
    "#SKÄRNING!": "#NULL!",
}
_CODE = re.compile(r"(?:Err|Fel):\d{3}")
_LONGEST_SIGN = max(map(len, _SIGNS))
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


class OdsParts:
    """An .ods workbook in a checked container."""

    kind = ODS
    is_date1904 = False  # dates are written as dates

    def __init__(self, archive: Archive) -> None:
        """Refuse encrypted files and document types."""
        self._archive = archive
        archive.refuse_dtds(except_in=_CONTENT)
        if _MANIFEST in archive and list(named(archive.parse(_MANIFEST), "encryption-data")):
            raise Refusal("password_protected")
        if _CONTENT not in archive:
            raise Refusal("truncated")
        self.has_macros = archive.has_macros
        self.has_links = False
        self._comments: list[tuple[str, str, str]] = []

    def tasks(self) -> list[ScanTask]:
        """Return the one scan of all sheets."""
        return [ScanTask(self._archive.size(_CONTENT), self._scan)]

    def first_rows(self) -> Iterator[tuple[str, FirstRows]]:
        """Yield nothing: the format is not read from its beginning."""
        return iter(())

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sheet, cell, text) of every comment, once the scan has ended."""
        yield from self._comments

    def _scan(self, report: Report | None) -> dict[str, SheetFindings]:
        scan = _ContentScan()
        scan.read(self._archive.chunks(_CONTENT), report)
        self.has_links = scan.has_links
        self._comments = scan.comments
        return scan.sheets


class _ContentScan:
    """Follows cells and their repeats through the XML without holding any of them."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetFindings] = {}
        self.comments: list[tuple[str, str, str]] = []
        self.has_links = False
        self._name = ""
        self._found = SheetFindings()
        self._depth = 0  # of tables: one in a cell is no sheet
        self._row = self._row_repeats = 0
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._text = ""
        self._has_text = False
        self._comment: str | None = None
        self._in_paragraph = False

    def read(self, chunks: Iterator[bytes], report: Report | None) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            for chunk in chunks:
                parser.Parse(chunk)
                if report is not None:
                    report(len(chunk))
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
        except (expat.ExpatError, ValueError):
            raise Refusal("truncated") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text:p":
            self._has_text = self._has_text or self._comment is None
            self._in_paragraph = True
        elif self._depth == 1 and name in _CELLS:
            self._cell = attributes
            self._text, self._has_text = "", False
        elif self._depth == 1 and name == "table:table-row":
            self._row_repeats = int(attributes.get("table:number-rows-repeated", "1"))
            self._column = 0
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._name = attributes.get("table:name", "")
                self._found = self.sheets.setdefault(self._name, SheetFindings())
                self._row = self._column = 0
        elif name == "office:annotation":
            self._comment = ""
        elif name in ("table:table-source", "table:database-source-query", "table:dde-link"):
            self.has_links = True

    def _characters(self, text: str) -> None:
        if not self._in_paragraph:
            return
        if self._comment is not None:
            self._comment += text
        elif self._cell is not None and len(self._text) <= _LONGEST_SIGN:
            self._text += text

    def _end(self, name: str) -> None:
        if name == "text:p":
            self._in_paragraph = False
        elif name == "office:annotation":
            place = cell_address(min(self._column, MAX_COLUMNS), min(self._row + 1, MAX_ROWS))
            self.comments.append((self._name, place, self._comment or ""))
            self._comment = None
        elif self._cell is not None and name in _CELLS:
            self._end_cell(self._cell)
            self._cell = None
        elif self._depth == 1 and name == "table:table-row":
            self._row += self._row_repeats
        elif name == "table:table":
            self._depth -= 1

    def _end_cell(self, cell: dict[str, str]) -> None:
        repeats = int(cell.get("table:number-columns-repeated", "1"))
        kind = cell.get("office:value-type")
        formula = "table:formula" in cell
        first = self._column
        self._column += repeats
        if kind is None and not formula:
            return
        found = self._found
        found.rows = max(found.rows, self._row + self._row_repeats)
        found.columns = max(found.columns, self._column)
        if found.rows > MAX_ROWS or found.rows * found.columns > MAX_CELLS:
            found.refuse_far_cells(self._name)
        found.booleans = found.booleans or kind == "boolean"
        sign = self._error_sign(cell, kind, formula=formula)
        if sign:
            for place in self._places(first, repeats):
                found.errors[place] = sign
            found.refuse_far_cells(self._name)
        elif formula and kind is None and not self._has_text:
            found.uncached.update(self._places(first, repeats))
            found.refuse_far_cells(self._name)

    def _error_sign(self, cell: dict[str, str], kind: str | None, *, formula: bool) -> str:
        """Return the sign of an error cell in English, the empty text for any other cell."""
        shown = self._text.strip()
        if cell.get("calcext:value-type") == "error":
            return _SIGNS.get(shown, shown if _CODE.fullmatch(shown) else "#ERROR!")
        if kind in ("string", None) or formula:
            text = shown or cell.get("office:string-value", "")
            return _SIGNS.get(text, text if formula and _CODE.fullmatch(text) else "")
        return ""

    def _places(self, first: int, repeats: int) -> Iterator[tuple[int, int]]:
        for row in range(self._row + 1, self._row + 1 + self._row_repeats):
            for column in range(first, first + repeats):
                yield row, column


def _refuse_doctype(*_: object) -> None:
    raise Refusal("not_a_workbook", kind="hostile")
