"""The log of decisions across the years, and what is chosen of it in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from rccdesk.enums import Adoption, DecisionKind, Stance
from rccdesk.services.database import Database
from rccdesk.services.decisions.chain import is_declined
from rccdesk.services.decisions.facts import Fact, read_facts
from rccdesk.services.decisions.standing import (
    ANSWERED,
    find_standing,
    is_open,
    is_overdue,
)
from rccdesk.services.decisions.ties import Ties, read_ties
from rccdesk.services.decisions.words import kind_words, place_words
from rccdesk.services.organisation import list_regions
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.decisions.model import DecisionRow

Only = Literal["open", "overdue", "waiting", "declined", "recommendations"]
_Kept = tuple[Fact, Ties, "DecisionLine"]
_NO_TIES = Ties()
_kept: WeakKeyDictionary[Database, tuple[object, dict[str, _Kept]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in the log; ``criteria`` are codes, as in "K4".

    ``waiting_days`` is the longest wait for a region, None for none. ``is_confidential``: the
    decision or the point that it was taken in is.
    """

    decision: DecisionRow
    place_words: str
    group_name: str
    day: dt.date | None
    regions_words: str
    units_words: str
    standing_words: str
    waiting_days: int | None
    is_overdue: bool
    criteria: tuple[str, ...]
    search_text: str
    kind_words: str = ""
    is_open: bool = False
    is_waiting: bool = False
    is_declined: bool = False
    is_confidential: bool = False


def list_decision_lines(database: Database, today: dt.date) -> tuple[DecisionLine, ...]:
    """Return all decisions, the newest first, with what became of them."""
    return _list_lines(database, today, language())


@remembered
def _list_lines(database: Database, today: dt.date, _of_language: str) -> tuple[DecisionLine, ...]:
    names = {row.code: row.full_name for row in list_regions(database)}
    ties = read_ties(database)
    made = (today, language(), tuple(names.items()))
    kept = _kept.get(database)
    known = kept[1] if kept is not None and kept[0] == made else {}
    lines: dict[str, _Kept] = {}
    for uuid, fact in read_facts(database).items():
        tied = ties.get(uuid, _NO_TIES)
        old = known.get(uuid)
        if old is None or old[0] != fact or old[1] != tied:
            old = (fact, tied, _line(fact, today, names, tied))
        lines[uuid] = old
    _kept[database] = (made, lines)
    return tuple(line for _fact, _tied, line in lines.values())


def filter_decisions(
    lines: Iterable[DecisionLine],
    *,
    words: str = "",
    year: int | None = None,
    group_uuid: str | None = None,
    kind: DecisionKind | None = None,
    only: Only | None = None,
) -> tuple[DecisionLine, ...]:
    """Return the decisions that answer to all that is asked, in their order.

    ``words``: every one of them stands in the decision, its place, its answers or what it is
    linked with.
    """
    tests: list[Callable[[DecisionLine], bool]] = []
    if year is not None:
        tests.append(lambda line: line.day is not None and line.day.year == year)
    if group_uuid:
        tests.append(lambda line: line.decision.group_uuid == group_uuid)
    if kind is not None:
        tests.append(lambda line: line.decision.kind is kind)
    if only is not None:
        tests.append(_ONLY[only])
    found = [line for line in lines if all(test(line) for test in tests)] if tests else list(lines)
    for word in folded(words).split():
        found = [line for line in found if word in line.search_text]
    return tuple(found)


_ONLY: Mapping[str, Callable[[DecisionLine], bool]] = {
    "open": lambda line: line.is_open,
    "overdue": lambda line: line.is_overdue,
    "waiting": lambda line: line.is_waiting,
    "declined": lambda line: line.is_declined,
    "recommendations": lambda line: line.decision.kind is DecisionKind.RECOMMENDATION,
}


def _line(fact: Fact, today: dt.date, names: Mapping[str, str], ties: Ties) -> DecisionLine:
    row, standing, open_ = fact.row, find_standing(fact, today, names), is_open(fact, today)
    place, kind = place_words(fact), kind_words(row.kind, row.returns_on)
    regions = [names.get(each.region, each.region) for each in fact.regions]
    said = (
        *(row.text, place, kind, fact.group_name, fact.point_title, row.responsible),
        *(row.next_decider, row.outcome, standing.words, *regions),
        *(f"{each.unit} {each.reason}" for each in fact.units),
        *(f"{each.body} {each.reason}" for each in fact.regions),
        *ties.names,
    )
    return DecisionLine(
        decision=row,
        place_words=place,
        group_name=fact.group_name,
        day=fact.day,
        regions_words=_regions_words(fact),
        units_words=_units_words(fact),
        standing_words=standing.words,
        waiting_days=standing.waiting_days,
        is_overdue=is_overdue(fact, today),
        criteria=ties.criteria,
        search_text=folded("\n".join(filter(None, said))),
        kind_words=kind,
        is_open=open_,
        is_waiting=open_ and any(each.stance not in ANSWERED for each in fact.regions),
        is_declined=is_declined(fact),
        is_confidential=fact.is_confidential,
    )


def _regions_words(fact: Fact) -> str:
    """Return what the regions have made of it, as in "Beslutad i 2 av 4 regioner, avböjd i 1"."""
    total = len(fact.regions)
    if not total:
        return ""
    decided = sum(each.stance is Stance.DECIDED for each in fact.regions)
    declined = sum(each.stance is Stance.DECLINED for each in fact.regions)
    words = text("decisions.regions", decided=decided, count=total)
    return words + (text("decisions.regions_declined", count=declined) if declined else "")


def _units_words(fact: Fact) -> str:
    total = len(fact.units)
    if not total:
        return ""
    introduced = sum(each.state is Adoption.INTRODUCED for each in fact.units)
    return text("decisions.units", introduced=introduced, count=total)
