"""Sections before they become slides: which of them belong together, and in what paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rccdesk.services.packs.model import Section
from rccdesk.services.packs.slides.foot import SENTENCE

_ALONE = frozenset({"decisions", "results", "appendices"})  # parts whose sections stand apart
_PARAGRAPH = 240  # letters, about two lines
_LEAD = 2  # paragraphs at most that lead to a table


def in_paragraphs(section: Section) -> Section:
    """Return a text of one long paragraph in several of few sentences, which a slide can show."""
    if len(section.paragraphs) != 1:
        return section
    found: list[str] = []
    for sentence in SENTENCE.split(section.paragraphs[0]):
        if found and len(found[-1]) + len(sentence) < _PARAGRAPH:
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return replace(section, paragraphs=tuple(found))


def with_leads(sections: Sequence[Section]) -> list[Section]:
    """Return the sections, a sentence or two with the table that they lead to in one."""
    found: list[Section] = []
    for section in sections:
        lead = found[-1] if found else None
        if lead and section.tables and _leads(lead, section):
            found[-1] = replace(
                section, heading=lead.heading, paragraphs=(*lead.paragraphs, *section.paragraphs),
                notes=(*lead.notes, *section.notes), comments=(*lead.comments, *section.comments),
            )  # fmt: skip
        else:
            found.append(section)
    return found


def _leads(lead: Section, section: Section) -> bool:
    says_little = 0 < len(lead.paragraphs) <= _LEAD and not (lead.facts or lead.tables)
    return says_little and section.heading.startswith(f"{lead.heading}: ")


def groups(sections: Sequence[Section], *, is_paper: bool) -> Iterator[list[Section]]:
    """Return the sections that belong together, in their order."""
    group: list[Section] = []
    for section in sections:
        if group and not (is_paper or _belongs(group, section)):
            yield group
            group = []
        group.append(section)
    if group:
        yield group


def _belongs(group: Sequence[Section], section: Section) -> bool:
    """Tell whether a section may share a slide with the one before it."""
    if section.heading.startswith(f"{group[0].heading}:"):
        return True
    before = group[-1]
    alike = (before.part, before.chapter) == (section.part, section.chapter)
    return bool(section.part) and alike and section.part not in _ALONE
