"""The one door to the store: physically read-only reads, and writes that are history entries.

::

    with database.read() as session:            # fetch and leave: no transaction stays open
        rows = session.scalars(select(Svf)).all()
    with database.write(Topic.PATHWAYS, act="history.act.limit_updated", values={...}) as session:
        session.get_one(LeadTimeLimit, uuid).days = 30
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import update
from sqlalchemy.orm import Session

from rccdesk.enums import Topic
from rccdesk.errors import StoreError
from rccdesk.models import Store
from rccdesk.models.base import new_uuid
from rccdesk.services.database.recording import Recording, add_entry
from rccdesk.services.database.store_file import (
    SCHEMA,
    copy_store,
    create_store,
    make_engine,
    prepare,
    translated,
)
from rccdesk.texts import text

__all__ = ["SCHEMA", "Database"]


class Database:
    """An open store. Safe to use from several threads; each gets a connection of its own.

    ``path`` is the file, ``run`` names this run of the program in the history, ``who`` the user,
    ``installation`` the owner of new rows. ``secret`` is 32 random bytes of this store, for keyed
    hashes.
    """

    def __init__(self, path: Path, *, who: str = "", installation: str = "") -> None:
        """Connect to a store of the newest schema; `open` is the way in."""
        self.path = path
        self.who = who
        self.installation = installation
        self.run = new_uuid()
        self._reader = make_engine(path, writing=False)
        self._writer = make_engine(path, writing=True)
        self._writing = threading.Lock()
        self._writing_thread = 0
        try:
            with self.read() as session:
                store = session.get(Store, 1)
        except BaseException:
            self.close()
            raise
        if store is None:
            self.close()
            raise StoreError("store_damaged")
        self.secret = store.secret
        self.is_example = store.is_example

    @classmethod
    def open(
        cls, path: Path, *, create: bool = False, who: str = "", installation: str = ""
    ) -> Self:
        """Open the store at ``path``, upgrade its schema, or make it if ``create`` and absent.

        Raises StoreError: ``store_not_found``, ``not_a_store``, ``store_newer`` (file untouched),
        ``store_damaged``, ``store_busy``, ``store_read_only``, ``store_unreadable``, ``disk_full``.
        """
        if create and not path.exists():
            create_store(path)
        prepare(path)
        return cls(path, who=who, installation=installation)

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the store and cannot change it.

        Leave it quickly: an open reader holds the writer's commit up.
        """
        with (
            translated(reading=True),
            Session(self._reader, expire_on_commit=False, autoflush=False) as session,
        ):
            yield session

    @contextlib.contextmanager
    def write(
        self,
        *topics: Topic,
        act: str,
        values: Mapping[str, object] | None = None,
        batch_id: int | None = None,
        batch_ids: Sequence[int] = (),
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Iterator[Session]:
        """Give a session for one transaction, which is one history entry and one undo step.

        ``act`` is the text key of what the user did, under ``history.act``, and ``values`` fill
        it. User-edited rows are changed as objects; everything else may use
        ``session.connection().exec_driver_sql``. New `ImportBatch` objects, and ``batch_id`` or
        ``batch_ids`` for others, make the entry an import, whose undo flips the batches. Commits
        at the end and raises the data version of the topics; on any exception nothing has
        changed. Nothing changed and no import: no entry. ``undoes`` and ``redoes`` are for
        services.history. Raises StoreError; KeyError for an act without text.
        """
        text(act, **(values or {}))  # an act that cannot be said is a bug: found here, not at undo
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a write within a write")
        with self._writing, translated():
            self._writing_thread = threading.get_ident()
            try:
                with Session(self._writer, expire_on_commit=False) as session:
                    raw = session.connection().connection.driver_connection
                    assert raw is not None
                    before = raw.total_changes
                    recording = Recording(session, self.installation)
                    yield session
                    session.flush()
                    changes = recording.changes()
                    batches = [*recording.batch_ids, *batch_ids, *([batch_id] if batch_id else [])]
                    if changes or batches:
                        add_entry(
                            session,
                            who=self.who,
                            run=self.run,
                            act=act,
                            values=values or {},
                            topics=" ".join(topics),
                            changes=changes,
                            batch_ids=list(dict.fromkeys(batches)),
                            undoes=undoes,
                            redoes=redoes,
                        )
                        topics = (*topics, Topic.HISTORY)
                    if raw.total_changes > before:
                        _raise_versions(session, topics)
                    session.commit()
                    if batches:
                        raw.execute("PRAGMA shrink_memory")
            finally:
                self._writing_thread = 0

    def data_version(self, topic: Topic) -> int:
        """Return how many writes have changed ``topic``: the key of every cache."""
        with self.read() as session:
            row = (
                session.connection()
                .exec_driver_sql("SELECT version FROM data_version WHERE topic=?", (str(topic),))
                .first()
            )
        return int(row[0]) if row else 0

    def data_versions(self) -> dict[str, int]:
        """Return the data version of every topic that was written, without a session's cost."""
        with (
            translated(reading=True),
            contextlib.closing(self._reader.raw_connection()) as connection,
        ):
            raw = connection.driver_connection
            assert raw is not None
            found = raw.execute("SELECT topic, version FROM data_version").fetchall()
        return dict(found)

    def mark_as_example(self) -> None:
        """Mark the store as example data, for good."""
        with self.write(Topic.SETTINGS, act="history.act.marked_as_example") as session:
            session.execute(update(Store).values(is_example=True))
        self.is_example = True

    def backup(self, target: Path) -> None:
        """Copy the store to ``target``, which is replaced only by a complete copy."""
        copy_store(self.path, target)


def _raise_versions(session: Session, topics: tuple[Topic, ...]) -> None:
    session.connection().exec_driver_sql(
        "INSERT INTO data_version (topic, version) VALUES (?, 1) "
        "ON CONFLICT (topic) DO UPDATE SET version = version + 1",
        [(str(topic),) for topic in dict.fromkeys(topics)],
    )
