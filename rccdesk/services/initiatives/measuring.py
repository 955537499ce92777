"""Freeze the published figure of an outcome for a period, with n, interval and coverage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.errors import NotComputableError, NotFoundError, RccdeskError
from rccdesk.periods import ROLLING, Period, parse_period, rolling_12
from rccdesk.services import indicators, lead_times
from rccdesk.services.charts import figures
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.initiatives.model import FrozenValue, OutcomeRow
from rccdesk.services.initiatives.outcomes import check_periods
from rccdesk.services.initiatives.rows import MOMENTS, Selection
from rccdesk.services.labels import get_labels
from rccdesk.services.links.figures import measure_names
from rccdesk.services.pathways import goals
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable

MASKED = "masked"  # hidden by the source itself
_PERIODS = ("period", "start_period", "snapshot", "attribution")


def measure_outcome(
    database: Database, outcome: OutcomeRow, moment: str, period: str
) -> OutcomeRow:
    """Return the outcome with its figure of ``period`` frozen at ``moment``; nothing is stored.

    ``moment`` is before, after, compared_before, compared_after or durable; the two compared ones
    are of the selection that it is compared with. The figure is the published one: what is hidden
    is frozen as hidden, with its reason. Raises NotFoundError ``outcome_measure_gone``,
    NotComputableError ``outcome_no_figure``, ``outcome_preliminary``, ``outcome_selection``,
    RccdeskError ``outcome_not_compared``, as `check_periods`, `get_lead_times` and
    `get_indicator`; ValueError for another moment and for a period that is none.
    """
    if moment not in MOMENTS:
        raise ValueError(moment)
    selection = outcome.selection
    if moment.startswith("compared"):
        if not outcome.compared_with:
            raise RccdeskError("outcome_not_compared")
        selection = outcome.compared_with
    value = freeze_figure(database, outcome.measure, selection, period)
    measured = replace(outcome, **{moment: value})  # type: ignore[arg-type]
    check_periods(measured)
    return measured


def freeze_figure(
    database: Database, measure: str, selection: Selection, period: str
) -> FrozenValue:
    """Return the published figure of a selection and period, frozen; as `measure_outcome`.

    A figure whose period is not complete is refused: it counts in no status and in no result.
    """
    if period != ROLLING:
        parse_period(period)
    _refuse_gone(database, measure)
    codes: dict[str, tuple[str, ...]] = {}
    for name, code in selection:
        if name not in _PERIODS and code:
            codes[name] = codes.get(name, ()) + tuple(code.split("+"))
    if is_goal_key(measure):
        table, row, span = _goal_figure(database, measure, codes, period)
    else:
        table, row, span = _indicator_figure(database, measure, codes, period)
    names = {
        "measure": measure_title(database, measure),
        "period": span.label() if span else period,
    }
    if row is None or (row.value is None and not row.hidden and not row.masked):
        raise NotComputableError("outcome_no_figure", **names)
    if row.preliminary:
        raise NotComputableError("outcome_preliminary", **names)
    key = _spelling(span) if span is not None else period
    if row.hidden or row.masked:
        return FrozenValue(
            period=key,
            value=None,
            numerator=None,
            denominator=None,
            words=figures.hidden_text(row, table),
            extract_date=table.extract_date,
            hidden=str(row.hidden or MASKED),
        )
    return FrozenValue(
        period=key,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        words=_words(table, row),
        extract_date=table.extract_date,
        coverage=_coverage(database, table, row),
    )


def measure_title(database: Database, measure: str) -> str:
    """Return what a goal or an indicator is called; a removed one by its key, said to be gone."""
    return measure_names(database).get(measure) or text("initiatives.measure_gone", key=measure)


def is_measure_gone(database: Database, measure: str) -> bool:
    """Tell whether a goal or an indicator is no longer there, as after it was removed."""
    return measure not in list_titles(database)


@remembered
def list_titles(database: Database) -> Mapping[str, str]:
    """Return the name of every goal and indicator that there is, by its key."""
    found = {goal.key: goal.short_name for goal in goals.list_goals(database)}
    return found | {row.key: row.title for row in indicators.list_indicators(database)}


def selection_words(database: Database, selection: Selection) -> str:
    """Return a selection in words, as in "Bröstcancer, Region Stockholm"; "" for everything."""
    labels = get_labels(database)
    names = [
        labels.name(name, part)
        for name, code in selection
        if name not in _PERIODS
        for part in code.split("+")
        if part
    ]
    return ", ".join(names)


def _refuse_gone(database: Database, measure: str) -> None:
    if is_measure_gone(database, measure):
        raise NotFoundError("outcome_measure_gone", measure=measure)


def _goal_figure(
    database: Database, measure: str, codes: Mapping[str, tuple[str, ...]], period: str
) -> tuple[PublishableTable, PublishableRow | None, Period | None]:
    where = tuple((name, each) for name, each in codes.items() if name not in ("svf", "region"))
    if unknown := {name for name, _ in where} - set(lead_times.BY_FIELDS):
        raise NotComputableError("outcome_selection", field=", ".join(sorted(unknown)))
    table = lead_times.get_lead_times(
        database,
        lead_times.LeadTimeQuery(
            goal=measure,
            svf=codes.get("svf", ()),
            region=codes.get("region", ()),
            period=period,
            where=where,
        ),
    )
    row = table.rows[0] if table.rows else None
    return table, row, _span(table, period)


def _indicator_figure(
    database: Database, measure: str, codes: Mapping[str, tuple[str, ...]], period: str
) -> tuple[PublishableTable, PublishableRow | None, Period | None]:
    units = codes.get("unit", ()) + codes.get("region", ())
    where = [("unit", units)] if units else []
    where += [(name, each) for name, each in codes.items() if name not in ("unit", "region")]
    if unknown := {name for name, _ in where} - set(indicators.BY_FIELDS):
        raise NotComputableError("outcome_selection", field=", ".join(sorted(unknown)))
    table = indicators.get_indicator(
        database,
        indicators.IndicatorQuery(measure, by=("period",), period=period, where=tuple(where)),
    )
    own = [row for row in table.rows if row.get("period") == period]
    found = next((row for row in own if not row.is_total), own[0] if own else None)
    span = _span(table, period)
    if found is None or (found.value is None and not found.hidden and not found.masked):
        # Several periods, or units that only the source can sum.
        found = table.whole if own or _is_whole(table, span) else None
    return table, found, span


def _is_whole(table: PublishableTable, span: Period | None) -> bool:
    """Tell whether the shorter periods that figures are of make up the whole of a longer one."""
    parts = {parse_period(row.get("period") or "") for row in table.rows}
    return span is not None and sum(part.months for part in parts) == span.months


def _span(table: PublishableTable, period: str) -> Period | None:
    if period != ROLLING:
        return parse_period(period)
    for name, code in table.selection:
        if name == "period" and code != ROLLING:
            return parse_period(code)
    return rolling_12(table.extract_date) if table.extract_date else None


def _spelling(period: Period) -> str:
    """Return the spelling of a period that means the same days for ever."""
    if period.key != ROLLING:
        return period.key
    first, last = period.first, period.last
    return f"{first.year:04d}-{first.month:02d}:{last.year:04d}-{last.month:02d}"


def _words(table: PublishableTable, row: PublishableRow) -> str:
    """Return a figure with its interval and n, as in "64 % (53–74 %), 45 av 70".

    What is not representative says so wherever the words go.
    """
    column = figures.column_for(table, (row,))
    value = figures.value_text(row, column)
    if not table.is_proportion:
        value = f"{value}{formats.NBSP}{table.unit_of_measure}".strip()
    if figures.has_interval(row):
        value = f"{value} ({column.interval(row.ci_low, row.ci_high)})"
    doubt = figures.doubt_of(row, table)
    said = "" if doubt is Doubt.NONE else text(f"initiatives.doubt.{doubt}")
    return ", ".join(part for part in (value, figures.count_text(row), said) if part)


def _coverage(database: Database, table: PublishableTable, row: PublishableRow) -> float | None:
    """Return how much of what happened the figure knows: the inclusion, or the register's."""
    if is_goal_key(table.measure):
        return row.inclusion.proportion if row.inclusion is not None else None
    return indicators.get_indicator_row(database, table.measure).coverage
