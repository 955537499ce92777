"""What stands in the side file of a store, and how it is written: one padded block of JSON."""

from __future__ import annotations

import datetime as dt
import json
import platform
from dataclasses import dataclass, fields
from typing import Any

BLOCK_BYTES = 4096  # one page, written at once
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes in a store. ``since`` is aware; ``is_here`` means on this machine."""

    who: str
    machine: str
    since: dt.datetime
    pid: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class StoreState:
    """What is known of a store from its last writer.

    ``is_clean`` is None where nothing is known. ``file_mark`` tells whether anybody has written
    in the file since it was closed. ``upgrade_of`` is the SHA-256 of the file whose
    upgrade has not succeeded yet, ``upgrade_backup`` the name of the copy made of it.
    """

    is_clean: bool | None = None
    last_entry_id: int = 0
    last_entry_hash: str = ""
    good_starts: int = 0
    last_backup_at: dt.datetime | None = None
    last_backup_entry: int = 0
    file_mark: str = ""
    upgrade_of: str = ""
    upgrade_backup: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that stands in a side file. ``token`` names one taking of the lock."""

    state: StoreState = StoreState()
    holder: Holder | None = None
    token: str = ""


def encode_content(content: Content) -> bytes:
    """Return the block of a side file."""
    values: dict[str, object] = {
        field.name: getattr(content.state, field.name) for field in fields(StoreState)
    }
    holder = content.holder
    values["holder"] = holder and {
        "who": holder.who,
        "machine": holder.machine,
        "pid": holder.pid,
        "since": holder.since,
        "token": content.token,
    }
    data = json.dumps(values, ensure_ascii=False, default=dt.datetime.isoformat).encode()
    return data.ljust(BLOCK_BYTES - 1) + b"\n"


def decode_content(block: bytes) -> Content:
    """Return what a block says; the empty content where it cannot be read."""
    try:
        values = json.loads(block)
        state = StoreState(
            is_clean=None if values["is_clean"] is None else _typed(values["is_clean"], bool),
            last_entry_id=_typed(values["last_entry_id"], int),
            last_entry_hash=_typed(values["last_entry_hash"], str),
            good_starts=_typed(values["good_starts"], int),
            last_backup_at=_time(values["last_backup_at"]),
            last_backup_entry=_typed(values["last_backup_entry"], int),
            file_mark=_typed(values.get("file_mark", ""), str),
            upgrade_of=_typed(values.get("upgrade_of", ""), str),
            upgrade_backup=_typed(values.get("upgrade_backup", ""), str),
        )
        found = values["holder"]
        if found is None:
            return Content(state)
        machine, since = _typed(found["machine"], str), _time(found["since"])
        if since is None:
            raise ValueError
        holder = Holder(
            _typed(found["who"], str),
            machine,
            since,
            _typed(found["pid"], int),
            is_here=machine == platform.node()[:LONGEST_NAME],
        )
        return Content(state, holder, _typed(found["token"], str))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Content()


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


def _time(value: Any) -> dt.datetime | None:
    if value is None:
        return None
    moment = dt.datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return moment
