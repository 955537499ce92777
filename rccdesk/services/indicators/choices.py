"""What can be chosen among the figures of an indicator: its periods and the codes of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Topic
from rccdesk.periods import Period, parse_period
from rccdesk.services.imports.coverage import effective_measurements

if TYPE_CHECKING:
    from pathlib import Path

    from rccdesk.services.database import Database

FIELDS = ("unit", "home_unit", "group", "sex", "age_group")


@dataclass(frozen=True, slots=True)
class IndicatorChoices:
    """Periods by time; per field that occurs its codes as sorted texts, totals left out."""

    periods: tuple[Period, ...]
    codes: tuple[tuple[str, tuple[str, ...]], ...]


_known: dict[tuple[Path, str, int | None], tuple[int, IndicatorChoices]] = {}


def list_choices(
    database: Database, indicator: str, snapshot: int | None = None
) -> IndicatorChoices:
    """Return what occurs in the figures of ``indicator``, now or just after a batch.

    It is kept until the figures change.
    """
    version = database.data_version(Topic.INDICATORS)
    place = (database.path, indicator, snapshot)
    if place in _known and _known[place][0] == version:
        return _known[place][1]
    with database.read() as session:
        measured = effective_measurements(session, indicator, snapshot)
    parts = [row for row in measured if not row.is_total] or measured
    codes = []
    for name in FIELDS:
        found = {getattr(row, name) for row in parts}
        found.discard("")
        if found:
            codes.append((name, tuple(sorted(found))))
    periods = sorted({parse_period(key) for key in {row.period for row in measured}})
    choices = IndicatorChoices(tuple(periods), tuple(codes))
    _known[place] = (version, choices)
    return choices
