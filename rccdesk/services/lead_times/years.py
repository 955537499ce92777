"""The share of each year and its change from the year before, with the interval of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.services.lead_times.query import LeadTimeQuery
from rccdesk.services.lead_times.table import get_lead_times
from rccdesk.services.statistics.differences import difference_of_proportions

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable


@dataclass(frozen=True, slots=True)
class YearChange:
    """A year, and its difference from the year before as proportions.

    ``difference``, ``low`` and ``high`` are None where ``left_out`` says why: "first", "hidden",
    "missing", "preliminary" (of either year). ``is_certain`` tells that the interval holds no 0.
    """

    year: int
    row: PublishableRow | None
    difference: float | None
    low: float | None
    high: float | None
    left_out: str

    @property
    def is_certain(self) -> bool:
        """Tell whether the change is more than chance."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class YearChanges:
    """The years in order, and the last against the first where both can be told."""

    measure: str
    years: tuple[YearChange, ...]
    selection: tuple[tuple[str, str], ...]
    extract_date: dt.date | None
    is_example: bool
    table: PublishableTable


def get_year_changes(database: Database, query: LeadTimeQuery, years: Sequence[int]) -> YearChanges:
    """Compute the share of each of ``years`` and its change; ``by`` and ``period`` are not used.

    The interval of the difference is Newcombe's method 10 (1998). Raises as `get_lead_times`.
    """
    table = get_lead_times(database, replace(query, by=("period",), grain=Grain.YEAR, period=None))
    rows = {row.get("period"): row for row in table.rows}
    found: list[YearChange] = []
    before: PublishableRow | None = None
    for place, year in enumerate(sorted(set(years))):
        row = rows.get(str(year))
        left_out = "first" if not place else _left_out(before) or _left_out(row)
        if left_out == "first" and _left_out(row) in ("hidden", "missing"):
            left_out = _left_out(row)
        found.append(_change(year, row, before, left_out))
        before = row
    return YearChanges(
        table.measure,
        tuple(found),
        table.selection,
        table.extract_date,
        table.is_example,
        table,
    )


def _left_out(row: PublishableRow | None) -> str:
    if row is not None and row.hidden is not None:
        return "hidden"
    if row is None or row.numerator is None or not row.denominator:
        return "missing"
    return "preliminary" if row.preliminary else ""


def _change(
    year: int, row: PublishableRow | None, before: PublishableRow | None, left_out: str
) -> YearChange:
    counts = [
        value for each in (row, before) if each for value in (each.numerator, each.denominator)
    ]
    known = [value for value in counts if value is not None]
    if left_out or len(known) < 4 or known[0] > known[1] or known[2] > known[3]:
        # An inclusion of more than the expected has no interval.
        return YearChange(year, row, None, None, None, left_out or "missing")
    change = difference_of_proportions(known[0], known[1], known[2], known[3])
    return YearChange(year, row, change.difference, change.low, change.high, "")
