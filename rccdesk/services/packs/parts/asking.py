"""What every part of a pack is made from, and the small shapes that they share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery
    from rccdesk.services.meetings import MeetingView
    from rccdesk.services.organisation import Word
    from rccdesk.services.packs.gathering import Gathered
    from rccdesk.services.packs.model import Section
    from rccdesk.services.packs.rows import OutlineRow
    from rccdesk.services.packs.together import Group


@dataclass(frozen=True, slots=True)
class Material:
    """What the parts are made from; ``view`` None: the pack is of no meeting.

    ``closing`` are the sections on method and data quality. ``is_asked``: the user has chosen
    what comes along, so that an empty part says that it is empty. ``hidden`` is not shown in any
    part, for the sake of what some part hides.
    """

    database: Database
    labels: Labels
    today: dt.date
    terms: Mapping[str, Word]
    outline: OutlineRow
    base: LeadTimeQuery
    gathered: Gathered
    closing: tuple[Section, ...]
    view: MeetingView | None = None
    is_asked: bool = False
    hidden: frozenset[Group] = frozenset()


def make_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    title: str = "",
    numeric: Sequence[str] = (),
    details: Sequence[str] = (),
) -> TableSpec:
    """Return a table by the keys of its columns (texts ``packs.column``); empty ones are left out.

    The first column always stands. Those of ``details`` have a place on a slide where it has room.
    """
    made = [tuple(row) for row in rows]
    kept = [
        number for number in range(len(columns)) if number == 0 or any(row[number] for row in made)
    ]
    return TableSpec(
        title=title,
        columns=tuple(
            TableColumn(
                text(f"packs.column.{columns[number]}"),
                numeric=columns[number] in numeric,
                is_detail=columns[number] in details,
            )
            for number in kept
        ),
        rows=tuple(tuple(row[number] for number in kept) for row in made),
    )


def lines_of(words: str) -> tuple[str, ...]:
    """Return the lines of what somebody wrote, empty ones left out."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def listed(names: Iterable[str]) -> str:
    """Return names after each other, what is empty left out."""
    return ", ".join(name for name in names if name)


def day_words(day: dt.date | None) -> str:
    """Return a day as it is written in tables; "" for none."""
    return day.isoformat() if day else ""
