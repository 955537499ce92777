"""A region's own Word template, as the tests need one."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

HEADER, HEADING = "Region Exempel", "RCC Rubrik"


def region_template(path: Path, words: str, author: str) -> Path:
    """Return a document with a style, a header, ``words`` and an ``author`` of its own."""
    document = Document()
    style = document.styles.add_style(HEADING, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(31)
    document.sections[0].header.paragraphs[0].text = HEADER
    document.add_paragraph(words)
    document.core_properties.author = author
    document.save(str(path))
    return path
