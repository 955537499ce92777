"""Two file layers for SQLite: one whose n-th call fails, one that loses what was not synced."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

_CODES = {
    "open": apsw.SQLITE_CANTOPEN,
    "read": apsw.SQLITE_IOERR_READ,
    "write": apsw.SQLITE_IOERR_WRITE,
    "sync": apsw.SQLITE_IOERR_FSYNC,
    "truncate": apsw.SQLITE_IOERR_TRUNCATE,
    "delete": apsw.SQLITE_IOERR_DELETE,
}


@dataclass
class Faults:
    """Which call fails: the ``step``-th of ``kinds``; ``how`` is once or ever. 0 only counts."""

    how: str = ""
    step: int = 0
    is_full: bool = False
    kinds: tuple[str, ...] = tuple(_CODES)
    calls: list[str] = field(default_factory=list)
    hits: int = 0

    def __post_init__(self) -> None:
        if self.is_full:
            self.kinds = ("write",)

    def call(self, kind: str) -> None:
        """Note a call and raise the error that SQLite is to see, if it is this one's turn."""
        if kind not in self.kinds:
            return
        self.calls.append(kind)
        if self.step and (
            len(self.calls) == self.step or (self.how == "ever" and len(self.calls) > self.step)
        ):
            self.hits += 1
            raise apsw.exception_for(apsw.SQLITE_FULL if self.is_full else _CODES[kind])


class FaultVFS(apsw.VFS):
    """SQLite's own file layer with `Faults` in it. Syncs are only noted: no power is lost here."""

    NAME = "faults"

    def __init__(self) -> None:
        super().__init__(self.NAME, "")
        self.faults = Faults()

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        self.faults.call("open")
        return _FaultFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.faults.call("delete")
        super().xDelete(filename, syncdir=False)


class _FaultFile(apsw.VFSFile):
    def __init__(self, layer: FaultVFS, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._layer = layer

    def xRead(self, amount: int, offset: int) -> bytes:
        self._layer.faults.call("read")
        return super().xRead(amount, offset)

    def xWrite(self, data: Any, offset: int) -> None:
        self._layer.faults.call("write")
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._layer.faults.call("truncate")
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._layer.faults.call("sync")


@dataclass
class _Content:
    """A file: what is surely on the disk, and what was written since, in order.

    A change is ``(offset, bytes)``, or ``(size, None)`` for a truncation.
    """

    durable: bytes
    changes: list[tuple[int, bytes | None]] = field(default_factory=list)
    is_new_journal: bool = False


@dataclass(frozen=True)
class Power:
    """A power cut: at which call of the file layer, and the dice for what the disk keeps."""

    at: int
    seed: int


class Disk:
    """What would lie on the disk, were the power cut now.

    The files are real, and so is what the program sees in them. Beside them it is noted what has
    been synced: a file's content by a sync of the file, a new or removed name by a sync of the
    folder. `cut` makes the real files into what a disk may have kept: each sector written since
    is there, not there, or torn, and each name made or removed since is so or is not.
    """

    def __init__(self, folder: Path, power: Power | None = None) -> None:
        self.calls = 0
        self._folder = folder
        self._power = power
        self._files: dict[int, _Content] = {}  # by inode, which a renaming keeps
        self._made: dict[str, int] = {}  # names that no sync of the folder has covered
        self._removed: list[tuple[str, _Content]] = []
        self._sync, self._unlink = os.fsync, os.unlink

    def listen(self) -> None:
        """Hear of what the program syncs and removes itself, past SQLite."""
        os.fsync, os.unlink = self._sync_file, self._unlink_file  # type: ignore[assignment]

    def _sync_file(self, descriptor: Any) -> None:
        number = descriptor if isinstance(descriptor, int) else descriptor.fileno()
        self.sync(os.fstat(number).st_ino, number)

    def _unlink_file(self, path: Any, **more: Any) -> None:
        found = Path(path).stat().st_ino
        self._unlink(path, **more)
        self._files.pop(found, None)
        self._made.pop(str(path), None)

    def call(self) -> None:
        """Count a call; the power goes at the one that was chosen."""
        self.calls += 1
        if self._power is not None and self.calls == self._power.at:
            self.cut()
            os._exit(9)

    def opened(self, path: str, *, is_made: bool, is_journal: bool) -> int:
        """Begin to watch a file; return its number."""
        number = Path(path).stat().st_ino
        if is_made:
            self._files[number] = _Content(b"", is_new_journal=is_journal)
            self._made[path] = number
        elif number not in self._files:
            self._files[number] = _Content(Path(path).read_bytes())
        return number

    def changed(self, number: int, offset: int, data: bytes | None) -> None:
        """Note a write, or a truncation."""
        self._files[number].changes.append((offset, data))

    def sync(self, number: int, descriptor: int | None = None) -> None:
        """Note that a file's content, or the names of a folder, are on the disk."""
        content = self._files.get(number)
        if content is None:
            if number == self._folder.stat().st_ino:
                self.sync_names()
            return
        if descriptor is not None:  # the program has written in it too
            content.durable = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
        else:
            content.durable = _applied(content.durable, content.changes)
        content.changes.clear()
        if content.is_new_journal:  # as SQLite's own layer: the first sync is of the folder too
            content.is_new_journal = False
            self.sync_names()

    def sync_names(self) -> None:
        """Note that the names of the files are on the disk."""
        self._made.clear()
        self._removed.clear()

    def removed(self, path: str, number: int) -> None:
        """Note that SQLite has removed a file."""
        content = self._files.pop(number, None)
        if self._made.pop(path, None) is None and content is not None:
            self._removed.append((path, content))

    def cut(self) -> None:
        """Make the files into what the disk has kept."""
        assert self._power is not None
        dice = random.Random(self._power.seed)
        wear = _Wear.draw(dice)
        for path in sorted(p for p in self._folder.rglob("*") if p.is_file()):
            content = self._files.get(path.stat().st_ino)
            if content is None:
                continue
            if str(path) in self._made and dice.random() < 0.5:
                self._unlink(path)
            elif content.changes:
                path.write_bytes(wear.kept(content, dice))
        for name, content in self._removed:
            if dice.random() < 0.5 and not Path(name).exists():
                Path(name).write_bytes(wear.kept(content, dice))


@dataclass(frozen=True)
class _Wear:
    """How a disk loses: the size of a sector, and how likely one is kept or torn."""

    sector: int
    keeps: float
    tears: float

    @classmethod
    def draw(cls, dice: random.Random) -> _Wear:
        return cls(
            dice.choice((512, 4096)), dice.choice((0.0, 0.1, 0.5, 0.9, 1.0)), dice.choice((0, 0.2))
        )

    def kept(self, content: _Content, dice: random.Random) -> bytes:
        """Return what is left of a file with changes that were not synced."""
        changes: list[tuple[int, bytes | None]] = []
        for offset, data in content.changes:
            if data is None:
                if dice.random() < self.keeps:
                    changes.append((offset, None))
                continue
            start = offset
            while start < offset + len(data):
                end = min((start // self.sector + 1) * self.sector, offset + len(data))
                part = data[start - offset : end - offset]
                if dice.random() < self.tears:
                    changes.append((start, self._torn(part, dice)))
                elif dice.random() < self.keeps:
                    changes.append((start, part))
                start = end
        if dice.random() < 0.5:  # a size may reach the disk without what was written there
            longest = max((o + len(d) for o, d in content.changes if d is not None), default=0)
            changes.insert(0, (longest, b""))
        return _applied(content.durable, changes)

    @staticmethod
    def _torn(part: bytes, dice: random.Random) -> bytes:
        kept = dice.randrange(len(part) + 1)
        return part[:kept] + dice.randbytes(len(part) - kept)


def _applied(content: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    made = bytearray(content)
    for offset, data in changes:
        if data is None:
            del made[offset:]
            continue
        if len(made) < offset:
            made.extend(bytes(offset - len(made)))
        made[offset : offset + len(data)] = data
    return bytes(made)


def _number_of(path: str) -> int:
    return Path(path).stat().st_ino if Path(path).exists() else 0


class CrashVFS(apsw.VFS):
    """SQLite's own file layer over a `Disk`."""

    NAME = "crash"

    def __init__(self, disk: Disk) -> None:
        super().__init__(self.NAME, "")
        self.disk = disk

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _CrashFile(self.disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.disk.call()
        number = _number_of(filename)
        super().xDelete(filename, syncdir=False)
        self.disk.removed(filename, number)
        self.disk.call()
        if syncdir:
            self.disk.sync_names()


class _CrashFile(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        is_there = path is not None and Path(path).exists()
        super().__init__("", name, flags)
        self._disk = disk
        self._number = 0
        if path is not None:  # else a temporary file without a name
            kinds = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
            is_journal = bool(flags[0] & kinds)
            self._number = disk.opened(path, is_made=not is_there, is_journal=is_journal)

    def xWrite(self, data: Any, offset: int) -> None:
        super().xWrite(data, offset)
        self._note(lambda: self._disk.changed(self._number, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self._note(lambda: self._disk.changed(self._number, newsize, None))

    def xSync(self, flags: int) -> None:
        self._note(lambda: None)
        if self._number:
            self._disk.sync(self._number)

    def _note(self, note: Callable[[], None]) -> None:
        if self._number:
            note()
            self._disk.call()
