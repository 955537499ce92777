"""The three legs of SVF: who is included, how long it takes, and what patients say of it.

Each has its own population and period, and they never share an axis (Region Stockholm 2025,
Vård- och omsorgsanalys 2024, chapter 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Goal, Grain, IndicatorKind
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times
from rccdesk.services.indicators import IndicatorQuery, IndicatorRow
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.pathways import catalogue
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable

INCLUSION, LEAD_TIME, EXPERIENCE = "inclusion", "lead_time", "experience"
_FIRST_CHOICE = "prem_svf_overall_impression"


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg. ``row`` is None where there is no figure, and ``reason`` says why.

    ``period`` is what the figure is of, in the spelling of the contract; ``measure`` is a goal
    or an indicator key.
    """

    key: str
    title: str
    population: str
    measure: str = ""
    table: PublishableTable | None = None
    row: PublishableRow | None = None
    period: str = ""
    reason: str = ""


def get_three_legs(
    database: Database,
    *,
    svf: tuple[str, ...] = (),
    region: str = "",
    period: str = "",
) -> tuple[Leg, ...]:
    """Return inclusion, lead time and experience of a pathway and a region, in this order.

    ``svf`` are KVÅ prefixes, ``region`` a code; empty for all. ``period`` is taken where a leg
    has it, else the experience is that of its newest period.
    """
    return (
        _goal_leg(database, INCLUSION, Goal.INCLUSION, svf, region, period),
        _goal_leg(database, LEAD_TIME, Goal.LEAD_TIME, svf, region, period),
        _experience(database, svf, region, period),
    )


def _goal_leg(
    database: Database, key: str, goal: Goal, svf: tuple[str, ...], region: str, period: str
) -> Leg:
    query = LeadTimeQuery(
        goal=goal,
        svf=svf,
        region=(region,) if region else (),
        grain=Grain.QUARTER,
        period=period or None,
    )
    table = lead_times.get_lead_times(database, query)
    row = table.rows[0] if table.rows else None
    population = "expected_cases" if goal is Goal.INCLUSION else "treated_in_svf"
    return Leg(
        key=key,
        title=text(f"indicators.leg.{key}"),
        population=text(f"figures.population.{population}"),
        measure=goal,
        table=table,
        row=row,
        period=period,
        reason="" if row is not None else text(f"indicators.leg.no_{key}"),
    )


def _experience(database: Database, svf: tuple[str, ...], region: str, period: str) -> Leg:
    """Return the experience: of the SVF where the figures name it as their group."""
    measures = [
        row
        for row in indicators.list_indicators(database)
        if row.kind == IndicatorKind.PREM and row.figure_count
    ]
    measures.sort(key=lambda row: row.key != _FIRST_CHOICE)
    for measure in measures:
        leg = _experience_of(database, measure, svf, region, period)
        if leg is not None:
            return leg
    return Leg(
        EXPERIENCE,
        text("indicators.leg.experience"),
        text("indicators.leg.experience_population"),
        reason=text("indicators.leg.no_experience"),
    )


def _experience_of(
    database: Database, measure: IndicatorRow, svf: tuple[str, ...], region: str, period: str
) -> Leg | None:
    choices = indicators.list_choices(database, measure.key)
    codes = dict(choices.codes)
    where: list[tuple[str, tuple[str, ...]]] = []
    if svf:
        groups = _groups_of(database, codes.get("group", ()), svf)
        if not groups:
            return None
        where.append(("group", groups))
    if region:
        if region not in codes.get("unit", ()):
            return None
        where.append(("unit", (region,)))
    periods = [each.key for each in choices.periods]
    wanted = _nearest(periods, period)
    if not wanted:
        return None
    query = IndicatorQuery(measure.key, by=("period",), period=wanted, where=tuple(where))
    table = indicators.get_indicator(database, query)
    row = next((each for each in table.rows if each.get("period") == wanted), None)
    if row is None:
        return None
    return Leg(
        key=EXPERIENCE,
        title=measure.title,
        population=measure.population or text("indicators.population_unknown"),
        measure=measure.key,
        table=table,
        row=row,
        period=wanted,
    )


def _groups_of(
    database: Database, groups: tuple[str, ...], svf: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the groups that are these pathways, by prefix or by name."""
    wanted = {
        name.casefold()
        for row in catalogue.list_svf(database)
        if row.kva_prefix in svf
        for name in (row.kva_prefix, row.name)
    }
    return tuple(group for group in groups if group.strip().casefold() in wanted)


def _nearest(periods: list[str], wanted: str) -> str:
    """Return the period that is asked for, else the newest that has ended by then, else none."""
    if wanted in periods:
        return wanted
    try:
        last = parse_period(wanted).last
    except ValueError:
        return periods[-1] if periods else ""
    before = [key for key in periods if parse_period(key).last <= last]
    return before[-1] if before else ""
