"""The files of a pack: their names, and writing all of them or none."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import models
from rccdesk.enums import GroupKind
from rccdesk.files import remove_leftovers, safe_name, write_atomic
from rccdesk.services import progress as reporting
from rccdesk.services.packs.archive import PackFile
from rccdesk.services.packs.templates_then import templates_of
from rccdesk.services.packs.writers import write_formats
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.press import Press
    from rccdesk.services.progress import Progress


def file_stem(day: str, *parts: str) -> str:
    """Return a file name without its suffix: the ISO day first, then the parts made safe."""
    return "_".join(part for part in (day, *map(safe_name, parts)) if part)


def about_words(
    labels: Labels, svf: Sequence[str], region: Sequence[str], unit: str, named: str = ""
) -> str:
    """Return the part of a file name that tells what a pack is about; ``named`` as `named_in`."""
    parts = [safe_name(labels.name("svf", code)).lower() for code in svf]
    if len(parts) > 3:
        parts = [text("packs.many_svf", count=len(parts))]
    parts += [safe_name(named)] if named else []
    parts += [safe_name(labels.name("region", code)) for code in region[:3]]
    if unit:
        parts.append(safe_name(labels.name("unit", unit)))
    return "_".join(parts)


def meeting_of(database: Database, meeting_uuid: str, steering: str) -> tuple[dt.date | None, str]:
    """Return the day of a meeting and its group's name, ``steering`` for the body that leads.

    Those of a meeting in the Papperskorg too, so that the files of an issued pack keep their name.
    """
    with database.read() as session:
        met = session.get(models.Meeting, meeting_uuid)
        group = session.get(models.WorkGroup, met.group_uuid) if met is not None else None
        if met is None or group is None:
            return None, steering
        is_leading = group.is_steering_body or group.kind == GroupKind.STEERING
        return met.day, steering if is_leading else group.name


def named_in(pack: Pack, process: str) -> str:
    """Return the process that a pack is about, or its measure; "" for packs of neither."""
    return process or (pack.title if pack.kind == "indicator-sheet" else "")


@contextlib.contextmanager
def written(
    database: Database,
    pack: Pack,
    out_dir: Path,
    stem: str,
    formats: Iterable[str],
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> Iterator[tuple[PackFile, ...]]:
    """Write a pack in formats of `FORMATS` and give its files; if anything fails, they are removed.

    ``press`` writes them, else this process.

    The RCC's own templates carry what has one: those in use, of an issued pack those it has.
    A file that is there is never written over: somebody may have edited it. Raises
    FileWriteError, RccdeskError ``pack_template_gone``.
    """
    files: list[PackFile] = []
    remove_leftovers((out_dir,), dt.datetime.now(dt.UTC))  # of a run that was killed here
    try:
        names = tuple(dict.fromkeys(formats))
        used = templates_of(database, pack, names)
        write = press.write if press is not None else write_formats
        contents = write(pack, names, used, progress)
        stem = _free_stem(out_dir, stem, tuple(contents))
        for name, content in contents.items():
            path = out_dir / f"{stem}.{name}"
            digest = write_atomic(path, content, verify=True)
            files.append(PackFile(name, str(path.resolve()), digest))
        yield tuple(files)
    except BaseException:
        for file in files:
            Path(file.path).unlink(missing_ok=True)
        raise


def _free_stem(folder: Path, stem: str, suffixes: tuple[str, ...]) -> str:
    """Return a name that no file has in any of the formats."""
    number = 1
    candidate = stem
    while any((folder / f"{candidate}.{suffix}").exists() for suffix in suffixes):
        number += 1
        candidate = f"{stem}_{number}"
    return candidate
