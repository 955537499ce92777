"""The effect chain of an initiative (R-E01): each step with what is known, and each gap as a gap.

Initiative → what changes in the work → measure of the outcome → goal of the plan → area of the
mission. The chain says what was thought, never that one step is why the next has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import LinkRole
from rccdesk.services import organisation
from rccdesk.services.frozen_figures import figure_words
from rccdesk.services.initiatives.evidence import evidence_level, list_counting
from rccdesk.services.initiatives.measuring import (
    is_measure_gone,
    measure_title,
    selection_words,
)
from rccdesk.services.initiatives.outcomes import list_outcomes
from rccdesk.services.initiatives.storing import get_initiative
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.initiatives.model import InitiativeRow, OutcomeRow

Place = tuple[str, Mapping[str, object]]
_AREAS = "forordning-2019-7"  # whose items are the målområden; they are told first


class ChainKind(StrEnum):
    """A kind of step of the effect chain, in its order."""

    INITIATIVE = "initiative"
    WORK_CHANGE = "work_change"
    OUTCOME = "outcome"
    GOAL = "goal"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A step: its name, what is known of it, and where the window shows it (None: nowhere)."""

    kind: ChainKind
    name: str
    words: str = ""
    is_gap: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class EffectChain:
    """The steps in order, several of a kind where there are; ``gaps`` are the kinds that lack."""

    steps: tuple[ChainStep, ...]
    level: int
    gaps: tuple[ChainKind, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """What an initiative serves: plan items and framework items as (uuid, name)."""

    goals: tuple[tuple[str, str], ...] = ()
    areas: tuple[tuple[str, str], ...] = ()  # confirmed only, its own and those of its goals
    framework_keys: Mapping[str, str] = field(default_factory=dict)  # item uuid → framework key
    unconfirmed: tuple[tuple[str, str], ...] = ()


def get_effect_chain(database: Database, uuid: str) -> EffectChain:
    """Return the chain of an initiative; NotFoundError ``initiative_missing``."""
    row = get_initiative(database, uuid)
    outcomes = list_outcomes(database, uuid)
    served = find_served(database, uuid)
    steps = [
        _initiative_step(row),
        _work_step(row),
        *_outcome_steps(database, outcomes),
        *_goal_steps(database, served),
        *_area_steps(served),
    ]
    gaps = tuple(dict.fromkeys(step.kind for step in steps if step.is_gap))
    level = evidence_level(row, list_counting(database, outcomes))
    return EffectChain(tuple(steps), level, gaps)


def find_served(database: Database, uuid: str) -> Served:
    """Return the goals and areas that an initiative serves; what is deleted is left out.

    The areas of a goal are areas of the initiative too. Unconfirmed links are told apart.
    """
    goals, areas, frameworks = _read_links(database)
    own = goals.get(uuid, ())
    sure_goals = _of(each for each in own if each.is_confirmed)
    near = [*areas.get(uuid, ())]
    near += [each for key, _ in sure_goals for each in areas.get(key, ())]
    sure = _of(each for each in near if each.is_confirmed)
    sure = tuple(sorted(sure, key=lambda area: frameworks[area[0]] != _AREAS))
    known = {*sure_goals, *sure}
    loose = _of(each for each in (*own, *near) if not each.is_confirmed)
    return Served(
        sure_goals,
        sure,
        {key: frameworks[key] for key, _ in sure},
        tuple(each for each in loose if each not in known),
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """Something that a link leads to, with its name."""

    uuid: str
    name: str
    is_confirmed: bool


_Targets = Mapping[str, tuple[_Target, ...]]


@remembered
def _read_links(database: Database) -> tuple[_Targets, _Targets, Mapping[str, str]]:
    """Return the goals and the areas that anything serves, and the framework of each area."""
    with database.read() as session:
        goals = _targets(session, models.PlanItem)
        areas = _targets(session, models.FrameworkItem)
        query = select(models.FrameworkItem.uuid, models.Framework.key).join(
            models.Framework, models.Framework.uuid == models.FrameworkItem.framework_uuid
        )
        frameworks = dict(session.execute(query).all())
    return goals, areas, frameworks


def _targets(
    session: Session, model: type[models.PlanItem] | type[models.FrameworkItem]
) -> _Targets:
    query = (
        select(models.Link.from_key, model.uuid, model.code, model.title, models.Link.is_confirmed)
        .join(models.Link, models.Link.to_key == model.uuid)
        .where(
            models.Link.to_kind == str(model.__tablename__),
            models.Link.role == LinkRole.SERVES,
            models.Link.deleted_at.is_(None),
            model.deleted_at.is_(None),
        )
        .order_by(model.position, model.code, model.uuid)
    )
    found: dict[str, list[_Target]] = {}
    for start, uuid, code, title, is_confirmed in session.execute(query):
        found.setdefault(start, []).append(_Target(uuid, f"{code} {title}".strip(), is_confirmed))
    return {start: tuple(each) for start, each in found.items()}


def _of(targets: Iterable[_Target]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((each.uuid, each.name) for each in targets))


def _initiative_step(row: InitiativeRow) -> ChainStep:
    place: Place = ("initiative", {"initiative": row.uuid})
    return ChainStep(ChainKind.INITIATIVE, row.title, row.problem, place=place)


def _work_step(row: InitiativeRow) -> ChainStep:
    if row.work_change.strip():
        return ChainStep(ChainKind.WORK_CHANGE, row.work_change)
    return _gap(ChainKind.WORK_CHANGE, text("initiatives.chain.work_change_missing"))


def _outcome_steps(database: Database, outcomes: Sequence[OutcomeRow]) -> list[ChainStep]:
    if not outcomes:
        return [_gap(ChainKind.OUTCOME, text("initiatives.chain.outcome_missing"))]
    steps = []
    for outcome in outcomes:
        name = measure_title(database, outcome.measure)
        where = selection_words(database, outcome.selection)
        is_gone = is_measure_gone(database, outcome.measure)
        said = text("initiatives.chain.measure_gone") if is_gone else _figures(outcome)
        steps.append(
            ChainStep(
                ChainKind.OUTCOME,
                " · ".join(part for part in (name, where) if part),
                said,
                is_gap=is_gone,
                place=None if is_gone else place_of_measure(outcome.measure),
            )
        )
    return steps


def place_of_measure(measure: str) -> Place:
    """Return where the window shows the trend of a measure."""
    if is_goal_key(measure):
        return "lead_times", {"goal": measure, "tab": "trend"}
    return "indicators", {"indicator": measure, "tab": "trend"}


def _figures(outcome: OutcomeRow) -> str:
    before, after = (
        figure_words(outcome.measure, value.words, value.coverage)
        if value
        else text("initiatives.not_measured")
        for value in (outcome.before, outcome.after)
    )
    return text("initiatives.before_after", before=before, after=after)


def _goal_steps(database: Database, served: Served) -> list[ChainStep]:
    if served.goals:
        return [
            ChainStep(ChainKind.GOAL, name, place=("plan_item", {"item": uuid}))
            for uuid, name in served.goals
        ]
    plan = organisation.get_terms(database)["cancer_plan"]
    return [_gap(ChainKind.GOAL, text("initiatives.chain.goal_missing", cancer_plan=plan.definite))]


def _area_steps(served: Served) -> list[ChainStep]:
    if served.areas:
        return [
            ChainStep(
                ChainKind.AREA,
                name,
                place=(
                    "framework",
                    {"framework": served.framework_keys.get(uuid, ""), "item": uuid},
                ),
            )
            for uuid, name in served.areas
        ]
    words = text("initiatives.chain.area_missing")
    if served.unconfirmed:
        words = text("initiatives.chain.area_unconfirmed", name=served.unconfirmed[0][1])
    return [_gap(ChainKind.AREA, words)]


def _gap(kind: ChainKind, words: str) -> ChainStep:
    return ChainStep(kind, text(f"initiatives.chain.{kind}"), words, is_gap=True)
