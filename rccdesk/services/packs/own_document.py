"""Documents on the RCC's own template: its page, head and styles, with nothing of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from rccdesk.services.packs.template_files import OwnTemplate, open_content

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument
    from docx.text.paragraph import Paragraph

PROGRAMS_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "title": "Title",
        "subtitle": "Subtitle",
        "heading1": "Heading 1",
        "heading2": "Heading 2",
        "heading3": "Heading 3",
        "body": "Normal",
        "bullets": "List Bullet",
        "caption": "Caption",
        "table": "Table Grid",
    }
)
"""Role -> the style of the document that the program makes itself."""
_WIDEST = Cm(16.4)  # for pictures
_LEFTOVERS = ("/thumbnail", "/extended-properties", "/custom-properties", "/customXml")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document under writing, with the style of each role; a role without one has none."""

    document: OpenDocument
    styles: Mapping[str, str]

    def paragraph(self, role: str = "body", words: str = "") -> Paragraph:
        """Add a paragraph in the style of a role."""
        return self.document.add_paragraph(words, style=self.styles.get(role))

    @property
    def width(self) -> Length:
        """Return how wide a picture may be."""
        page = self.document.sections[-1]
        whole, left, right = page.page_width, page.left_margin, page.right_margin
        if whole is None or left is None or right is None:
            return _WIDEST
        return Length(min(_WIDEST, whole - left - right))


def open_document(template: OwnTemplate) -> Paper:
    """Return the template without its text, and without traces of who made it."""
    document = Document(open_content(template.content, "docx"))
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    for owner in (document.part.package.rels, document.part.rels):
        for key in [key for key, each in owner.items() if each.reltype.endswith(_LEFTOVERS)]:
            del owner[key]
    # As the library calls them: "Heading 1" for what the file writes as "heading 1".
    there = {str(style.name).lower(): str(style.name) for style in document.styles}
    wanted = {**PROGRAMS_STYLES, **{role: name for role, name in template.mapping.items() if name}}
    found = {role: there.get(name.lower(), "") for role, name in wanted.items()}
    return Paper(document, {role: name for role, name in found.items() if name})
