"""Assessments in a table: the items by period, or by region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.periods import list_periods
from rccdesk.services.framework.assessments import list_assessments
from rccdesk.services.framework.frameworks import get_framework
from rccdesk.services.framework.items import list_items
from rccdesk.services.framework.model import AssessmentRow, FrameworkItemRow, FrameworkRow
from rccdesk.services.organisation import get_profile, list_rccs, list_regions
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_MOST_HALVES = 8  # so many columns stand side by side; beyond them the years do
_GRAINS = {"half": Grain.HALF, "year": Grain.YEAR}


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A period, in the spelling of the contract, or a region's code, "" for the whole."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An item with its latest assessment per column; None: not assessed there."""

    item: FrameworkItemRow
    cells: tuple[AssessmentRow | None, ...]


@dataclass(frozen=True, slots=True)
class AssessmentMatrix:
    """The items of a framework by columns."""

    framework: FrameworkRow
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


def get_matrix(
    database: Database, key: str, by: str, *, body: str = "", area: str = ""
) -> AssessmentMatrix:
    """Return the latest assessments by "period", "half", "year" or "region".

    "period" is halves of years while there are few of them, else years; ``area`` is of these, ""
    for the whole. Raises NotFoundError ``framework_missing``, ValueError for another ``by``.
    """
    framework = get_framework(database, key)
    items = list_items(database, framework.key)
    rows = list_assessments(database, key=framework.key, body=body or None)
    if by == "region":
        columns, place = _regions(database, rows)
    elif by in ("period", *_GRAINS):
        rows = tuple(row for row in rows if row.area == area)
        columns, place = _periods(rows, by)
    else:
        raise ValueError(by)
    cells: dict[tuple[str, str], AssessmentRow] = {}
    for row in rows:  # the newest first
        cells.setdefault((row.item_uuid, place[row.uuid]), row)
    return AssessmentMatrix(
        framework,
        columns,
        tuple(
            MatrixRow(item, tuple(cells.get((item.uuid, column.key)) for column in columns))
            for item in items
        ),
    )


def _regions(
    database: Database, rows: Sequence[AssessmentRow]
) -> tuple[tuple[MatrixColumn, ...], dict[str, str]]:
    """Return the whole, the regions of the own RCC, and others that have been assessed."""
    names = {region.code: region.name for region in list_regions(database)}
    rccs = {rcc.key: rcc for rcc in list_rccs(database)}
    own = rccs.get(get_profile(database).rcc)
    codes = list(own.region_codes) if own is not None else []
    codes += [code for code in names if code in {row.area for row in rows} and code not in codes]
    names |= {key: rcc.health_care_region for key, rcc in rccs.items()}
    codes += [key for key in rccs if key in {row.area for row in rows}]
    whole = MatrixColumn("", text("framework.whole"))
    columns = (whole, *(MatrixColumn(code, names[code]) for code in codes))
    return columns, {row.uuid: row.area for row in rows}


def _periods(
    rows: Sequence[AssessmentRow], by: str
) -> tuple[tuple[MatrixColumn, ...], dict[str, str]]:
    if not rows:
        return (), {}
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    grain = _GRAINS.get(by, Grain.HALF)
    periods = list_periods(first, last, grain)
    if by == "period" and len(periods) > _MOST_HALVES:
        periods = list_periods(first, last, Grain.YEAR)
    place = {
        row.uuid: period.key
        for row in rows
        for period in periods
        if period.first <= row.day <= period.last
    }
    return tuple(MatrixColumn(each.key, each.label()) for each in periods), place
