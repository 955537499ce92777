"""What is wrong with the input, said in words beside the figure and never in a tone."""

from __future__ import annotations

from collections.abc import Iterable

from rccdesk import formats
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import AOS, Labels, capital, chosen, is_goal
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.texts import text

_MOST_NAMED = 3
_FEWEST_SAID = 5  # a smaller number of left-out pathways is not told
_EXCLUDED = ("limit_unknown", "limit_not_choosable", "negative")


def input_warnings(
    table: PublishableTable, rows: Iterable[tuple[str, PublishableRow]]
) -> tuple[str, ...]:
    """Return the sentences about the input of a chart; ``rows`` are names and figures."""
    found = tuple(rows)
    said = [
        _direction(table),
        _over(found, table),
        _inclusion(found),
    ]
    return tuple(dict.fromkeys(sentence for sentence in said if sentence))


def excluded_line(table: PublishableTable, labels: Labels) -> str:
    """Return how many pathways are not counted for want of a limit or a possible order."""
    said = (_excluded(table, labels, reason) for reason in _EXCLUDED)
    return " ".join(sentence for sentence in said if sentence)


def other_population(field: str, codes: Iterable[str | None], labels: Labels) -> str:
    """Return which row is of another population: the pathway that ends with its closing talk."""
    if field != "svf" or AOS not in set(codes):
        return ""
    return text("charts.sentence.aos_row", name=labels.name("svf", AOS))


def nothing_shown(table: PublishableTable) -> str:
    """Return why a chart is empty: the limit is missing, or nothing can be shown."""
    reasons = dict(table.excluded)
    if not table.rows and (reasons.get("limit_unknown") or reasons.get("limit_not_choosable")):
        return text("charts.sentence.limit_missing_all")
    return text("charts.sentence.nothing")


def _direction(table: PublishableTable) -> str:
    if not table.levels or figures.has_direction(table):
        return ""
    key = "direction_neutral" if table.direction == "neutral" else "direction_unknown"
    return text(f"charts.sentence.{key}")


def _names(names: list[str]) -> str:
    """Return each name once, the first three of them and how many more there are."""
    each = tuple(dict.fromkeys(names))
    shown = ", ".join(each[:_MOST_NAMED])
    more = len(each) - _MOST_NAMED
    return text("charts.sentence.and_more", names=shown, count=more) if more > 0 else shown


def _over(rows: tuple[tuple[str, PublishableRow], ...], table: PublishableTable) -> str:
    if not table.is_proportion:
        return ""
    over = [name for name, row in rows if row.value is not None and row.value > 1.0]
    if not over:
        return ""
    key = "inclusion_over_100_named" if table.measure == "svf_inclusion" else "over_100"
    return text(f"charts.sentence.{key}", names=_names(over))


def _inclusion(rows: tuple[tuple[str, PublishableRow], ...]) -> str:
    over = [
        name
        for name, row in rows
        if row.inclusion is not None and (row.inclusion.proportion or 0.0) > 1.0
    ]
    return text("charts.sentence.inclusion_over_100_named", names=_names(over)) if over else ""


def _excluded(table: PublishableTable, labels: Labels, reason: str) -> str:
    if not is_goal(table):
        return ""
    count = dict(table.excluded).get(reason, 0)
    if not count:
        return ""
    words = formats.number(count)
    if count < _FEWEST_SAID:
        words = text("charts.sentence.fewer_than", count=formats.number(_FEWEST_SAID))
    codes = chosen(table, "svf")
    names = [labels.name("svf", code) for code in codes] or [text("charts.all.svf")]
    said = text(f"charts.sentence.excluded_{reason}", count=words, selection=_names(names))
    return capital(said)
