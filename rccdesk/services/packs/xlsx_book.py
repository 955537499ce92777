"""The workbook of a pack under way: its sheets, formats and cells. No cell can be a formula."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

from rccdesk.formats import MISSING, workbook_text
from rccdesk.services.charts.symbols import Symbol, split_marks
from rccdesk.services.charts.workbook import read_number
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.packs.model import Pack

LINE_PT = 15.0
_LONGEST = 32_767  # characters that a cell holds
_TABLE_STYLE = "Table Style Light 1"
# What a spreadsheet reads as a formula when somebody edits the cell, or saves it as text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BLANKS = re.compile(r"[ \t\r\n]+")  # a head of a table has one line
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 12, "bottom": 1},
    "strong": {"bold": True},
    "name": {"bold": True, "text_wrap": True, "valign": "top"},
    "name_right": {"bold": True, "text_wrap": True, "valign": "top", "align": "right"},
    "name_indented": {
        "bold": True,
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "indent": 1,
    },
    "chapter": {"bold": True, "font_size": 12},
    "indented": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "right": {"align": "right", "valign": "top"},
    "top": {"valign": "top"},
    "left": {"align": "left", "valign": "top"},
}


class Book:
    """A workbook with the looks of a pack. ``pack`` tells whether its data are examples."""

    def __init__(self, book: Workbook, pack: Pack) -> None:
        self.book, self.pack = book, pack
        self._formats: dict[tuple[str, str, bool], Format] = {}
        self._tables = 0

    def sheet(self, key: str, *, landscape: bool = False) -> Worksheet:
        """Return a new sheet, named by a text of the program and by nothing that users write."""
        sheet = self.book.add_worksheet(text(f"packs.workbook.{key}"))
        sheet.hide_gridlines(2)
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        if landscape:
            sheet.set_landscape()
        marks = [text(f"packs.{self.pack.state}")] if self.pack.state else []
        if self.pack.is_example:
            marks.append(text("packs.example"))
        if marks:
            sheet.set_header(f"&R{text('charts.separator').join(marks)}")
        sheet.set_footer(f"&R{text('packs.page_of', page='&P', pages='&N')}")
        return sheet

    def head(self, sheet: Worksheet, words: str) -> int:
        """Write the title of a sheet, and that its data are examples; return the next row."""
        self.text(sheet, 0, 0, words, "title")
        if not self.pack.is_example:
            return 2
        self.text(sheet, 1, 0, text("packs.method.example"), "example")
        return 3

    def look(self, name: str, number: str = "", *, quoted: bool = False) -> Format:
        """Return a format by its name, with a form of numbers."""
        key = (name, number, quoted)
        if key not in self._formats:
            made = _LOOKS.get(name)
            if made is None:  # example
                made = {"bold": True, "bg_color": load_colours()["demo"]}
            made = made | ({"num_format": number} if number else {})
            self._formats[key] = self.book.add_format(
                made | ({"quote_prefix": True} if quoted else {})
            )
        return self._formats[key]

    def text(
        self, sheet: Worksheet, row: int, column: int, words: str, look: str = "plain"
    ) -> None:
        """Write words as words, whatever they begin with."""
        said = plain(words)[:_LONGEST]
        quoted = said.startswith(_FORMULA_STARTS)
        sheet.write_string(row, column, said, self.look(look, quoted=quoted))

    def number(
        self, sheet: Worksheet, at: tuple[int, int], value: float | None, form: str = "0.##"
    ) -> None:
        """Write a number; what is none is said by the sign of a missing one, never left blank."""
        if value is None or not math.isfinite(value):
            self.text(sheet, *at, MISSING, "right")
        else:
            sheet.write_number(*at, value, self.look("top", form))

    def words(
        self, sheet: Worksheet, at: tuple[int, int], words: str, *, numeric: bool, look: str = ""
    ) -> None:
        """Write a finished text: as a number or a date where it is one, to be counted with."""
        found = read_number(words) if numeric and words else None
        if found is not None:
            sheet.write_number(*at, found[0], self.look("top", found[1]))
            return
        day = read_date(words)
        if day is not None:
            sheet.write_datetime(*at, day, self.look("left", "yyyy-mm-dd"))
            return
        self.text(sheet, *at, words, look or ("right" if numeric else "wrapped"))

    def table(self, sheet: Worksheet, row: int, heads: list[tuple[str, bool]], count: int) -> None:
        """Make ``count`` rows under a head a table of the workbook; no row: one that is empty.

        ``heads`` are the names of the columns, and whether they hold numbers.
        """
        self._tables += 1
        unlike = _unlike([_BLANKS.sub(" ", plain(head)).strip(" ") for head, _ in heads])
        options = []
        for number, (head, (_words, numeric)) in enumerate(zip(unlike, heads, strict=True)):
            look = "name_right" if numeric else "name_indented" if number else "name"
            quoted = head.startswith(_FORMULA_STARTS)
            options.append({"header": head, "header_format": self.look(look, quoted=quoted)})
        sheet.add_table(
            *(row, 0, row + max(1, count), len(heads) - 1),
            {"name": f"Tabell{self._tables}", "style": _TABLE_STYLE, "columns": options},
        )

    def tall(self, sheet: Worksheet, row: int, *cells: tuple[str, float]) -> None:
        """Give a row the height of its longest words: not every program finds it by itself."""
        lines = max((_count_lines(words, width) for words, width in cells), default=1)
        if lines > 1:
            sheet.set_row(row, LINE_PT * lines)

    def lines(
        self,
        sheet: Worksheet,
        row: int,
        lines: tuple[tuple[str, str], ...],
        widths: tuple[float, float],
    ) -> int:
        """Write (what, words) under each other; return the next row."""
        for what, words in lines:
            self.text(sheet, row, 0, what, "name")
            self.words(sheet, (row, 1), words, numeric=False)
            self.tall(sheet, row, (what, widths[0]), (words, widths[1]))
            row += 1
        return row


def plain(words: str) -> str:
    """Return words that a cell can hold; a symbol character is written as what it means."""
    parts = (
        f"[{text(f'packs.symbol.{piece.value}')}]" if isinstance(piece, Symbol) else piece
        for piece in split_marks(workbook_text(words))
    )
    return "".join(parts)


def read_date(words: str) -> dt.datetime | None:
    """Return the day that a text is, as in 2026-11-20; None for any other text."""
    if _DATE.fullmatch(words) is None:
        return None
    try:
        day = dt.datetime.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year >= 1900 else None  # the first year of a workbook


def _count_lines(words: str, width: float) -> int:
    """Return about how many lines words take in a column, of so many characters."""
    if len(words) * 1.05 <= width and "\n" not in words:
        return 1
    return sum(max(1, math.ceil(len(line) * 1.05 / width)) for line in plain(words).split("\n"))


def _unlike(heads: list[str]) -> list[str]:
    """Return heads that all differ, as a table of a workbook needs; an empty one gets a name."""
    made: list[str] = []
    taken: set[str] = set()
    for number, head in enumerate(heads, 1):
        name = head[:240] or text("packs.workbook.column", number=number)
        while name.casefold() in taken:
            name += " "
        taken.add(name.casefold())
        made.append(name)
    return made
