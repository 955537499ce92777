"""What the page of the mapping asks, and the services' answers side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.periods import ROLLING, parse_period
from rccdesk.services import labels as names
from rccdesk.services import lead_times, mapping75, organisation
from rccdesk.services.mapping75 import (
    CauseCount,
    CauseRow,
    Choice,
    MappingQuery,
    MappingRow,
    MappingTable,
)
from rccdesk.services.pathways import catalogue

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Question:
    """A region ("" = the own one, else the first) and a period."""

    region: str
    period: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``rows`` has a row for every chosen diagnosis, with figures or none.

    ``registers`` has what is registered per SVF for the period, ``other_periods`` the other
    periods that causes are registered for.
    """

    region: str
    labels: Labels
    table: MappingTable
    rows: tuple[MappingRow, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()  # own first
    own_region: str = ""
    svfs: tuple[tuple[str, str], ...] = ()  # prefix and name, in the catalogue's order
    choice: Choice | None = None
    choices: tuple[Choice, ...] = ()
    causes: tuple[CauseRow, ...] = ()
    registers: dict[str, tuple[CauseCount, ...]] = field(default_factory=dict)
    other_periods: dict[str, tuple[str, ...]] = field(default_factory=dict)
    has_data: bool = True

    @property
    def is_moving(self) -> bool:
        """Tell whether the period moves with the extract, so that nothing is registered for it."""
        return self.table.period == ROLLING


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    labels = names.get_labels(database)
    profile = organisation.get_profile(database)
    values = lead_times.list_selection_values(database)
    regions = [(row.code, row.full_name) for row in organisation.list_regions(database)]
    regions.sort(key=lambda one: one[0] != profile.region)  # stable: the organisation's order
    region = question.region or (regions[0][0] if regions else "")
    choices = mapping75.list_choices(database, region)
    table = mapping75.get_mapping(database, MappingQuery((region,), (), question.period or None))
    choice = table.choices[0] if table.choices else _choice(choices, region, table)
    rows = _rows(table, region, choice)
    registers, others = {}, {}
    if table.period and table.period != ROLLING:
        for row in rows:
            registers[row.svf] = mapping75.get_register(database, region, row.svf, table.period)
            found = mapping75.list_registered_periods(database, region, row.svf)
            others[row.svf] = tuple(period for period in found if period != table.period)
    return Answer(
        region=region,
        labels=labels,
        table=table,
        rows=rows,
        regions=tuple(regions),
        own_region=profile.region,
        svfs=tuple(
            (row.kva_prefix, row.name)
            for row in catalogue.list_svf(database)
            if row.in_treatment_goal
        ),
        choice=choice,
        choices=choices,
        causes=mapping75.list_causes(database, with_retired=True),
        registers=registers,
        other_periods=others,
        has_data=values.pathway_count > 0,
    )


def _choice(choices: tuple[Choice, ...], region: str, table: MappingTable) -> Choice | None:
    """Return the choice of a region that the period has no figures for."""
    if table.period is None or table.period == ROLLING:
        return choices[0] if choices else None
    return mapping75.choice_in(choices, region, parse_period(table.period))


def _rows(table: MappingTable, region: str, choice: Choice | None) -> tuple[MappingRow, ...]:
    if choice is None:
        return table.rows
    known = {row.svf: row for row in table.rows}
    return tuple(known.get(svf, MappingRow(region, svf)) for svf in choice.svf)
