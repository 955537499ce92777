"""The published figure of a goal's measure as it is known now, against the goal's own level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Direction, FigureStatus, GoalShape
from rccdesk.errors import RccdeskError
from rccdesk.models import Plan
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times, organisation, store_settings
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.labels import area_name, get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.plans.completeness import measure_names
from rccdesk.services.plans.items import PROPORTION
from rccdesk.services.plans.model import PlanItemRow, PlanRow
from rccdesk.services.plans.stored import find, read_row
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.figures import Column
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """The figure of a measure in words. ``value`` is None, never 0, where it is not shown.

    ``status`` is against the goal's own level or direction; what cannot be assessed has the
    ``reason``. ``inclusion_text`` is the inclusion that a lead time is read with and whether it is
    representative, "" for other measures. ``words`` is all in one line, as it is kept with a
    follow-up. ``place`` is where the window shows it: a page and its arguments.
    """

    measure_key: str
    measure: str
    status: FigureStatus
    status_words: str
    reason: str = ""
    value: float | None = None
    value_text: str = ""
    count_text: str = ""
    level_text: str = ""
    baseline_text: str = ""
    period: str = ""
    period_words: str = ""
    place_words: str = ""
    inclusion_text: str = ""
    lines: tuple[str, ...] = ()
    words: str = ""
    value_key: str = ""
    place: tuple[str, Mapping[str, object]] | None = field(default=None)


def figure_now(
    database: Database, item: PlanItemRow, *, svf: tuple[str, ...] = ()
) -> ItemFigure | None:
    """Return the latest figure of an item's measure that is not preliminary.

    It is of the plan's processes, or of ``svf`` (KVÅ prefixes) where that is given. None where
    the item has no measure that can be counted here. A measure that is no longer there, or
    has no figure, cannot be assessed, and the reason says so.
    """
    if not item.measure_key:
        return None
    name = measure_names(database).get(item.measure_key, "")
    if not name:
        return _unknown(item, item.measure or item.measure_key, "measure_gone")
    with database.read() as session:
        plan = read_row(PlanRow, find(session, Plan, item.plan_uuid, "plan_missing"))
    plan = replace(plan, svf=svf or plan.svf)
    try:
        found = _find(database, plan, item.measure_key)
    except (RccdeskError, ValueError):
        found = None
    if found is None:
        return _unknown(item, name, "no_figure")
    table, row = found
    return _make(database, plan, item, name, table, row)


def _find(
    database: Database, plan: PlanRow, measure: str
) -> tuple[PublishableTable, PublishableRow] | None:
    if is_goal_key(measure):
        regions = (plan.region,) if plan.region else own_regions(database)
        query = LeadTimeQuery(goal=measure, svf=plan.svf, region=regions, by=("period",))
        table = lead_times.get_lead_times(database, query)
        rows = table.rows
    else:
        by = ("period", "unit") if plan.region else ("period",)
        table = indicators.get_indicator(database, IndicatorQuery(measure, by=by))
        rows = tuple(row for row in table.rows if not plan.region or row.get("unit") == plan.region)
    row = latest_whole(database, table, rows)
    return None if row is None else (table, row)


def latest_whole(
    database: Database, table: PublishableTable, rows: Iterable[PublishableRow]
) -> PublishableRow | None:
    """Return the row of the last period that is complete, hidden or not; else the last of all.

    A hidden row does not say whether it is preliminary: its period must have ended the reporting
    lag before the extract.
    """
    dated = sorted(
        (row for row in rows if row.get("period")),
        key=lambda row: parse_period(str(row.get("period"))).last,
    )
    lag = dt.timedelta(days=store_settings.get_reporting_lag_days(database))

    def is_whole(row: PublishableRow) -> bool:
        if row.hidden is None or table.extract_date is None:
            return not row.preliminary
        return parse_period(str(row.get("period"))).last + lag <= table.extract_date

    return next(iter([row for row in dated if is_whole(row)][-1:] or dated[-1:]), None)


def own_regions(database: Database) -> tuple[str, ...]:
    """Return the own RCC's regions; none where it has them all, or no RCC is chosen."""
    own = organisation.get_profile(database).rcc
    rccs = {rcc.key: rcc.region_codes for rcc in organisation.list_rccs(database)}
    codes = rccs.get(own, ())
    return () if len(codes) == len(organisation.list_regions(database)) else codes


def _unknown(item: PlanItemRow, name: str, why: str) -> ItemFigure:
    reason = text(f"plans.figure.{why}")
    return ItemFigure(
        measure_key=item.measure_key,
        measure=name,
        status=FigureStatus.NOT_ASSESSABLE,
        status_words=text("charts.status.not_assessable"),
        reason=reason,
        level_text=level_words(item),
        words=f"{name}: {reason}",
    )


def level_words(item: PlanItemRow) -> str:
    """Return what a goal asks for, as in "minst 80 %" or "högre än utgångsvärdet"."""
    lower = item.direction is Direction.LOWER
    unit = item.unit_of_measure
    if item.goal_shape is GoalShape.DIRECTION:
        if item.direction in (Direction.HIGHER, Direction.LOWER):
            return text(f"plans.goal.direction_{item.direction}")
        return ""
    side = "most" if lower else "least"
    if item.goal_shape is GoalShape.TWO_LEVELS and None not in (item.level, item.higher_level):
        assert item.level is not None
        assert item.higher_level is not None
        easy, hard = sorted((item.level, item.higher_level), reverse=lower)
        return text(
            f"plans.goal.two_{side}",
            level=value_words(easy, unit),
            higher=value_words(hard, unit),
        )
    if item.level is None:
        return ""
    return text(f"plans.goal.{side}", level=value_words(item.level, unit))


def value_words(value: float, unit: str) -> str:
    """Return a level or baseline in its unit: a proportion as per cent."""
    if unit == PROPORTION:
        return formats.level(value)
    decimals = 0 if float(value).is_integer() else 1
    return f"{formats.number(value, decimals)}{formats.NBSP}{unit}".strip()


def _make(
    database: Database,
    plan: PlanRow,
    item: PlanItemRow,
    name: str,
    table: PublishableTable,
    row: PublishableRow,
) -> ItemFigure:
    item = replace(
        item,
        unit_of_measure=item.unit_of_measure or _unit_of(table),
        direction=item.direction or _direction_of(table),
    )
    column = _column(table, row, item)
    status, reason = assess(item, table, row)
    period = str(row.get("period"))
    labels = get_labels(database)
    place = area_name(labels, plan.region) if plan.region else _whole_words(database)
    value = figures.value_text(row, column)
    count = "" if row.hidden or row.masked else figures.count_text(row)
    if not table.is_proportion and row.value is not None:
        value = f"{value}{formats.NBSP}{table.unit_of_measure}".strip()
    period_words = parse_period(period).label()
    inclusion = _inclusion_words(table, row)
    parts = [value, count, inclusion, f"{place}, {period_words}"]
    baseline = ""
    if item.baseline_value is not None:
        baseline = value_words(item.baseline_value, item.unit_of_measure)
        baseline = f"{baseline} ({item.baseline_period})" if item.baseline_period else baseline
    return ItemFigure(
        measure_key=item.measure_key,
        measure=name,
        status=status,
        status_words=sentences.status_words(status, table),
        reason=reason,
        value=row.value,
        value_text=value,
        count_text=count,
        level_text=level_words(item),
        baseline_text=baseline,
        period=period,
        period_words=period_words,
        place_words=place,
        inclusion_text=inclusion,
        lines=_lines(item, table, row, place),
        words=" · ".join(part for part in parts if part),
        value_key=row.value_key,
        place=_place(item.measure_key),
    )


def _inclusion_words(table: PublishableTable, row: PublishableRow) -> str:
    """Return the inclusion of a lead time and its state of three; nothing for other measures."""
    if not figures.inclusion_text(row, table) or row.value is None:
        return ""
    state = text(f"plans.figure.inclusion.{figures.doubt_of(row, table)}")
    if row.inclusion is None or row.inclusion.proportion is None:
        return state
    share = figures.inclusion_share(row.inclusion.proportion)
    return f"{text('links.inclusion', share=share)}, {state}"


def _place(measure: str) -> tuple[str, Mapping[str, object]]:
    if is_goal_key(measure):
        return "lead_times", {"goal": measure, "tab": "trend"}
    return "indicators", {"indicator": measure, "tab": "trend"}


def _whole_words(database: Database) -> str:
    own = organisation.get_profile(database).rcc
    names = {rcc.key: rcc.health_care_region for rcc in organisation.list_rccs(database)}
    return names.get(own) or text("plans.figure.whole")


def _unit_of(table: PublishableTable) -> str:
    return PROPORTION if table.is_proportion else table.unit_of_measure


def _direction_of(table: PublishableTable) -> Direction | None:
    return Direction(table.direction) if figures.has_direction(table) else None


def _column(table: PublishableTable, row: PublishableRow, item: PlanItemRow) -> Column:
    """Return how the value is written: never as if it reached a level that it does not."""
    column = figures.column_for(table, (row,))
    if item.unit_of_measure != PROPORTION or not table.is_proportion or item.direction is None:
        return column
    return replace(column, levels=_aims(item), lower=item.direction is Direction.LOWER)


def assess(
    item: PlanItemRow, table: PublishableTable, row: PublishableRow
) -> tuple[FigureStatus, str]:
    """Return the status of a figure against a goal, and why where it has none.

    The goal has its unit and direction: those of the measure where it says none of its own.
    """
    if row.hidden or row.masked:
        return FigureStatus.HIDDEN, figures.hidden_text(row, table)
    if row.value is not None and row.preliminary:
        return FigureStatus.PRELIMINARY, sentences.preliminary_sentence(table)
    if (
        row.value is not None
        and (item.goal_shape is None or not _aims(item))
        and (item.goal_shape is not GoalShape.DIRECTION)
    ):
        return FigureStatus.NO_LEVEL, ""
    why = _why_not(item, table, row)
    if why:
        return FigureStatus.NOT_ASSESSABLE, why
    assert row.value is not None
    passed = [_passes(row.value, aim, item) for aim in _aims(item)]
    if all(passed):
        return FigureStatus.REACHED, ""
    return (FigureStatus.LOWER_REACHED if any(passed) else FigureStatus.NOT_REACHED), ""


def _aims(item: PlanItemRow) -> tuple[float, ...]:
    """Return the values that a goal asks its measure to reach; a direction: to pass."""
    aims: tuple[float | None, ...] = (item.level,)
    if item.goal_shape is GoalShape.TWO_LEVELS:
        aims = (item.level, item.higher_level)
    elif item.goal_shape is GoalShape.DIRECTION:
        aims = (item.baseline_value,)
    return tuple(aim for aim in aims if aim is not None)


def _why_not(item: PlanItemRow, table: PublishableTable, row: PublishableRow) -> str:
    """Return why a figure cannot be assessed; nothing where it can."""
    if row.value is None:
        return figures.hidden_text(row, table)
    if figures.is_proposed(table):
        return text("plans.figure.proposed")
    if item.unit_of_measure != _unit_of(table):
        return text("plans.figure.unit_differs")
    if item.direction not in (Direction.HIGHER, Direction.LOWER):
        return text("plans.figure.no_direction")
    return "" if _aims(item) else text("plans.figure.no_baseline")


def _passes(value: float, aim: float, item: PlanItemRow) -> bool:
    """Tell whether a value reaches a level, or has passed a baseline in the wanted direction."""
    if item.goal_shape is GoalShape.DIRECTION and value == aim:
        return False
    return value <= aim if item.direction is Direction.LOWER else value >= aim


def _lines(
    item: PlanItemRow, table: PublishableTable, row: PublishableRow, place: str
) -> tuple[str, ...]:
    if row.value is None:
        return ()
    said = []
    aim = item.baseline_value if item.goal_shape is GoalShape.DIRECTION else item.level
    if (
        aim is not None
        and item.unit_of_measure == _unit_of(table)
        and row.ci_low is not None
        and row.ci_high is not None
        and row.ci_low <= aim <= row.ci_high
    ):
        is_direction = item.goal_shape is GoalShape.DIRECTION
        said.append(
            text("plans.figure.covers_baseline" if is_direction else "charts.sentence.covers")
        )
    doubt = figures.doubt_of(row, table)
    said.append(sentences.doubt_sentence(row, doubt, place))
    if doubt is Doubt.NONE and _inclusion_words(table, row):
        share = figures.inclusion_text(row, table)
        said.append(text("charts.sentence.representative", inclusion=share))
    return tuple(line for line in said if line)
