"""Tables after the small-number rules: the only figures that charts, reports and exports get.

A `PublishableTable` is made by the services of an area with `publish_rows`; a hidden figure has
no number in it, so that no renderer can leak one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Hidden(StrEnum):
    """Why a figure is not shown."""

    FEW = "few"  # denominator under the limit (5)
    MONTH = "month"  # a single month with a denominator under the limit (10)
    SECONDARY = "secondary"  # another hidden figure could be computed from it


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The inclusion that is read with a lead time; numbers None where hidden."""

    numerator: int | None
    denominator: float | None
    proportion: float | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure came from, to the cell."""

    batch_id: int
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class PublishableRow:
    """One figure. ``fields`` are the by-fields and their codes, in the order of the table.

    ``proportion`` (or ``value`` for what is not a share) is unrounded. All figures are None and
    ``doubts`` empty where ``hidden`` is set. ``masked`` is the source's own code for a value it
    does not show.
    """

    value_key: str
    fields: tuple[tuple[str, str | None], ...]
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None  # the proportion, or the value of a measure that is no share
    ci_low: float | None = None
    ci_high: float | None = None
    hidden: Hidden | None = None
    masked: str | None = None
    preliminary: bool = False
    is_total: bool = False
    met: bool | None = None
    would_be_met: bool | None = None
    needed_more: int | None = None
    level_met: int | None = None  # indicators: 0, 1 or 2 levels reached
    median_days: float | None = None
    p80_days: float | None = None
    mean_days_over_limit: float | None = None
    over_75_percent_count: int | None = None
    limit_days: int | None = None
    limit_confirmed: bool | None = None
    inclusion: Inclusion | None = None
    representative: bool | None = None
    doubts: tuple[str, ...] = ()
    source: Source | None = None

    def get(self, name: str) -> str | None:
        """Return the code of the by-field ``name``; None where absent."""
        return dict(self.fields).get(name)


@dataclass(frozen=True, slots=True)
class Level:
    """A target or level that a figure is compared with."""

    value: float
    name: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class PublishableTable:
    """Rows of one measure over one selection, after the small-number rules.

    ``measure`` is a goal key or an indicator key. ``whole`` is the figure of the whole selection
    (all units together), which the rows were protected against. ``nation`` tells that the whole
    is the nation (a national value or all 21 regions).
    """

    measure: str
    is_proportion: bool
    direction: str  # higher, lower, neutral
    status: str  # in_force, proposed
    levels: tuple[Level, ...]  # lowest first; a goal has one
    by: tuple[str, ...]
    rows: tuple[PublishableRow, ...]
    whole: PublishableRow | None
    extract_date: dt.date | None
    selection: tuple[tuple[str, str], ...]  # code of each chosen field, as in ("svf", "VG9")
    excluded: tuple[tuple[str, int], ...] = ()
    unit_of_measure: str = "proportion"
    region_count: int = 0  # regions in the extract
    nation: bool = False
    is_example: bool = False
    pathway_count: int = 0
    batch_ids: tuple[int, ...] = ()
    source: str = ""  # what the figures come from, as in "SVF-uttag" or a file name
    limit_source: str = ""
    limit_changes: tuple[tuple[dt.date, int | None, int | None], ...] = field(default=())
