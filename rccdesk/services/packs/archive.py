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
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class PackFile:
    """A written file of a pack; ``path`` as it was when written."""

    format: str  # pptx, pdf
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack in the archive. ``selection`` holds svf, region (joined by commas) and period.

    ``version`` counts the issued ones about the same; ``issued_at`` is None for a draft.
    """

    uuid: str
    pack_id: str
    kind: str
    title: str
    state: str
    made_at: dt.datetime  # UTC, aware
    snapshot_ids: tuple[int, ...]
    selection: dict[str, str]
    files: tuple[PackFile, ...]
    meeting_uuid: str = ""
    version: int = 1
    issued_at: dt.datetime | None = None  # UTC, aware
    issued_by: str = ""
    content_sha256: str = ""  # of the content when issued

    @property
    def is_issued(self) -> bool:
        """Tell whether the pack has been issued, also where a newer version has replaced it."""
        return self.issued_at is not None


def list_packs(database: Database, *, period: str | None = None) -> tuple[PackRow, ...]:
    """Return the packs, newest first; those of one period where ``period`` is given."""
    query = (
        select(models.Pack)
        .where(models.Pack.deleted_at.is_(None))
        .order_by(models.Pack.made_at.desc(), models.Pack.pack_id.desc())
    )
    with database.read() as session:
        rows = tuple(_row(found) for found in session.scalars(query))
    return tuple(row for row in rows if period is None or row.selection.get("period") == period)


def get_row(database: Database, pack_id: str) -> PackRow:
    """Return a pack of the archive without its content; NotFoundError ``pack_missing``."""
    with database.read() as session:
        return _row(find_pack(session, pack_id))


def find_pack(session: Session, pack_id: str) -> models.Pack:
    """Return a living pack as stored; NotFoundError ``pack_missing``."""
    query = select(models.Pack).where(
        models.Pack.pack_id == pack_id, models.Pack.deleted_at.is_(None)
    )
    found = session.scalar(query)
    if found is None:
        raise NotFoundError("pack_missing")
    return found


def get_pack(database: Database, pack_id: str) -> Pack:
    """Return a pack as it was made; NotFoundError if there is none."""
    with database.read() as session:
        content = find_pack(session, pack_id).content
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
                files=files_to_json(files),
                meeting_uuid=pack.meeting_uuid or None,
                version=pack.version,
            )
        )


def delete_pack(database: Database, pack_id: str) -> None:
    """Put a pack in the Papperskorg; its files stay where they are.

    Raises NotFoundError ``pack_missing``.
    """
    title = get_row(database, pack_id).title
    with database.write(
        Topic.PACKS, act="history.act.pack_deleted", values={"title": title}
    ) as session:
        find_pack(session, pack_id).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def files_to_json(files: Iterable[PackFile]) -> str:
    """Return the files of a pack as they are stored."""
    return json.dumps([dataclasses.asdict(file) for file in files], ensure_ascii=False)


def pack_to_json(pack: Pack) -> str:
    """Return the whole pack as JSON, stable in its order."""
    return to_json(pack)


def pack_from_json(content: str) -> Pack:
    """Return the pack that `pack_to_json` wrote; ValueError where the JSON is something else."""
    pack = read_as(Pack, json.loads(content))
    if not isinstance(pack, Pack):
        raise ValueError(content[:20])
    return pack


def _row(found: models.Pack) -> PackRow:
    return PackRow(
        uuid=found.uuid,
        pack_id=found.pack_id,
        kind=found.kind,
        title=found.title,
        state=found.state,
        made_at=found.made_at.replace(tzinfo=dt.UTC),
        snapshot_ids=tuple(json.loads(found.snapshot_ids)),
        selection=json.loads(found.selection),
        files=tuple(PackFile(**file) for file in json.loads(found.files)),
        meeting_uuid=found.meeting_uuid or "",
        version=found.version,
        issued_at=found.issued_at.replace(tzinfo=dt.UTC) if found.issued_at else None,
        issued_by=found.issued_by,
        content_sha256=found.content_sha256,
    )
