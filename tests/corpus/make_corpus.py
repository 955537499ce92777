"""Make the corpus of workbooks anew: ``python -m tests.corpus.make_corpus FOLDER [--libreoffice]``.

What the tests need is written at test time by the same functions, sound books and bad ones, and
twice the same bytes. Only the files of LibreOffice are kept in the repository (see README.md):
they come from here too, with ``--libreoffice``.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from tests.corpus.bad_workbooks import BAD
from tests.corpus.binary_workbooks import write_ods, write_xls, write_xlsb
from tests.corpus.content import BOOK, Workbook

KEPT = Path(__file__).parent / "kept"


def write_xlsx(path: Path, book: Workbook) -> Path:
    """Write ``book`` with XlsxWriter."""
    options = {"date_1904": book.is_1904}
    with xlsxwriter.Workbook(path, options) as file:
        file.set_properties({"created": dt.datetime(2024, 5, 1)})  # noqa: DTZ001
        date = file.add_format({"num_format": "yyyy-mm-dd"})
        moment = file.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for sheet in book.sheets:
            page = file.add_worksheet(sheet.name)
            if sheet.state != "visible":
                page.very_hidden() if sheet.state == "veryHidden" else page.hide()
            for cell in sheet.cells:
                row, column, value = cell.row - 1, cell.column, cell.value
                if cell.error:
                    formula = "=NA()" if cell.error == "#N/A" else "=1/0"
                    page.write_formula(row, column, formula, None, cell.error)
                elif cell.formula:
                    formula = '="te"&"xt"' if isinstance(value, str) else "=1+2"
                    page.write_formula(row, column, formula, None, value)
                elif isinstance(value, dt.datetime):
                    page.write_datetime(row, column, value, moment)
                elif isinstance(value, dt.date):
                    page.write_datetime(row, column, value, date)
                else:
                    page.write(row, column, value)
                if cell.comment:
                    page.write_comment(row, column, cell.comment)
            for top, left, bottom, right in sheet.merged:
                text = next(c.value for c in sheet.cells if (c.row, c.column) == (top, left))
                page.merge_range(top - 1, left, bottom - 1, right, text)
    return path


def write_format(path: Path, book: Workbook = BOOK, kind: str = "") -> Path:
    """Write ``book`` as ``kind``: xlsx, xlsb, xls, xls5 (BIFF5) or ods; by default the suffix."""
    kind = kind or path.suffix.lstrip(".")
    if kind == "xls5":
        return write_xls(path, without_wide_characters(book), biff8=False)
    writers = {"xlsx": write_xlsx, "xlsb": write_xlsb, "xls": write_xls, "ods": write_ods}
    return writers[kind](path, book)


def without_wide_characters(book: Workbook) -> Workbook:
    """Return ``book`` with the characters that BIFF5 has."""
    return replace(
        book,
        sheets=tuple(
            replace(
                sheet,
                cells=tuple(
                    replace(cell, value=cell.value.replace("😀", "x"))
                    if isinstance(cell.value, str)
                    else cell
                    for cell in sheet.cells
                ),
            )
            for sheet in book.sheets
        ),
    )


def convert_with_libreoffice(folder: Path) -> None:
    """Let LibreOffice write the book in its own way, in three formats."""
    source = write_xlsx(folder / "libreoffice.xlsx", BOOK)
    for kind in ("ods", "xls", "xlsx"):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", kind, "--outdir", str(KEPT), str(source)],
            check=True,
        )
    source.unlink()


def make_corpus(folder: Path) -> None:
    """Write every kind of sound workbook, and every bad one, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("xlsx", "xlsb", "xls", "ods"):
        write_format(folder / f"book.{kind}")
        write_format(folder / f"book_1904.{kind}", replace(BOOK, is_1904=True))
    write_format(folder / "book_biff5.xls", kind="xls5")
    for name, bad in BAD.items():
        bad.write(folder / name)


def main() -> None:
    """Write the corpus into the folder that is named."""
    folder = Path(sys.argv[1])
    make_corpus(folder)
    if "--libreoffice" in sys.argv:
        KEPT.mkdir(exist_ok=True)
        convert_with_libreoffice(folder)


if __name__ == "__main__":
    main()
