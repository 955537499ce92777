"""The initiatives with what the list says of each, read at once, and the lines of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.enums import InitiativeState
from rccdesk.services import initiatives, organisation
from rccdesk.services.initiatives.gaps import find_gaps
from rccdesk.services.labels import get_labels
from rccdesk.texts import text
from rccdesk.ui.cell_marks import icon_mark, symbol_mark
from rccdesk.ui.initiative_words import symbol_of, words_of
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.widgets.evidence_mark import MARK_WIDTH, paint_evidence, short_words

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import Results
    from rccdesk.services.initiatives.effect_chain import ChainKind
    from rccdesk.services.initiatives.model import InitiativeRow, OutcomeRow


class Listing(StrEnum):
    """Which initiatives the page lists."""

    ALL = "all"
    NO_PLAN = "no_plan"
    TO_END = "to_end"
    DURABILITY = "durability"


@dataclass(frozen=True, slots=True)
class Found:
    """An initiative with what is known of its result and what its chain lacks."""

    row: InitiativeRow
    level: int
    gaps: tuple[ChainKind, ...]
    processes: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``reasons`` has, per listing, why an initiative stands there."""

    found: tuple[Found, ...]
    results: Results
    reasons: Mapping[Listing, Mapping[str, str]]
    plan_word: str  # definite, as in sentences
    plan_title: str  # as the head of a page
    funding: Mapping[str, str] = field(default_factory=dict)  # uuid → when its money ends, in words
    participation: tuple[str, ...] = ()  # how patients and their families take part, in sentences

    def listed(self, listing: Listing) -> tuple[Found, ...]:
        """Return the initiatives of a listing, in its order."""
        if listing is Listing.ALL:
            return self.found
        known = {each.row.uuid: each for each in self.found}
        return tuple(known[uuid] for uuid in self.reasons[listing] if uuid in known)


def read(database: Database) -> Answer:
    """Return the initiatives, the sentence on their results, and the three lists."""
    labels = get_labels(database)
    word = organisation.get_terms(database)["cancer_plan"]
    title = word.singular[:1].upper() + word.singular[1:]
    rows = initiatives.list_initiatives(database)
    outcomes: dict[str, list[OutcomeRow]] = {}
    for outcome in initiatives.list_outcomes(database):
        outcomes.setdefault(outcome.initiative_uuid, []).append(outcome)
    gaps = find_gaps(database, rows, [each for some in outcomes.values() for each in some])
    found = []
    for row in rows:
        counting = initiatives.list_counting(database, outcomes.get(row.uuid, ()))
        level = initiatives.evidence_level(row, counting)
        names = ", ".join(labels.name("svf", code) for code in row.svf)
        found.append(Found(row, level, gaps[row.uuid], names))
    no_plan = initiatives.list_without_plan(database)
    reasons = {
        Listing.NO_PLAN: {row.uuid: "" for row in no_plan},
        Listing.TO_END: {
            each.row.uuid: " ".join(each.words) for each in initiatives.list_to_end(database)
        },
        Listing.DURABILITY: {
            each.row.uuid: each.words for each in initiatives.list_durability_due(database)
        },
    }
    funding = {each.row.uuid: each.words for each in initiatives.list_funding_ending(database)}
    told = initiatives.participation_figures(database)
    return Answer(
        found=tuple(found),
        results=initiatives.get_results(database),
        reasons=reasons,
        plan_word=word.definite,
        plan_title=title,
        funding=funding,
        participation=told.sentences if told.total else (),
    )


def columns_of(listing: Listing) -> tuple[Column, ...]:
    """Return the heads of a listing: what is missing, or why an initiative stands there."""
    translate = QCoreApplication.translate
    start = (
        Column(translate("InitiativesPage", "Insats"), 230, 4),
        Column(translate("InitiativesPage", "Läge"), 144, 1),
        Column(translate("InitiativesPage", "Vad vi vet om resultatet"), 192),
    )
    if listing in (Listing.TO_END, Listing.DURABILITY):
        return (*start, Column(translate("InitiativesPage", "Varför?"), 320, 5))
    return (
        *start,
        Column(translate("InitiativesPage", "Ursprung"), 116, 1),
        Column(translate("InitiativesPage", "Process"), 120, 1),
        Column(translate("InitiativesPage", "Medel till"), 92),
        Column(translate("InitiativesPage", "Saknar"), 152, 1),
    )


def make_lines(answer: Answer, listing: Listing, shown: Sequence[Found]) -> tuple[Line, ...]:
    """Return the lines of a listing."""
    return tuple(_line(answer, listing, each) for each in shown)


def _line(answer: Answer, listing: Listing, found: Found) -> Line:
    row = found.row
    came = f" ({row.came_from})" if row.came_from else ""
    start = (
        Cell(row.title + came),
        Cell(
            words_of(row.state),
            mark=symbol_mark(symbol_of(row.state)),
            order=float(list(InitiativeState).index(row.state)),
        ),
        Cell(
            short_words(found.level),
            mark=partial(paint_evidence, level=found.level),
            mark_width=MARK_WIDTH,
            full=initiatives.level_words(found.level),
            order=float(found.level),
        ),
    )
    if listing in (Listing.TO_END, Listing.DURABILITY):
        return Line(row.uuid, (*start, Cell(answer.reasons[listing].get(row.uuid, ""))))
    return Line(row.uuid, (*start, *_rest(answer, found)))


def _rest(answer: Answer, found: Found) -> tuple[Cell, ...]:
    row, translate = found.row, QCoreApplication.translate
    ends = "" if row.funding_ends_on is None else formats.iso_date(row.funding_ends_on)
    funding = answer.funding.get(row.uuid, "")
    lacks = [gap_words(gap) for gap in found.gaps]
    short = lacks[0] if lacks else ""
    if len(lacks) > 1:
        short = f"{short} + {len(lacks) - 1}"
    origin = "" if row.origin is None else words_of(row.origin)
    return (
        Cell(origin or formats.MISSING, role="text" if origin else "text2", order=origin),
        Cell(found.processes or translate("InitiativesPage", "Alla")),
        Cell(
            ends or formats.MISSING,
            strong=bool(funding),
            role="text" if ends else "text2",
            full=funding or ends or formats.MISSING,
            order=ends,
        ),
        Cell(
            short,
            mark=icon_mark("doubt") if lacks else None,
            mark_width=14,
            full=", ".join(lacks),
            order=float(len(lacks)),
        ),
    )


def gap_words(kind: ChainKind) -> str:
    """Return in a word or two what an effect chain lacks."""
    return text(f"initiatives.chain.{kind}")
