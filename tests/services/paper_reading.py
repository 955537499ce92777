"""Written papers read back as words, one way for each format."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
from docx import Document

HAS_POPPLER = shutil.which("pdftotext") is not None


def words_of(path: Path) -> str:
    """Return all words of a .docx, .xlsx or .pdf, with single spaces."""
    read = {".docx": docx_words, ".xlsx": xlsx_words, ".pdf": pdf_words}[path.suffix]
    return re.sub(r"\s+", " ", read(path).replace("\u00a0", " "))


def docx_words(path: Path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))
    found = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    for section in document.sections:
        for part in (section.header, section.footer):
            found += [paragraph.text for paragraph in part.paragraphs]
    return "\n".join(found)


def xlsx_words(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    )


def pdf_words(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()
