"""The JSON shapes of the contract. Numbers are never rounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rccdesk.enums import Attribution

if TYPE_CHECKING:
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.since_last import Revision

Shape = dict[str, Any]


def lead_times(table: PublishableTable) -> Shape:
    """Return the shape of ``lead-times``."""
    return {
        "goal": table.measure,
        "status": table.status,
        "target": table.levels[-1].value if table.levels else None,
        "extract_date": _iso(table.extract_date),
        "selection": _selection(table.selection),
        "is_reported": table.is_reported,
        "attribution": dict(table.selection).get("attribution", str(Attribution.PERFORMING)),
        "rows": [_lead_time_row(row) for row in table.rows],
        "excluded": dict(table.excluded),
    }


def _lead_time_row(row: PublishableRow) -> Shape:
    inclusion = row.inclusion
    return {
        **{name: _flag(name, code) for name, code in row.fields},
        "numerator": _whole(row.numerator),
        "denominator": _whole(row.denominator),
        "proportion": row.value,
        "ci_low": row.ci_low,
        "ci_high": row.ci_high,
        "median_days": row.median_days,
        "p80_days": row.p80_days,
        "mean_days_over_limit": row.mean_days_over_limit,
        "over_75_percent_count": row.over_75_percent_count,
        "limit_days": row.limit_days,
        "limit_confirmed": row.limit_confirmed,
        "met": row.met,
        "would_be_met": row.would_be_met,
        "needed_more": row.needed_more,
        "hidden": row.hidden is not None,
        "preliminary": row.preliminary,
        "inclusion": None
        if inclusion is None
        else {
            "numerator": inclusion.numerator,
            "denominator": inclusion.denominator,
            "proportion": inclusion.proportion,
            "met": inclusion.met,
        },
        "representative": row.representative,
        "doubts": list(row.doubts),
        "recommendation_to_decision_median_days": row.recommendation_to_decision_median_days,
    }


def indicators(table: PublishableTable) -> Shape:
    """Return the shape of ``indicators``."""
    return {
        "indicator": table.measure,
        "unit_of_measure": table.unit_of_measure,
        "direction": table.direction,
        "levels": [
            {"value": level.value, "name": level.name, "valid_from": _iso(level.valid_from)}
            for level in table.levels
        ],
        "rows": [_indicator_row(row) for row in table.rows],
    }


def _indicator_row(row: PublishableRow) -> Shape:
    names = ("period", "unit", "home_unit", "group", "sex", "age_group")
    return {
        **{name: row.get(name) for name in names},
        "numerator": _whole(row.numerator),
        "denominator": _whole(row.denominator),
        "value": row.value,
        "ci_low": row.ci_low,
        "ci_high": row.ci_high,
        "level_met": row.level_met,
        "masked": row.masked,
        "is_total": row.is_total,
        "hidden": row.hidden is not None,
        "doubts": list(row.doubts),
        "source": None
        if row.source is None
        else {
            "batch_id": row.source.batch_id,
            "sheet": row.source.sheet or None,  # typed by hand: from no sheet
            "cell": row.source.cell or None,
        },
    }


def revision(found: Revision | None) -> Shape | None:
    """Return what a figure was before its newest extract; None where it is the same."""
    if found is None:
        return None
    return {
        "before": found.before,
        "after": found.after,
        "before_numerator": _whole(found.before_numerator),
        "before_denominator": _whole(found.before_denominator),
        "after_numerator": _whole(found.after_numerator),
        "after_denominator": _whole(found.after_denominator),
        "before_extract_date": _iso(found.before_extract),
        "batch_id": found.before_batch,
    }


_NESTED = {
    "inclusion": ("numerator", "denominator", "proportion", "met"),
    "source": ("batch_id", "sheet", "cell"),
    "since_last": (
        *("before", "after", "before_numerator", "before_denominator"),
        *("after_numerator", "after_denominator", "before_extract_date", "batch_id"),
    ),
}


def rows_of(shape: Shape) -> list[Shape]:
    """Return the rows of a table's shape flat, for csv and xlsx."""
    flat = [dict(_flat(row.items())) for row in shape["rows"]]
    names = dict.fromkeys(name for row in flat for name in row)
    # A sheet of rows goes its own way: each says whose figure it is.
    rule = {"attribution": shape["attribution"]} if "attribution" in shape else {}
    return [{name: row.get(name) for name in names} | rule for row in flat]


def _flat(items: Iterable[tuple[str, Any]], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for name, value in items:
        if name in _NESTED:
            yield from _flat((value or dict.fromkeys(_NESTED[name])).items(), f"{name}_")
        elif isinstance(value, list):
            yield prefix + name, " ".join(str(part) for part in value)
        else:
            yield prefix + name, value


def _selection(selection: Iterable[tuple[str, str]]) -> Shape:
    chosen: Shape = {}
    for name, code in selection:
        chosen.setdefault(name, []).append(code)
    return {
        name: codes if name in ("svf", "region") else codes[0] for name, codes in chosen.items()
    }


def _flag(name: str, code: str | None) -> str | bool | None:
    """Return a recurrence as a truth value, everything else as its code."""
    if name == "recurrence" and code is not None:
        return {"1": True, "0": False}.get(code)
    return code


def _whole(value: float | None) -> float | int | None:
    """Return a count without its decimal point."""
    return int(value) if value is not None and float(value).is_integer() else value


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
