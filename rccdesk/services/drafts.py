"""What somebody has begun to type and not yet sent: kept in the store, so that a crash loses none.

A draft is named by what it is of ("decision", a uuid) and holds the words of the fields as they
stand, read or unreadable. It is dropped when it is sent or thrown away, before what it becomes is
stored: undoing that then comes first, and undoing the drop brings the words back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.models import StoreSetting
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_PREFIX = "draft"
_LONGEST = 20_000  # characters of a field; more is no draft of ours


def get_draft(database: Database, kind: str, key: str) -> dict[str, str]:
    """Return the fields that were kept; none where nothing was, or nothing readable."""
    with database.read() as session:
        stored = session.scalar(
            select(StoreSetting.value).where(StoreSetting.key == _name(kind, key))
        )
    return _read(stored or "")


def list_drafts(database: Database, kind: str) -> dict[str, dict[str, str]]:
    """Return all drafts of a kind by what they are of."""
    start = _name(kind, "")
    with database.read() as session:
        found = session.execute(
            select(StoreSetting.key, StoreSetting.value).where(StoreSetting.key.startswith(start))
        ).all()
    read = ((key.removeprefix(start), _read(value)) for key, value in found)
    return {key: fields for key, fields in read if fields}


def keep_draft(database: Database, kind: str, key: str, fields: Mapping[str, str]) -> None:
    """Keep the fields as they stand; without words the draft is dropped.

    Raises PersonalTextError.
    """
    refuse_persons(*fields.values())
    kept = {name: words[:_LONGEST] for name, words in fields.items() if words.strip()}
    if not kept:
        drop_draft(database, kind, key)
        return
    value = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    with database.write(act="history.act.draft_kept") as session:
        found = session.scalar(select(StoreSetting).where(StoreSetting.key == _name(kind, key)))
        if found is None:
            session.add(StoreSetting(key=_name(kind, key), value=value))
        else:
            found.value = value


def drop_draft(database: Database, kind: str, key: str) -> None:
    """Forget a draft; none is none."""
    with database.write(act="history.act.draft_dropped") as session:
        found = session.scalar(select(StoreSetting).where(StoreSetting.key == _name(kind, key)))
        if found is not None:
            session.delete(found)


def _name(kind: str, key: str) -> str:
    return f"{_PREFIX}.{kind}.{key}"


def _read(stored: str) -> dict[str, str]:
    """Return fields of words; a store may have been written by others."""
    try:
        told = json.loads(stored) if stored else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {str(name): words for name, words in told.items() if isinstance(words, str)}
