"""What the page of a plan asks, and the services' answers side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.enums import ObstacleState, OwnPlan, Thing
from rccdesk.services import mapping75, organisation, plans
from rccdesk.ui.dialogs.plan_fields import PlanChoices, read_choices
from rccdesk.ui.pages.plan.line_words import LineWords

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans import ObstacleRow, PlanDate, PlanRow, PlanView

_SETTLED = (ObstacleState.RESOLVED, ObstacleState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan with what its page needs beside it; ``view`` None: there is no plan.

    ``obstacles`` has what is not settled by the uuid of its goal or activity, the newest first.
    Where it is not whole, ``choices`` and ``dates`` are those of an earlier answer.
    """

    plans: tuple[PlanRow, ...] = ()
    view: PlanView | None = None
    words: LineWords = field(default_factory=LineWords)
    choices: PlanChoices = field(default_factory=PlanChoices)
    obstacles: dict[str, tuple[ObstacleRow, ...]] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    untouched_days: int = 90
    dates: tuple[PlanDate, ...] = ()  # of last year, this year and the two that follow
    is_whole: bool = True

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of the plan's regions in order."""
        return tuple(row.region for row in self.view.regions) if self.view else ()

    def term(self, key: str, form: str = "singular") -> str:
        """Return a word of the RCC in a form of its own; "" where there is none."""
        return str(getattr(self.choices.terms[key], form)) if key in self.choices.terms else ""


def read(
    database: Database, plan_uuid: str, today: dt.date, earlier: Answer | None = None
) -> Answer:
    """Return the plan ``plan_uuid``, or the cancer plan in use, or the first there is.

    What an ``earlier`` answer of the same plan knows beside its lines is left to `read_beside`.
    """
    known = plans.list_plans(database)
    chosen = next((row for row in known if row.uuid == plan_uuid), None)
    chosen = chosen or plans.main_plan(database) or (known[0] if known else None)
    if chosen is None:
        return Answer(choices=read_choices(database, ""))
    view = plans.get_plan_view(database, chosen.uuid, today)
    names = {row.code: (row.name, row.full_name) for row in organisation.list_regions(database)}
    known_view = earlier.view if earlier is not None else None
    is_whole = known_view is None or known_view.plan.uuid != chosen.uuid
    if earlier is None or is_whole:
        choices, dates = read_beside(database, chosen.uuid, today)
    else:
        choices, dates = earlier.choices, earlier.dates
    without = (row.region for row in view.regions if row.own_plan is OwnPlan.MISSING)
    words = LineWords(names, dict(plans.measure_names(database)), frozenset(without))
    lines = {line.uuid for line in view.lines}
    obstacles: dict[str, list[ObstacleRow]] = {}
    for row in plans.list_obstacles(database, only_open=True):
        ours = row.subject_kind in (Thing.PLAN_ITEM, Thing.ACTIVITY) and row.subject_key in lines
        if ours and row.state not in _SETTLED:
            obstacles.setdefault(row.subject_key, []).append(row)
    causes = {row.key: row.name for row in mapping75.list_causes(database, with_retired=True)}
    return Answer(
        known,
        view,
        words,
        choices,
        {uuid: tuple(rows) for uuid, rows in obstacles.items()},
        causes,
        plans.get_untouched_days(database),
        dates,
        is_whole,
    )


def read_beside(
    database: Database, plan_uuid: str, today: dt.date
) -> tuple[PlanChoices, tuple[PlanDate, ...]]:
    """Return what the dialogs and filters of a plan offer, and its dates."""
    first, last = dt.date(today.year - 1, 1, 1), dt.date(today.year + 2, 12, 31)
    dates = plans.list_dates(database, plan_uuid, first, last)
    return read_choices(database, plan_uuid), dates
