"""What became of a decision, and what its measures were before and after it.

Nothing here says that one is why the other: every figure is told with the line that it is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ActionState, Thing
from rccdesk.errors import RccdeskError
from rccdesk.models import ImprovementArea, PlanItem
from rccdesk.services.decisions.actions import list_actions
from rccdesk.services.decisions.facts import read_fact
from rccdesk.services.decisions.moves import FigureMove, Selection, distinct, find_move
from rccdesk.services.decisions.selection import plan_selection
from rccdesk.services.decisions.standing import find_standing
from rccdesk.services.decisions.ties import read_ends
from rccdesk.services.initiatives import list_outcomes
from rccdesk.services.organisation import list_regions
from rccdesk.services.plans.plans import get_plan
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import read_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_MOST = 6  # figures of one decision; each is a series


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """What is told of a decision afterwards.

    ``words`` are the user's own, ``standing`` where it stands. ``note`` stands under the figures,
    "" where there are none.
    """

    words: str
    standing: str
    actions_words: str
    figures: tuple[FigureMove, ...]
    note: str


def get_outcome(database: Database, uuid: str, today: dt.date) -> DecisionOutcome:
    """Return what became of a decision; NotFoundError ``decision_missing``.

    The measures are those it is linked with: as a measure or figure, or of a goal of a plan, an
    initiative or an area to improve. Before is the last whole period up to its day, after the
    latest whole one that began later.
    """
    return _get_outcome(database, uuid, today, language())


@remembered
def _get_outcome(
    database: Database, uuid: str, today: dt.date, _of_language: str
) -> DecisionOutcome:
    fact = read_fact(database, uuid)
    names = {row.code: row.full_name for row in list_regions(database)}
    figures: tuple[FigureMove, ...] = ()
    if fact.day is not None:
        measures = list(dict.fromkeys(_measures(database, read_ends(database).get(uuid, ()))))
        figures = distinct(
            find_move(database, measure, selection, fact.day)
            for measure, selection in measures[:_MOST]
        )
    actions = [
        row
        for row in list_actions(database, decision_uuid=uuid)
        if row.state is not ActionState.DROPPED
    ]
    done = sum(row.state is ActionState.DONE for row in actions)
    return DecisionOutcome(
        words=fact.row.outcome,
        standing=find_standing(fact, today, names).words,
        actions_words=text("decisions.actions", done=done, count=len(actions)) if actions else "",
        figures=figures,
        note=figures[0].note if figures else "",
    )


def _measures(
    database: Database, ends: Iterable[tuple[str, str]]
) -> Iterable[tuple[str, Selection]]:
    """Return the measures that a decision is linked with, and what they are of."""
    for kind, key in ends:
        if kind == Thing.MEASURE:
            yield key, ()
        elif kind == Thing.FIGURE:
            yield from _of_key(key)
        elif kind == Thing.PLAN_ITEM:
            yield from _of_goal(database, key)
        elif kind == Thing.INITIATIVE:
            for outcome in list_outcomes(database, key):
                yield outcome.measure, outcome.selection
        elif kind == Thing.IMPROVEMENT:
            with database.read() as session:
                value_key = session.scalar(
                    select(ImprovementArea.value_key).where(
                        ImprovementArea.uuid == key, ImprovementArea.deleted_at.is_(None)
                    )
                )
            yield from _of_key(value_key or "")


def _of_key(value_key: str) -> Iterable[tuple[str, Selection]]:
    if not value_key:
        return
    try:
        key = read_key(value_key)
    except ValueError:  # a key of another program
        return
    yield key.measure, tuple(sorted(key.fields.items()))


def _of_goal(database: Database, uuid: str) -> Iterable[tuple[str, Selection]]:
    with database.read() as session:
        found = session.execute(
            select(PlanItem.measure_key, PlanItem.plan_uuid).where(
                PlanItem.uuid == uuid, PlanItem.deleted_at.is_(None)
            )
        ).first()
    if found is None or not found.measure_key:
        return
    try:
        plan = get_plan(database, found.plan_uuid)
    except RccdeskError:  # it lies in the Papperskorg
        return
    yield found.measure_key, plan_selection(database, plan)
