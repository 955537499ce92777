"""How a file is written: wholly or not at all, and never over one that somebody has open.

Everything the program writes goes through `write_atomic`, or `writing` where a library writes the
file itself. Databases are copied by their own means to `temporary_beside` and put in place by
`replace_file`. What a kill leaves behind bears a name that `remove_leftovers` knows.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import math
import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from rccdesk.errors import FileWriteError

PREFIX = ".rccdesk-"  # of every temporary file that we make beside others
FOLDER_PREFIX = "rccdesk-theme-"  # of the folders in the system's folder for such
DRAFT_PREFIX = f"{PREFIX}draft-"  # of a folder beside a file that a library writes in parts
LEFTOVER_SECONDS = 3600

_IS_WINDOWS = os.name == "nt"
# Virus scanners and indexers hold a new file for some hundred ms; 2.5 s in all.
_PAUSES_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 0.95)
_HELD_BY_OTHERS = {5, 32, 33}  # ERROR_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION
_BAD_NAMES = {123, 206}  # ERROR_INVALID_NAME, ERROR_FILENAME_EXCED_RANGE
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {
    errno.ENOENT,
    errno.ENOTDIR,
    errno.ENODEV,
    errno.ENXIO,
    errno.EIO,
    getattr(errno, "ESTALE", errno.EIO),
    getattr(errno, "ENOTCONN", errno.EIO),
    getattr(errno, "EHOSTDOWN", errno.EIO),
}
_NEW_FILE_MODE = 0o644
_CHUNK = 1 << 20
_LONGEST_SUFFIX = 10
_LONGEST_NAME = 150  # of the files that the program names, in characters
_MEGABYTE = 1_000_000
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._]+")
# Of `temporary_beside`; a database has a journal and a side file beside it.
_OWN_FILE = re.compile(r"\.rccdesk-[0-9a-f]{16}\.tmp(\.[a-z0-9]{1,9})?(-journal|\.state)?", re.I)
_OWN_FOLDER = re.compile(rf"{FOLDER_PREFIX}\w{{6}}|{re.escape(DRAFT_PREFIX)}\w{{8}}", re.ASCII)


def write_atomic(path: Path, content: bytes, *, verify: bool = False) -> str:
    """Write ``content`` to ``path`` so that a reader sees the old file or the new one.

    Missing folders are made, a link stays a link, and the rights of an existing file are kept.
    ``verify`` reads the file back before it takes the place of the old one. Returns the SHA-256
    of the content in hex. Raises FileWriteError as `writing` does, and ``file_not_verified``; the
    old file is then as it was and nothing is left beside it.
    """
    digest = hashlib.sha256(content).hexdigest()
    with writing(path) as temporary:
        _write_whole(temporary, content)
        if verify and _digest_from_disk(temporary) != digest:
            raise _error("file_not_verified", path)
    return digest


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give a temporary path for the content of ``path``; at the end it takes the place of it.

    On any exception, also a cancel, the temporary file is removed and the old file is as it was.
    Raises FileWriteError: ``disk_full``, ``target_locked`` (open in another program, or a folder
    in its place), ``folder_missing`` (the drive is gone), ``folder_read_only``, ``name_too_long``.
    """
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(path)) if _is_link(path) else path
    temporary = _reserve(target, path)
    try:
        yield temporary
        _sync(temporary)
        temporary.chmod(_mode_for(target))
        replace_file(temporary, target)
    except OSError as error:
        _discard(temporary)
        raise _error(_code_of(error, target.parent), path) from error
    except BaseException:
        _discard(temporary)
        raise
    sync_folder(target.parent)


def temporary_beside(path: Path) -> Path:
    """Return a name beside ``path`` that nobody else uses and that is known as left over."""
    suffix = path.suffix if 1 < len(path.suffix) < _LONGEST_SUFFIX else ""
    suffix = suffix if suffix[1:].isalnum() and suffix.isascii() else ""
    return path.with_name(f"{PREFIX}{secrets.token_hex(8)}.tmp{suffix}")


def replace_file(temporary: Path, path: Path) -> None:
    """Put a finished file in the place of ``path``; OSError if that is held by others."""
    for pause in (*_PAUSES_SECONDS, None):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - the name that Windows' retries are about
        except OSError as error:
            held = getattr(error, "winerror", None) in _HELD_BY_OTHERS
            if pause is None or not (_IS_WINDOWS and held):
                raise
            time.sleep(pause)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Put the names in ``folder`` on the disk, where the system can do that."""
    if _IS_WINDOWS:
        return
    with contextlib.suppress(OSError):  # the file itself is in place; some systems refuse this
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_target(path: Path) -> None:
    """Refuse to begin what could not be written to ``path``; its folder need not exist yet.

    Nothing is made. Raises FileWriteError as `writing` does: ``folder_missing``,
    ``folder_read_only``, ``name_too_long``, ``disk_full``.
    """
    try:
        with contextlib.suppress(FileNotFoundError):
            path.with_name("x" * max(len(path.name), _LONGEST_NAME)).lstat()
        parents = (path.parent, *path.parent.absolute().parents)
        there = next((each for each in parents if each.exists()), path.parent)
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "no folder")
    except OSError as error:
        raise _error(_code_of(error, path.parent), path) from error
    _discard(_reserve(there / path.name, path))


def check_free_space(folder: Path, needed_bytes: int) -> None:
    """Refuse to begin what the disk has no room for.

    ``folder`` need not exist yet. Raises FileWriteError ``disk_space_low`` with the figures in
    MB. A disk that does not say how much is free is left to the writing itself.
    """
    there = next((each for each in (folder, *folder.absolute().parents) if each.exists()), folder)
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        return
    if free < needed_bytes:
        raise FileWriteError(
            "disk_space_low",
            needed=math.ceil(needed_bytes / _MEGABYTE),
            free=free // _MEGABYTE,
            folder=str(folder),
        )


def remove_leftovers(folders: Iterable[Path], now: dt.datetime) -> int:
    """Remove what a killed run left in ``folders``; return how many files and folders.

    Only temporary files and theme folders with a name of ours, untouched for an hour at ``now``
    (aware), go; what cannot be removed waits for the next time.
    """
    removed = 0
    for folder in folders:
        try:
            found = [path for path in folder.iterdir() if _is_leftover(path, now.timestamp())]
        except OSError:
            continue
        for path in found:
            with contextlib.suppress(OSError):
                if path.is_dir():
                    is_draft = path.name.startswith(DRAFT_PREFIX)
                    for part in path.glob("*" if is_draft else "*.svg"):
                        part.unlink()
                    path.rmdir()  # refuses where anything lies that we did not write
                else:
                    path.unlink()
                removed += 1
    return removed


def safe_name(words: str) -> str:
    """Return ``words`` as a part of a file name: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_NAMES.sub("-", plain).strip("-.")


def _reserve(target: Path, path: Path) -> Path:
    """Make the folder and an empty temporary file for ``target``, readable by its owner alone."""
    temporary = temporary_beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        code = _code_of(error, target.parent)
        code = "folder_read_only" if code == "target_locked" else code
        raise _error(code, path) from error
    return temporary


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a name that the disk cannot hold
        return False


def _write_whole(path: Path, content: bytes) -> None:
    """Write all of ``content``; fewer bytes than asked for are a failure, as on a full disk."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        rest = memoryview(content)
        while rest:
            part = rest[:_CHUNK]
            if os.write(handle, part) != len(part):
                raise OSError(errno.ENOSPC, "short write")
            rest = rest[len(part) :]
        os.fsync(handle)
        if os.fstat(handle).st_size != len(content):
            raise OSError(errno.ENOSPC, "short file")
    finally:
        os.close(handle)


def _digest_from_disk(path: Path) -> str:
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):  # else the memory of the system answers, not the disk
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _mode_for(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return _NEW_FILE_MODE


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):  # the first error is the one to tell of
        temporary.unlink(missing_ok=True)


def _code_of(error: OSError, folder: Path) -> str:
    if error.errno in _FULL:
        return "disk_full"
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) in _BAD_NAMES:
        return "name_too_long"
    if error.errno in _GONE or not folder.is_dir():
        return "folder_missing"
    if error.errno == errno.EROFS or (error.errno in _REFUSED and not os.access(folder, os.W_OK)):
        return "folder_read_only"
    return "target_locked"


def _error(code: str, path: Path) -> FileWriteError:
    return FileWriteError(code, file=path.name, folder=str(path.parent))


def _is_leftover(path: Path, now: float) -> bool:
    is_file = _OWN_FILE.fullmatch(path.name) is not None
    if not (is_file or _OWN_FOLDER.fullmatch(path.name)) or path.is_symlink():
        return False
    try:
        is_kind = path.is_file() if is_file else path.is_dir()
        return is_kind and now - path.stat().st_mtime > LEFTOVER_SECONDS
    except OSError:
        return False
