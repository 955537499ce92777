"""What the mapping says in words: its rule, its period, and what is to be known of a row."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.periods import ROLLING, parse_period, rolling_12
from rccdesk.services.charts.labels import Labels
from rccdesk.services.mapping75.causes import NOT_STATED
from rccdesk.services.mapping75.choices import Choice, choice_words
from rccdesk.services.mapping75.table import MappingRow, MappingTable
from rccdesk.services.publishing import Hidden
from rccdesk.texts import text


def period_words(table: MappingTable) -> str:
    """Return the period in words; the sign for what is missing where there is none."""
    if table.period is None:
        return formats.MISSING
    if table.period == ROLLING:
        return rolling_12(table.extract_date).label() if table.extract_date else table.period
    return parse_period(table.period).label()


def region_words(row: MappingRow, labels: Labels) -> str:
    """Return the name of a row's region."""
    if row.region is None:
        return text("mapping75.region_missing")
    return labels.name("region", row.region)


def limit_words(row: MappingRow) -> str:
    """Return the limit of a row in days; in words where its patients have several."""
    if row.denominator is None:
        return formats.HIDDEN
    return text("mapping75.limits_own") if row.limit_days is None else str(row.limit_days)


def remarks(row: MappingRow, table: MappingTable) -> str:
    """Return what is to be known when a row is read, in sentences."""
    found = []
    if row.hidden is Hidden.SECONDARY:
        found.append(text("charts.secondary"))
    elif row.hidden is not None:
        found.append(text("charts.insufficient"))
    if row.preliminary:
        found.append(text("mapping75.preliminary"))
    if row.limit_confirmed is False:
        found.append(text("lead_times.doubt.limit_unconfirmed"))
    if row.causes_hidden:
        found.append(text("mapping75.causes_few", count=table.least))
    if row.causes_exceed:
        found.append(text("mapping75.causes_exceed"))
    return " ".join(found)


def short_remarks(row: MappingRow) -> str:
    """Return what is to be known when a row is read, in a few words, for a narrow column."""
    found = []
    if row.hidden is Hidden.SECONDARY:
        found.append(text("charts.secondary_short"))
    elif row.hidden is not None:
        found.append(text("charts.insufficient"))
    if row.preliminary:
        found.append(text("mapping75.preliminary"))
    if row.limit_confirmed is False:
        found.append(text("mapping75.limit_unconfirmed_short"))
    return ", ".join(found)


def cause_name(key: str, table: MappingTable) -> str:
    """Return the name of a class of causes."""
    if key == NOT_STATED:
        return text("mapping75.not_stated")
    return dict(table.cause_names).get(key, key)


def choice_count(choice: Choice) -> str:
    """Return how many of the agreed diagnoses are chosen, as in "2 av 4 diagnoser valda"."""
    return choice_words(len(choice.svf))
