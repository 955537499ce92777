"""Remembered values: what a word that files write stands for, everywhere or in one profile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import ValueAlias
from rccdesk.services.imports.fixes import ALIAS_FIELDS
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.privacy import find_personal_identifiers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

__all__ = [
    "ALIAS_FIELDS",
    "AliasRow",
    "alias_fixes",
    "forget_alias",
    "list_aliases",
    "load_aliases",
    "remember_aliases",
    "set_aliases",
    "words_of",
]


class AliasError(RccdeskError):
    """A word cannot be remembered."""

    code = "alias_unusable"


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A remembered value. ``written`` is folded; an empty ``profile_key`` holds everywhere."""

    field: str
    written: str
    code: str
    profile_key: str = ""


def list_aliases(database: Database, profile_key: str | None = None) -> tuple[AliasRow, ...]:
    """Return the remembered values, of one profile or all, by field and word."""
    query = select(ValueAlias).where(ValueAlias.deleted_at.is_(None))
    if profile_key is not None:
        query = query.where(ValueAlias.profile_key == profile_key)
    with database.read() as session:
        rows = [
            AliasRow(row.field, row.written, row.code, row.profile_key)
            for row in session.scalars(query)
        ]
    return tuple(sorted(rows, key=lambda row: (row.field, row.written, row.profile_key)))


def remember_aliases(
    database: Database, words: Mapping[tuple[str, str], str], profile_key: str = ""
) -> None:
    """Remember that (field, word) stands for a code, in one write; a word once told is told anew.

    Raises AliasError ``alias_unusable`` for a field that has no words to remember, or an empty or
    personal word.
    """
    with database.write(
        Topic.IMPORTS, act="history.act.aliases_remembered", values={"count": len(words)}
    ) as session:
        set_aliases(session, words, profile_key)


def forget_alias(database: Database, field: str, written: str, profile_key: str = "") -> None:
    """Move a remembered value to the Papperskorg; NotFoundError ``not_found``."""
    with database.write(
        Topic.IMPORTS, act="history.act.alias_forgotten", values={"word": fold(written)}
    ) as session:
        row = _find(session, field, fold(written), profile_key)
        if row is None:
            raise NotFoundError("not_found")
        row.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def set_aliases(
    session: Session, words: Mapping[tuple[str, str], str], profile_key: str = ""
) -> None:
    """Put words in the store within a write; see `remember_aliases`."""
    for (field, word), told in words.items():
        written, code = fold(word), clean_text(told)
        is_personal = any(map(find_personal_identifiers, (written, code)))
        if field not in ALIAS_FIELDS or not written or not code or is_personal:
            raise AliasError(field=field)
        row = _find(session, field, written, profile_key)
        if row is None:
            session.add(
                ValueAlias(field=field, written=written, code=code, profile_key=profile_key)
            )
        elif row.code != code:
            row.code = code
    session.flush()


def load_aliases(session: Session, profile_key: str | None) -> dict[str, dict[str, str]]:
    """Return field -> folded word -> code; those of the profile before those of all."""
    found: dict[str, dict[str, str]] = {}
    keys = ("", profile_key) if profile_key else ("",)
    query = select(ValueAlias).where(
        ValueAlias.profile_key.in_(keys), ValueAlias.deleted_at.is_(None)
    )
    for row in session.scalars(query.order_by(ValueAlias.profile_key)):
        found.setdefault(row.field, {})[row.written] = row.code
    return found


def words_of(fixes: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return what the fixes of a request say that words stand for: (field, word) -> code."""
    words = {}
    for key, code in fixes.items():
        field, colon, written = key.partition(":")
        if colon and field in ALIAS_FIELDS:
            words[field, written] = code
    return words


def alias_fixes(aliases: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return remembered values as fixes of a request."""
    return {
        f"{field}:{written}": code
        for field, words in aliases.items()
        for written, code in words.items()
    }


def _find(session: Session, field: str, written: str, profile_key: str) -> ValueAlias | None:
    return session.scalars(
        select(ValueAlias).where(
            ValueAlias.field == field,
            ValueAlias.written == written,
            ValueAlias.profile_key == profile_key,
            ValueAlias.deleted_at.is_(None),
        )
    ).first()
