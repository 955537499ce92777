"""The words of the own RCC as its user edits them: each in all the forms that sentences need."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.models import Rcc, Term
from rccdesk.services import organisation
from rccdesk.services.organisation import TERM_KEYS, Word
from rccdesk.services.plans.stored import now
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

NEEDED = ("singular", "definite", "genitive")
"""The forms that no word is without: the name of a board has no plural."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """What something is called: ``concept`` says what, ``is_own`` whether the RCC has a word."""

    key: str
    concept: str
    word: Word
    is_own: bool


def concept_words(key: str) -> str:
    """Return what a term stands for, in words that no RCC calls it by."""
    return text(f"organisation.concept.{key}")


def list_terms(database: Database) -> tuple[TermLine, ...]:
    """Return every term with the own RCC's word, or the general one where it has none."""
    words = organisation.get_terms(database)
    with database.read() as session:
        own = {term.key for term in _own(session, organisation.get_profile(database).rcc)}
    return tuple(TermLine(key, concept_words(key), words[key], key in own) for key in TERM_KEYS)


def save_term(database: Database, key: str, word: Word) -> None:
    """Save the forms of a term of the own RCC.

    Raises RccdeskError ``term_rcc_missing`` where none is chosen, ``term_forms_missing``,
    PersonalTextError; KeyError for an unknown term.
    """
    if key not in TERM_KEYS:
        raise KeyError(key)
    rcc = organisation.get_profile(database).rcc
    if not rcc:
        raise RccdeskError("term_rcc_missing")
    word = Word(*(" ".join(getattr(word, field.name).split()) for field in fields(word)))
    if not all(getattr(word, name) for name in NEEDED) or bool(word.plural) != bool(
        word.plural_definite
    ):
        raise RccdeskError("term_forms_missing")
    organisation.update_term(database, rcc, key, word)


def reset_term(database: Database, key: str) -> None:
    """Use the general word again for a term of the own RCC."""
    rcc = organisation.get_profile(database).rcc
    word = text(f"organisation.term.{key}.singular")
    with database.write(
        Topic.ORGANISATION, act="history.act.term_updated", values={"word": word}
    ) as session:
        for term in _own(session, rcc):
            if term.key == key:
                term.deleted_at = now()


def _own(session: Session, rcc: str) -> list[Term]:
    return list(
        session.scalars(
            select(Term)
            .join(Rcc, Rcc.uuid == Term.rcc_uuid)
            .where(Rcc.key == rcc, Term.deleted_at.is_(None))
        )
    )
