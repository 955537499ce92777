"""The start and the end of initiatives, as marks in the trends of what they are meant to move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.models import Initiative, InitiativeOutcome
from rccdesk.services.frozen_figures import FrozenCount, figure_words, find_hidden, read_stored
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.services.value_keys import read_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.store_settings import SmallNumberLimits

_MOMENTS = ("before", "after", "compared_before", "compared_after", "durable")
_TOPICS = (Topic.INITIATIVES, Topic.SETTINGS)
_kept: WeakKeyDictionary[Database, tuple[tuple[object, ...], Mapping[str, tuple[Marker, ...]]]] = (
    WeakKeyDictionary()
)


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


def list_markers(
    database: Database, measure: str, today: dt.date | None = None
) -> tuple[Marker, ...]:
    """Return the marks, by day, of every own initiative with a day that is to move a measure.

    A day that has not come is a plan and marks nothing yet. Cards from other RCCs are of other
    patients and mark nothing here.
    """
    last = today or dt.datetime.now().astimezone().date()
    known = _markers_by_measure(database).get(measure, ())
    return tuple(each for each in known if each.day <= last)


def _markers_by_measure(database: Database) -> Mapping[str, tuple[Marker, ...]]:
    """Return the marks of each measure; kept until an initiative or a setting changes.

    Any other write leaves them: this is asked before every trend is drawn.
    """
    known = database.data_versions()
    asked = (*(known.get(topic, 0) for topic in _TOPICS), language())
    kept = _kept.get(database)
    if kept is not None and kept[0] == asked:
        return kept[1]
    found: dict[str, list[Marker]] = {}
    for marker in _list_markers(database):
        found.setdefault(marker.measure, []).append(marker)
    made = {measure: tuple(markers) for measure, markers in found.items()}
    _kept[database] = (asked, made)
    return made


def _list_markers(database: Database) -> tuple[Marker, ...]:
    # Columns, not rows of the model: this runs before every trend, also the first of a session.
    query = (
        select(
            *(Initiative.uuid, Initiative.title, Initiative.came_from),
            *(Initiative.starts_on, Initiative.ends_on),
            *(InitiativeOutcome.measure, InitiativeOutcome.selection),
            InitiativeOutcome.compared_with,
            *(getattr(InitiativeOutcome, moment) for moment in _MOMENTS),
        )
        .join(InitiativeOutcome, InitiativeOutcome.initiative_uuid == Initiative.uuid)
        .where(Initiative.deleted_at.is_(None), InitiativeOutcome.deleted_at.is_(None))
        .order_by(Initiative.uuid, InitiativeOutcome.position, InitiativeOutcome.uuid)
    )
    found: dict[tuple[str, str, str, dt.date], Marker] = {}
    with database.read() as session:
        rows = session.execute(query).all()
    shown = _shown_words(rows, get_small_number_limits(database))
    for row, words in zip(rows, shown, strict=True):
        if row.came_from:
            continue
        ended = text("initiatives.marker_ends", title=row.title)
        for day, label in ((row.starts_on, row.title), (row.ends_on, ended)):
            if day is None:
                continue
            key = (row.uuid, row.measure, row.selection, day)
            found[key] = Marker(
                initiative_uuid=row.uuid,
                measure=row.measure,
                selection=_selection(row.selection),
                day=day,
                label=label,
                words=words,
            )
    return tuple(sorted(found.values(), key=lambda marker: (marker.day, marker.label)))


def _shown_words(rows: Sequence[Any], limits: SmallNumberLimits) -> list[str]:
    """Return the figures before and after of each row in words, under the limits of today."""
    values: dict[tuple[int, str], dict[str, Any]] = {}
    for number, row in enumerate(rows):
        for moment in _MOMENTS:
            value = read_stored(getattr(row, moment))
            if value is not None and not value["hidden"]:
                values[number, moment] = value
    counts = [
        FrozenCount(
            measure=rows[number].measure,
            selection=_selection(
                rows[number].compared_with
                if moment.startswith("compared")
                else rows[number].selection
            ),
            period=value["period"],
            numerator=value["numerator"],
            denominator=value["denominator"],
        )
        for (number, moment), value in values.items()
    ]
    hidden = dict(zip(values, find_hidden(counts, limits), strict=True))
    said = []
    for number, row in enumerate(rows):
        before, after = (
            figure_words(row.measure, value["words"], value["coverage"])
            if (value := values.get((number, moment))) is not None
            and hidden[number, moment] is None
            else ""
            for moment in ("before", "after")
        )
        both = before and after
        said.append(text("initiatives.before_after", before=before, after=after) if both else "")
    return said


@lru_cache(maxsize=1024)
def _selection(stored: str) -> tuple[tuple[str, str], ...]:
    return tuple(read_key(f"|{stored}").fields.items()) if stored else ()
