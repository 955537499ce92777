"""What a person can ask for: to see, to have corrected, to have erased."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.files import write_atomic
from rccdesk.models import Base, UserEdited
from rccdesk.services.backups.rewriting import RewrittenBackup, rewrite_backups
from rccdesk.services.backups.sqlite_file import vacuum
from rccdesk.services.history_chain import CHANGE_TABLE, PERSON_ERASED, PERSON_REWRITTEN
from rccdesk.services.persons import schema_1
from rccdesk.services.persons.names import Name
from rccdesk.services.persons.places import TOPICS, Kind
from rccdesk.services.persons.rewriting import (
    HISTORY_TABLES,
    Spot,
    count_erased,
    find_spots,
    has_digests,
    rewrite_history,
    rewrite_rows,
)
from rccdesk.services.persons.rows import (
    clear_details,
    find_details,
    find_rows,
    list_held,
    with_details,
)
from rccdesk.services.progress import Progress, ignore, without_cancel
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

CORRECTED = "history.act.person_corrected"


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """One field of one row that holds the name ``count`` times, with its place in words.

    ``row`` is the row's uuid or number; ``words`` says which thing, ``field_words`` what of it.
    """

    table: str
    row: str
    field: str
    kind: Kind
    count: int
    words: str
    field_words: str


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Where a name stands; ``name`` as it was searched for."""

    name: str
    places: tuple[PersonPlace, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The places that held the wrong name."""

    places: tuple[PersonPlace, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """The places that held the name, what stands there now, and what became of each copy.

    A copy whose ``error`` is not empty still holds the name if it ever did. ``is_own_name`` tells
    that the name is the one that the user writes under here: it is theirs to change, and is
    written beside their next change unless they do.
    """

    places: tuple[PersonPlace, ...]
    pseudonym: str
    backups: tuple[RewrittenBackup, ...]
    is_own_name: bool


def find_person(database: Database, name: str) -> PersonFound:
    """Return every place of the store that holds ``name`` as a whole word, in any case.

    Raises RccdeskError ``person_name`` for what is too short to be a name.
    """
    with database.read() as session:
        raw = _raw(session)
        sought = with_details(raw, Name(name))
        return PersonFound(sought.text, _places(raw, find_spots(raw, sought), sought))


def export_person(database: Database, name: str, target: Path) -> Path:
    """Write every text that holds ``name``, with its place, to the text file ``target`` (UTF-8).

    With it goes what hangs on a person of this name: seats, assignments, attendance, actions.
    Raises RccdeskError ``person_name``, FileWriteError.
    """
    with database.read() as session:
        raw = _raw(session)
        sought = with_details(raw, Name(name))
        spots = find_spots(raw, sought)
        places = _places(raw, spots, sought)
        held = list(list_held(session, find_rows(raw, sought)))
    lines = [
        text("persons.export.title", name=sought.text),
        text("persons.export.file", file=database.path.name),
        text("persons.export.made", at=f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M}"),
        text("persons.found", name=sought.text, count=sum(place.count for place in places)),
    ]
    for number, (spot, place) in enumerate(zip(spots, places, strict=True), start=1):
        lines += ["", f"{number}. {place.words}: {place.field_words}"]
        lines += [f"   {line}" for part in sought.passages(spot.text) for line in part.splitlines()]
    lines += ["", text("persons.export.held", name=sought.text)] if held else []
    for row, fields in held:
        lines += ["", row, *(f"   {line}" for field in fields for line in field.splitlines())]
    lines += ["", text("persons.export.outside"), ""]
    write_atomic(target, "\n".join(lines).encode("utf-8"))
    return target


def correct_person(database: Database, name: str, new_name: str) -> Corrected:
    """Put ``new_name`` for ``name`` everywhere in the store, and return where it stood.

    What users edit is changed by an entry of the history that can be undone and therefore holds
    both names; older history is rewritten for good and accounted for. Backups are copies of what
    was and stay so. Raises RccdeskError ``person_name``, StoreError.
    """
    wrong, right = Name(name), Name(new_name).text
    classes: dict[str, Any] = {
        mapper.local_table.name: mapper.class_  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, UserEdited)
    }
    stands = find_person(database, name).places
    topics = dict.fromkeys(TOPICS[place.table] for place in stands)
    with database.write(*topics, act=CORRECTED, values={"count": len(stands)}) as session:
        raw = _raw(session)
        spots = find_spots(raw, wrong)
        places = _places(raw, spots, wrong)
        in_history = [spot for spot in spots if spot.table in HISTORY_TABLES]
        if in_history:
            rewrite_history(
                raw,
                in_history,
                wrong,
                right,
                act=PERSON_REWRITTEN,
                values={"count": len(in_history)},
                who=database.who,
            )
        others = [spot for spot in spots if spot.table not in HISTORY_TABLES]
        rewrite_rows(raw, [spot for spot in others if spot.table not in classes], wrong, right)
        for spot in others:
            if spot.table in classes:
                row = session.get_one(classes[spot.table], spot.row)
                setattr(row, spot.field, wrong.replace(spot.text, right))
    return Corrected(places)


def erase_person(
    database: Database,
    name: str,
    *,
    second_place: Path | None = None,
    progress: Progress = ignore,
) -> Erased:
    """Put "Borttagen person N" for ``name`` in the store and in every copy of it, for good.

    This cannot be undone: no copy with the name is kept, no byte of it stays in the store's file.
    How the person is reached goes too; seats and assignments stay, of nobody that can be known.
    Texts stay readable, and an entry of the history says how much was erased. What failed midway
    is finished by asking again; cancelling has no effect. ``second_place`` is a further folder of
    backups; ``progress`` counts copies. Files made from the store (packs, exports) are not
    reached. Raises RccdeskError ``person_name``, StoreError.
    """
    nothing: dict[str, object] = {"number": 0, "count": 0}
    with database.write(*_TOPICS, act=PERSON_ERASED, values=nothing) as session:
        raw = _raw(session)
        details = find_details(raw, Name(name))
        sought = Name(name, details)
        number = count_erased(raw) + 1
        pseudonym = text("persons.pseudonym", number=number)
        spots = find_spots(raw, sought)
        places = _places(raw, spots, sought)
        _erase(raw, spots, sought, pseudonym, number, database.who)
    vacuum(database.path)

    def change(connection: sqlite3.Connection) -> bool:
        here = with_details(connection, sought, details)
        held = find_spots(connection, here)
        _erase(connection, held, here, pseudonym, number, database.who)
        return bool(held)

    certain = without_cancel(progress)  # the store itself has lost the name already
    rewritten = rewrite_backups(database.path, change, certain, second_place=second_place)
    return Erased(places, pseudonym, rewritten, bool(sought.count(database.who)))


_TOPICS = tuple(dict.fromkeys(TOPICS.values()))


def _erase(
    connection: sqlite3.Connection,
    spots: list[Spot],
    name: Name,
    pseudonym: str,
    number: int,
    who: str,
) -> None:
    """Rewrite all spots and say so in the history; nothing where there are none."""
    if not spots:
        return
    uuids = find_rows(connection, name)
    rewrite_rows(connection, _split(spots, in_history=False), name, pseudonym)
    clear_details(connection, uuids)
    rewrite = rewrite_history if has_digests(connection) else schema_1.rewrite_history
    rewrite(
        connection,
        _split(spots, in_history=True),
        name,
        pseudonym,
        act=PERSON_ERASED,
        values={"number": number, "count": len(spots)},
        who=who,
    )


def _split(spots: Iterable[Spot], *, in_history: bool) -> list[Spot]:
    return [spot for spot in spots if (spot.table in HISTORY_TABLES) == in_history]


def _raw(session: Session) -> sqlite3.Connection:
    raw: sqlite3.Connection | None = session.connection().connection.driver_connection
    assert raw is not None
    return raw


def _places(
    connection: sqlite3.Connection, spots: Iterable[Spot], name: Name
) -> tuple[PersonPlace, ...]:
    entries = dict(connection.execute("SELECT id, entry_id FROM history_change"))
    return tuple(
        PersonPlace(
            spot.table,
            spot.row,
            spot.field,
            spot.kind,
            name.count(spot.text),
            text(
                f"persons.table.{spot.table}",
                row=entries[spot.rowid] if spot.table == CHANGE_TABLE else spot.row,
            ),
            field_words(spot.table, spot.field),
        )
        for spot in spots
    )


def field_words(table: str, field: str) -> str:
    """Return what a field is called."""
    own = f"persons.field.{table}.{field}"
    return text(own if has_text(own) else f"persons.field.every.{field}")
