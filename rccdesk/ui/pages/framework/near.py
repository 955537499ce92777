"""What an item of a framework hangs together with: its links, and the decisions about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import LinkRole, Thing
from rccdesk.services import decisions, links
from rccdesk.services.links import ChainLink, Neighbour

if TYPE_CHECKING:
    from rccdesk.services.database import Database

DECIDED = LinkRole.FROM  # the role of a decision that is about the item without a link of its own


def read_near(database: Database, uuid: str, today: dt.date) -> tuple[Neighbour, ...]:
    """Return the links of an item, then the decisions about it that are reached by their points."""
    near = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, uuid)
    linked = {each.key for each in near if each.kind is Thing.DECISION}
    about = decisions.list_decisions_about(database, Thing.FRAMEWORK_ITEM, uuid, today)
    return (
        *near,
        *(
            Neighbour(
                ChainLink(Thing.FRAMEWORK_ITEM, uuid, Thing.DECISION, line.decision.uuid, DECIDED),
                Thing.DECISION,
                line.decision.uuid,
                f"{line.place_words}: {line.decision.text}",
                is_outgoing=True,
            )
            for line in about
            if line.decision.uuid not in linked
        ),
    )
