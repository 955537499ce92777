"""A pack as plain data: sections with texts, charts and tables. Writers add nothing to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.services.charts.spec import ChartSpec, TableSpec


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote of a figure, as it stood when the pack was made."""

    body: str
    written_on: dt.date
    author: str = ""


@dataclass(frozen=True, slots=True)
class PackFigure:
    """A published figure of a pack, by which the pack is compared with today's figures."""

    value_key: str
    name: str  # "Bröstcancer, Region Norrsjö"
    words: str  # "41 av 47 (87 %)"
    value: float | None = None  # a proportion 0-1, or in the unit of the measure
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One message: a slide, or a numbered heading of a document with what stands under it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    key_figure: str = ""  # "383 av 496"
    key_text: str = ""  # what the key figure says, in words
    remarks: tuple[tuple[str, str], ...] = ()  # (symbol name or "", text)
    charts: tuple[ChartSpec, ...] = ()
    tables: tuple[TableSpec, ...] = ()
    notes: tuple[str, ...] = ()  # source and method: speaker notes and feet
    chapter: str = ""  # heading of the chapter in a document; slides go without
    facts: tuple[tuple[str, str], ...] = ()  # (what, words), after the paragraphs
    part: str = ""  # of the outline, where the pack has one
    comments: tuple[Comment, ...] = ()
    figures: tuple[PackFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class PackTemplate:
    """A template of the RCC's own that a pack was issued on; ``mapping`` of our roles to its."""

    format: str  # pptx, docx
    name: str
    sha256: str
    mapping: tuple[tuple[str, str], ...] = ()


SIGNATURE = "_" * 40  # a paragraph of this is a line to sign on
SHEETS = frozenset({"indicator-sheet", "quarterly"})  # papers of one page or two
PAPERS = SHEETS | frozenset(
    {"agenda", "minutes", "notes", "point", "handover", "political"}
    | {"year-text", "svf-report", "yearly", "result-card"}
)  # kinds that are read in one go: no list of contents, no page of its own for a chapter


@dataclass(frozen=True, slots=True)
class Pack:
    """A report that stores its own numbers and is never recomputed.

    ``state`` is "" for what is neither a draft nor issued, as a handover.
    """

    pack_id: str
    kind: str
    title: str
    subtitle: str
    organisation: str
    made_on: dt.date
    data_until: str
    state: str  # draft, issued, approved, replaced
    is_example: bool
    snapshot_ids: tuple[int, ...]
    program_version: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
    version: int = 1  # of the packs of one kind about the same
    meeting_uuid: str = ""
    limits: tuple[int, ...] = ()  # for small numbers when it was made: group, month, cells
    confidential: tuple[str, ...] | None = None  # points and decisions then; None: not known
    templates: tuple[PackTemplate, ...] | None = None  # issued on; None: those in use

    @property
    def is_paper(self) -> bool:
        """Tell whether the pack is a paper of a meeting, set closer than a report."""
        return self.kind in PAPERS

    @property
    def is_flowing(self) -> bool:
        """Tell whether any sections share a slide where they fit; cards stand by themselves."""
        return self.is_paper and self.kind != "result-card"

    @property
    def is_sheet(self) -> bool:
        """Tell whether the pack is to hold on a page or two, set closest of all."""
        return self.kind in SHEETS
