"""What the page of a goal asks, and the services' answers side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.errors import NotFoundError
from rccdesk.services import decisions, mapping75, organisation, plans
from rccdesk.ui.dialogs.plan_fields import PlanChoices, read_choices

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.database import Database
    from rccdesk.services.decisions import DecisionLine
    from rccdesk.services.plans import ItemPage


@dataclass(frozen=True, slots=True)
class Answer:
    """A goal with what its page needs beside it; ``page`` None: it is not there any more.

    ``decided`` are the decisions that answered an obstacle, by its uuid.
    """

    page: ItemPage | None = None
    choices: PlanChoices = field(default_factory=PlanChoices)
    causes: dict[str, str] = field(default_factory=dict)
    rcc: str = ""
    period: str = ""  # the one to be followed up
    decided: dict[str, tuple[DecisionLine, ...]] = field(default_factory=dict)

    def term(self, key: str, form: str = "singular") -> str:
        """Return a word of the RCC in a form of its own; "" where there is none."""
        return str(getattr(self.choices.terms[key], form)) if key in self.choices.terms else ""


def read(database: Database, item_uuid: str, today: dt.date) -> Answer:
    """Return the goal ``item_uuid``; a page without one where it has been put away."""
    try:
        page = plans.get_item_page(database, item_uuid, today)
    except NotFoundError:
        return Answer(choices=read_choices(database, ""))
    own = organisation.get_profile(database).rcc
    rccs = {row.key: row.name for row in organisation.list_rccs(database)}
    return Answer(
        page,
        read_choices(database, page.plan.uuid),
        {row.key: row.name for row in mapping75.list_causes(database, with_retired=True)},
        rccs.get(own, ""),
        plans.follow_up_period(page.item, today).key,
        {row.uuid: decisions.list_answering(database, row, today) for row in page.obstacles},
    )
