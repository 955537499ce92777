"""How much of what is recommended is introduced, and the reasons where it is not (R-C18).

Nobody is ranked: regions and units stand in the organisation's order, reasons by class.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import Adoption, DecisionState, Stance
from rccdesk.formats import shortened
from rccdesk.models import CauseClass
from rccdesk.services.decisions.facts import Fact, read_facts
from rccdesk.services.decisions.words import place_words
from rccdesk.services.mapping75 import NOT_STATED, list_causes
from rccdesk.services.organisation import list_regions
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import sort_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the answers of something are "introduced"; ``proportion`` is 0-1, None of none.

    ``key`` is the decision's uuid, the region's code, or the region's code and the unit's name.
    """

    key: str
    name: str
    introduced: int
    total: int
    proportion: float | None
    words: str


@dataclass(frozen=True, slots=True)
class AdoptionShare:
    """The share by decision (newest first), by region and by unit; answers, not units, are counted.

    What is withdrawn is left out.
    """

    decisions: tuple[Share, ...]
    regions: tuple[Share, ...]
    units: tuple[Share, ...]
    whole: Share


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """How many have stopped a decision for a reason of one class, with their own words."""

    cause: str
    name: str
    regions: int
    units: int
    reasons: tuple[str, ...]

    @property
    def count(self) -> int:
        """Regions and units together."""
        return self.regions + self.units


def adoption_share(database: Database) -> AdoptionShare:
    """Return what share of the units asked has introduced each decision, by region and unit."""
    return _adoption_share(database, language())


@remembered
def _adoption_share(database: Database, _of_language: str) -> AdoptionShare:
    names = {row.code: row.full_name for row in list_regions(database)}
    facts = [
        fact
        for fact in read_facts(database).values()
        if fact.units and fact.row.state is not DecisionState.WITHDRAWN
    ]
    regions: dict[str, list[Adoption]] = {}
    units: dict[tuple[str, str], list[Adoption]] = {}
    for fact in facts:
        for row in fact.units:
            regions.setdefault(row.region, []).append(row.state)
            units.setdefault((row.region, row.unit), []).append(row.state)
    order = {code: place for place, code in enumerate(names)}
    codes = sorted(regions, key=lambda code: (order.get(code, len(order)), code))
    cells = sorted(units, key=lambda cell: (order.get(cell[0], len(order)), sort_key(cell[1])))
    return AdoptionShare(
        decisions=tuple(
            _share(fact.row.uuid, _name(fact), [row.state for row in fact.units]) for fact in facts
        ),
        regions=tuple(_share(code, names.get(code, code), regions[code]) for code in codes),
        units=tuple(_share(f"{cell[0]} {cell[1]}", cell[1], units[cell]) for cell in cells),
        whole=_share("", "", [state for states in regions.values() for state in states]),
    )


def sum_reasons(
    database: Database, *, first: dt.date | None = None, last: dt.date | None = None
) -> tuple[ReasonLine, ...]:
    """Return why regions have declined and units will not introduce, by class of cause.

    The days, both included, are those of the answers; one without a day counts where no days are
    asked for. Classes stand in the user's order, "not stated" last; those without any are left
    out.
    """
    causes = {row.key: row.name for row in list_causes(database, with_retired=True)}
    keys = _cause_keys(database)
    found: dict[str, tuple[list[str], list[str]]] = {}
    for fact in read_facts(database).values():
        if fact.row.state is DecisionState.WITHDRAWN:
            continue
        stops = [
            (0, row.cause_uuid, row.reason)
            for row in fact.regions
            if row.stance is Stance.DECLINED and _is_within(row.answered_on, first, last)
        ]
        stops += [
            (1, row.cause_uuid, row.reason)
            for row in fact.units
            if row.state is Adoption.NOT_INTRODUCED and _is_within(row.told_on, first, last)
        ]
        for side, uuid, reason in stops:
            key = keys.get(uuid, "")
            found.setdefault(key if key in causes else NOT_STATED, ([], []))[side].append(reason)
    return tuple(
        ReasonLine(
            key,
            causes.get(key) or text("decisions.cause_not_stated"),
            len(found[key][0]),
            len(found[key][1]),
            tuple(dict.fromkeys(filter(None, (*found[key][0], *found[key][1])))),
        )
        for key in (*causes, NOT_STATED)
        if key in found
    )


def _name(fact: Fact) -> str:
    place = place_words(fact)
    return f"{place} {shortened(fact.row.text)}".strip()


def _share(key: str, name: str, states: Iterable[Adoption]) -> Share:
    told = list(states)
    done = sum(state is Adoption.INTRODUCED for state in told)
    proportion = done / len(told) if told else None
    return Share(key, name, done, len(told), proportion, formats.of(done, len(told)))


def _is_within(day: dt.date | None, first: dt.date | None, last: dt.date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first is None or day >= first) and (last is None or day <= last)


def _cause_keys(database: Database) -> dict[str, str]:
    with database.read() as session:
        return dict(session.execute(select(CauseClass.uuid, CauseClass.key)).all())
