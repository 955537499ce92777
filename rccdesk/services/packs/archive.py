"""The packs that have been made: each with its own numbers, never recomputed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError
from rccdesk.services.packs.model import Pack
from rccdesk.services.plain_data import read_as, to_json

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class PackFile:
    """A written file of a pack; ``path`` as it was when written."""

    format: str  # pptx, pdf
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack in the archive. ``selection`` holds svf, region (joined by commas) and period."""

    uuid: str
    pack_id: str
    kind: str
    title: str
    state: str
    made_at: dt.datetime  # UTC, aware
    snapshot_ids: tuple[int, ...]
    selection: dict[str, str]
    files: tuple[PackFile, ...]


def list_packs(database: Database, *, period: str | None = None) -> tuple[PackRow, ...]:
    """Return the packs, newest first; those of one period where ``period`` is given."""
    query = (
        select(models.Pack)
        .where(models.Pack.deleted_at.is_(None))
        .order_by(models.Pack.made_at.desc(), models.Pack.pack_id.desc())
    )
    with database.read() as session:
        rows = tuple(
            PackRow(
                uuid=row.uuid,
                pack_id=row.pack_id,
                kind=row.kind,
                title=row.title,
                state=row.state,
                made_at=row.made_at.replace(tzinfo=dt.UTC),
                snapshot_ids=tuple(json.loads(row.snapshot_ids)),
                selection=json.loads(row.selection),
                files=tuple(PackFile(**file) for file in json.loads(row.files)),
            )
            for row in session.scalars(query)
        )
    return tuple(row for row in rows if period is None or row.selection.get("period") == period)


def get_pack(database: Database, pack_id: str) -> Pack:
    """Return a pack as it was made; NotFoundError if there is none."""
    with database.read() as session:
        content = session.scalar(
            select(models.Pack.content).where(
                models.Pack.pack_id == pack_id, models.Pack.deleted_at.is_(None)
            )
        )
    if content is None:
        raise NotFoundError("pack_missing")
    return pack_from_json(content)


def new_pack_id(database: Database, made_on: dt.date) -> str:
    """Return the next number of the day, as in 2026-11-22/2; deleted packs keep theirs."""
    day = made_on.isoformat()
    with database.read() as session:
        found = session.scalars(
            select(models.Pack.pack_id).where(models.Pack.pack_id.startswith(f"{day}/"))
        )
        numbers = [int(pack_id.rpartition("/")[2]) for pack_id in found]
    return f"{day}/{max(numbers, default=0) + 1}"


def add_pack(
    database: Database, pack: Pack, selection: dict[str, str], files: tuple[PackFile, ...]
) -> None:
    """Save a pack with the list of its files."""
    with database.write(
        Topic.PACKS, act="history.act.pack_made", values={"title": pack.title}
    ) as session:
        session.add(
            models.Pack(
                pack_id=pack.pack_id,
                kind=pack.kind,
                title=pack.title,
                state=pack.state,
                made_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
                snapshot_ids=json.dumps(pack.snapshot_ids),
                selection=json.dumps(selection, ensure_ascii=False, sort_keys=True),
                program_version=pack.program_version,
                content=pack_to_json(pack),
                files=json.dumps([dataclasses.asdict(file) for file in files], ensure_ascii=False),
            )
        )


def delete_pack(database: Database, pack_id: str) -> None:
    """Put a pack in the Papperskorg; its files stay where they are.

    Raises NotFoundError ``pack_missing``.
    """
    query = select(models.Pack).where(
        models.Pack.pack_id == pack_id, models.Pack.deleted_at.is_(None)
    )
    with database.read() as session:
        found = session.scalar(query)
    if found is None:
        raise NotFoundError("pack_missing")
    with database.write(
        Topic.PACKS, act="history.act.pack_deleted", values={"title": found.title}
    ) as session:
        session.get_one(models.Pack, found.uuid).deleted_at = dt.datetime.now(dt.UTC).replace(
            tzinfo=None
        )


def pack_to_json(pack: Pack) -> str:
    """Return the whole pack as JSON, stable in its order."""
    return to_json(pack)


def pack_from_json(content: str) -> Pack:
    """Return the pack that `pack_to_json` wrote; ValueError where the JSON is something else."""
    pack = read_as(Pack, json.loads(content))
    if not isinstance(pack, Pack):
        raise ValueError(content[:20])
    return pack
