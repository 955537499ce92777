"""The appendices: the numbers behind the charts as tables, method and data quality."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.services.charts.spec import ChartKind
from rccdesk.services.packs.model import Section
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.packs.parts.asking import Material

_TABLED = frozenset({ChartKind.BARS})


def make_appendices(material: Material) -> tuple[Section, ...]:
    """Return the tables that the results of a meeting show as charts, then method and quality."""
    included = any(part.key == "results" and part.included for part in material.outline.parts)
    tables: tuple[Section, ...] = ()
    if material.view is not None and included:
        tables = tuple(_tables_of(material.gathered.sections))
    return (*tables, *material.closing)


def without_tables(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return sections with their charts alone; a table that says more than its chart moves."""
    return tuple(
        dataclasses.replace(section, tables=()) if _moves(section) else section
        for section in sections
    )


def _moves(section: Section) -> bool:
    """Tell whether the tables stand in the appendix: not those of long series and maps.

    Every format shows their numbers with the chart.
    """
    return bool(section.tables) and any(chart.kind in _TABLED for chart in section.charts)


def _tables_of(sections: Iterable[Section]) -> Iterable[Section]:
    for section in sections:
        if _moves(section):
            yield Section(
                heading=section.heading,
                chapter=text("packs.steering.tables"),
                tables=section.tables,
                notes=section.notes,
            )
