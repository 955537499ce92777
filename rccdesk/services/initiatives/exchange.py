"""Result cards from one installation to another (R-E11): plain JSON, read as data and no more."""

from __future__ import annotations

import datetime as dt
import json
import math
import uuid as uuids_of
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk import models
from rccdesk.enums import InitiativeState, LinkRole, Thing, Topic
from rccdesk.errors import RccdeskError
from rccdesk.files import write_atomic
from rccdesk.periods import parse_period
from rccdesk.services.initiatives.cards import organisation_name
from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow
from rccdesk.services.initiatives.outcomes import check_periods, list_outcomes
from rccdesk.services.initiatives.rows import (
    MOMENTS,
    fill_initiative,
    fill_outcome,
    initiative_row,
    today,
)
from rccdesk.services.initiatives.storing import get_initiative
from rccdesk.services.plain_data import read_as
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.services.typed_texts import PersonalTextError

if TYPE_CHECKING:
    from rccdesk.services.database import Database

FORMAT = "rccdesk result cards"
VERSION = 1
_LARGEST = 10_000_000  # bytes; a card is a few kB
_MOST_CARDS = 1000
_LONGEST = 20_000  # characters of a text
_NOT_SENT = ("created_on", "touched_on")
_SPACE = uuids_of.UUID("6f1f7a52-6c5e-5b0e-9d8c-7f0f4d6f2a10")  # of the keys of received cards


@dataclass(frozen=True, slots=True)
class CardImport:
    """What came of an import: the new initiatives, and the titles that were here already."""

    added: tuple[InitiativeRow, ...]
    skipped: tuple[str, ...]
    sender: str


def export_cards(database: Database, uuids: Sequence[str], path: Path) -> Path:
    """Write the cards of these initiatives as JSON that another installation can read.

    Figures are the frozen published ones. Raises RccdeskError ``cards_none``, NotFoundError
    ``initiative_missing``, FileWriteError.
    """
    cards = []
    for uuid in dict.fromkeys(uuids):
        row = get_initiative(database, uuid)
        outcomes = list_outcomes(database, uuid)
        cards.append(
            {
                "initiative": {k: v for k, v in asdict(row).items() if k not in _NOT_SENT},
                "outcomes": [
                    {k: v for k, v in asdict(each).items() if k != "initiative_uuid"}
                    for each in outcomes
                ],
            }
        )
    if not cards:
        raise RccdeskError("cards_none")
    content = {
        "format": FORMAT,
        "version": VERSION,
        "sender": organisation_name(database),
        "is_example": database.is_example,
        "made_on": today(),
        "cards": cards,
    }
    written = json.dumps(
        content, ensure_ascii=False, indent=2, sort_keys=True, default=dt.date.isoformat
    )
    write_atomic(path, written.encode("utf-8"))
    return path


def import_cards(database: Database, path: Path) -> CardImport:
    """Add the cards of a file as new ideas that bear the name of where they came from.

    One write and one undo step; a card that is here already, also in the Papperskorg, is skipped.
    Nothing is added unless all of the file can be read. Raises RccdeskError ``cards_unreadable``
    for what is no such file, ``cards_newer_version``, ``cards_example`` for example data in a
    real store, PersonalTextError where any text holds something like a personnummer.
    """
    content = _read(path)
    if content.get("is_example") and not database.is_example:
        raise RccdeskError("cards_example", file=path.name)
    sender = _text_of(content.get("sender", "")) or path.stem
    try:
        cards = [_card(each, sender) for each in _list_of(content["cards"])]
    except (KeyError, TypeError, ValueError, AttributeError, RccdeskError) as wrong:
        raise RccdeskError("cards_unreadable", file=path.name) from wrong
    if not cards:
        raise RccdeskError("cards_unreadable", file=path.name)
    added: list[InitiativeRow] = []
    skipped: list[str] = []
    day = today()
    with database.read() as session:
        new: list[tuple[InitiativeRow, tuple[OutcomeRow, ...]]] = []
        for original, row, outcomes in cards:
            here = {each.uuid for each, _ in new}
            known = [session.get(models.Initiative, key) for key in (original, row.uuid)]
            if any(known) or row.uuid in here:
                skipped.append(row.title)
            else:
                new.append((row, outcomes))
    if new:
        with database.write(
            Topic.INITIATIVES,
            act="history.act.cards_imported",
            values={"count": len(new), "sender": sender},
        ) as session:
            for row, outcomes in new:
                found = models.Initiative(uuid=row.uuid, created_on=day, touched_on=day)
                fill_initiative(found, row)
                session.add(found)
                session.flush()
                for outcome in outcomes:
                    part = models.InitiativeOutcome(initiative_uuid=row.uuid)
                    fill_outcome(part, outcome)
                    session.add(part)
                session.flush()
                added.append(initiative_row(found))
    return CardImport(tuple(added), tuple(skipped), sender)


def adopt_card(database: Database, uuid: str) -> InitiativeRow:
    """Add an own idea after another RCC's card, so that nothing is typed again; return it.

    What the others did and measured stays with their card: figures, numbers, evaluation, money
    and dates are not ours. NotFoundError ``initiative_missing``.
    """
    card = get_initiative(database, uuid)
    source = card.came_from or organisation_name(database)
    idea = InitiativeRow(
        card.title,
        problem=card.problem,
        target_group=card.target_group,
        work_change=card.work_change,
        svf=card.svf,
    )
    day = today()
    with database.write(
        Topic.INITIATIVES,
        act="history.act.card_adopted",
        values={"title": card.title, "sender": source},
    ) as session:
        found = models.Initiative(created_on=day, touched_on=day)
        fill_initiative(found, idea)
        session.add(found)
        session.flush()
        session.add(
            models.Link(
                from_kind=str(Thing.INITIATIVE),
                from_key=found.uuid,
                to_kind=str(Thing.INITIATIVE),
                to_key=uuid,
                role=str(LinkRole.EVIDENCE),
                added_on=day,
            )
        )
        session.flush()
        return initiative_row(found)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise RccdeskError("cards_unreadable", file=path.name)
        content = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise RccdeskError("file_not_found") from None
    except (OSError, ValueError, RecursionError):
        raise RccdeskError("cards_unreadable", file=path.name) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise RccdeskError("cards_unreadable", file=path.name)
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise RccdeskError("cards_unreadable", file=path.name)
    if version > VERSION:
        raise RccdeskError("cards_newer_version", file=path.name)
    _refuse_persons(content)
    return content


def _card(content: Any, sender: str) -> tuple[str, InitiativeRow, tuple[OutcomeRow, ...]]:
    """Return the sender's key of a card, and its rows as they are to be stored here."""
    told = {
        key: value
        for key, value in content["initiative"].items()
        if key in {field.name for field in fields(InitiativeRow)} and key not in _NOT_SENT
    }
    _list_of(told.get("svf", []))
    row: InitiativeRow = read_as(InitiativeRow, told)
    for field in fields(row):
        _check_type(field.name, getattr(row, field.name))
    if not row.title.strip() or not row.uuid or (row.output_count or 0) < 0:
        raise ValueError("title")
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise ValueError("dates")
    origin = row.came_from or sender
    original = row.uuid
    uuid = str(uuids_of.uuid5(_SPACE, f"{origin}/{row.uuid}"))
    row = replace(
        row, uuid=uuid, came_from=origin, state=InitiativeState.IDEA, is_worth_spreading=False
    )
    outcomes = []
    for position, each in enumerate(_list_of(content["outcomes"])):
        names = {field.name for field in fields(OutcomeRow)}
        known = {key: value for key, value in each.items() if key in names}
        outcome: OutcomeRow = read_as(OutcomeRow, {**known, "initiative_uuid": uuid})
        outcome = replace(outcome, uuid="", position=position)
        for text in (outcome.measure, outcome.note, *sum(outcome.selection, ())):
            _text_of(text)
        for moment in MOMENTS:
            _check_value(getattr(outcome, moment))
        check_periods(outcome)
        outcomes.append(outcome)
    return original, row, tuple(outcomes)


def _check_type(name: str, value: object) -> None:
    """Raise TypeError or ValueError where a field of a card is not what it should be."""
    if name == "output_count":
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise TypeError(name)
    elif name in ("patient_changed", "is_worth_spreading"):
        if value is not None and not isinstance(value, bool):
            raise TypeError(name)
    elif name == "svf":
        if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
            raise TypeError(name)
    elif value is not None and not isinstance(value, dt.date):
        _text_of(value)


def _check_value(value: FrozenValue | None) -> None:
    """Raise ValueError for a frozen figure that is none, or that is hidden and told at once."""
    if value is None:
        return
    parse_period(value.period)
    numbers = (value.value, value.numerator, value.denominator, value.coverage)
    for number in numbers:
        if number is None:
            continue
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise TypeError("number")
        if not math.isfinite(number):
            raise ValueError("number")
    if _text_of(value.hidden) and any(each is not None for each in numbers[:3]):
        raise ValueError("hidden")
    _text_of(value.words)


def _text_of(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError("text")
    return value


def _list_of(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST_CARDS:
        raise TypeError("list")
    return value


def _refuse_persons(content: object) -> None:
    if isinstance(content, str):
        if has_personal_identifier(content):
            raise PersonalTextError
    elif isinstance(content, dict):
        for key, value in content.items():
            _refuse_persons(key)
            _refuse_persons(value)
    elif isinstance(content, list):
        for value in content:
            _refuse_persons(value)
