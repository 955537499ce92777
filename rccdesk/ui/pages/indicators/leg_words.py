"""The three legs of SVF in words, each with its own population."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import FigureStatus
from rccdesk.periods import parse_period
from rccdesk.services import three_legs
from rccdesk.services.charts import figures, sentences
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.three_legs import Leg


@dataclass(frozen=True, slots=True)
class LegWords:
    """One leg as a card: ``reason`` stands in the place of the figure where there is none."""

    title: str
    population: str
    period: str
    value: str
    count: str
    status: FigureStatus
    status_words: str
    lines: tuple[str, ...]
    reason: str
    measure: str


def read_legs(
    database: Database, svf: tuple[str, ...], area: str, period: str
) -> tuple[LegWords, ...]:
    """Return the legs of a pathway, a region and a period."""
    legs = three_legs.get_three_legs(database, svf=svf, region=area, period=period)
    return tuple(_words(leg) for leg in legs)


def _words(leg: Leg) -> LegWords:
    table, row = leg.table, leg.row
    try:
        when = parse_period(leg.period).label() if leg.period else ""
    except ValueError:  # the newest twelve months have no spelling of their own
        when = ""
    if table is None or row is None:
        return LegWords(
            leg.title,
            leg.population,
            when,
            formats.MISSING,
            "",
            FigureStatus.MISSING,
            text("charts.status.missing"),
            (),
            leg.reason,
            leg.measure,
        )
    column = figures.column_for(table, (row,))
    day = parse_period(leg.period).last if when else None
    levels = figures.valid_levels(table, day)
    status = figures.status_of(row, table, levels)
    lines: list[str] = []
    if row.value is None:
        lines.append(figures.hidden_text(row, table))
    else:
        lines.append(sentences.distance_sentence(row, table, levels, column))
        if figures.has_interval(row):
            shown = column.interval(row.ci_low, row.ci_high)
            lines.append(f"{text('figures.interval', interval=shown)}.")
    return LegWords(
        leg.title,
        leg.population,
        when,
        figures.value_text(row, column),
        "" if row.hidden else figures.count_text(row),
        status,
        sentences.status_words(status, table),
        tuple(line for line in lines if line),
        "",
        leg.measure,
    )
