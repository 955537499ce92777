"""Another measure beside the one that is shown: its figure, or why they are not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services import indicators
from rccdesk.services.charts import figures
from rccdesk.services.indicators import IndicatorQuery, check_comparable
from rccdesk.texts import text
from rccdesk.ui.pages.indicators.answers import Compared

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.ui.pages.indicators.answers import Answer


def compare_with(
    database: Database, answer: Answer, labels: Labels, period: str
) -> Compared | None:
    """Return the measure that is to stand beside; None where none is chosen."""
    first = answer.indicator
    second = next((row for row in answer.indicators if row.key == answer.question.beside), None)
    if first is None or second is None or first.key == second.key:
        return None
    found = check_comparable(first, second)
    if found.is_refused:
        return Compared(second.title, found.sentence)
    units = [pair for pair in answer.own_where() if pair[0] == "unit"]
    place = ", ".join(labels.name(name, code) for name, codes in units for code in codes)
    rows = [("", place or text("charts.everyone"))]
    for row in (first, second):
        query = IndicatorQuery(row.key, by=("period",), where=tuple(units))
        table = indicators.get_indicator(database, query)
        same = next((each for each in table.rows if each.get("period") == period), None)
        chosen = same or (table.rows[-1] if table.rows else None)
        if chosen is None:
            rows.append((row.title, text("indicators.no_figures")))
            continue
        column = figures.column_for(table, (chosen,))
        words = figures.value_text(chosen, column)
        if chosen.value is not None and figures.count_text(chosen):
            words = f"{words} ({figures.count_text(chosen)})"
        when = parse_period(chosen.get("period") or "").label()
        rows.append((row.title, f"{words}, {when}. {row.population}".rstrip(". ")))
    return Compared(second.title, found.sentence or text("indicators.comparable"), tuple(rows))
