"""The decisions about a thing, and those that answered an obstacle which was raised."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import ObstacleState, Thing
from rccdesk.services.decisions.lines import DecisionLine, list_decision_lines
from rccdesk.services.decisions.ties import read_ends

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans import ObstacleRow


def list_decisions_about(
    database: Database, kind: Thing, key: str, today: dt.date
) -> tuple[DecisionLine, ...]:
    """Return the decisions that hang together with a thing, the newest first."""
    ends = read_ends(database)
    pair = (str(kind), key)
    return tuple(
        line
        for line in list_decision_lines(database, today)
        if pair in ends.get(line.decision.uuid, ())
    )


def list_answering(
    database: Database, obstacle: ObstacleRow, today: dt.date
) -> tuple[DecisionLine, ...]:
    """Return what was decided about the subject of an obstacle since it was raised, newest first.

    Nothing for one that never was.
    """
    since = obstacle.raised_on
    if since is None or obstacle.state is ObstacleState.REPORTED:
        return ()
    about = list_decisions_about(database, obstacle.subject_kind, obstacle.subject_key, today)
    return tuple(line for line in about if line.day is not None and line.day >= since)
