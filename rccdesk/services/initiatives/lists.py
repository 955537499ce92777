"""Lists of initiatives that somebody should look at, each with the reason in words."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import Conclusion, Direction, InitiativeState, LinkRole, Thing
from rccdesk.services.frozen_figures import figure_words
from rccdesk.services.initiatives.evidence import (
    change_of,
    does_count,
    is_binomial,
    is_externally_evaluated,
    is_measured,
    is_own,
    measure_direction,
)
from rccdesk.services.initiatives.measuring import measure_title
from rccdesk.services.initiatives.model import InitiativeRow, OutcomeRow
from rccdesk.services.initiatives.outcomes import outcomes_by_initiative
from rccdesk.services.initiatives.rows import today as today_of_the_clock
from rccdesk.services.initiatives.storing import list_initiatives
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

UNTOUCHED_DAYS = 90  # where the store has no number of its own; an assumption
FUNDING_DAYS = 180  # how long before the end of the money it is told
_DURABLE_MONTHS = 12
_STARTED = (
    InitiativeState.ONGOING,
    InitiativeState.DONE,
    InitiativeState.EVALUATED,
    InitiativeState.IN_OPERATION,
    InitiativeState.SPREAD,
)
_EXPECTS_UPDATES = (
    InitiativeState.IDEA,
    InitiativeState.ANCHORING,
    InitiativeState.PLANNED,
    InitiativeState.ONGOING,
)


class EndReason(StrEnum):
    """Why an initiative stands under "Avsluta?"."""

    NO_MEASURE = "no_measure"  # it is under way, or was, without a measure of its result
    UNTOUCHED = "untouched"
    WORSE = "worse"  # see `list_to_end`


@dataclass(frozen=True, slots=True)
class ToEnd:
    """An initiative that it may be time to end; ``words`` has a sentence per reason."""

    row: InitiativeRow
    reasons: tuple[EndReason, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DurabilityDue:
    """An initiative whose result is to be looked at again, with the same outcomes."""

    row: InitiativeRow
    due_on: dt.date
    outcomes: tuple[OutcomeRow, ...]
    words: str


@dataclass(frozen=True, slots=True)
class FundingEnding:
    """An initiative whose money ends; ``days_left`` is negative where it has ended."""

    row: InitiativeRow
    days_left: int
    words: str


def list_without_plan(database: Database) -> tuple[InitiativeRow, ...]:
    """Return the initiatives that serve no living plan item (R-P12), the ended ones not.

    A link that nobody has confirmed does not count.
    """
    with database.read() as session:
        linked = set(
            session.scalars(
                select(models.Link.from_key)
                .join(models.PlanItem, models.PlanItem.uuid == models.Link.to_key)
                .join(models.Plan, models.Plan.uuid == models.PlanItem.plan_uuid)
                .where(
                    models.Link.from_kind == Thing.INITIATIVE,
                    models.Link.to_kind == Thing.PLAN_ITEM,
                    models.Link.role == LinkRole.SERVES,
                    models.Link.is_confirmed,
                    models.Link.deleted_at.is_(None),
                    models.PlanItem.deleted_at.is_(None),
                    models.Plan.deleted_at.is_(None),
                )
            )
        )
    return tuple(
        row
        for row in list_initiatives(database)
        if row.uuid not in linked and row.state is not InitiativeState.ENDED and is_own(row)
    )


def list_to_end(
    database: Database, today: dt.date | None = None, *, days: int | None = None
) -> tuple[ToEnd, ...]:
    """Return the initiatives that may be ended (R-C06), most reasons first.

    No measure of the result, once it is under way, nor an external evaluation; not touched in
    ``days`` (the store's number) while it expects to be; or worse: an outcome whose 95 % interval
    of the difference after minus before (Newcombe) lies wholly on the unwanted side of zero. That
    is a change beyond chance during the same time, never said to come of the initiative. Ended
    ones and other RCCs' cards are not asked about.
    """
    day = today or today_of_the_clock()
    longest = untouched_days(database) if days is None else days
    found = []
    outcomes = outcomes_by_initiative(database)
    touched = _touched_beside(database)
    for row in list_initiatives(database):
        if row.state is InitiativeState.ENDED or not is_own(row):
            continue
        own = outcomes.get(row.uuid, ())
        reasons: list[tuple[EndReason, str]] = []
        if row.state in _STARTED and not own and not is_externally_evaluated(row):
            reasons.append((EndReason.NO_MEASURE, text("initiatives.to_end.no_measure")))
        days_of = (row.touched_on or row.created_on, touched.get(row.uuid))
        last = max((each for each in days_of if each is not None), default=None)
        if row.state in _EXPECTS_UPDATES and last and (day - last).days > longest:
            words = text(
                "initiatives.to_end.untouched",
                count=(day - last).days,
                date=formats.iso_date(last),
            )
            reasons.append((EndReason.UNTOUCHED, words))
        worse = [each for each in own if is_worse(database, each, row)]
        if worse:
            reasons.append((EndReason.WORSE, _worse_words(database, worse[0])))
        if reasons:
            found.append(
                ToEnd(row, tuple(why for why, _ in reasons), tuple(said for _, said in reasons))
            )
    return tuple(sorted(found, key=lambda each: -len(each.reasons)))


def is_worse(database: Database, outcome: OutcomeRow, row: InitiativeRow) -> bool:
    """Tell whether an outcome has changed in the unwanted direction, more than chance.

    By a goal that is only proposed nothing is worse, nor where what was measured is no "before"
    and "after" of the initiative.
    """
    if not does_count(database, outcome.measure) or not is_measured(outcome, row):
        return False
    change = change_of(outcome, is_binomial=is_binomial(database, outcome.measure))
    direction = measure_direction(database, outcome.measure)
    if change is None or not direction or not change.is_certain:
        return False
    return (change.difference < 0) == (direction == Direction.HIGHER)


def list_durability_due(
    database: Database, today: dt.date | None = None
) -> tuple[DurabilityDue, ...]:
    """Return the initiatives to look at again (R-E05), the longest overdue first.

    Twelve months after its end or the end of its money, whichever came first, unless that is
    done: a look before that day does not tell whether it lasts. What never began, and what was
    ended by its evaluation, is not asked about.
    """
    day = today or today_of_the_clock()
    outcomes = outcomes_by_initiative(database)
    found = []
    for row in list_initiatives(database):
        due = durability_due_on(row)
        if due is None or due > day or not is_own(row):
            continue
        if row.durability_on is not None and row.durability_on >= due:
            continue
        words = text("initiatives.durability_due", date=formats.iso_date(due))
        found.append(DurabilityDue(row, due, tuple(outcomes.get(row.uuid, ())), words))
    return tuple(sorted(found, key=lambda each: (each.due_on, each.row.title)))


def durability_due_on(row: InitiativeRow) -> dt.date | None:
    """Return the day to look at an initiative again; None where there is nothing to look for."""
    never_began = row.state not in (*_STARTED, InitiativeState.ENDED)
    if never_began or row.conclusion is Conclusion.END:
        return None
    ends = [day for day in (row.ends_on, row.funding_ends_on) if day is not None]
    return _months_later(min(ends), _DURABLE_MONTHS) if ends else None


def list_funding_ending(
    database: Database, today: dt.date | None = None, *, days: int = FUNDING_DAYS
) -> tuple[FundingEnding, ...]:
    """Return what is planned or under way and whose money ends within ``days``, or has ended."""
    day = today or today_of_the_clock()
    found = []
    for row in list_initiatives(database):
        is_going = row.state in (*_EXPECTS_UPDATES, InitiativeState.DONE, InitiativeState.EVALUATED)
        if row.funding_ends_on is None or not is_going or not is_own(row):
            continue
        left = (row.funding_ends_on - day).days
        if left <= days:
            key = "initiatives.funding_ends" if left >= 0 else "initiatives.funding_ended"
            words = text(key, date=formats.iso_date(row.funding_ends_on))
            found.append(FundingEnding(row, left, words))
    return tuple(sorted(found, key=lambda each: (each.days_left, each.row.title)))


def untouched_days(database: Database) -> int:
    """Return after how many days without a change something counts as untouched."""
    with database.read() as session:
        stored = session.scalar(
            select(models.StoreSetting.value).where(models.StoreSetting.key == "untouched_days")
        )
    try:
        value = json.loads(stored) if stored else UNTOUCHED_DAYS
    except ValueError:
        return UNTOUCHED_DAYS
    return value if isinstance(value, int) and value > 0 else UNTOUCHED_DAYS


def _touched_beside(database: Database) -> dict[str, dt.date]:
    """Return the last day that an activity or a follow-up of each initiative was written on."""
    activities = select(models.Activity.initiative_uuid, models.Activity.touched_on).where(
        models.Activity.initiative_uuid.is_not(None),
        models.Activity.touched_on.is_not(None),
        models.Activity.deleted_at.is_(None),
    )
    told = select(models.FollowUp.subject_key, models.FollowUp.day).where(
        models.FollowUp.subject_kind == Thing.INITIATIVE, models.FollowUp.deleted_at.is_(None)
    )
    found: dict[str, dt.date] = {}
    with database.read() as session:
        for uuid, day in (*session.execute(activities), *session.execute(told)):
            found[uuid] = max(day, found.get(uuid, day))
    return found


def _worse_words(database: Database, outcome: OutcomeRow) -> str:
    before, after = outcome.before, outcome.after
    return text(
        "initiatives.to_end.worse",
        measure=measure_title(database, outcome.measure),
        before=figure_words(outcome.measure, before.words, before.coverage) if before else "",
        after=figure_words(outcome.measure, after.words, after.coverage) if after else "",
    )


def _months_later(day: dt.date, months: int) -> dt.date | None:
    """Return the same day of a later month, its last where it is shorter; None past 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
