"""Putting another file in the place of a store, with the old one set aside and never deleted.

At no instant is the store's path missing or half: the old file first gets a second name (a hard
link), then the new file takes its place in one step. What a kill between the two leaves is a
store with two names, which `finish_interrupted` makes one again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from pathlib import Path

from rccdesk.files import replace_file, sync_folder, temporary_beside
from rccdesk.services.backups.rows import real_path
from rccdesk.services.backups.sqlite_file import JOURNALS, journals

_REPLACED = ".replaced-"
_DAMAGED = ".damaged-"


def own_links(store: Path) -> tuple[Path, ...]:
    """Return the second names that a `put_in_place` gave the store, killed or at work just now.

    A link that somebody else made is not among them.
    """
    store = real_path(store)
    try:
        if store.stat().st_nlink < 2:
            return ()
        names = [path for path in set_aside_files(store) if _REPLACED in path.name]
        return tuple(path for path in names if path.samefile(store))
    except OSError:
        return ()


def finish_interrupted(store: Path) -> bool:
    """Take back what a killed `put_in_place` had begun; tell whether there was anything.

    The caller holds the store's lock, else it may take from one that is at work.
    """
    store = real_path(store)
    links = own_links(store)
    try:
        for link in links:
            _take_back(store, link)
    except OSError:
        return False
    return bool(links)


def put_in_place(temporary: Path, store: Path, now: dt.datetime) -> Path | None:
    """Put the finished and synced file ``temporary`` in the place of ``store``.

    Returns the name ``<store>.replaced-<time>`` under which the old file lies with its journals,
    None if there was none. Nobody may have the store open. Raises OSError; the store is then the
    old one.
    """
    aside = None
    try:
        if store.exists():
            name = _free_name(store, now)
            _double(store, name)
            aside = name  # ours from here on
            _move_journals(store, aside)
            sync_folder(store.parent)
        else:
            _move_journals(store, _free_name(store, now))  # they would be taken for the new file's
        replace_file(temporary, store)
    except BaseException:
        if aside is not None:
            with contextlib.suppress(OSError):  # at the next start, then
                _take_back(store, aside)
        raise
    sync_folder(store.parent)
    return aside


def set_aside_files(store: Path, *, journals_too: bool = False) -> tuple[Path, ...]:
    """Return the files that were once this store and were replaced or found damaged."""
    starts = (store.name + _REPLACED, store.name + _DAMAGED)
    return tuple(
        sorted(
            path
            for path in store.parent.iterdir()
            if path.name.startswith(starts) and (journals_too or not path.name.endswith(JOURNALS))
        )
    )


def _free_name(store: Path, now: dt.datetime) -> Path:
    stem = f"{store.name}{_REPLACED}{now.astimezone(dt.UTC):%Y-%m-%dT%H-%M-%SZ}"
    path, number = store.with_name(stem), 1
    while path.exists() or any(journal.exists() for journal in journals(path)):
        number += 1
        path = store.with_name(f"{stem}-{number}")
    return path


def _double(store: Path, aside: Path) -> None:
    """Give the store's content a second name; by copying where the disk knows no links."""
    try:
        os.link(store, aside)
    except FileExistsError:
        raise
    except OSError:
        _copy(store, aside)


def _take_back(store: Path, aside: Path) -> None:
    """Undo what was done before the new file would have taken the place of ``store``."""
    for moved, place in zip(journals(aside), journals(store), strict=True):
        if moved.exists() and not place.exists():
            replace_file(moved, place)  # the old file's own, which it may need
        moved.unlink(missing_ok=True)
    aside.unlink(missing_ok=True)
    sync_folder(store.parent)


def _move_journals(store: Path, aside: Path) -> None:
    for journal, place in zip(journals(store), journals(aside), strict=True):
        if journal.exists():
            _copy(journal, place)
            journal.unlink()


def _copy(source: Path, target: Path) -> None:
    temporary = temporary_beside(target)
    try:
        shutil.copy2(source, temporary)
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        replace_file(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
