"""A pack as plain data: sections with texts, charts and tables. Writers add nothing to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.services.charts.spec import ChartSpec, TableSpec


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


@dataclass(frozen=True, slots=True)
class Pack:
    """A report that stores its own numbers and is never recomputed."""

    pack_id: str
    kind: str
    title: str
    subtitle: str
    organisation: str
    made_on: dt.date
    data_until: str
    state: str  # draft, issued
    is_example: bool
    snapshot_ids: tuple[int, ...]
    program_version: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
