"""Numpy columns of one import batch as compressed blobs, one row of the table per column."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rccdesk.models import EventBlob, PathwayBlob

Column = NDArray[Any] | tuple[str, ...]
BlobModel = type[EventBlob] | type[PathwayBlob]
_TEXTS = "texts"


def save_columns(
    session: Session, model: BlobModel, batch_id: int, columns: Mapping[str, Column]
) -> None:
    """Store ``columns`` of the batch, in place of what it had."""
    delete_columns(session, model, batch_id)
    connection = session.connection()
    file: Any = connection.connection.driver_connection
    table = model.__tablename__
    insert = (
        f"INSERT INTO {table} (batch_id, name, dtype, length, data)"
        " VALUES (?, ?, ?, ?, zeroblob(?))"
    )
    for name, column in columns.items():
        dtype, length, data = _pack(column)
        row = connection.exec_driver_sql(insert, (batch_id, name, dtype, length, len(data)))
        # Bound to the statement, SQLite would copy the megabytes twice before they are a row.
        with file.blobopen(table, "data", row.lastrowid) as blob:
            blob.write(data)


def load_columns(
    session: Session, model: BlobModel, batch_id: int, names: Iterable[str] | None = None
) -> dict[str, Column]:
    """Return the batch's columns by name, all or those named; arrays are read-only."""
    query = select(model.name, model.dtype, model.data).where(model.batch_id == batch_id)
    if names is not None:
        query = query.where(model.name.in_(tuple(names)))
    return {name: _unpack(dtype, data) for name, dtype, data in session.execute(query)}


class PackedColumns:
    """The columns of a batch as they are stored; each is unpacked when it is taken, once."""

    def __init__(
        self, session: Session, model: BlobModel, batch_id: int, *, but: Collection[str]
    ) -> None:
        """Read all columns of the batch but those named."""
        query = select(model.name, model.dtype, model.data).where(
            model.batch_id == batch_id, model.name.not_in(but)
        )
        self._packed = {name: (dtype, data) for name, dtype, data in session.execute(query)}

    def __bool__(self) -> bool:
        """Tell whether there is any column left."""
        return bool(self._packed)

    def take(self, name: str) -> Column | None:
        """Return a column and forget it; None if there is none."""
        packed = self._packed.pop(name, None)
        return None if packed is None else _unpack(*packed)


def delete_columns(session: Session, model: BlobModel, batch_id: int) -> None:
    """Delete the batch's columns."""
    session.execute(delete(model).where(model.batch_id == batch_id))


def _pack(column: Column) -> tuple[str, int, bytes]:
    if isinstance(column, tuple):
        texts = json.dumps(column, ensure_ascii=False).encode()
        return _TEXTS, len(column), zlib.compress(texts, 1)
    # Keyed hashes do not compress: level 0 saves the attempt.
    level = 0 if column.dtype == np.uint64 else 1
    return column.dtype.str, len(column), zlib.compress(np.ascontiguousarray(column).data, level)


def _unpack(dtype: str, data: bytes) -> Column:
    raw = zlib.decompress(data)
    if dtype == _TEXTS:
        return tuple(json.loads(raw))
    return np.frombuffer(raw, dtype=np.dtype(dtype))
