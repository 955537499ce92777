"""The history as a list: one row per step, newest first, filtered and paged by the store itself."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, false, func, or_, select

from rccdesk.enums import Topic
from rccdesk.models import HistoryEntry
from rccdesk.services.history.steps import find_undone, read_repeats, step_of
from rccdesk.services.history.words import REPEATS, step_batches, step_topics, step_words
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_VALUE = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step as the history shows it, named by its first entry. ``at`` is aware, in UTC.

    ``entry_count`` is more than one where the step is typing. ``is_repeat`` marks a step that
    undid or redid another one.
    """

    entry_id: int
    at: dt.datetime
    who: str
    words: str
    topics: tuple[Topic, ...]
    batch_ids: tuple[int, ...]
    is_undone: bool
    is_repeat: bool = False
    entry_count: int = 1


def list_entries(
    database: Database,
    *,
    limit: int = 200,
    before: int | None = None,
    topics: Sequence[Topic] = (),
    who: str | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    search: str = "",
) -> tuple[HistoryRow, ...]:
    """Return the newest steps first, older than ``before`` if given.

    ``topics`` keeps steps of any of them, ``who`` those of one person ("" for no name). Days are
    those of the local time. ``search`` keeps steps where every word is found in the act or in
    the name.
    """
    with database.read() as session:
        wanted = _filters(session, topics, who, first_day, last_day, search)
        if before is not None:
            wanted &= HistoryEntry.entry_id < before
        heads = session.scalars(
            select(HistoryEntry).where(wanted).order_by(HistoryEntry.entry_id.desc()).limit(limit)
        ).all()
        ids = [head.entry_id for head in heads]
        steps = {head.entry_id: [head] for head in heads}
        more = select(HistoryEntry).where(
            HistoryEntry.step.in_(ids), HistoryEntry.entry_id > min(ids, default=0)
        )
        for entry in session.scalars(more.order_by(HistoryEntry.entry_id)) if ids else ():
            steps[step_of(entry)].append(entry)
        undone = find_undone(read_repeats(session))
    return tuple(make_row(steps[step], is_undone=step in undone) for step in ids)


def count_entries(
    database: Database,
    *,
    topics: Sequence[Topic] = (),
    who: str | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    search: str = "",
) -> int:
    """Return how many steps `list_entries` has with the same filters."""
    with database.read() as session:
        wanted = _filters(session, topics, who, first_day, last_day, search)
        count = session.scalar(select(func.count()).select_from(HistoryEntry).where(wanted))
    return count or 0


def list_names(database: Database) -> tuple[str, ...]:
    """Return whose changes there are, in order; "" where no name was given."""
    with database.read() as session:
        names = session.scalars(select(HistoryEntry.who).distinct()).all()
    return tuple(sorted(names, key=str.casefold))


def make_row(step: Sequence[HistoryEntry], *, is_undone: bool) -> HistoryRow:
    """Return the row of a step."""
    first, last = step[0], step[-1]
    return HistoryRow(
        entry_id=step_of(first),
        at=last.at.replace(tzinfo=dt.UTC),
        who=last.who,
        words=step_words(step),
        topics=step_topics(step),
        batch_ids=step_batches(step),
        is_undone=is_undone,
        is_repeat=last.act in REPEATS,
        entry_count=len(step),
    )


def _filters(
    session: Session,
    topics: Sequence[Topic],
    who: str | None,
    first_day: dt.date | None,
    last_day: dt.date | None,
    search: str,
) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [HistoryEntry.step.is_(None)]
    if topics:
        padded = " " + HistoryEntry.topics + " "
        wanted.append(or_(*(padded.contains(f" {topic} ") for topic in topics)))
    if who is not None:
        wanted.append(HistoryEntry.who == who)
    if first_day is not None:
        wanted.append(HistoryEntry.at >= _midnight(first_day))
    if last_day is not None:
        wanted.append(HistoryEntry.at < _midnight(last_day + dt.timedelta(days=1)))
    words = search.split()
    acts = session.scalars(select(HistoryEntry.act).distinct()).all() if words else ()
    return and_(*wanted, *(_holds(word, acts) for word in words))


def _midnight(day: dt.date) -> dt.datetime:
    """Return when ``day`` begins here, as the store writes it."""
    local = dt.datetime.combine(day, dt.time.min).astimezone()
    return local.astimezone(dt.UTC).replace(tzinfo=None)


def _holds(word: str, acts: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that a word is found in the name, in the act or in what fills it."""
    said = [act for act in acts if word.casefold() in _bare_words(act)]
    leaves = func.json_tree(HistoryEntry.values).table_valued("key", "atom")
    filled = exists().where(leaves.c.key != "act", _is_in(leaves.c.atom, word))
    return or_(
        _is_in(HistoryEntry.who, word),
        HistoryEntry.act.in_(said),
        and_(
            HistoryEntry.act.in_(REPEATS),
            or_(false(), *(HistoryEntry.values.contains(json.dumps(act)) for act in said)),
        ),
        and_(_is_in(HistoryEntry.values, word), filled),  # the quick one first
    )


def _is_in(column: SQLColumnExpression[str], word: str) -> ColumnElement[bool]:
    # LIKE of SQLite knows no capitals beyond ASCII: "östra" would not find "Östra".
    forms = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    return or_(*(column.contains(form, autoescape=True) for form in forms))


def _bare_words(act: str) -> str:
    """Return the words of an act without what fills them, for comparison."""
    return _VALUE.sub("", text(act)).casefold() if has_text(act) else ""
