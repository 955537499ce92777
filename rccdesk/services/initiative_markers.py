"""The start and the end of initiatives, as marks in the trends of what they are meant to move."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.models import Initiative, InitiativeOutcome
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import read_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Marker:
    """A day of an initiative in the series of an outcome; ``words`` are its frozen figures.

    They say before and after, each with n and interval; "" where both are not measured.
    """

    initiative_uuid: str
    measure: str
    selection: tuple[tuple[str, str], ...]
    day: dt.date
    label: str
    words: str


def list_markers(database: Database, today: dt.date | None = None) -> tuple[Marker, ...]:
    """Return the marks of every own initiative with a day and an outcome, by day.

    A day that has not come is a plan and marks nothing yet. Cards from other RCCs are of other
    patients and mark nothing here.
    """
    last = today or dt.datetime.now().astimezone().date()
    return tuple(each for each in _list_markers(database, language()) if each.day <= last)


@remembered
def _list_markers(database: Database, _of_language: str) -> tuple[Marker, ...]:
    query = (
        select(Initiative, InitiativeOutcome)
        .join(InitiativeOutcome, InitiativeOutcome.initiative_uuid == Initiative.uuid)
        .where(
            Initiative.deleted_at.is_(None),
            InitiativeOutcome.deleted_at.is_(None),
            Initiative.came_from == "",
        )
        .order_by(Initiative.uuid, InitiativeOutcome.position)
    )
    found: dict[tuple[str, str, str, dt.date], Marker] = {}
    with database.read() as session:
        for initiative, outcome in session.execute(query):
            fields = read_key(f"|{outcome.selection}").fields if outcome.selection else {}
            title = initiative.title
            ended = text("initiatives.marker_ends", title=title)
            for day, label in ((initiative.starts_on, title), (initiative.ends_on, ended)):
                if day is None:
                    continue
                key = (initiative.uuid, outcome.measure, outcome.selection, day)
                found[key] = Marker(
                    initiative_uuid=initiative.uuid,
                    measure=outcome.measure,
                    selection=tuple(fields.items()),
                    day=day,
                    label=label,
                    words=_figures(outcome),
                )
    return tuple(sorted(found.values(), key=lambda marker: (marker.day, marker.label)))


def _figures(outcome: InitiativeOutcome) -> str:
    before, after = _shown(outcome.before), _shown(outcome.after)
    if not (before and after):
        return ""
    return text("initiatives.before_after", before=before, after=after)


def _shown(stored: str) -> str:
    value = json.loads(stored) if stored else {"hidden": "", "words": ""}
    return "" if value["hidden"] else str(value["words"])
