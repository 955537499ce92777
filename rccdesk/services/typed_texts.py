"""What people type must not hold the number of a person: the check of every free text."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from rccdesk.errors import RccdeskError
from rccdesk.services.privacy import has_personal_identifier

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class PersonalTextError(RccdeskError):
    """A text holds something like a personnummer and is not saved."""

    code = "personal_identifier_typed"


def refuse_persons(*typed: str | DataclassInstance) -> None:
    """Raise PersonalTextError where a text, or a text of a row, holds a personal identifier."""
    for each in typed:
        texts = [each] if isinstance(each, str) else _texts_of(each)
        if any(map(has_personal_identifier, texts)):
            raise PersonalTextError


def _texts_of(row: DataclassInstance) -> list[str]:
    found = (getattr(row, field.name) for field in fields(row))
    return [value for value in found if isinstance(value, str)]
