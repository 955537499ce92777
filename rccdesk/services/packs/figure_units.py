"""The care units that a data pack can be made of: those that have figures in the extracts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Goal
from rccdesk.errors import NotComputableError
from rccdesk.services import lead_times
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class FigureUnit:
    """A care unit with figures. ``is_in_selection``: it has some in what was asked for."""

    region: str  # code
    region_name: str
    code: str
    name: str
    is_in_selection: bool = True


@remembered
def list_figure_units(
    database: Database, svf: tuple[str, ...] = (), period: str | None = None
) -> tuple[FigureUnit, ...]:
    """Return the units that have figures, by region and name, and which have some in a selection.

    Without ``period``: the last whole quarter, as for a pack. Figures that are hidden count: a
    pack tells that they are. Raises RccdeskError ``pack_period``.
    """
    from rccdesk.services.packs.gathering import choose_period  # with all charts: not at start

    chosen = choose_period(database, period)
    try:
        found = _places(database, LeadTimeQuery(goal=Goal.LEAD_TIME, by=_BY))
        asked = LeadTimeQuery(
            goal=Goal.LEAD_TIME, svf=svf, period=chosen.key if chosen else None, by=_BY
        )
        selected = _places(database, asked)
    except NotComputableError:
        return ()
    labels = get_labels(database)
    order = {code: number for number, code in enumerate(labels.names["region"])}
    units = [
        FigureUnit(
            region,
            labels.name("region", region),
            unit,
            labels.name("unit", unit),
            (region, unit) in selected,
        )
        for region, unit in found
        if region in order
    ]
    return tuple(sorted(units, key=lambda unit: (order[unit.region], folded(unit.name))))


def find_figure_unit(units: Iterable[FigureUnit], region: str, unit: str) -> FigureUnit | None:
    """Return the unit of a region by its code or its name, however it is written; None if none."""
    wanted = folded(unit)
    for each in units:
        if each.region == region and wanted in (folded(each.name), folded(each.code)):
            return each
    return None


_BY = ("region", "svf", "unit")  # by pathway, so that those outside the sums are counted too


def _places(database: Database, query: LeadTimeQuery) -> set[tuple[str, str]]:
    """Return region and unit of each row that names both."""
    rows = lead_times.get_lead_times(database, query).rows
    return {
        (region, unit)
        for row in rows
        if (region := row.get("region")) and (unit := row.get("unit"))
    }
