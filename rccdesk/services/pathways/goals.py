"""Goal models as data: population, events, limit, share, standing, and whose figure it is.

The shipped ones are as their sources say and are never changed, only copied. Own ones belong to
the user; one in force drives a status and is called the user's own, a proposed one never does.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk import formats
from rccdesk.enums import Attribution, GoalStatus, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import GoalModel
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.services.value_keys import OWN_GOAL
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

LONGEST_DAYS = 730
EXPECTED_CASES = "expected_cases"
POPULATIONS = ("treated_in_svf", "in_svf", "recommended_treatment", EXPECTED_CASES)
# In the order that they happen; a goal counts from an earlier one to a later one.
EVENTS = (
    "well_founded_suspicion",
    "treatment_recommendation",
    "treatment_decision",
    "treatment_start",
)
_KEY_LENGTH = 40


class GoalError(RccdeskError):
    """A goal model cannot be saved as it is."""

    code = "goal_target"


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal model. ``target`` is a proportion 0-1; ``fixed_days`` None: the SVF's own limit.

    ``svf_only`` leaves out those known not to be in SVF, ``without_recurrence`` those known to be
    recurrences. ``attribution`` says whose figure a pathway is (an Attribution).
    ``is_reported`` False: for internal use only. ``key`` is "" for one that is not saved yet.
    """

    key: str
    short_name: str
    full_name: str
    status_line: str
    status: str  # in_force, proposed
    population: str
    from_event: str
    to_event: str
    fixed_days: int | None
    target: float
    source: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    svf_only: bool = False
    without_recurrence: bool = False
    attribution: str = Attribution.PERFORMING
    is_reported: bool = True
    is_own: bool = False

    @property
    def is_inclusion(self) -> bool:
        """Tell whether the goal compares starts of treatment with expected cases."""
        return self.population == EXPECTED_CASES

    @property
    def is_by_home(self) -> bool:
        """Tell whether a pathway is the figure of where the patient lives."""
        return self.attribution == Attribution.HOME

    def is_valid(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether the goal is valid on all days from ``first`` to ``last``."""
        return (self.valid_from or first) <= first and last <= (self.valid_to or last)


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A target as it was read, 0-1, and the words that say how."""

    target: float
    words: str


_FIELDS = tuple(field.name for field in fields(GoalRow))
# What the words of a goal tell of it.
_MEANING = ("target", "population", "from_event", "to_event", "fixed_days")
_SAVED = tuple(name for name in _FIELDS if name not in ("key", "status_line", "is_own"))


@remembered
def list_goals(database: Database) -> tuple[GoalRow, ...]:
    """Return the goal models: the shipped as the seeds list them, then the own by age."""
    with database.read() as session:
        found = session.scalars(
            select(GoalModel)
            .where(GoalModel.deleted_at.is_(None))
            .order_by(GoalModel.is_own, GoalModel.position, GoalModel.key)
        ).all()
    return tuple(map(_row, found))


def get_goal(database: Database, key: str) -> GoalRow:
    """Return one goal model; NotFoundError ``no_such_goal``."""
    for goal in list_goals(database):
        if goal.key == key:
            return goal
    raise NotFoundError("no_such_goal", goal=key)


def is_inclusion_goal(database: Database, key: str) -> bool:
    """Tell whether a measure is a goal, shipped or own, that counts against expected cases."""
    return any(goal.key == key and goal.is_inclusion for goal in list_goals(database))


def add_goal(database: Database, goal: GoalRow) -> GoalRow:
    """Save a new own goal and return it with its key, which is made from the name.

    Raises GoalError (``goal_name``, ``goal_target``, ``goal_days``, ``goal_events``,
    ``goal_needs_days``, ``goal_population``, ``goal_dates``), PersonalTextError.
    """
    goal = _named(database, _checked(goal))
    with database.write(
        Topic.PATHWAYS, act="history.act.goal_added", values={"goal": goal.short_name}
    ) as session:
        last = session.scalar(select(func.max(GoalModel.position))) or 0
        found = GoalModel(key=_new_key(session, goal.short_name), is_own=True, position=last + 1)
        _fill(found, goal)
        session.add(found)
        session.flush()
        return _row(found)


def copy_goal(database: Database, key: str) -> GoalRow:
    """Make an own goal with the meaning of another, to be changed; NotFoundError."""
    goal = get_goal(database, key)
    name = text("lead_times.goal.copy", name=goal.short_name)
    return add_goal(database, replace(goal, key="", short_name=name, is_own=True))


def update_goal(database: Database, goal: GoalRow) -> GoalRow:
    """Save a changed own goal and return it.

    Raises as `add_goal`, NotFoundError ``no_such_goal``, GoalError ``goal_shipped``.
    """
    goal = _named(database, _checked(goal))
    with database.write(
        Topic.PATHWAYS, act="history.act.goal_updated", values={"goal": goal.short_name}
    ) as session:
        found = _find_own(session, goal.key)
        _fill(found, goal)
        session.flush()
        return _row(found)


def delete_goal(database: Database, key: str) -> None:
    """Put an own goal in the Papperskorg; NotFoundError, GoalError ``goal_shipped``."""
    name = get_goal(database, key).short_name
    with database.write(
        Topic.PATHWAYS, act="history.act.goal_deleted", values={"goal": name}
    ) as session:
        _find_own(session, key).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def read_target(typed: str) -> TypedTarget:
    """Read a typed share: 80, 80 % and 0,8 all mean 80 %; GoalError ``goal_target``."""
    bare = typed.replace("\u00a0", " ").replace(",", ".").strip()
    is_percent = bare.endswith("%")
    try:
        value = Decimal(bare.removesuffix("%").strip())
    except InvalidOperation:
        raise GoalError("goal_target") from None
    target = _as_share(value / 100 if is_percent else value)
    return TypedTarget(
        target,
        text("lead_times.goal.read_as", typed=typed.strip(), target=formats.level(target)),
    )


def propose_full_name(goal: GoalRow) -> str:
    """Return an own goal in words, made from its fields."""
    share = formats.percent(goal.target)
    if goal.is_inclusion:
        return text("lead_times.goal.own_name.inclusion", share=share)
    start, stop = (text(f"lead_times.event.{event}") for event in (goal.from_event, goal.to_event))
    if goal.fixed_days is None:
        return text("lead_times.goal.own_name.limit", share=share, start=start, stop=stop)
    days = formats.number(goal.fixed_days)
    return text("lead_times.goal.own_name.days", share=share, start=start, stop=stop, days=days)


def population_words(goal: GoalRow) -> str:
    """Return whom the goal is about, its switches and whose figure it is, as sentences."""
    switches = (goal.svf_only, goal.without_recurrence)
    if goal.population == "recommended_treatment" and any(switches):
        # The words of the population itself say that both are in it.
        which = {(True, False): "svf", (False, True): "first", (True, True): "svf_first"}[switches]
        parts = [text(f"lead_times.goal.recommended.{which}")]
    else:
        parts = [text(f"figures.population.{goal.population}")]
        if goal.without_recurrence and not goal.is_inclusion:
            parts.append(text("lead_times.goal.without_recurrence"))
    if not goal.is_inclusion:
        parts.append(attribution_words(goal))
    return " ".join(parts)


def attribution_words(goal: GoalRow) -> str:
    """Return the rule that says whose figure a pathway is, as a sentence."""
    return text(f"lead_times.attribution.{goal.attribution}")


def _checked(goal: GoalRow) -> GoalRow:
    """Return the goal with its target as a proportion, or refuse it in words."""
    refuse_persons(goal)
    goal = replace(goal, short_name=goal.short_name.strip(), full_name=goal.full_name.strip())
    if not goal.short_name:
        raise GoalError("goal_name")
    if goal.status not in set(GoalStatus) or goal.attribution not in set(Attribution):
        raise ValueError(f"{goal.status} {goal.attribution}")
    if goal.population not in POPULATIONS:
        raise GoalError("goal_population")
    if goal.is_inclusion:
        if goal.from_event or goal.to_event or goal.fixed_days is not None:
            raise GoalError("goal_population")
    else:
        _check_days(goal)
    if goal.valid_from and goal.valid_to and goal.valid_from > goal.valid_to:
        raise GoalError("goal_dates")
    try:
        target = Decimal(repr(float(goal.target)))
    except (InvalidOperation, ValueError):
        raise GoalError("goal_target") from None
    return replace(goal, target=_as_share(target), full_name=goal.full_name or goal.short_name)


def _named(database: Database, goal: GoalRow) -> GoalRow:
    """Return the goal without the words of a shipped one that means something else."""
    for shipped in list_goals(database):
        if shipped.is_own or shipped.full_name != goal.full_name:
            continue
        if any(getattr(shipped, name) != getattr(goal, name) for name in _MEANING):
            return replace(goal, full_name=propose_full_name(goal))
    return goal


def _check_days(goal: GoalRow) -> None:
    if goal.from_event not in EVENTS or goal.to_event not in EVENTS:
        raise GoalError("goal_events")
    if EVENTS.index(goal.from_event) >= EVENTS.index(goal.to_event):
        raise GoalError("goal_events")
    if goal.fixed_days is None:
        # The catalogue's limits all count from the suspicion.
        if goal.from_event != EVENTS[0]:
            raise GoalError("goal_needs_days")
    elif not 1 <= goal.fixed_days <= LONGEST_DAYS:
        raise GoalError("goal_days", longest=LONGEST_DAYS)


def _as_share(value: Decimal) -> float:
    """Return a proportion; what is over 1 is in percent."""
    if not value.is_finite() or not 0 < value <= 100:
        raise GoalError("goal_target")
    return float(value / 100 if value > 1 else value)


def _new_key(session: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    stem = OWN_GOAL + (re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_KEY_LENGTH] or "goal")
    taken = set(session.scalars(select(GoalModel.key)))  # in the Papperskorg too
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key


def _find_own(session: Session, key: str) -> GoalModel:
    found = session.scalar(
        select(GoalModel).where(GoalModel.key == key, GoalModel.deleted_at.is_(None))
    )
    if found is None:
        raise NotFoundError("no_such_goal", goal=key)
    if not found.is_own:
        raise GoalError("goal_shipped")
    return found


def _fill(found: GoalModel, goal: GoalRow) -> None:
    for name in _SAVED:
        setattr(found, name, getattr(goal, name))
    found.status_line = text(f"lead_times.goal.own.{goal.status}")


def _row(found: GoalModel) -> GoalRow:
    goal = GoalRow(**{name: getattr(found, name) for name in _FIELDS})
    if goal.target > 1:  # 80 in the file means 80 %, as where it is typed
        goal = replace(goal, target=goal.target / 100)
    if not goal.is_own:
        return goal
    return replace(goal, status_line=text(f"lead_times.goal.own.{goal.status}"))
