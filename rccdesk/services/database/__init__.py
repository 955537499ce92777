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
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import update
from sqlalchemy.orm import Session

from rccdesk.enums import Topic
from rccdesk.errors import StoreError
from rccdesk.models import Store
from rccdesk.models.base import new_uuid
from rccdesk.services.database.engines import make_engine, translated
from rccdesk.services.database.readying import (
    check_before_opening,
    claimed,
    prepare_for_reading,
)
from rccdesk.services.database.recording import Recording, add_entry, raise_versions
from rccdesk.services.database.store_file import (
    SCHEMA,
    copy_store,
    move_store,
    remove_store,
)
from rccdesk.services.database.store_state import (
    Holder,
    StateFile,
    StoreState,
    find_holder,
    mark_file,
    read_state,
    state_path,
)
from rccdesk.texts import text

__all__ = [
    "SCHEMA",
    "Database",
    "Holder",
    "StoreState",
    "move_store",
    "remove_store",
    "state_path",
]


class Database:
    """An open store. Safe to use from several threads; each gets a connection of its own.

    ``path`` is the real file, ``run`` names this run of the program in the history, ``who`` the
    user, ``installation`` the owner of new rows. ``secret`` is 32 random bytes of this store, for
    keyed hashes. ``ended_badly`` tells that the last writer left no clean mark,
    ``is_older_than_seen`` that the file lacks history which was there when it was last closed.
    """

    def __init__(
        self,
        path: Path,
        *,
        who: str = "",
        installation: str = "",
        state_file: StateFile | None = None,
        was_rolled_back: bool = False,
    ) -> None:
        """Connect to a store of the newest schema, for reading without ``state_file``.

        `open` is the way in.
        """
        self.path = path
        self.who = who
        self.installation = installation
        self.run = new_uuid()
        self._state_file = state_file
        self._found = state_file.found if state_file else read_state(path)
        self._reader = make_engine(path, writing=False, mode="rw" if state_file else "ro")
        self._writer = make_engine(path, writing=True) if state_file else None
        self._writing = threading.Lock()
        self._writing_thread = 0
        self._is_closed = False
        self._identity = _identify(path)
        try:
            with self.read() as session:
                store = session.get(Store, 1)
            if store is None:
                raise StoreError("store_damaged")
            last_entry = self.last_entry_id()
        except BaseException:
            self._dispose()
            raise
        self.secret = store.secret
        self.is_example = store.is_example
        self.ended_badly = state_file is not None and (
            was_rolled_back or self._found.is_clean is False
        )
        self.is_older_than_seen = self._found.last_entry_id > last_entry

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        who: str = "",
        installation: str = "",
        reading: bool = False,
        take_over: bool = False,
    ) -> Self:
        """Open the store at ``path``, upgrade its schema, or make it if ``create`` and absent.

        ``reading`` opens it beside a writer, changes nothing and leaves nothing beside the file;
        a schema that must be upgraded first needs the lock for that. ``take_over`` takes the
        lock of a holder on another machine, who cannot write after that.

        Raises StoreError with the file untouched: ``store_not_found``, ``not_a_store``,
        ``store_newer``, ``store_on_share``, ``store_hard_linked``, ``store_is_backup``,
        ``store_locked``, ``store_foreign_schema``, ``store_folder_missing``,
        ``store_folder_read_only``, ``sqlite_too_old``; and ``store_damaged``, ``store_busy``,
        ``store_read_only``, ``store_unreadable``, ``store_unfinished``, ``disk_full``,
        ``upgrade_violates`` and what a backup raises.
        """
        path, is_backup = check_before_opening(path, create=create, reading=reading)
        if reading:
            prepare_for_reading(path, is_backup=is_backup)
            return cls(path, who=who, installation=installation)
        with claimed(path, create=create, who=who, take_over=take_over) as (state, rolled_back):
            return cls(
                path,
                who=who,
                installation=installation,
                state_file=state,
                was_rolled_back=rolled_back,
            )

    @property
    def is_reading(self) -> bool:
        """Tell whether the store is open for reading only."""
        return self._state_file is None

    @property
    def holder(self) -> Holder | None:
        """Return who writes in a store that is open here for reading only, None for nobody."""
        return find_holder(self.path) if self.is_reading else None

    @property
    def state(self) -> StoreState:
        """Return what is known of the store; ``is_clean`` is how the last writer left it."""
        if self._state_file is None:
            return self._found
        return replace(self._state_file.state, is_clean=self._found.is_clean)

    def update_state(self, **changes: object) -> None:
        """Change fields of the state, at once and for good.

        Raises StoreError ``store_reading``, ``store_taken_over``, ``disk_full``,
        ``store_folder_missing``, ``store_folder_read_only``.
        """
        if self._state_file is None:
            raise StoreError("store_reading", file=self.path.name)
        self._state_file.update(**changes)

    def last_entry_id(self) -> int:
        """Return the number of the newest entry of the history, 0 for none."""
        return self._read_last_entry()[0]

    def close(self, *, is_clean: bool = True) -> None:
        """Close all connections, leave the mark of a clean end unless told not to, and unlock.

        A write in another thread is waited for. A second time does nothing.
        """
        with self._writing:
            if self._is_closed:
                return
            self._is_closed = True
            last_entry: tuple[int, str] | None = None
            try:
                is_ours = self._state_file is not None and _identify(self.path) == self._identity
                if is_clean and is_ours:
                    with contextlib.suppress(StoreError):  # no mark: the next start checks it
                        last_entry = self._read_last_entry()
            finally:
                self._dispose()
                if self._state_file is not None:
                    self._state_file.release(self._final_state(last_entry))

    def _final_state(self, last_entry: tuple[int, str] | None) -> StoreState:
        assert self._state_file is not None
        state = self._state_file.state
        if last_entry is None:
            return state
        return replace(
            state,
            is_clean=True,
            last_entry_id=last_entry[0],
            last_entry_hash=last_entry[1],
            file_mark=mark_file(self.path),
        )

    def _dispose(self) -> None:
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()

    def _read_last_entry(self) -> tuple[int, str]:
        with self.read() as session:
            row = (
                session.connection()
                .exec_driver_sql(
                    "SELECT entry_id, hash FROM history_entry ORDER BY entry_id DESC LIMIT 1"
                )
                .first()
            )
        return (int(row[0]), str(row[1])) if row else (0, "")

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
        services.history. Raises StoreError, also ``store_reading``, ``store_replaced`` (another
        file lies at the path now), ``store_taken_over``; KeyError for an act without text.
        """
        text(act, **(values or {}))  # an act that cannot be said is a bug: found here, not at undo
        if self._writer is None:
            raise StoreError("store_reading", file=self.path.name)
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a write within a write")
        with self._writing, translated():
            if self._is_closed:
                raise RuntimeError("a write in a closed store")
            self._check_hold()  # before SQLite connects to whatever lies at the path now
            self._writing_thread = threading.get_ident()
            try:
                with Session(self._writer, expire_on_commit=False) as session:
                    raw = session.connection().connection.driver_connection
                    assert raw is not None
                    self._check_hold()
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
                        raise_versions(session, topics)
                    try:
                        session.commit()
                    except Exception:
                        if raw.in_transaction:  # SQLite leaves a refused commit open
                            raw.rollback()
                        raise
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

    def _check_hold(self) -> None:
        """Refuse to write in a file that is not at the path any more, or that others write in."""
        assert self._state_file is not None
        if _identify(self.path) != self._identity:
            raise StoreError("store_replaced", file=self.path.name)
        self._state_file.check()

    def mark_as_example(self) -> None:
        """Mark the store as example data, for good."""
        with self.write(Topic.SETTINGS, act="history.act.marked_as_example") as session:
            session.execute(update(Store).values(is_example=True))
        self.is_example = True

    def backup(self, target: Path) -> None:
        """Copy the store to ``target``, which is replaced only by a complete copy."""
        copy_store(self.path, target)


def _identify(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another that gets its name; None for no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
