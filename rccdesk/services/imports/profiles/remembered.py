"""Remembered values as a user reads them: by name, and where they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.services.imports.profiles.aliases import list_aliases
from rccdesk.services.imports.profiles.rows import list_saved
from rccdesk.services.imports.value_choices import Words
from rccdesk.services.imports.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class RememberedWord:
    """A word that files write and what it stands for; no ``profile_key``: it holds everywhere."""

    field: str
    written: str
    code: str
    name: str
    profile_key: str
    profile_name: str


def list_words(database: Database) -> tuple[RememberedWord, ...]:
    """Return the remembered values with readable names, those that hold everywhere first.

    Those of a profile in the Papperskorg are left out: they come back with it.
    """
    rows = list_aliases(database)
    if not rows:
        return ()
    with database.read() as session:
        vocabulary = load_vocabulary(session)
        profiles = {"": "", **{row.key: row.name for row in list_saved(session)}}
    words: dict[str, Words] = {}
    found = []
    for row in rows:
        if row.profile_key not in profiles:
            continue
        of_field = words.get(row.field)
        if of_field is None:
            of_field = words[row.field] = Words(row.field, vocabulary, is_case=False)
        name = of_field.name(of_field.code(row.code))
        profile = profiles[row.profile_key]
        found.append(
            RememberedWord(row.field, row.written, row.code, name, row.profile_key, profile)
        )
    return tuple(sorted(found, key=lambda w: (w.profile_name.casefold(), w.field, w.written)))
