"""The side file of a store: who may write, how the last writer left it, what was last seen.

``<store>.state`` is held open and locked by whoever may write. The system frees the lock when
that process ends, however it ends, so a lock can never be left behind; what the file says is only
needed to name the holder, and to know a holder on a machine whose locks we cannot see. It is
rewritten in place, because a file put in its place would be one that nobody has locked. A file
that cannot be read tells nothing and is no error.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import os
import platform
import secrets
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from rccdesk.errors import StoreError
from rccdesk.services.database.state_content import (
    BLOCK_BYTES,
    LONGEST_NAME,
    Content,
    Holder,
    StoreState,
    decode_content,
    encode_content,
)
from rccdesk.texts import text

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = [
    "Holder",
    "StateFile",
    "StoreState",
    "find_holder",
    "is_claimed_here",
    "mark_file",
    "read_state",
    "state_path",
    "translated_os",
]

_SUFFIX = ".state"
_LOCK_OFFSET = 1 << 30  # Windows: nobody can read a locked byte, so one where nothing stands
_ATTEMPTS = 4  # another program may look for a moment whether the lock is taken
_PAUSE_SECONDS = 0.05
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_claimed: set[Path] = set()  # side files that this process holds


def state_path(store: Path) -> Path:
    """Return the side file of a store, which need not exist."""
    return store.with_name(store.name + _SUFFIX)


def mark_file(store: Path) -> str:
    """Return what changes when anybody writes in the file; empty for no file."""
    try:
        found = store.stat()
    except OSError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}"


def read_state(store: Path) -> StoreState:
    """Return what the side file of ``store`` says; the empty state where it says nothing."""
    return _read(state_path(store)).state


def find_holder(store: Path) -> Holder | None:
    """Return who writes in ``store`` now, as far as can be seen; None for nobody."""
    path = state_path(store)
    content = _read(path)
    if content.holder is None or content.state.is_clean:
        return None
    if content.holder.is_here and not _is_locked(path):
        return None  # it has died
    return content.holder


def is_claimed_here(store: Path) -> bool:
    """Tell whether this very process may write in ``store``."""
    return state_path(store) in _claimed


class StateFile:
    """The side file of a store that this process may write in.

    ``found`` is the state as the last writer left it.
    """

    def __init__(self, store: Path, descriptor: int, *, is_new: bool) -> None:
        """Take over an open and locked side file; `claim` is the way in."""
        self._store = store
        self._path = state_path(store)
        self._descriptor = descriptor
        self._closing = weakref.finalize(self, os.close, descriptor)
        self._is_new = is_new
        self._is_lost = False
        self._access = threading.Lock()
        self._before = decode_content(self._read_block())
        self.found = self._before.state
        self._now = self._before

    @classmethod
    def claim(cls, store: Path, *, who: str = "", take_over: bool = False) -> Self:
        """Take the lock of ``store`` and remove the clean mark.

        Raises StoreError: ``store_locked`` (nothing has changed; ``take_over`` takes the lock of
        a holder on another machine), ``store_folder_missing``, ``store_folder_read_only``,
        ``disk_full``, ``store_unreadable``.
        """
        path = state_path(store)
        with translated_os(path):
            for attempt in range(_ATTEMPTS):
                if attempt:
                    time.sleep(_PAUSE_SECONDS)
                descriptor, is_new = _open(path)
                if _lock(descriptor) and _is_same(descriptor, path):
                    break
                os.close(descriptor)
            else:
                raise _locked(store, _read(path).holder)
            claimed = cls(store, descriptor, is_new=is_new)
            try:
                claimed._take(who, take_over=take_over)
            except BaseException:
                claimed._close()
                raise
        _claimed.add(path)
        return claimed

    @property
    def state(self) -> StoreState:
        """Return the state as it stands in the file now: without a clean mark."""
        return self._now.state

    def update(self, **changes: object) -> None:
        """Change fields of the state; raises StoreError ``store_taken_over`` and as `claim`."""
        self.check()
        with self._access, translated_os(self._path):
            state = replace(self._now.state, **changes)  # type: ignore[arg-type]
            self._write(replace(self._now, state=state))

    def forget(self) -> None:
        """Begin anew: the side file is that of a store which is there no more."""
        self._before = Content()
        self.found = StoreState()
        with self._access, translated_os(self._path):
            self._write(replace(self._now, state=StoreState(is_clean=False)))

    def check(self) -> None:
        """Refuse to go on where another program has taken the lock: ``store_taken_over``.

        A side file that has merely been removed, or put back as it was, is claimed again.
        """
        with self._access, translated_os(self._path):
            is_open = self._closing.alive and not self._is_lost
            is_same = is_open and _is_same(self._descriptor, self._path)
            if is_same and self._now.token.encode() in self._read_block():
                return
            self._is_lost = not is_open or is_same or not self._claim_again()
            if self._is_lost:
                raise StoreError("store_taken_over", file=self._store.name)

    def release(self, state: StoreState) -> None:
        """Leave ``state`` behind and free the lock; a lock that is lost is left alone."""
        try:
            self.check()
            with self._access, translated_os(self._path):
                self._write(Content(state))
        except StoreError:
            pass  # no clean mark: the next start checks the file, which is what is right then
        finally:
            self._close()

    def give_back(self) -> None:
        """Free the lock after a failed opening, with the side file as it was found.

        Only a backup made for an upgrade is remembered. A side file that was made by this claim
        and says nothing is removed.
        """
        try:
            self.check()
            keep = replace(
                self._before.state,
                upgrade_of=self._now.state.upgrade_of,
                upgrade_backup=self._now.state.upgrade_backup,
            )
            if self._is_new and keep == StoreState():
                self._remove()
            else:
                with self._access, translated_os(self._path):
                    self._write(replace(self._before, state=keep))
        except StoreError:
            pass
        finally:
            self._close()

    def _take(self, who: str, *, take_over: bool) -> None:
        holder = self._before.holder
        is_elsewhere = holder is not None and not holder.is_here
        if is_elsewhere and not self._before.state.is_clean and not take_over:
            raise _locked(self._store, holder)
        taken = Holder(
            (who or _user_name())[:LONGEST_NAME],
            platform.node()[:LONGEST_NAME],
            dt.datetime.now(dt.UTC),
            os.getpid(),
            is_here=True,
        )
        try:
            self._write(Content(replace(self.found, is_clean=False), taken, secrets.token_hex(16)))
        except OSError:
            if self._is_new:
                self._remove()
            raise

    def _claim_again(self) -> bool:
        descriptor = -1
        try:
            descriptor, is_new = _open(self._path)
            if not _lock(descriptor) or not _is_same(descriptor, self._path):
                raise BlockingIOError
        except OSError as error:
            if descriptor >= 0:
                os.close(descriptor)
            if isinstance(error, BlockingIOError):
                return False
            raise  # the folder is gone, for instance: nobody has taken anything
        self._closing()
        self._descriptor = descriptor
        self._closing = weakref.finalize(self, os.close, descriptor)
        if not is_new and self._now.token.encode() not in self._read_block():
            return False  # somebody has been here and gone
        self._write(self._now)
        return True

    def _read_block(self) -> bytes:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, BLOCK_BYTES)

    def _write(self, content: Content) -> None:
        block = encode_content(content)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        if os.write(self._descriptor, block) != len(block):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(self._descriptor)
        self._now = content

    def _remove(self) -> None:
        if sys.platform == "win32":  # which removes no file that is open
            self._close()
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _close(self) -> None:
        _claimed.discard(self._path)
        self._closing()


@contextlib.contextmanager
def translated_os(path: Path) -> Iterator[None]:
    """Turn what the system says about files beside ``path`` into `StoreError`."""
    try:
        yield
    except OSError as error:
        if error.errno in _READ_ONLY:
            raise StoreError("store_folder_read_only", folder=str(path.parent)) from error
        if error.errno == errno.ENOENT:
            raise StoreError("store_folder_missing", folder=str(path.parent)) from error
        raise StoreError("disk_full" if error.errno in _FULL else "store_unreadable") from error


def _open(path: Path) -> tuple[int, bool]:
    """Return a descriptor of the side file and whether it is new."""
    try:
        return os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666), True
    except FileExistsError:
        try:
            return os.open(path, _FLAGS), False
        except FileNotFoundError:  # gone in between
            return os.open(path, _FLAGS | os.O_CREAT, 0o666), False


def _is_same(descriptor: int, path: Path) -> bool:
    """Tell whether ``path`` still names the open file."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _is_locked(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY if sys.platform != "win32" else _FLAGS)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it cannot be tried here: what the file says is believed
    try:
        return not _lock(descriptor, shared=True)
    finally:
        os.close(descriptor)  # which frees what was just locked


def _lock(descriptor: int, *, shared: bool = False) -> bool:
    """Lock the open file without waiting; tell whether that worked."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCK_OFFSET, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno in (errno.EDEADLK, errno.EAGAIN):
            return False
        raise
    return True


def _locked(store: Path, holder: Holder | None) -> StoreError:
    since = (holder.since if holder else dt.datetime.now(dt.UTC)).astimezone()
    return StoreError(
        "store_locked",
        file=store.name,
        who=(holder.who if holder else "") or text("store.unknown_user"),
        machine=(holder.machine if holder else "") or text("store.unknown_machine"),
        since=f"{since:%Y-%m-%d %H:%M}",
    )


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list
        return ""


def _read(path: Path) -> Content:
    for pause in (0.01, 0.05, None):  # a writer may be in the middle of its block
        try:
            with path.open("rb") as file:
                block = file.read(BLOCK_BYTES)
        except OSError:
            return Content()
        content = decode_content(block)
        if content != Content() or pause is None:
            break
        time.sleep(pause)
    return content
