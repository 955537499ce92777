"""Units by their number of cases, with the limits within which chance alone keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from rccdesk import formats
from rccdesk.errors import NotComputableError
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.services.statistics.funnel import Overdispersion, funnel_limits, overdispersion
from rccdesk.services.statistics.signals import OUTSIDE
from rccdesk.texts import text

_USUAL, _WIDE = 0.95, 0.998


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One unit: ``lower`` and ``upper`` are the 99.8 % limits, beyond which it is ``outside``.

    All figures are None where ``left_out`` ("hidden", "masked", "missing") is set.
    """

    unit: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None = None
    upper: float | None = None
    lower_95: float | None = None
    upper_95: float | None = None
    signals: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class FunnelSeries:
    """Units around the share of all together; ``spread`` tells if they vary more than chance."""

    points: tuple[FunnelPoint, ...]
    centre: float | None
    spread: Overdispersion | None
    sentence: str


def make_funnel(table: PublishableTable) -> FunnelSeries:
    """Return the funnel of a table with one by-field, its units.

    Raises NotComputableError ``series_funnel_needs_counts`` for what is no share of counted
    cases: the inclusion, which counts against expected ones, and figures without counts.
    """
    rows = [row for row in table.rows if not row.is_total]
    shown = [row for row in rows if not _left_out(row)]
    cannot = any("percent_without_counts" in row.doubts for row in rows)
    if not table.is_proportion or table.is_inclusion:
        cannot = True
    if cannot or not all(map(_counted, shown)):
        raise NotComputableError("series_funnel_needs_counts")
    x = [float(row.numerator or 0) for row in shown]
    n = [float(row.denominator or 0) for row in shown]
    if not shown:
        points = tuple(_hidden_point(table, row) for row in rows)
        return FunnelSeries(points, None, None, text("series.funnel.nothing"))
    # The whole is published beside the units. Where it is not, the shown ones stand for it, and
    # nothing of a hidden unit is in it.
    centre = table.whole.value if table.whole is not None else None
    if centre is None or not 0 <= centre <= 1:
        centre = sum(x) / sum(n)
    low, high = funnel_limits(n, centre, _WIDE)
    low_95, high_95 = funnel_limits(n, centre, _USUAL)
    places = {id(row): place for place, row in enumerate(shown)}
    points = tuple(
        _hidden_point(table, row)
        if (place := places.get(id(row))) is None
        else FunnelPoint(
            _name(table, row),
            row.value,
            row.numerator,
            row.denominator,
            float(low[place]),
            float(high[place]),
            float(low_95[place]),
            float(high_95[place]),
            () if low[place] <= x[place] / n[place] <= high[place] else (OUTSIDE,),
        )
        for row in rows
    )
    spread = overdispersion(x, n, centre)
    return FunnelSeries(points, centre, spread, _sentence(points, centre, spread, min(n)))


def _sentence(
    points: tuple[FunnelPoint, ...], centre: float, spread: Overdispersion, smallest: float
) -> str:
    decimals = formats.share_decimals(int(smallest))
    said = [text("series.funnel.centre", centre=formats.percent(centre, decimals))]
    shown = [point for point in points if not point.left_out]
    outside = sum(bool(point.signals) for point in shown)
    total = formats.number(len(shown))
    if outside:
        said.append(text("series.funnel.outside", count=outside, total=total))
    else:
        said.append(text("series.funnel.none_outside", total=total))
    if spread.is_over:
        factor = formats.number(spread.dispersion, 1)
        said.append(text("series.funnel.overdispersed", factor=factor))
    if hidden := sum(point.left_out == "hidden" for point in points):
        said.append(text("series.funnel.hidden", count=hidden))
    return " ".join(said)


def _left_out(row: PublishableRow) -> str:
    if row.hidden is not None:
        return "hidden"
    if row.masked:
        return "masked"
    return "missing" if row.value is None else ""


def _counted(row: PublishableRow) -> bool:
    x, n = row.numerator, row.denominator
    return x is not None and n is not None and 0 <= x <= n and n > 0 and float(n).is_integer()


def _hidden_point(table: PublishableTable, row: PublishableRow) -> FunnelPoint:
    return FunnelPoint(_name(table, row), None, None, None, left_out=_left_out(row))


def _name(table: PublishableTable, row: PublishableRow) -> str:
    return row.get(table.by[0]) or ""
