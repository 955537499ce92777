"""The appendices: the numbers behind the charts as tables, method and data quality."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.services.packs.model import Section
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.packs.parts.asking import Material


def make_appendices(material: Material) -> tuple[Section, ...]:
    """Return the tables that the results of a meeting show as charts, then method and quality."""
    included = any(part.key == "results" and part.included for part in material.outline.parts)
    tables: tuple[Section, ...] = ()
    if material.view is not None and included:
        tables = tuple(_tables_of(material.gathered.sections))
    return (*tables, *material.closing)


def without_tables(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections with their charts alone; one that is a table only keeps it."""
    return tuple(
        dataclasses.replace(section, tables=()) if section.charts else section
        for section in sections
    )


def _tables_of(sections: Iterable[Section]) -> Iterable[Section]:
    for section in sections:
        if section.charts and section.tables:
            yield Section(
                heading=section.heading,
                chapter=text("packs.steering.tables"),
                tables=section.tables,
                notes=section.notes,
            )
