"""What a figure was up to a day and is after it: published figures of whole periods only.

That a figure has moved beside a decision says nothing of why: both are told with the line
"Samvariation, inte bevisad orsak."
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import GoalStatus, Thing
from rccdesk.errors import RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import indicators, lead_times, store_settings
from rccdesk.services.charts import figures
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.decisions.selection import own_regions, own_whole
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.links.figures import measure_names
from rccdesk.services.links.places import place_of
from rccdesk.services.pathways.goals import list_goals
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable

Selection = tuple[tuple[str, str], ...]
_NOT_CHOSEN = frozenset({"period", "start_period", "snapshot", "attribution"})


@dataclass(frozen=True, slots=True)
class FigureMove:
    """A measure before a day and after it, in words; "" where there is no whole period yet.

    ``was`` and ``now`` have their counts, "..": hidden. ``value_key`` names the later figure, else
    the earlier, ``was_key`` the earlier; ``is_shown`` tells whether the later has a value to tell.
    ``note`` says that it proves no cause. ``place`` is where the window shows it.
    """

    measure: str
    name: str
    was: str
    was_period: str
    now: str
    now_period: str
    value_key: str
    sentence: str
    note: str
    is_proposed: bool = False
    is_shown: bool = False
    was_key: str = ""
    place: tuple[str, Mapping[str, object]] | None = field(default=None)


def find_move(
    database: Database,
    measure: str,
    selection: Selection,
    day: dt.date,
    *,
    known: bool = False,
    until: dt.date = dt.date.max,
) -> FigureMove | None:
    """Return a measure's last whole period up to ``day`` and the latest that begins after it.

    ``selection`` is (field, code) pairs. ``known``: the earlier one is what could be known that
    day, a reporting lag after its period, and the later one any period after that one. ``until``
    is the last day of the later one. None where the measure is gone or has no whole period.
    """
    names = measure_names(database)
    if measure not in names:
        return None
    try:
        table, rows = _read(database, measure, selection)
    except (RccdeskError, ValueError):
        return None
    rows = [row for row in rows if row.value is not None or row.hidden or row.masked]
    lag = dt.timedelta(days=store_settings.get_reporting_lag_days(database))
    whole = [row for row in rows if _is_whole(table, row, lag)]
    before = [row for row in whole if _last(row) + (lag if known else dt.timedelta()) <= day]
    was = max(before, key=_last, default=None)
    start = _last(was) if known and was is not None else day
    after = [row for row in whole if _first(row) > start and _last(row) <= until]
    now = max(after, key=_last, default=None)
    if was is None and now is None:
        return None
    name = ", ".join(filter(None, (names[measure], _selection_words(database, selection))))
    return _make(database, measure, name, table, was, now)


def _read(
    database: Database, measure: str, selection: Selection
) -> tuple[PublishableTable, list[PublishableRow]]:
    """Return the published series of a measure and the rows of it that are of the selection."""
    codes: dict[str, tuple[str, ...]] = {}
    for name, code in selection:
        if name not in _NOT_CHOSEN and code:
            codes[name] = codes.get(name, ()) + tuple(code.split("+"))
    if is_goal_key(measure):
        return _read_goal(database, measure, codes)
    units = codes.get("unit", ()) + codes.get("region", ())
    others = tuple((name, each) for name, each in codes.items() if name not in ("unit", "region"))
    if len(units) == 1:  # the whole table: its other units may hide this one
        by: tuple[str, ...] = ("period", "unit")
    else:
        by, others = ("period",), (*others, *((("unit", units),) if units else ()))
    table = indicators.get_indicator(database, IndicatorQuery(measure, by=by, where=others))
    return table, [
        row
        for row in table.rows
        if row.get("period") and (len(units) != 1 or row.get("unit") == units[0])
    ]


def _read_goal(
    database: Database, measure: str, codes: Mapping[str, tuple[str, ...]]
) -> tuple[PublishableTable, list[PublishableRow]]:
    """Return the series of a goal; of one region out of a table of all that it is summed with.

    The whole is told beside the regions: what is hidden in one must not show by subtraction.
    """
    regions = codes.get("region", ())
    own = own_regions(database)
    is_one = len(regions) == 1
    chosen = (own if regions[0] in own else ()) if is_one else regions
    query = LeadTimeQuery(
        goal=measure,
        svf=codes.get("svf", ()),
        region=chosen,
        by=("period", "region") if is_one else ("period",),
        where=tuple((name, each) for name, each in codes.items() if name not in ("svf", "region")),
    )
    table = lead_times.get_lead_times(database, query)
    return table, [
        row
        for row in table.rows
        if row.get("period") and (not is_one or row.get("region") == regions[0])
    ]


def _make(
    database: Database,
    measure: str,
    name: str,
    table: PublishableTable,
    was: PublishableRow | None,
    now: PublishableRow | None,
) -> FigureMove:
    before, after = _words(table, was), _words(table, now)
    was_period, now_period = _period_words(was), _period_words(now)
    proposed = any(
        goal.key == measure and goal.status == GoalStatus.PROPOSED for goal in list_goals(database)
    )
    named = now or was
    assert named is not None
    return FigureMove(
        measure=measure,
        name=name,
        was=before,
        was_period=was_period,
        now=after,
        now_period=now_period,
        value_key=named.value_key,
        sentence=_sentence(name, (before, was_period), (after, now_period)),
        note=text("charts.sentence.association"),
        is_proposed=proposed,
        is_shown=now is not None and now.value is not None,
        was_key=was.value_key if was is not None else "",
        place=place_of(Thing.FIGURE, named.value_key),
    )


def _sentence(name: str, was: tuple[str, str], now: tuple[str, str]) -> str:
    if not was[0]:
        return text("decisions.move.only_now", name=name, now=now[0], period=now[1])
    if not now[0]:
        return text("decisions.move.only_was", name=name, was=was[0], period=was[1])
    return text(
        "decisions.move.both",
        name=name,
        was=was[0],
        was_period=was[1],
        now=now[0],
        now_period=now[1],
    )


def _words(table: PublishableTable, row: PublishableRow | None) -> str:
    """Return a published figure with its count and what makes it doubtful."""
    if row is None:
        return ""
    column = figures.column_for(table, (row,))
    value = figures.value_text(row, column)
    if row.hidden or row.masked or row.value is None:
        return value
    if not table.is_proportion:
        value = f"{value}{formats.NBSP}{table.unit_of_measure}".strip()
    doubt = figures.doubt_of(row, table)
    said = "" if doubt is Doubt.NONE else text(f"links.doubt.{doubt}")
    return ", ".join(part for part in (value, figures.count_text(row), said) if part)


def _is_whole(table: PublishableTable, row: PublishableRow, lag: dt.timedelta) -> bool:
    """Tell whether a period is complete; a hidden row does not say, so its days must."""
    if row.hidden or row.value is None:
        return table.extract_date is not None and _last(row) + lag <= table.extract_date
    return not row.preliminary


def _first(row: PublishableRow) -> dt.date:
    return parse_period(str(row.get("period"))).first


def _last(row: PublishableRow) -> dt.date:
    return parse_period(str(row.get("period"))).last


def _period_words(row: PublishableRow | None) -> str:
    return "" if row is None else parse_period(str(row.get("period"))).label()


def _selection_words(database: Database, selection: Selection) -> str:
    """Return a selection in words; all regions of the own RCC by the name of their whole."""
    labels, own = get_labels(database), own_regions(database)
    words = []
    for name, code in selection:
        parts = tuple(filter(None, code.split("+")))
        if name == "region" and own and set(parts) == set(own):
            words.append(own_whole(database))
        elif name not in _NOT_CHOSEN:
            words += [labels.name(name, part) for part in parts]
    return ", ".join(filter(None, words))


def distinct(moves: Iterable[FigureMove | None]) -> tuple[FigureMove, ...]:
    """Return moves without those that are none or said before."""
    return tuple({move.name: move for move in moves if move is not None}.values())
