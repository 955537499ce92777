"""Documents on the RCC's own template: its page, head and styles, with nothing of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

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
_WIDEST = Cm(17.4)  # for pictures
_EMU = 12_700  # in a pt
_FEW = 7  # paragraphs that are kept with a chart
_LEFTOVERS = ("/thumbnail", "/extended-properties", "/custom-properties", "/customXml")


@dataclass(slots=True)
class Paper:
    """A document under writing, with the style of each role; a role without one has none."""

    document: OpenDocument
    styles: Mapping[str, str]
    chapters: int = 0  # written so far
    counted: dict[str, int] = field(default_factory=dict)  # figures and tables
    is_wide: bool = False  # the page lies on its side
    latest: list[Paragraph] = field(default_factory=list)  # since the last heading
    ids: dict[str, str] = field(default_factory=dict)  # of styles, by role

    def paragraph(self, role: str = "body", words: str = "") -> Paragraph:
        """Add a paragraph in the style of a role."""
        made = self.document.add_paragraph(words)
        key = self.style_id(role)
        if key:
            made._p.get_or_add_pPr().get_or_add_pStyle().val = key
        self.latest.append(made)
        return made

    def since_heading(self) -> list[Paragraph]:
        """Return the paragraphs under the last heading where they are few enough for a page."""
        return self.latest if len(self.latest) <= _FEW else []

    def style_id(self, role: str) -> str:
        """Return the id of the style of a role in the file, empty for none."""
        if role not in self.ids:
            name = self.styles.get(role)
            self.ids[role] = str(self.document.styles[name].style_id) if name else ""
        return self.ids[role]

    def body_mark(self) -> str:
        """Return what a paragraph of the body is marked by in the file."""
        key = self.style_id("body")
        return f'<w:pStyle w:val="{escape(key)}"/>' if key else ""

    def add(self, element: Any) -> None:
        """Add an element last in the document."""
        last: Any = self.document.element.body
        last.sectPr.addprevious(element)

    def turn(self, *, wide: bool) -> None:
        """Begin a page that lies on its side or stands, where the last one does not."""
        if wide == self.is_wide:
            return
        self.is_wide = wide
        page = self.document.add_section(WD_SECTION.NEW_PAGE)
        page.page_width, page.page_height = page.page_height, page.page_width
        page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT

    @property
    def room(self) -> float:
        """Return how wide the text is, in pt."""
        return _room(self.document.sections[-1])

    @property
    def narrow(self) -> float:
        """Return how wide the text is on a page that stands, in pt."""
        return _room(self.document.sections[0])

    @property
    def width(self) -> Length:
        """Return how wide a picture may be."""
        return Length(min(_WIDEST, Pt(self.room)))


def _room(page: Any) -> float:
    sides = (page.page_width, page.left_margin, page.right_margin)
    if None in sides:
        return int(_WIDEST) / _EMU
    whole, left, right = (int(side) for side in sides)
    return (whole - left - right) / _EMU


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
