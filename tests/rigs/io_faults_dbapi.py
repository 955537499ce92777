"""SQLite for the program by way of APSW, so that its file layer can be made to fail.

One SQLite library per process (two in one process lose each other's locks): `install` puts this
module in the place of ``sqlite3`` before anything has imported that. It has what the program and
SQLAlchemy's dialect use, no more. A statement's rows are fetched at once.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import apsw

apilevel, paramstyle, threadsafety = "2.0", "qmark", 3
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
Binary = memoryview
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
globals().update({name: getattr(apsw, name) for name in dir(apsw) if name.startswith("SQLITE_")})

vfs = ""  # the name of the file layer of new connections; empty for SQLite's own


class Warning(Exception):  # noqa: N818
    pass


class Error(Exception):
    """``sqlite_errorcode`` is SQLite's extended code."""

    sqlite_errorcode: int
    sqlite_errorname: str


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class DataError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


_KINDS: dict[int, type[Error]] = {  # as in CPython's Modules/_sqlite/util.c
    apsw.SQLITE_INTERNAL: InternalError,
    apsw.SQLITE_NOTFOUND: InternalError,
    apsw.SQLITE_CORRUPT: DatabaseError,
    apsw.SQLITE_NOTADB: DatabaseError,
    apsw.SQLITE_TOOBIG: DataError,
    apsw.SQLITE_CONSTRAINT: IntegrityError,
    apsw.SQLITE_MISMATCH: IntegrityError,
    apsw.SQLITE_MISUSE: InterfaceError,
    apsw.SQLITE_RANGE: InterfaceError,
}


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except apsw.ConnectionClosedError as error:
        raise ProgrammingError("Cannot operate on a closed database.") from error
    except apsw.Error as error:
        code = getattr(error, "extendedresult", None) or getattr(error, "result", None)
        if code is None:  # APSW's own: wrong bindings and the like
            raise ProgrammingError(str(error)) from error
        words = str(error).partition(": ")[2] or str(error)
        raised = _KINDS.get(code & 0xFF, OperationalError)(words)
        raised.sqlite_errorcode = code
        raised.sqlite_errorname = apsw.mapping_result_codes.get(code & 0xFF, "")
        raise raised from error


class Cursor:
    """A statement and its rows."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.description: tuple[tuple[Any, ...], ...] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self._rows: Iterator[Any] = iter(())

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:
        return self._run(sql, lambda cursor: cursor.execute(sql, parameters or None))

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        return self._run(sql, lambda cursor: cursor.executemany(sql, parameters))

    def _run(self, sql: str, start: Callable[[apsw.Cursor], apsw.Cursor]) -> Cursor:
        raw = self.connection.raw
        seen: list[tuple[tuple[str, str | None], ...]] = []

        def trace(cursor: apsw.Cursor, _sql: str, _bindings: object) -> bool:
            seen[:] = [cursor.get_description()]  # which an empty result no longer tells after
            return True

        with _translated():
            before = raw.total_changes()
            cursor = raw.cursor()
            cursor.exec_trace = trace
            self._rows = iter(start(cursor).fetchall())
            changed = raw.total_changes() - before
        columns = seen[0] if seen else ()
        self.description = tuple((c[0], *[None] * 6) for c in columns) or None
        word = sql.lstrip()[:7].upper()
        is_change = word.startswith(("INSERT", "UPDATE", "DELETE", "REPLACE"))
        self.rowcount = changed if is_change else -1
        if word.startswith(("INSERT", "REPLACE")):
            self.lastrowid = raw.last_insert_rowid()
        return self

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        return [row for row, _ in zip(self._rows, range(wanted), strict=False)]

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def close(self) -> None:
        self._rows = iter(())


class Connection:
    """An APSW connection that behaves as one of ``sqlite3`` with explicit transactions."""

    def __init__(self, raw: apsw.Connection) -> None:
        self.raw = raw
        self.isolation_level: str | None = None
        self.text_factory: object = str  # set for damaged texts, which no rig makes

    def cursor(self) -> Cursor:
        return Cursor(self)

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> Cursor:
        return self.cursor().executemany(sql, parameters)

    @property
    def in_transaction(self) -> bool:
        return self.raw.in_transaction

    @property
    def total_changes(self) -> int:
        return self.raw.total_changes()

    def commit(self) -> None:
        if self.raw.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.execute("ROLLBACK")

    def create_function(
        self, name: str, narg: int, func: Callable[..., Any] | None, *, deterministic: bool = False
    ) -> None:
        with _translated():
            self.raw.create_scalar_function(name, func, narg, deterministic=deterministic)

    @contextlib.contextmanager
    def blobopen(self, table: str, column: str, row: int) -> Iterator[apsw.Blob]:
        with _translated(), self.raw.blob_open("main", table, column, row, True) as blob:  # noqa: FBT003 - APSW's own order
            yield blob

    def backup(
        self,
        target: Connection,
        *,
        pages: int = -1,
        progress: Callable[[int, int, int], None] | None = None,
    ) -> None:
        with _translated(), target.raw.backup("main", self.raw, "main") as copying:
            while not copying.done:
                is_done = copying.step(pages)
                if progress is not None:
                    status = apsw.SQLITE_DONE if is_done else apsw.SQLITE_OK
                    progress(status, copying.remaining, copying.page_count)

    def close(self) -> None:
        with _translated():
            self.raw.close()


def connect(
    database: str,
    timeout: float = 5.0,
    isolation_level: str | None = None,
    check_same_thread: bool = True,
    uri: bool = False,
) -> Connection:
    """Open a database in the file layer that `vfs` names."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with _translated():
        raw = apsw.Connection(
            str(database), flags=flags | (apsw.SQLITE_OPEN_URI if uri else 0), vfs=vfs or None
        )
        raw.set_busy_timeout(int(timeout * 1000))
    return Connection(raw)


def install() -> None:
    """Be ``sqlite3`` for this process."""
    assert "sqlite3" not in sys.modules, "another SQLite is here already"
    this = sys.modules[__name__]
    this.dbapi2 = this  # type: ignore[attr-defined]
    sys.modules["sqlite3"] = sys.modules["sqlite3.dbapi2"] = this
