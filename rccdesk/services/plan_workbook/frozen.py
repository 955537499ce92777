"""Frozen figures in the workbook: hidden under the limits of today, checked when they come in.

What is stored stays as it was frozen; a hidden figure in a file never takes its place.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rccdesk.enums import Goal
from rccdesk.errors import RccdeskError
from rccdesk.services.frozen_figures import read_stored
from rccdesk.services.initiatives.card_reading import checked_value
from rccdesk.services.initiatives.model import FrozenValue, OutcomeRow
from rccdesk.services.initiatives.outcomes import check_periods, under_limits
from rccdesk.services.initiatives.rows import MOMENTS, read_selection
from rccdesk.services.plain_data import to_json
from rccdesk.services.plan_workbook.sheets import LANGUAGE
from rccdesk.services.plan_workbook.stored import Rows
from rccdesk.services.plans.frozen import count_of, hidden_figure, hidden_figures
from rccdesk.services.publishing import Hidden
from rccdesk.services.store_settings import FLOOR, SmallNumberLimits
from rccdesk.services.value_keys import FIGURE_FIELDS, GOAL_FIELDS, read_key
from rccdesk.texts import text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rccdesk.services.plan_workbook.model import Row

_OUTCOME, _FOLLOW_UP, _FIGURE = "initiative_outcome", "follow_up", "figure"
_NUMBERS = ("value", "numerator", "denominator", "coverage")
_WITH_PERIOD = ("before", "after", "durable")
_FIELDS = frozenset((*GOAL_FIELDS, *FIGURE_FIELDS)) - {"period", "start_period"}
_COUNTED = re.compile(r"\d\s(?:av|of)\s\d")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")
_LEAST = SmallNumberLimits(group=FLOOR, month=FLOOR)  # fewer never leave a program
Fault = tuple[str, str, dict[str, object]]  # code, field, values


def hide_figures(rows: Rows, limits: SmallNumberLimits) -> Rows:
    """Return the rows with every frozen figure hidden that the limits do not let out."""
    living = dict(rows.living)
    living[_OUTCOME] = _hide_outcomes(rows.living[_OUTCOME], limits)
    living[_FOLLOW_UP] = _hide_follow_ups(rows.living[_FOLLOW_UP], limits)
    return Rows(living, rows.deleted, rows.others)


def is_hidden_cell(table: str, field: str, cell: object) -> bool:
    """Tell whether a cell holds a figure that was hidden when the file was written."""
    if not isinstance(cell, str):
        return False
    if table == _FOLLOW_UP and field == _FIGURE:
        return any(cell.startswith(_why(reason)) for reason in (Hidden.FEW, Hidden.SECONDARY))
    if table != _OUTCOME or field not in MOMENTS:
        return False
    value = _read(cell)
    return value is not None and bool(value.hidden)


def find_faults(table: str, row: Row, changed: dict[str, Any], *, is_new: bool) -> Iterator[Fault]:
    """Find what a figure of a file says that no figure of this program would."""
    if table == _OUTCOME and is_new:
        yield from _outcome_faults(row)
    if table == _FOLLOW_UP and changed.get(_FIGURE):
        yield from _figure_faults(row)
    if table == _FOLLOW_UP and changed.get("day") and changed["day"] > _today():
        yield "day_in_future", "day", {}


def _hide_outcomes(stored: dict[str, Row], limits: SmallNumberLimits) -> dict[str, Row]:
    outcomes = [_outcome(row, {m: _read(row[m]) for m in MOMENTS}) for row in stored.values()]
    found = {}
    for (uuid, row), shown in zip(stored.items(), under_limits(outcomes, limits), strict=True):
        hidden = {
            moment: to_json(replace(value, words=_why(_reason(value))))
            for moment in MOMENTS
            if (value := getattr(shown, moment)) is not None
            and value.hidden
            and _tells_number(row[moment])
        }
        found[uuid] = {**row, **hidden}
    return found


def _hide_follow_ups(stored: dict[str, Row], limits: SmallNumberLimits) -> dict[str, Row]:
    told = [(uuid, row["value_key"], row[_FIGURE]) for uuid, row in stored.items() if row[_FIGURE]]
    found = dict(stored)
    for uuid, reason in hidden_figures(told, limits).items():
        words = hidden_figure(stored[uuid][_FIGURE], _why(reason))
        found[uuid] = {**stored[uuid], _FIGURE: words}
    return found


def _outcome_faults(row: Row) -> Iterator[Fault]:
    values: dict[str, FrozenValue | None] = dict.fromkeys(MOMENTS)
    for name in ("selection", "compared_with"):
        if any(row[moment] for moment in MOMENTS) and not _is_selection(row[name]):
            yield "frozen_unsound", name, {}
    for moment in MOMENTS:
        if not row[moment]:
            continue
        values[moment] = value = _read(row[moment])
        try:
            if value is None or _is_told_twice(row, moment, value):
                yield "frozen_unsound", moment, {}
            checked_value(value, row["measure"])
        except (TypeError, ValueError) as wrong:
            code = "frozen_in_future" if "extract_date" in wrong.args else "frozen_unsound"
            yield code, moment, {}
        alone = _outcome(row, {moment: value})
        (shown,) = under_limits([alone], _LEAST)
        if shown != alone:
            yield "frozen_few", moment, {"floor": FLOOR}
    try:
        check_periods(_outcome(row, values))
    except RccdeskError:
        yield "frozen_periods", next(m for m in reversed(MOMENTS) if values[m]), {}


def _is_selection(stored: str) -> bool:
    """Tell whether what a figure is of can be read: a figure of all tells of every part."""
    pairs = read_selection(stored)
    is_whole = all(name in _FIELDS and code and "|" not in code for name, code in pairs)
    return is_whole and bool(pairs or not stored)


def _is_told_twice(row: Row, moment: str, value: FrozenValue) -> bool:
    """Tell whether a figure is hidden and told at once, or of another period than its column."""
    if value.hidden and (_tells_number(row[moment]) or _COUNTED.search(value.words)):
        return True
    period = row.get(f"{moment}_period") if moment in _WITH_PERIOD else ""
    return bool(period) and period != value.period


def _figure_faults(row: Row) -> Iterator[Fault]:
    words = str(row[_FIGURE])
    count = count_of(row["value_key"], words)
    if count is None or count.numerator is None or count.denominator is None:
        return
    if count.denominator < FLOOR:
        yield "frozen_few", _FIGURE, {"floor": FLOOR}
    share = _SHARE.match(words) if read_key(row["value_key"]).measure in frozenset(Goal) else None
    is_more = share is not None and count.numerator > count.denominator
    is_other = share is not None and (
        abs(float(share[1].replace(",", ".")) - 100 * count.numerator / count.denominator) >= 1
    )
    if is_more or is_other:
        yield "frozen_unsound", _FIGURE, {}


def _outcome(row: Row, values: dict[str, FrozenValue | None]) -> OutcomeRow:
    return OutcomeRow(
        initiative_uuid=row["initiative_uuid"],
        measure=row["measure"],
        selection=read_selection(row["selection"]),
        compared_with=read_selection(row["compared_with"]),
        **values,  # type: ignore[arg-type]
    )


def _read(stored: str) -> FrozenValue | None:
    told = read_stored(stored)
    return FrozenValue(**told) if told is not None else None


def _tells_number(stored: str) -> bool:
    told = json.loads(stored)
    return any(told.get(name) is not None for name in _NUMBERS)


def _reason(value: FrozenValue) -> Hidden:
    return Hidden.SECONDARY if value.hidden == Hidden.SECONDARY else Hidden.FEW


def _why(reason: Hidden) -> str:
    key = "secondary" if reason is Hidden.SECONDARY else "insufficient"
    return text_in(LANGUAGE, f"charts.{key}")


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
