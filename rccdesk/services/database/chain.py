"""The hash chain of the history: what is hashed, and how.

Every entry's hash covers the one before it. Texts that can hold a person's name enter it only
through a salted digest, so that they can be rewritten while all the other hashes stay as they are.
The salt keeps a digest from telling a guessed name; rewriting throws it away for a new one.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence

FIRST_HASH = "0" * 64


def canonical(value: object) -> str:
    """Return JSON that is the same for equal values: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def new_salt() -> str:
    """Return 16 random bytes in hex."""
    return secrets.token_hex(16)


def change_digest(salt: str | None, change: Sequence[str | None]) -> str:
    """Return the digest of one change: table, row's uuid, field, old and new (JSON or None)."""
    return _sha256([salt, *change])


def entry_digest(salt: str | None, who: str, values: str) -> str:
    """Return the digest of the texts of one entry; ``values`` is its JSON as stored."""
    return _sha256([salt, who, values])


def entry_hash(
    previous_hash: str,
    entry_id: int,
    at: str,
    session: str,
    act: str,
    topics: str,
    undoes: int | None,
    redoes: int | None,
    step: int | None,
    batch_ids: str,
    digest: str,
    changes: Sequence[str],
) -> str:
    """Return the hash of an entry over its own ``digest`` and those of its changes, in order.

    ``at`` is the moment in ISO form, with a T and six decimals.
    """
    return _sha256(
        [
            previous_hash,
            entry_id,
            at,
            session,
            act,
            topics,
            undoes,
            redoes,
            step,
            batch_ids,
            digest,
            list(changes),
        ]
    )


def _sha256(parts: list[object]) -> str:
    return hashlib.sha256(canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()
