"""A pack as a workbook: the sheets Läs mig, Data, Nyckeltal, Diagram and Metod.

No cell can become a formula: every text is written as a text. Numbers that can be counted with
are numbers, days are dates, and charts are native.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import rccdesk
from rccdesk.formats import workbook_text
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.model import SIGNATURE
from rccdesk.services.packs.workbook.book import Book
from rccdesk.services.packs.workbook.charts import write_charts
from rccdesk.services.packs.workbook.tables import table_count, tables_of, write_data, write_figures
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.packs.model import Pack, Section

_NAME, _NOTE = 32, 96  # widths of columns, in characters
_METHOD = 96  # one column: no program makes it smaller to hold on a page


def write_xlsx(pack: Pack) -> bytes:
    """Return the pack as a workbook. Its properties hold title, program and date: no person."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties({"author": "rccdesk", "title": workbook_text(pack.title)})
        book = Book(workbook, pack)
        first = book.sheet("first")
        _write_first(book, first, write_data(book))
        write_figures(book)
        write_charts(book)
        _write_method(book)
    return target.getvalue()


def _method_sections(pack: Pack) -> tuple[Section, ...]:
    method = text("packs.chapter.method")
    return tuple(each for each in pack.sections if (each.chapter or each.heading) == method)


def _write_first(book: Book, sheet: Worksheet, places: Mapping[int, int]) -> None:
    """Write what the pack says in words; ``places`` are rows of the sheet Data by section."""
    pack = book.pack
    sheet.set_column(0, 0, _NAME)
    sheet.set_column(1, 1, _NOTE)
    row = book.head(sheet, pack.title)
    row = book.lines(sheet, row, _about(pack), (_NAME, _NOTE))
    row = book.lines(sheet, _head(book, sheet, row, text("packs.workbook.sheets")), _guide(pack),
                     (_NAME, _NOTE))  # fmt: skip
    if pack.summary:
        row = _head(book, sheet, row, text("packs.chapter.summary"))
        for line in pack.summary:
            row = _note(book, sheet, row, line)
    method = _method_sections(pack)
    previous = ""
    for number, section in enumerate(pack.sections):
        if section in method:
            continue
        name = section.chapter or section.heading
        if name != previous:
            row = _head(book, sheet, row, name)
            previous = name
        if section.heading != name:
            book.text(sheet, row, 0, section.heading, "name")
            book.tall(sheet, row, (section.heading, _NAME), bold=True)
            row += not _begins_with_words(section)
        row = _words_of(book, sheet, row, section, places.get(number))
    if pack.abbreviations:
        row = _head(book, sheet, row, text("packs.chapter.abbreviations"))
        book.lines(sheet, row, pack.abbreviations, (_NAME, _NOTE))


def _about(pack: Pack) -> tuple[tuple[str, str], ...]:
    state = text(f"packs.{pack.state}") if pack.state else ""
    lines = (
        ("about", pack.subtitle),
        ("organisation", pack.organisation),
        ("state", state),
        ("version", str(pack.version) if pack.state else ""),
        ("made_on", pack.made_on.isoformat()),
        ("data_until", pack.data_until),
        ("number", pack.pack_id),
    )
    return tuple((text(f"packs.workbook.{key}"), words) for key, words in lines if words)


def _guide(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Return what each of the other sheets holds, and what its signs mean."""
    charts = sum(len(section.charts) for section in pack.sections)
    said = (
        ("data", text("packs.workbook.count", count=table_count(pack))),
        ("figures", text("packs.workbook.figures_title")),
        ("charts", text("packs.workbook.chart_count", count=charts)),
        ("method", text("packs.workbook.method_title")),
    )
    signs = (text("packs.workbook.signs"), text("charts.table.signs"))
    return (*((text(f"packs.workbook.{key}"), words) for key, words in said), signs)


def _begins_with_words(section: Section) -> bool:
    """Tell whether what a section says begins in the second column, beside its heading."""
    if section.key_figure or any(words != SIGNATURE for words in section.paragraphs):
        return True
    others = section.remarks or section.comments or section.notes or tables_of(section)
    return bool(others) and not section.facts


def _head(book: Book, sheet: Worksheet, row: int, words: str) -> int:
    book.text(sheet, row + 1, 0, words, "heading")
    sheet.write_blank(row + 1, 1, None, book.look("heading_rule"))
    return row + 2


def _note(book: Book, sheet: Worksheet, row: int, words: str) -> int:
    book.text(sheet, row, 1, words, "wrapped")
    book.tall(sheet, row, (words, _NOTE))
    return row + 1


def _words_of(book: Book, sheet: Worksheet, row: int, section: Section, place: int | None) -> int:
    if section.key_figure:
        row = _note(book, sheet, row, f"{section.key_figure} {section.key_text}")
    for words in section.paragraphs:
        if words != SIGNATURE:
            row = _note(book, sheet, row, words)
    row = book.lines(sheet, row, section.facts, (_NAME, _NOTE))
    for symbol, words in section.remarks:
        said = f"{text(f'packs.symbol.{symbol}')}: {words}" if symbol else words
        row = _note(book, sheet, row, said)
    for comment in section.comments:
        row = _note(book, sheet, row, comment_words(comment))
    if place is not None:
        return _note(book, sheet, row, text("packs.workbook.own_sheet", row=place))
    for words in section.notes:
        row = _note(book, sheet, row, words)
    return row


def _write_method(book: Book) -> None:
    pack = book.pack
    sheet = book.sheet("method")
    sheet.set_column(0, 0, _METHOD)
    row = book.head(sheet, text("packs.workbook.method_title"), columns=1)
    said = [
        words
        for section in _method_sections(pack)
        for words in (*section.paragraphs, *(f"{a}: {b}" for a, b in section.facts), *section.notes)
    ]
    said += [line for each in pack.sections for chart in each.charts for line in chart.foot]
    version = pack.program_version or rccdesk.__version__
    said.append(text("packs.workbook.program", version=version))
    for words in dict.fromkeys(said):
        book.text(sheet, row, 0, words, "wrapped")
        book.tall(sheet, row, (words, _METHOD))
        row += 1
