"""Tables after the small-number rules: the only figures that charts, reports and exports get.

A `PublishableTable` is made by the services of an area with `publish_rows`; a hidden figure has
no number in it, so that no renderer can leak one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rccdesk.services.statistics.suppression import Margin


class Hidden(StrEnum):
    """Why a figure is not shown."""

    FEW = "few"  # denominator under the limit (5)
    MONTH = "month"  # a single month with a denominator under the limit (10)
    CELL = "cell"  # few within or few outside, where the user has chosen to hide such
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
    # Beside a goal that counts from the decision, which it can be put off to meet.
    recommendation_to_decision_median_days: float | None = None

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
    is_reported: bool = True  # False: a goal that is for internal use only
    is_inclusion: bool = False  # started pathways against expected cases


def publish_rows(
    rows: Sequence[PublishableRow],
    margins: Sequence[Margin],
    *,
    is_month: Sequence[bool],
    limit: int,
    month_limit: int,
    cells: bool = False,
    is_counted: bool = True,
) -> tuple[PublishableRow, ...]:
    """Hide what is few, and what a few could be computed from; hidden rows carry no figure.

    A row is hidden where its denominator (its numerator, where the denominator is unknown) is
    under ``limit``, or under ``month_limit`` when it is a single month, or where `suppress` says
    so. ``margins`` must be the sums that are published beside the rows. With ``cells`` also where
    fewer than ``limit`` are within or, of counted cases, outside. Where the reasons told would
    give a row away all are said to be hidden for each other's sake, which is true of them.
    """
    import numpy as np  # the window's first paint needs the classes above, not numpy

    from rccdesk.services.statistics.small_cells import find_small_cells, suppress_cells
    from rccdesk.services.statistics.suppression import UNBOUNDED, find_telling_reasons, suppress

    counts = np.array([_count(row) for row in rows], dtype=np.float64)
    numerators = np.array([row.numerator or 0 for row in rows], dtype=np.float64)
    single = np.array(is_month, dtype=bool)
    is_known = ~np.isnan(counts)
    few = is_known & (counts < limit)
    month = is_known & single & (counts < month_limit) & ~few
    primary = few | month
    of_few = np.zeros(len(rows), dtype=bool)
    if cells:
        known = np.array([_is_share(row) for row in rows], dtype=bool)
        found = find_small_cells(counts, numerators, limit=limit, is_counted=is_counted)
        of_few = found & known & ~primary
        primary = primary | of_few
    hidden = primary
    if primary.any():
        hidden = suppress(
            np.nan_to_num(counts),
            numerators,
            primary,
            margins,
            limit=limit,
            month_limit=month_limit,
        )
        if cells:
            hidden = suppress_cells(
                np.nan_to_num(counts),
                numerators,
                hidden,
                margins,
                limit=limit,
                month_limit=month_limit,
            )
    untold = np.zeros(len(rows), dtype=bool)
    if hidden.any():
        least = np.where(single, month_limit, limit)
        untold = find_telling_reasons(
            np.nan_to_num(counts),
            np.where(few, 1, np.where(month, limit, least)) * 1.0,
            np.where(few, limit - 1, np.where(month, month_limit - 1, UNBOUNDED)) * 1.0,
            hidden & is_known,
            margins,
            limit=limit,
            month_limit=month_limit,
        )
    published = []
    for position, row in enumerate(rows):
        if untold[position]:
            published.append(hide_row(row, Hidden.SECONDARY))
        elif few[position]:
            published.append(hide_row(row, Hidden.FEW))
        elif month[position]:
            published.append(hide_row(row, Hidden.MONTH))
        elif of_few[position]:
            published.append(hide_row(row, Hidden.CELL))
        elif hidden[position]:
            published.append(hide_row(row, Hidden.SECONDARY))
        else:
            published.append(row)
    return tuple(published)


def hide_row(row: PublishableRow, why: Hidden) -> PublishableRow:
    """Return the row without any figure."""
    return PublishableRow(
        value_key=row.value_key, fields=row.fields, hidden=why, is_total=row.is_total
    )


def _is_share(row: PublishableRow) -> bool:
    """Tell whether a figure is some cases of others: no rate, no percentage alone."""
    return row.numerator is not None and bool(row.denominator)


def _count(row: PublishableRow) -> float:
    if row.denominator is not None:
        return row.denominator
    return float("nan") if row.numerator is None else row.numerator
