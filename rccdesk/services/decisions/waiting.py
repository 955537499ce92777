"""What of the decisions asks for something today: for the top of the start page (R-C15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import DecisionKind
from rccdesk.services.decisions.action_lines import ActionLine, list_action_lines
from rccdesk.services.decisions.lines import DecisionLine, list_decision_lines

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Waiting:
    """What asks for something; the longest overdue and the longest waiting stand first.

    ``due`` are open decisions whose day has come or gone, ``unanswered`` those that a region has
    not answered.
    """

    due: tuple[DecisionLine, ...]
    overdue_actions: tuple[ActionLine, ...]
    unanswered: tuple[DecisionLine, ...]

    @property
    def count(self) -> int:
        """How many things that are."""
        return len(self.due) + len(self.overdue_actions) + len(self.unanswered)


def list_waiting(database: Database, today: dt.date) -> Waiting:
    """Return what waits of the decisions and actions of all groups."""
    lines = [line for line in list_decision_lines(database, today) if line.is_open]
    due = [
        (line.decision.due_on, line)
        for line in lines
        if line.decision.due_on is not None
        and line.decision.due_on <= today
        and line.decision.kind is not DecisionKind.POSTPONED
    ]
    unanswered = [line for line in lines if line.is_waiting]
    return Waiting(
        due=tuple(line for _day, line in sorted(due, key=lambda each: each[0])),
        overdue_actions=tuple(
            sorted(
                (line for line in list_action_lines(database, today) if line.is_overdue),
                key=lambda line: -(line.days or 0),
            )
        ),
        unanswered=tuple(sorted(unanswered, key=lambda line: -(line.waiting_days or 0))),
    )
