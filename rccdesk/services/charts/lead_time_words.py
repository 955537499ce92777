"""Titles, subtitles and feet of what is made of waiting days: distribution, overtime, parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rccdesk import formats
from rccdesk.periods import Period, parse_period, rolling_12
from rccdesk.services.charts.labels import Labels, capital, months_of
from rccdesk.texts import text

Selection = tuple[tuple[str, str], ...]
_NOT_SAID = frozenset({"svf", "period", "start_period", "snapshot"})


def selected_period(selection: Selection, extract_date: dt.date | None) -> Period | None:
    """Return the period of a selection; None for the whole extract."""
    key = dict(selection).get("period")
    if not key:
        return None
    if key.startswith("rolling"):
        return rolling_12(extract_date) if extract_date else None
    return parse_period(key)


def when(period: Period | None) -> str:
    """Return the months of the period in words, or that it is the whole extract."""
    return text("charts.population.whole_extract") if period is None else months_of(period)


def selected_names(selection: Selection, labels: Labels) -> str:
    """Return what was chosen besides the period, as in "Bröstcancer, Region Ekmark"."""
    pairs = [(key, code) for key, codes in selection for code in codes.split(",") if code]
    svf = [labels.name("svf", code) for key, code in pairs if key == "svf"]
    others = [labels.name(key, code) for key, code in pairs if key not in _NOT_SAID]
    return ", ".join((*(svf or [text("charts.all.svf")]), *others))


def waiting_subtitle(
    measure: str, selection: Selection, labels: Labels, period: Period | None
) -> str:
    """Return selection and population in words."""
    population = text(f"charts.population.{measure}", period=when(period))
    return text("charts.separator").join((capital(selected_names(selection, labels)), population))


def waiting_source(
    extract_date: dt.date | None,
    count: int | None,
    *,
    is_example: bool,
    method: str = "charts.foot.method",
) -> str:
    """Return source, extract, number of pathways, method and the mark of example data."""
    source = text("charts.foot.default_source")
    tail = [text("charts.foot.source_undated", source=source)]
    if extract_date is not None:
        date = formats.iso_date(extract_date)
        tail = [text("charts.foot.source", source=source, date=date)]
    if count:
        tail.append(text("charts.foot.pathways", count=formats.number(count)))
    tail.append(text(method))
    if is_example:
        tail.append(text("charts.foot.example"))
    return text("charts.separator").join(tail)


def days_text(days: float) -> str:
    """Return days with one decimal where they are not whole."""
    return formats.number(days, 0 if float(days).is_integer() else 1)


def joined(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences that say something, each once."""
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))
