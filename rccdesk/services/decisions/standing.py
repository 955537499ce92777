"""Where a decision stands, with whom, and for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Adoption, ChainStep, DecisionKind, DecisionState, Stance
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.decisions.facts import Fact
    from rccdesk.services.decisions.model import DecisionRegionRow

ANSWERED = frozenset({Stance.DECIDED, Stance.DECLINED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decision stands; ``waiting_days`` is the longest wait for a region, None for none."""

    step: ChainStep
    words: str
    waiting_days: int | None = None


def is_open(fact: Fact, today: dt.date) -> bool:
    """Tell whether a decision still asks for something; a postponement does until its day."""
    row = fact.row
    if row.state is not DecisionState.OPEN:
        return False
    if row.kind is DecisionKind.POSTPONED:
        return row.returns_on is None or row.returns_on >= today
    return True


def is_overdue(fact: Fact, today: dt.date) -> bool:
    """Tell whether an open decision should have been carried out before today."""
    due = fact.row.due_on
    return is_open(fact, today) and due is not None and due < today


def waiting_days(fact: Fact, row: DecisionRegionRow, today: dt.date) -> int | None:
    """Return for how many days a region has had a decision without an answer.

    None where it has answered, where nothing is asked any more, and where no day is known.
    """
    since = row.asked_on or fact.asked_on
    if row.stance in ANSWERED or fact.row.state is not DecisionState.OPEN or since is None:
        return None
    return max(0, (today - since).days)


def find_standing(fact: Fact, today: dt.date, names: Mapping[str, str]) -> Standing:
    """Return where a decision stands; ``names`` are those of the regions by their codes."""
    closed = _closed_words(fact)
    if closed:
        return Standing(_last_step(fact), closed)
    if any(each.stance not in ANSWERED for each in fact.regions):
        return _at_regions(fact, today, names)
    if fact.regions and all(each.stance is Stance.DECLINED for each in fact.regions):
        words = text("decisions.standing.declined", count=len(fact.regions))
        return Standing(ChainStep.REGIONS, words)
    if fact.regions or fact.units:
        return Standing(ChainStep.UNITS, _at_units(fact))
    if fact.row.kind is DecisionKind.RECOMMENDATION:
        return Standing(ChainStep.RECOMMENDED, text("decisions.standing.no_regions"))
    return Standing(ChainStep.TREATED, _by_due_day(fact, today))


def _closed_words(fact: Fact) -> str:
    """Return what is said of a decision that asks nobody for anything, "" of any other."""
    row = fact.row
    if row.state is DecisionState.DONE:
        day = row.done_on.isoformat() if row.done_on else ""
        return text("decisions.standing.done", day=day).strip()
    if row.state is DecisionState.WITHDRAWN:
        return text("decisions.standing.withdrawn")
    if row.kind is DecisionKind.POSTPONED:
        day = row.returns_on.isoformat() if row.returns_on else ""
        return text("decisions.standing.postponed", day=day)
    return ""


def _at_regions(fact: Fact, today: dt.date, names: Mapping[str, str]) -> Standing:
    waits = [
        (waiting_days(fact, each, today), names.get(each.region, each.region))
        for each in fact.regions
        if each.stance not in ANSWERED
    ]
    known = [(days, name) for days, name in waits if days is not None]
    if not known:
        words = text("decisions.standing.regions_unknown", count=len(waits), region=waits[0][1])
        return Standing(ChainStep.REGIONS, words)
    days, name = max(known, key=lambda each: each[0])
    if len(waits) == 1:
        words = text("decisions.standing.region", count=days, region=name)
    else:
        words = text("decisions.standing.regions", regions=len(waits), region=name, count=days)
    return Standing(ChainStep.REGIONS, words, days)


def _at_units(fact: Fact) -> str:
    if not fact.units:
        return text("decisions.standing.no_units")
    introduced = sum(each.state is Adoption.INTRODUCED for each in fact.units)
    refused = sum(each.state is Adoption.NOT_INTRODUCED for each in fact.units)
    words = text("decisions.standing.units", introduced=introduced, count=len(fact.units))
    if refused:
        words += " " + text("decisions.standing.units_refused", count=refused)
    return words


def _by_due_day(fact: Fact, today: dt.date) -> str:
    due = fact.row.due_on
    if due is None:
        return text("decisions.standing.open")
    key = "overdue" if due < today else "due"
    return text(f"decisions.standing.{key}", day=due.isoformat())


def _last_step(fact: Fact) -> ChainStep:
    if fact.units:
        return ChainStep.UNITS
    if fact.regions:
        return ChainStep.REGIONS
    return ChainStep.RECOMMENDED if fact.row.recommended_on else ChainStep.TREATED
