"""The workbook of a pack under way: its sheets, formats and cells. No cell can be a formula."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rccdesk.formats import MISSING, workbook_text
from rccdesk.services.charts.symbols import Symbol, split_marks
from rccdesk.services.charts.workbook import read_number
from rccdesk.services.packs.workbook.pages import SIDE, TOP
from rccdesk.services.packs.workbook.sizes import count_lines, height_of
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.packs.model import Pack

FILTERED = 10  # rows from which a table is filtered by buttons, which hide a part of its head
_TITLED = 120  # letters of a title in the head of a page
_LONGEST = 32_767  # characters that a cell holds
_TABLE_STYLE = "Table Style Light 1"
# What a spreadsheet reads as a formula when somebody edits the cell, or saves it as text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BLANKS = re.compile(r"[ \t\r\n]+")  # a head of a table has one line
_LARGE = {"title": 20.25, "heading": 17.25, "chapter": 17.25}  # pt of rows
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "font_size": 12, "bottom": 1},
    "heading_rule": {"bottom": 1},
    "strong": {"bold": True},
    "name": {"bold": True, "text_wrap": True, "valign": "top"},
    "name_right": {"bold": True, "text_wrap": True, "valign": "top", "align": "right"},
    "name_filtered": {
        "bold": True,
        "text_wrap": True,
        "valign": "top",
        "align": "right",
        "indent": 2,
    },
    "name_indented": {
        "bold": True,
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "indent": 1,
    },
    "chapter": {"bold": True, "font_size": 12},
    "indented": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "running": {"valign": "top", "align": "left", "indent": 1},  # over the empty cells beside it
    "wrapped": {"text_wrap": True, "valign": "top"},
    "right": {"align": "right", "valign": "top", "text_wrap": True},
    "top": {"valign": "top"},
    "left": {"align": "left", "valign": "top"},
}


class Book:
    """A workbook with the looks of a pack. ``pack`` tells whether its data are examples."""

    def __init__(self, book: Workbook, pack: Pack) -> None:
        self.book, self.pack = book, pack
        self._formats: dict[tuple[str, str, bool], Format] = {}
        self._tables = 0
        self._heights: dict[tuple[str, int], float] = {}

    def sheet(self, key: str, *, landscape: bool = False) -> Worksheet:
        """Return a new sheet, named by a text of the program and by nothing that users write.

        Each of its pages says what it is a page of.
        """
        sheet = self.book.add_worksheet(text(f"packs.workbook.{key}"))
        sheet.hide_gridlines(2)
        sheet.set_default_row(height_of(1))  # told, so that all programs cut pages alike
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=SIDE, right=SIDE, top=TOP, bottom=TOP)
        sheet.fit_to_pages(1, 0)
        if landscape:
            sheet.set_landscape()
        marks = [text(f"packs.{self.pack.state}")] if self.pack.state else []
        if self.pack.is_example:
            marks.append(text("packs.example"))
        title = " ".join(workbook_text(self.pack.title).split())[:_TITLED].replace("&", "&&")
        right = f"&R{text('charts.separator').join(marks)}" if marks else ""
        sheet.set_header(f"&L{title}{text('charts.separator')}&A{right}")
        sheet.set_footer(f"&R{text('packs.page_of', page='&P', pages='&N')}")
        return sheet

    def head(self, sheet: Worksheet, words: str, *, columns: int = 2) -> int:
        """Write the title of a sheet, and that its data are examples; return the next row.

        What is said of examples lies over the first ``columns``.
        """
        self.text(sheet, 0, 0, words, "title")
        if not self.pack.is_example:
            return 2
        self.text(sheet, 1, 0, text("packs.method.example"), "example")
        for column in range(1, columns):
            sheet.write_blank(1, column, None, self.look("example"))
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
        if look in _LARGE:
            self.set_height(sheet, row, _LARGE[look])

    def number(
        self, sheet: Worksheet, at: tuple[int, int], value: float | None, form: str = "0.##"
    ) -> None:
        """Write a number; what is none is said by the sign of a missing one, never left blank.

        Programs write the comma of "0.##" though no decimal follows, so a whole one has no such.
        """
        if value is None or not math.isfinite(value):
            self.text(sheet, *at, MISSING, "right")
        else:
            form = form.replace(".##", "" if value == int(value) else ".0#")
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

        ``heads`` are the names of the columns, and whether they hold numbers. A short table has
        no buttons to filter it by.
        """
        filtered = count > FILTERED
        self._tables += 1
        unlike = _unlike([_BLANKS.sub(" ", plain(head)).strip(" ") for head, _ in heads])
        options = []
        for number, (head, (_words, numeric)) in enumerate(zip(unlike, heads, strict=True)):
            right = "name_filtered" if filtered else "name_right"
            look = right if numeric else "name_indented" if number else "name"
            quoted = head.startswith(_FORMULA_STARTS)
            options.append({"header": head, "header_format": self.look(look, quoted=quoted)})
        sheet.add_table(
            *(row, 0, row + max(1, count), len(heads) - 1),
            {
                "name": f"Tabell{self._tables}",
                "style": _TABLE_STYLE,
                "columns": options,
                "autofilter": filtered,
            },
        )

    def tall(
        self, sheet: Worksheet, row: int, *cells: tuple[str, float], bold: bool = False
    ) -> None:
        """Give a row the height of its longest words: not every program finds it by itself."""
        lines = (count_lines(plain(words), width, bold=bold) for words, width in cells)
        self.set_height(sheet, row, height_of(max(lines, default=1)))

    def set_height(self, sheet: Worksheet, row: int, height: float) -> None:
        """Give a row a height of its own, at least what one line takes."""
        if height > max(height_of(1), self.height(sheet, row)):
            sheet.set_row(row, height)
            self._heights[sheet.get_name(), row] = height

    def height(self, sheet: Worksheet, row: int) -> float:
        """Return the height of a row, in pt."""
        return self._heights.get((sheet.get_name(), row), height_of(1))

    def across(self, sheet: Worksheet, row: int, words: str, widths: Iterable[float]) -> None:
        """Write words over all columns of a sheet, in as many lines as they need."""
        room = [*widths]
        if count_lines(plain(words), sum(room)) == 1:  # runs on over cells that are empty
            self.text(sheet, row, 0, words)
            return
        if len(room) > 1:
            sheet.merge_range(row, 0, row, len(room) - 1, "", self.look("wrapped"))
        self.text(sheet, row, 0, words, "wrapped")
        self.tall(sheet, row, (words, sum(room)))

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
            self.tall(sheet, row, (what, widths[0]), bold=True)
            self.tall(sheet, row, (words, widths[1]))
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
