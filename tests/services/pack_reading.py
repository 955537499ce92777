"""The files of a pack read back as words and numbers, each by the means of its format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
from docx import Document
from pptx import Presentation

Cells = tuple[str, ...]


def flat(words: str) -> str:
    """Return words in one line with plain spaces."""
    return re.sub(r"\s+", " ", words.replace("\u00a0", " ").replace("\u00ad", "")).strip()


def pptx_rows(content: bytes) -> Iterator[Cells]:
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                for row in shape.table.rows:
                    yield tuple(flat(cell.text) for cell in row.cells)


def pptx_words(content: bytes) -> str:
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        if slide.has_notes_slide:
            found.append(slide.notes_slide.notes_text_frame.text)
    return flat("\n".join([*found, *(cell for row in pptx_rows(content) for cell in row)]))


def docx_rows(content: bytes) -> Iterator[Cells]:
    for table in Document(io.BytesIO(content)).tables:
        for row in table.rows:
            yield tuple(flat(cell.text) for cell in row.cells)


def docx_words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    found = [paragraph.text for paragraph in document.paragraphs]
    for section in document.sections:
        for part in (section.header, section.footer):
            found += [paragraph.text for paragraph in part.paragraphs]
            found += [c.text for table in part.tables for row in table.rows for c in row.cells]
    return flat("\n".join([*found, *(cell for row in docx_rows(content) for cell in row)]))


def xlsx_rows(content: bytes, sheet: str = "Data") -> Iterator[tuple[Any, ...]]:
    """Return the rows of the tables of a sheet, heads too."""
    found = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    for table in found.tables.values():
        for cells in found[table.ref]:
            yield tuple(cell.value for cell in cells)


def xlsx_words(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return flat("\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True)
                          for cell in row if cell is not None))  # fmt: skip
