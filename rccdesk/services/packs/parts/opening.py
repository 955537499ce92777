"""The three sentences that a meeting reads first: decisions, the outcome, what is unsure in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rccdesk.enums import DoubtState, PointKind
from rccdesk.services.agreement import figures as agreement
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.doubt_listing import list_doubts_of_tables
from rccdesk.services.labels import get_labels
from rccdesk.services.packs.parts.agenda import agenda_lines
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import MeetingView
    from rccdesk.services.packs.gathering import Gathered
    from rccdesk.services.publishing import PublishableRow


def opening_sentences(database: Database, view: MeetingView, gathered: Gathered) -> tuple[str, ...]:
    """Return at most three sentences: decisions asked for, the outcome, what is unsure in it."""
    return tuple(
        capital(words)
        for words in (_asked(view), _outcome(gathered), _unsure(database, gathered))
        if words
    )


def _asked(view: MeetingView) -> str:
    asked, without = [], []
    for number, line in enumerate(agenda_lines(view), 1):
        point = line.point
        if point.kind is not PointKind.DECISION:
            continue
        title = "" if point.is_confidential else point.title
        asked.append(text("packs.opening.point", number=number, title=title).strip())
        if not point.is_confidential and not point.proposal.strip():
            without.append(str(number))
    if not asked:
        return text("packs.opening.asked_none")
    said = text("packs.opening.asked", count=len(asked), points=", ".join(asked))
    if without:
        numbers = text("packs.opening.without", count=len(without), numbers=", ".join(without))
        said = f"{said}; {numbers}"
    return f"{said}."


def _outcome(gathered: Gathered) -> str:
    table = gathered.whole
    row = table.whole or (table.rows[0] if table.rows else None) if table is not None else None
    if table is None or row is None or row.value is None:
        return text("packs.summary.nothing")
    column = figures.column_for(table, (row,))
    levels = figures.valid_levels(table, gathered.period.last if gathered.period else None)
    when = gathered.period.label() if gathered.period else text("formats.period.all")
    name = ", ".join(gathered.svf_names) or text("packs.table.everyone")
    parts = [
        text(
            "packs.opening.outcome",
            name=capital(name),
            period=when,
            count=figures.count_text(row),
            value=column.value(row.value),
        ),
        _clause(sentences.distance_sentence(row, table, levels, column)),
        *map(_clause, gathered.changes),
    ]
    return ", ".join(part for part in parts if part) + "."


def _unsure(database: Database, gathered: Gathered) -> str:
    """Return how much of what is shown is not known to be representative, and open doubts."""
    said = []
    table = next((t for t in gathered.tables if t.by == ("svf",)), gathered.whole)
    if table is not None:
        shown = [row for row in (table.rows or (table.whole,)) if row is not None]
        shown = [row for row in shown if row.value is not None]
        doubts = Counter(figures.doubt_of(row, table) for row in shown)
        for doubt, key in ((Doubt.UNKNOWN, "unknown"), (Doubt.NOT_REPRESENTATIVE, "weak")):
            if doubts[doubt]:
                words = text(f"packs.opening.{key}", count=doubts[doubt], known=len(shown))
                names = regions_without_expected(database) if doubt is Doubt.UNKNOWN else ""
                of_whom = text("packs.opening.of_whom", regions=names) if names else ""
                said.append(f"{words}{of_whom}")
    count = sum(
        one.doubt.state is DoubtState.OPEN
        for one in list_doubts_of_tables(database, gathered.tables)
    )
    if count:
        said.append(text("packs.opening.doubts", count=count))
    return f"{'; '.join(said)}." if said else ""


def missing_expected(database: Database) -> str:
    """Return why there is no inclusion of all regions together, as a clause; "" where it is."""
    names = regions_without_expected(database)
    return text("packs.opening.expected", regions=names) if names else ""


def regions_without_expected(database: Database) -> str:
    """Return the regions without an expected number of cases by name; "" for none."""
    found = agreement.get_inclusion(database)
    period = found.shown
    if period is None:
        return ""
    place = found.periods.index(period)
    names = [row.region for row in found.rows if row.region and _is_missing(row.figures[place])]
    labels = get_labels(database)
    return ", ".join(labels.name("region", code) for code in names)


def _is_missing(row: PublishableRow | None) -> bool:
    return row is None or (row.value is None and row.hidden is None)


def _clause(sentence: str) -> str:
    """Return a sentence as a part of one: without its full stop, and small where it begins."""
    words = sentence.strip().removesuffix(".")
    return f"{words[:1].lower()}{words[1:]}"
