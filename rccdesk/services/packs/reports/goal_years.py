"""The goals of a process over a year: the published value at its start and end, and the level."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Direction, FigureStatus, Grain
from rccdesk.errors import RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times, plans
from rccdesk.services.charts import figures, sentences
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.initiatives.evidence import is_binomial, is_proposed
from rccdesk.services.labels import area_name
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.packs.reports.frame import figure_words, figures_of
from rccdesk.services.pathways.goals import get_goal
from rccdesk.services.plans.figure import assess, own_regions
from rccdesk.services.plans.items import PROPORTION
from rccdesk.services.statistics.differences import difference_of_proportions
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import PackFigure
    from rccdesk.services.plans import PlanItemRow, PlanRow
    from rccdesk.services.publishing import PublishableRow, PublishableTable


@dataclass(frozen=True, slots=True)
class GoalYear:
    """A goal over a year, in words; "" for what there is none of.

    ``has_value``: a figure of the year is shown, of a goal that is not only proposed. ``doubt``
    is what is uncertain in the later figure.
    """

    name: str
    aim: str
    start: str
    end: str
    change: str
    status: str
    symbol: str
    doubt: str
    has_value: bool
    table: PublishableTable | None = None
    figures: tuple[PackFigure, ...] = ()


_SYMBOLS = {
    FigureStatus.REACHED: "reached",
    FigureStatus.LOWER_REACHED: "lower_reached",
    FigureStatus.NOT_REACHED: "not_reached",
}


def get_goal_year(
    database: Database,
    labels: Labels,
    goal: tuple[PlanItemRow, PlanRow],
    svf: tuple[str, ...],
    year: Period,
) -> GoalYear:
    """Return a goal over a year, its figure of the pathways ``svf``.

    The value at the start is that of the last period before the year, else of the first within
    it; that at the end is of the last period of the year that is not preliminary.
    """
    item, plan = goal
    aim = plans.level_words(item) or formats.MISSING
    table = _table(database, item, plan, svf or plan.svf)
    name = item.name
    if item.measure_key and is_proposed(database, item.measure_key):
        name = text("reports.goals.proposed", name=item.name)
    if table is None:
        why = text(f"reports.goals.{'not_computable' if item.measure_key else 'no_measure'}")
        return GoalYear(name, aim, "", "", "", why, "none", "", has_value=False)
    first, last = _ends(table.rows, year)
    judged = _judged(item, table)
    status, reason = FigureStatus.NOT_ASSESSABLE, text("reports.goals.no_figure")
    if last is not None:
        status, reason = assess(judged, table, last)
    words = sentences.status_words(status, table) if last is not None else reason
    names = [labels.name("svf", code) for code in svf or plan.svf]
    place = ", ".join((*names, *([area_name(labels, plan.region)] if plan.region else [])))
    doubt = ""
    if last is not None and last.value is not None:
        doubt = sentences.doubt_sentence(last, figures.doubt_of(last, table), place or item.name)
    shown = [row for row in (first, last) if row is not None]
    return GoalYear(
        name=name,
        aim=aim,
        start=_words(first, table, labels),
        end=_words(last, table, labels),
        change=_change(database, item.measure_key, first, last),
        status=words,
        symbol=_SYMBOLS.get(status, "none"),
        doubt=doubt,
        has_value=last is not None and last.value is not None and not figures.is_proposed(table),
        table=table,
        figures=figures_of(table, labels, shown, item.name),
    )


def _table(
    database: Database, item: PlanItemRow, plan: PlanRow, svf: tuple[str, ...]
) -> PublishableTable | None:
    """Return the measure by period; None without a measure that is counted here."""
    if not item.measure_key:
        return None
    try:
        if is_goal_key(item.measure_key):
            return _of_goal(database, item.measure_key, plan.region, svf)
        by = ("period", "unit") if plan.region else ("period",)
        table = indicators.get_indicator(database, IndicatorQuery(item.measure_key, by=by))
    except (RccdeskError, ValueError):  # a measure that is no longer there
        return None
    return _of_place(table, "unit", plan.region) if plan.region else table


def _of_goal(
    database: Database, measure: str, region: str, svf: tuple[str, ...]
) -> PublishableTable | None:
    """Return a goal by quarter, of one region as it is published among all of them."""
    query = LeadTimeQuery(goal=measure, svf=svf, by=("period",), grain=Grain.QUARTER)
    if not region:
        query = dataclasses.replace(query, region=own_regions(database))
        table = lead_times.get_lead_times(database, query)
        return table if table.is_reported else None
    field = "home_region" if get_goal(database, measure).is_by_home else "region"
    table = lead_times.get_lead_times(database, dataclasses.replace(query, by=("period", field)))
    selection = (*table.selection, ("region", region))
    table = dataclasses.replace(_of_place(table, field, region), selection=selection)
    return table if table.is_reported else None


def _of_place(table: PublishableTable, field: str, code: str) -> PublishableTable:
    """Return the periods of one place, each as it stands among the others."""
    rows = tuple(
        dataclasses.replace(row, fields=(("period", row.get("period")),))
        for row in table.rows
        if row.get(field) == code
    )
    return dataclasses.replace(table, rows=rows, by=("period",), whole=None)


def _ends(
    rows: Sequence[PublishableRow], year: Period
) -> tuple[PublishableRow | None, PublishableRow | None]:
    """Return the rows of the start and the end of a year; None for what there is none of."""
    dated = sorted(
        (parse_period(row.get("period") or ""), index, row)
        for index, row in enumerate(rows)
        if row.get("period") and not row.preliminary
    )
    before = [row for period, _index, row in dated if period.last < year.first]
    within = [
        row
        for period, _index, row in dated
        if year.first <= period.first <= period.last <= year.last
    ]
    last = within[-1] if within else None
    first = before[-1] if before else (within[0] if len(within) > 1 else None)
    return first, last


def _judged(item: PlanItemRow, table: PublishableTable) -> PlanItemRow:
    """Return a goal with the unit and direction of its measure where it says none."""
    direction = item.direction
    if direction is None and figures.has_direction(table):
        direction = Direction(table.direction)
    unit = item.unit_of_measure or (PROPORTION if table.is_proportion else table.unit_of_measure)
    return dataclasses.replace(item, direction=direction, unit_of_measure=unit)


def _words(row: PublishableRow | None, table: PublishableTable, labels: Labels) -> str:
    if row is None:
        return formats.MISSING
    when = labels.name("period", row.get("period"))
    return f"{figure_words(row, table)}, {when}"


def _change(
    database: Database,
    measure: str,
    first: PublishableRow | None,
    last: PublishableRow | None,
) -> str:
    """Return later minus earlier with its interval (Newcombe's method 10); "–" without counts."""
    if first is None or last is None or not is_binomial(database, measure):
        return formats.MISSING
    later, of_later = last.numerator, last.denominator
    earlier, of_earlier = first.numerator, first.denominator
    if later is None or earlier is None or not of_later or not of_earlier:
        return formats.MISSING
    if later > of_later or earlier > of_earlier:
        return formats.MISSING
    found = difference_of_proportions(later, of_later, earlier, of_earlier)
    decimals = formats.share_decimals(int(min(of_later, of_earlier)))
    key = "uncertain"
    if found.is_certain:
        key = "higher" if found.difference > 0 else "lower"
    return text(
        f"reports.goals.change.{key}",
        points=formats.points(found.difference, decimals),
        low=formats.number(found.low * 100, decimals),
        high=formats.number(found.high * 100, decimals),
    )
