"""What the page of a decision asks, and the services' answers side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Thing
from rccdesk.errors import NotFoundError
from rccdesk.services import decisions, links, organisation
from rccdesk.ui.dialogs.decision_fields import read_regions

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions import ActionRow, DecisionChain, DecisionOutcome
    from rccdesk.services.links import Neighbour


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decision with its way; ``regions`` are the RCC's own by (code, full name)."""

    chain: DecisionChain
    regions: tuple[tuple[str, str], ...]
    causes: Mapping[str, str]  # uuid -> name
    actions: tuple[ActionRow, ...]
    is_reading: bool
    outcome: DecisionOutcome
    neighbours: tuple[Neighbour, ...]


def read_sheet(database: Database, uuid: str, today: dt.date) -> Sheet | None:
    """Return the decision asked for, or the newest that waits; None where there is none."""
    try:
        chain = decisions.get_chain(database, uuid or _nearest(database, today), today)
    except NotFoundError:
        return None
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    key = chain.decision.uuid
    return Sheet(
        chain,
        tuple((code, names.get(code, short)) for code, short in read_regions(database)),
        {cause.uuid: cause.name for cause in decisions.list_causes(database)},
        tuple(row for row in decisions.list_actions(database) if row.decision_uuid == key),
        database.is_reading,
        decisions.get_outcome(database, key, today),
        links.get_neighbours(database, Thing.DECISION, key),
    )


def _nearest(database: Database, today: dt.date) -> str:
    lines = decisions.list_decision_lines(database, today)
    waiting = [line for line in lines if line.waiting_days is not None]
    chosen = max(waiting, key=lambda line: line.waiting_days or 0, default=None)
    chosen = chosen or next(iter(lines), None)
    return chosen.decision.uuid if chosen is not None else ""
