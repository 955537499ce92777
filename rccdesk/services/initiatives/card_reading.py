"""Read a file of result cards that came from elsewhere: data that nothing is believed about."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import uuid as uuids_of
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from rccdesk.enums import Goal, InitiativeState
from rccdesk.errors import RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services.frozen_figures import hidden_words
from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow
from rccdesk.services.initiatives.outcomes import check_periods, under_limits
from rccdesk.services.initiatives.rows import MOMENTS, today
from rccdesk.services.initiatives.storing import checked
from rccdesk.services.plain_data import read_as
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.services.publishing import Hidden
from rccdesk.services.store_settings import FLOOR, SmallNumberLimits
from rccdesk.services.typed_texts import PersonalTextError
from rccdesk.services.value_keys import FIGURE_FIELDS, GOAL_FIELDS

FORMAT = "rccdesk result cards"
VERSION = 1
NOT_SENT = ("created_on", "touched_on")
_LARGEST = 10_000_000  # bytes; a card is a few kB
_MOST = 1000  # cards of a file, parts of a card
_LONGEST = 20_000  # characters of a text
_HIGHEST = 2**53  # a count beyond it is none
_MASKED = "masked"
_SPACE = uuids_of.UUID("6f1f7a52-6c5e-5b0e-9d8c-7f0f4d6f2a10")  # of the keys of received cards
_FIELDS = frozenset((*GOAL_FIELDS, *FIGURE_FIELDS)) - {"period", "start_period"}
_COUNTS = re.compile(r"(\d[\d\s]*) (?:av|of) (\d[\d\s]*)")
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")
_SHARES = frozenset(Goal) - {Goal.INCLUSION}


@dataclass(frozen=True, slots=True)
class ReadCard:
    """A card as it is to be stored here, and the key that it has with the sender."""

    original: str
    row: InitiativeRow
    outcomes: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The cards of a file, who sent them, and whether they are example data."""

    sender: str
    is_example: bool
    cards: tuple[ReadCard, ...]


def read_file(path: Path) -> ReadFile:
    """Return what a file of cards says.

    Raises RccdeskError ``file_not_found``, ``cards_unreadable``, ``cards_newer_version``;
    PersonalTextError where anything in it is like a personnummer.
    """
    content = _read(path)
    try:
        sender = " ".join(_text_of(content.get("sender", "")).split())
        if not sender:
            sender = _text_of(path.stem)
            _refuse_persons(sender)
        cards = tuple(_card(each, sender) for each in _list_of(content["cards"]))
    except PersonalTextError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RccdeskError) as wrong:
        raise RccdeskError("cards_unreadable", file=path.name) from wrong
    if not cards:
        raise RccdeskError("cards_unreadable", file=path.name)
    return ReadFile(sender, bool(content.get("is_example")), cards)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise RccdeskError("cards_unreadable", file=path.name)
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
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


def _card(content: Any, sender: str) -> ReadCard:
    """Return a card; `read_file` knows what is raised for what is none."""
    told = {
        key: value
        for key, value in content["initiative"].items()
        if key in {field.name for field in fields(InitiativeRow)} and key not in NOT_SENT
    }
    _list_of(told.get("svf", []))
    row: InitiativeRow = read_as(InitiativeRow, told)
    for field in fields(row):
        _check_type(field.name, getattr(row, field.name))
    if not row.uuid:
        raise ValueError("uuid")
    origin = " ".join(row.came_from.split()) or sender
    uuid = str(uuids_of.uuid5(_SPACE, f"{origin}/{row.uuid}"))
    received = replace(
        row, uuid=uuid, came_from=origin, state=InitiativeState.IDEA, is_worth_spreading=False
    )
    outcomes = [
        _outcome(each, uuid, position)
        for position, each in enumerate(_list_of(content["outcomes"]))
    ]
    # What must never leave a program is not taken in from one that let it out.
    safe = under_limits(outcomes, SmallNumberLimits(group=FLOOR, month=FLOOR))
    return ReadCard(row.uuid, checked(received, today()), safe)


def _outcome(told: Any, initiative_uuid: str, position: int) -> OutcomeRow:
    names = {field.name for field in fields(OutcomeRow)}
    known = {key: value for key, value in told.items() if key in names}
    for name in ("selection", "compared_with"):
        known[name] = [_pair(each) for each in _list_of(known.get(name, []))]
    outcome: OutcomeRow = read_as(OutcomeRow, {**known, "initiative_uuid": initiative_uuid})
    measure = _text_of(outcome.measure)
    if not measure.strip() or "|" in measure:
        raise ValueError("measure")
    _text_of(outcome.note)
    read = {moment: checked_value(getattr(outcome, moment), measure) for moment in MOMENTS}
    outcome = replace(outcome, uuid="", position=position, **read)  # type: ignore[arg-type]
    check_periods(outcome)
    return outcome


def _pair(told: object) -> tuple[str, str]:
    """Return a field of a selection and its code; ValueError for what could pass for several."""
    field, code = map(_text_of, _list_of(told))
    if field not in _FIELDS or not code or "|" in code:
        raise ValueError("selection")
    return field, code


def checked_value(value: FrozenValue | None, measure: str) -> FrozenValue | None:
    """Return a frozen figure; a hidden one says so in words of our own.

    Raises TypeError and ValueError for one that is none: hidden and told at once, without a
    value, with other counts or another share in its words than in its numbers, or of a day to
    come (ValueError ``extract_date``).
    """
    if value is None:
        return None
    parse_period(value.period)
    numbers = (value.value, value.numerator, value.denominator, value.coverage)
    for number in numbers:
        _check_number(number)
    if value.extract_date is not None and value.extract_date > today():
        raise ValueError("extract_date")
    words = _text_of(value.words)
    if _text_of(value.hidden):
        if any(each is not None for each in numbers):
            raise ValueError("hidden")
        reason = Hidden.FEW if value.hidden == _MASKED else Hidden(value.hidden)
        return replace(value, words=hidden_words(reason))
    if value.value is None:
        raise ValueError("value")
    if value.numerator is not None and value.denominator is not None:
        if measure in _SHARES and not _is_share(value):
            raise ValueError("share")
        counts = _COUNTS.search(words)
        told = [float("".join(each.split())) for each in counts.groups()] if counts else []
        if counts and told != [round(value.numerator), round(value.denominator)]:
            raise ValueError("words")
    share = _SHARE.match(words) if measure in _SHARES else None
    if share and abs(float(share[1].replace(",", ".")) - 100 * value.value) >= 1:
        raise ValueError("words")
    return value


def _is_share(value: FrozenValue) -> bool:
    assert value.value is not None
    within, every = value.numerator, value.denominator
    if within is None or not every or within > every:
        return False
    return math.isclose(value.value, within / every, rel_tol=1e-9)


def _check_number(number: object) -> None:
    if number is None:
        return
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise TypeError("number")
    if not (math.isfinite(number) and 0 <= number < _HIGHEST):
        raise ValueError("number")


def _check_type(name: str, value: object) -> None:
    """Raise TypeError or ValueError where a field of a card is not what it should be."""
    if name == "output_count":
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise TypeError(name)
        _check_number(value)
    elif name in ("patient_changed", "is_worth_spreading"):
        if value is not None and not isinstance(value, bool):
            raise TypeError(name)
    elif name == "svf":
        if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
            raise TypeError(name)
        if any(not each or " " in _text_of(each) for each in value):
            raise ValueError(name)
    elif value is not None and not isinstance(value, dt.date):
        _text_of(value)


def _text_of(value: object) -> str:
    """Return a text; TypeError for what is none, ValueError for what no file can hold."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError("text")
    value.encode("utf-8")  # half a character of UTF-16 is none
    if "\0" in value:
        raise ValueError("text")
    return value


def _list_of(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise TypeError("list")
    return value


def _refuse_persons(content: object) -> None:
    """Raise PersonalTextError for anything like a personnummer, however deep, also as a number."""
    waiting = [content]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, float) and each.is_integer():
            waiting.append(int(each))
        elif isinstance(each, int) and not isinstance(each, bool) and abs(each) < _HIGHEST:
            waiting.append(str(each))
        elif isinstance(each, str) and has_personal_identifier(each):
            raise PersonalTextError
