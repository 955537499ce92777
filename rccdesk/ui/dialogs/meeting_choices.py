"""What the dialogs of meetings offer to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.services import groups, meetings, organisation

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.groups.model import GroupRow
    from rccdesk.services.meetings import SeriesRow
    from rccdesk.services.organisation import Word


@dataclass(frozen=True, slots=True)
class MeetingChoices:
    """Groups and their series; ``body`` is the uuid of the steering body, "" for none."""

    groups: tuple[GroupRow, ...] = ()
    series: tuple[SeriesRow, ...] = ()
    body: str = ""
    terms: Mapping[str, Word] = field(default_factory=dict)

    def group(self, uuid: str) -> str:
        """Return the name of a group; "" for none."""
        return next((row.name for row in self.groups if row.uuid == uuid), "")

    def group_choices(self) -> list[tuple[str, str]]:
        """Return keys and names of the groups, the steering body first."""
        ordered = sorted(self.groups, key=lambda row: row.uuid != self.body)
        return [(row.uuid, row.name) for row in ordered]

    def term(self, key: str, form: str = "singular") -> str:
        """Return a word of the RCC in a form of its own; "" where there is none."""
        return str(getattr(self.terms[key], form)) if key in self.terms else ""


def read_meeting_choices(database: Database) -> MeetingChoices:
    """Return what the dialogs offer."""
    body = groups.steering_body(database)
    return MeetingChoices(
        groups.list_groups(database),
        meetings.list_series(database),
        body.uuid if body is not None else "",
        organisation.get_terms(database),
    )
