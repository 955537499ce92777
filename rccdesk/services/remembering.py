"""Small reads kept until the store changes: one page asks for the same catalogue many times.

A result is kept with the data versions that were read before it, so that it is never older than
they say. Any write to the store, by another program too, makes all of them be read anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_MOST_RESULTS = 256
_P = ParamSpec("_P")
_R = TypeVar("_R")

_kept: WeakKeyDictionary[Database, tuple[dict[str, int], dict[Any, Any]]] = WeakKeyDictionary()
_lock = threading.Lock()


def remembered(
    read: Callable[Concatenate[Database, _P], _R],
) -> Callable[Concatenate[Database, _P], _R]:
    """Keep what ``read(database, …)`` returns; it must be immutable and come from the store only.

    The arguments must be hashable.
    """

    @wraps(read)
    def kept(database: Database, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        versions = database.data_versions()
        key = (read, args, *sorted(kwargs.items()))
        with _lock:
            known = _kept.get(database)
            if known is None or known[0] != versions:
                known = _kept[database] = (versions, {})
            if key in known[1]:
                result: _R = known[1][key]
                return result
        result = read(database, *args, **kwargs)
        with _lock:
            if len(known[1]) >= _MOST_RESULTS:
                known[1].clear()
            known[1][key] = result
        return result

    return kept
