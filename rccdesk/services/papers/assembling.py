"""What every paper has in common: its frame, its abbreviations, and its file."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import rccdesk
from rccdesk.errors import RccdeskError
from rccdesk.files import write_atomic
from rccdesk.services import organisation
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.templates import used_templates
from rccdesk.services.packs.writers import write_pack
from rccdesk.services.plans.stored import today
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rccdesk.services.database import Database

_SHORT = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![\w])")
_ROMAN = re.compile(r"[IVX]+")
_NO_SHORTS = frozenset({"OK", "PDF", "CET", "EU"})


def paper(
    database: Database,
    kind: str,
    title: str,
    sections: Iterable[Section],
    *,
    subtitle: str = "",
    state: str = "",
    made_on: dt.date | None = None,
    data_until: str = "",
    pack_id: str = "",
    summary: tuple[str, ...] = (),
) -> Pack:
    """Return a paper of its sections, with the abbreviations in it explained at the end."""
    made = tuple(section for section in sections if not _is_empty(section))
    return Pack(
        pack_id=pack_id,
        kind=kind,
        title=title,
        subtitle=subtitle,
        organisation=_own_name(database),
        made_on=made_on or today(),
        data_until=data_until,
        state=state,
        is_example=database.is_example,
        snapshot_ids=(),
        program_version=rccdesk.__version__,
        summary=summary,
        sections=made,
        abbreviations=explain_shorts([title, subtitle, *summary, *_words(made)]),
    )


def write_paper(database: Database, pack: Pack, target: Path, suffixes: Sequence[str]) -> Path:
    """Write a paper in the format that the name of ``target`` ends with; return where it lies.

    On the RCC's own template of the format, where one is used.

    Raises RccdeskError ``paper_format`` for another ending, FileWriteError.
    """
    check_suffix(target, suffixes)
    name = target.suffix.lower().lstrip(".")
    write_atomic(target, write_pack(pack, name, used_templates(database)))
    return target


def check_suffix(target: Path, suffixes: Sequence[str]) -> None:
    """Raise RccdeskError ``paper_format`` where the name ends with no format of the paper."""
    if target.suffix.lower().lstrip(".") not in suffixes:
        raise RccdeskError(
            "paper_format",
            format=target.suffix or target.name,
            formats=", ".join(f".{each}" for each in suffixes),
        )


def explain_shorts(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that occur, in order, with what they stand for (R-P17).

    One that the program does not know is told as unexplained, so that it is seen before papers
    go out. Roman numerals are none.
    """
    found = {short for words in texts for short in _SHORT.findall(words)}
    return tuple(
        (short, _meaning(short))
        for short in sorted(found - _NO_SHORTS)
        if not _ROMAN.fullmatch(short)
    )


def listed(names: Iterable[str]) -> str:
    """Return names after each other, what is empty left out."""
    return ", ".join(name for name in names if name)


def _meaning(short: str) -> str:
    key = f"packs.abbreviation.{short}"
    return text(key) if has_text(key) else text("papers.short_unknown")


def _own_name(database: Database) -> str:
    own = organisation.get_profile(database).rcc
    return next((rcc.name for rcc in organisation.list_rccs(database) if rcc.key == own), "")


def _is_empty(section: Section) -> bool:
    return not any(
        (
            *(section.paragraphs, section.facts, section.remarks),
            *(section.charts, section.tables, section.notes),
        )
    )


def _words(sections: Iterable[Section]) -> Iterable[str]:
    for section in sections:
        yield section.heading
        yield section.chapter
        yield from section.paragraphs
        for what, words in section.facts:
            yield from (what, words)
        for _symbol, words in section.remarks:
            yield words
        for table in section.tables:
            yield table.title
            yield from (column.title for column in table.columns)
            yield from (cell for row in table.rows for cell in row)
        for chart in section.charts:
            yield from (chart.title, chart.subtitle, chart.finding)
