"""The words for codes, measures and periods that a chart's texts are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.periods import Period, parse_period, period_words, rolling_12
from rccdesk.services.publishing import PublishableTable
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import has_text, text

AOS = "VP8"  # the pathway that is measured to its closing talk, and in no sum
_SAID_ELSEWHERE = frozenset({"svf", "treatment", "period", "start_period", "snapshot"})


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of codes per field, and of what is measured.

    ``names`` maps field → code → name (regions with their full names). ``measure`` and
    ``population`` are an indicator's own words; goals have theirs in the catalogue.
    ``region_total`` is the number of regions that there are (21; 7 in example data).
    """

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    measure: str = ""
    population: str = ""
    region_total: int = 21
    interval_method: str = "wilson"  # or exact: how the intervals were computed

    def name(self, by: str, code: str | None) -> str:
        """Return the name of ``code`` of the field ``by``; the code itself where none is known."""
        if code is None or code == "":
            return text("charts.missing")
        for key in (by, {"home_region": "region", "home_unit": "unit"}.get(by, by)):
            if code in self.names.get(key, {}):
                return self.names[key][code]
        if by in ("period", "start_period"):
            return period_words(code)
        return text(f"charts.code.{by}.{code}") if has_text(f"charts.code.{by}.{code}") else code


def is_goal(table: PublishableTable) -> bool:
    """Tell whether the table holds a goal model, not an indicator."""
    return is_goal_key(table.measure)


def measure_name(table: PublishableTable, labels: Labels) -> str:
    """Return the name of the measure, as a title begins."""
    if has_text(f"charts.measure.{table.measure}"):
        return text(f"charts.measure.{table.measure}")
    if labels.measure or not is_goal(table):
        return labels.measure or table.measure
    return table.levels[-1].name if table.levels else table.measure


def chosen(table: PublishableTable, name: str) -> tuple[str, ...]:
    """Return the codes that were chosen for the field ``name``; empty for all."""
    codes: list[str] = []
    for key, value in table.selection:
        if key == name:
            codes.extend(part for part in value.split(",") if part)
    return tuple(codes)


def chosen_period(table: PublishableTable) -> Period | None:
    """Return the period of the selection; None for the whole extract."""
    keys = chosen(table, "period")
    if not keys:
        return None
    if keys[0].startswith("rolling"):
        return rolling_12(table.extract_date) if table.extract_date else None
    return parse_period(keys[0])


def months_of(period: Period) -> str:
    """Return the months of the period in words, as in "juli–september 2026"."""
    first, last = period.first, period.last
    if period.months == 0:
        return period.label()
    if period.months == 12 and first.month == 1:
        return str(first.year)
    end = f"{formats.month_name(last.month)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = formats.month_name(first.month)
    if first.year != last.year:
        start = f"{start} {first.year}"
    return f"{start}{formats.EN_DASH}{end}"


def population(table: PublishableTable, labels: Labels, period: str) -> str:
    """Return whom the figures are about, as in "av dem som börjat behandling juli 2026"."""
    if "start_period" in table.by:
        return text("charts.population.by_start", period=period)
    if chosen(table, "svf") == (AOS,):
        return text("charts.population.aos", period=period)
    if has_text(f"charts.population.{table.measure}"):
        return text(f"charts.population.{table.measure}", period=period)
    if labels.population:
        return text("charts.population.indicator", population=labels.population, period=period)
    return period


def selection_words(table: PublishableTable, labels: Labels) -> str:
    """Return the selection without its period, as in "Bröstcancer, alla behandlingar"."""
    parts: list[str] = []
    if is_goal(table):
        for by in ("svf", "treatment"):
            codes = chosen(table, by)
            if codes:
                names = [labels.name(by, code) for code in codes]
                parts.append(", ".join(names if by == "svf" else map(_lower_first, names)))
            elif by not in table.by:
                parts.append(text(f"charts.all.{by}"))
    for by, code in table.selection:
        if by in _SAID_ELSEWHERE or (by in table.by and "," in code):
            continue
        parts.extend(labels.name(by, part) for part in code.split(",") if part)
    return ", ".join(parts)


def grain_of(periods: tuple[Period, ...]) -> Grain | None:
    """Return the common length of ``periods``; None where they differ or are no months."""
    by_months = {1: Grain.MONTH, 3: Grain.QUARTER, 4: Grain.TERTIAL, 6: Grain.HALF, 12: Grain.YEAR}
    lengths = {period.months for period in periods}
    return by_months.get(lengths.pop()) if len(lengths) == 1 else None


def axis_label(period: Period) -> str:
    """Return the short label of a period on an axis, as in "jan" or "kv 3"."""
    grain = grain_of((period,))
    number = (period.first.month - 1) // max(1, period.months) + 1
    if grain is Grain.MONTH:
        return formats.month_name(period.first.month, short=True)
    if grain in (Grain.QUARTER, Grain.TERTIAL, Grain.HALF):
        return text(f"charts.axis.{grain}", number=number)
    if grain is Grain.YEAR:
        return str(period.first.year)
    if "-W" in period.key:
        return text("charts.axis.week", number=int(period.key[-2:]))
    return period.label()


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def everyone(table: PublishableTable, labels: Labels) -> str:
    """Return what all units together are called: nation, extract, region or selection."""
    if table.nation:
        return text("charts.nation")
    regions = chosen(table, "region")
    if len(regions) == 1:
        return labels.name("region", regions[0])
    is_part = 0 < len(regions) < table.region_count
    return text("charts.everyone_chosen" if is_part else "charts.everyone")


def capital(words: str) -> str:
    """Return ``words`` with a capital first letter."""
    return words[:1].upper() + words[1:]
