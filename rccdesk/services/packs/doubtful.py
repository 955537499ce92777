"""The doubts of data that follow the figures of a pack: a remark at each, a list at the end.

Nothing is said where there are none: extracts that were read before the rules have none either.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rccdesk.enums import DoubtState
from rccdesk.services.doubt_listing import list_doubts_of_tables
from rccdesk.services.packs.model import Section
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.services.value_keys import ValueKey, read_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.doubt_listing import ListedDoubt
    from rccdesk.services.publishing import PublishableTable

_MOST = 20  # that are listed of each state
_COUNTS = ("count", "rows", "parts", "total")  # values of a doubt that count cases or rows


def with_doubts(database: Database, section: Section, table: PublishableTable) -> Section:
    """Return the section of a table with how many doubts concern its figures."""
    found = _told(database, (table,))
    if not found:
        return section
    count = {state: sum(one.doubt.state is state for one in found) for state in DoubtState}
    parts = [
        text(f"packs.doubts.{state.value}_count", count=count[state])
        for state in (DoubtState.OPEN, DoubtState.EXPLAINED)
        if count[state]
    ]
    remark = text("packs.doubts.remark", counts=", ".join(parts), chapter=_chapter())
    return dataclasses.replace(section, remarks=(*section.remarks, ("", remark)))


def doubts_section(
    database: Database, tables: Iterable[PublishableTable], *, most: int = _MOST
) -> Section | None:
    """Return the open and explained doubts of some tables; None where there are none.

    ``most`` are told of each state, and then how many more there are.
    """
    found = _told(database, tables)
    least = get_small_number_limits(database).group
    paragraphs: list[str] = []
    for state in (DoubtState.OPEN, DoubtState.EXPLAINED):
        listed = [one for one in found if one.doubt.state is state]
        if listed:
            paragraphs.append(text(f"packs.doubts.{state.value}", count=len(listed)))
        paragraphs += _paragraphs(listed[:most], least)
        if len(listed) > most:
            paragraphs.append(text("packs.doubts.more", count=len(listed) - most))
    if not paragraphs:
        return None
    return Section(
        chapter=_chapter(), heading=text("packs.doubts.heading"), paragraphs=tuple(paragraphs)
    )


def _chapter() -> str:
    return text("packs.chapter.method")


def _told(database: Database, tables: Iterable[PublishableTable]) -> tuple[ListedDoubt, ...]:
    """Return the open and explained doubts of figures that are shown."""
    every = tuple(tables)
    return tuple(
        one
        for one in list_doubts_of_tables(database, every)
        if one.doubt.state is not DoubtState.DISMISSED
        and not any(_hides(table, read_key(one.doubt.value_key)) for table in every)
    )


def _hides(table: PublishableTable, key: ValueKey) -> bool:
    """Tell whether a table hides the figure of a key, or a sum that the figure is part of."""
    return table.measure == key.measure and any(
        row.hidden and all(key.fields.get(name) == code for name, code in row.fields if code)
        for row in table.rows
    )


def _paragraphs(listed: Sequence[ListedDoubt], least: int) -> list[str]:
    """Return the doubts in words, those of which the same is said together."""
    figures: dict[tuple[str, str, str], dict[str, None]] = {}  # each figure once, in order
    for one in listed:
        figures.setdefault((one.measure, one.title, _said(one, least)), {})[one.figure] = None
    paragraphs = []
    for (measure, title, said), of in figures.items():
        parts = [measure, *of] if len(of) == 1 else [measure]
        about = ", ".join(part for part in parts if part)
        sentences = [f"{about}: {title[:1].lower()}{title[1:]}.", said]
        if len(of) > 1:
            sentences.append(text("packs.doubts.figures", count=len(of), names="; ".join(of)))
        paragraphs.append(" ".join(sentence for sentence in sentences if sentence))
    return paragraphs


def _said(one: ListedDoubt, least: int) -> str:
    """Return what is said of a doubt; without its figures where one of them is under ``least``."""
    said = []
    values = one.doubt.values
    if not any(0 < float(values[name]) < least for name in _COUNTS if name in values):
        said.append(one.sentence)
    if one.doubt.state is DoubtState.EXPLAINED:
        note = one.doubt.note.rstrip(".")
        said.append(text("packs.doubts.explanation", note=note))
    return " ".join(part for part in said if part)
