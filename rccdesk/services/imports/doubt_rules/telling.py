"""Doubts as problems of an import: one warning per rule, with its cells and how many there are.

What the reading of the table tells of already is not told twice: keys that contradict each other
(``duplicate_conflict``), ends before starts (``end_before_start``), shares that are half a per
cent off (``percent_mismatch``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.doubt_rules import against_last, coverage, figures, jumps, lead_times
from rccdesk.services.imports.problems import Problem, cells_of, make_problem
from rccdesk.services.imports.shares import ROUNDING

if TYPE_CHECKING:
    from rccdesk.services.imports.case_columns import EventRows
    from rccdesk.services.imports.preparing import Prepared

_NAMED = 6  # units or columns that a sentence names
_STARTS = ("suspicion_date", "event_date")


def tell_doubts(file: Prepared, doubts: Sequence[NewDoubt]) -> tuple[Problem, ...]:
    """Return the warnings of what was found in a file and beside the last one."""
    of_rule: dict[str, list[NewDoubt]] = {}
    for doubt in doubts:
        of_rule.setdefault(doubt.rule, []).append(doubt)
    place = (file.sheet.name if file.sheet else "") or None

    def warn(rule: str, found: Sequence[NewDoubt], **values: Any) -> Problem:
        cells = [doubt.cell for doubt in found if doubt.cell]
        return make_problem(Severity.WARNING, rule, place, cells, len(found), **values)

    told = []
    if found := of_rule.get(figures.PARTS):
        told.append(warn(figures.PARTS, found))
    if found := [d for d in of_rule.get(figures.SHARE, ()) if abs(_off(d)) <= ROUNDING]:
        told.append(warn(figures.SHARE, found))
    if found := of_rule.get(against_last.UNIT):
        units = _listed(str(d.values.get("name") or d.values["unit"]) for d in found)
        told.append(warn(against_last.UNIT, found, units=units))
    if found := of_rule.get(against_last.MISSING):
        columns = _listed(
            f"{d.values['header']} ({formats.percent(d.values['before'])} → "
            f"{formats.percent(d.values['now'])})"
            for d in found
        )
        told.append(warn(against_last.MISSING, found, columns=columns))
    if found := of_rule.get(jumps.RULE):
        told.append(warn(jumps.RULE, found))
    if found := of_rule.get(coverage.RULE):
        target = formats.level(found[0].values["target"])
        told.append(warn(coverage.RULE, found, target=target))
    return tuple(told)


def tell_rows(
    file: Prepared, rows: EventRows, found: Iterable[lead_times.FoundRows], long_days: int
) -> tuple[Problem, ...]:
    """Return the warnings of lead times, with the rows of the file that they were found in."""
    place = (file.sheet.name if file.sheet else "") or None
    start = next((name for name in _STARTS if name in rows.columns), rows.end_field)
    return tuple(
        make_problem(
            Severity.WARNING,
            each.rule,
            place,
            cells_of(rows.columns[start if each.is_start else rows.end_field], each.rows),
            len(each.rows),
            days=long_days,
            date=lead_times.FIRST_SVF.isoformat(),
        )
        for each in found
        if each.rule != lead_times.NEGATIVE
    )


def _off(doubt: NewDoubt) -> float:
    return float(doubt.values["difference"])


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    more = ["…"] if len(shown) > _NAMED else []
    return ", ".join([*shown[:_NAMED], *more])
