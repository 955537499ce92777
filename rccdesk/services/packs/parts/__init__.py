"""The parts of a steering pack: each makes its sections from the services of the areas."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.services.packs.model import Section
from rccdesk.services.packs.outlines import MEETING_PARTS, part_words
from rccdesk.services.packs.parts.agenda import make_agenda_part
from rccdesk.services.packs.parts.appendices import make_appendices, without_tables
from rccdesk.services.packs.parts.asking import lines_of
from rccdesk.services.packs.parts.coming import make_coming
from rccdesk.services.packs.parts.decisions import make_decisions
from rccdesk.services.packs.parts.economy import make_economy
from rccdesk.services.packs.parts.frameworks import make_areas, make_criteria
from rccdesk.services.packs.parts.plan import make_plan
from rccdesk.services.packs.parts.previous import make_previous
from rccdesk.services.packs.parts.risks import make_risks
from rccdesk.services.packs.parts.summary import make_summary
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rccdesk.services.packs.parts.asking import Material
    from rccdesk.services.packs.rows import OutlinePart
    from rccdesk.services.progress import Progress

    Maker = Callable[[Material], tuple[Section, ...]]


def _results(material: Material) -> tuple[Section, ...]:
    sections = material.gathered.sections
    return without_tables(sections) if material.view is not None else sections


_MAKERS: Mapping[str, Maker] = {
    "summary": make_summary,
    "agenda": make_agenda_part,
    "previous": make_previous,
    "decisions": make_decisions,
    "results": _results,
    "criteria": make_criteria,
    "areas": make_areas,
    "plan": make_plan,
    "risks": make_risks,
    "economy": make_economy,
    "coming": make_coming,
    "appendices": make_appendices,
}


def make_parts(material: Material, progress: Progress) -> tuple[Section, ...]:
    """Return the sections of the included parts in the order of the outline.

    Own words stand first in their part. A part without content says so in a sentence where the
    user has asked for it, and is left out where the program would have had it.
    """
    sections: list[Section] = []
    included = [part for part in material.outline.parts if part.included]
    for number, part in enumerate(included):
        progress(number, len(included))
        sections += _of_part(material, part)
    progress(len(included), len(included))
    unsaid = _without_content(material, included, sections)
    return tuple(_before_appendices(sections, unsaid))


def _of_part(material: Material, part: OutlinePart) -> list[Section]:
    name = part_words(part.key, material.terms)
    if part.key in ("decisions", "agenda", "previous") and material.view is None:
        return []
    made = [
        dataclasses.replace(section, part=part.key, chapter=section.chapter or name)
        for section in _MAKERS[part.key](material)
    ]
    own = lines_of(part.words)
    if own:
        first = Section(heading=name, chapter=name, paragraphs=own, part=part.key)
        made.insert(0, first)
    elif not made and _says_nothing(material, part.key):
        words = (text(f"packs.nothing.{part.key}"),)
        made.append(Section(heading=name, chapter=name, paragraphs=words, part=part.key))
    return made


def _without_content(
    material: Material, included: Sequence[OutlinePart], sections: Sequence[Section]
) -> list[Section]:
    """Return what the pack has nothing of, in a sentence each, where nobody chose its parts."""
    if material.is_asked:
        return []
    there = {section.part for section in sections}
    keys = [each.key for each in included if each.key not in there]
    if material.view is None:
        keys = [key for key in keys if key not in MEETING_PARTS]
    said = tuple(text(f"packs.nothing.{key}") for key in keys if has_text(f"packs.nothing.{key}"))
    if not said:
        return []
    heading = text("packs.steering.without_content")
    return [Section(heading=heading, chapter=heading, paragraphs=said, part="coming")]


def _before_appendices(sections: list[Section], unsaid: list[Section]) -> list[Section]:
    places = (n for n, section in enumerate(sections) if section.part == "appendices")
    first = next(places, len(sections))
    return [*sections[:first], *unsaid, *sections[first:]]


def _says_nothing(material: Material, key: str) -> bool:
    """Tell whether an empty part is to say so: it was chosen, or the meeting asks for it."""
    if key in ("summary", "appendices"):
        return False
    return material.is_asked
