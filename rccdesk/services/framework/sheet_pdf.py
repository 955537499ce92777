"""The sheet of an item as an accessible PDF (PDF/UA-1) of one page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.enums import Scale
from rccdesk.files import write_atomic
from rccdesk.services.charts.drawing import Drawing, clean
from rccdesk.services.framework.sheet import ItemSheet, SheetHistory, SheetScale, get_sheet
from rccdesk.services.tokens import load_colours
from rccdesk.services.typesetting import typeset
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_TEMPLATE = "sheet.typ"
_MARKS = 3
_BLOCK, _BLOCK_GAP, _BLOCK_HEIGHT = 16.0, 3.0, 10.0
_BAR, _BAR_GAP, _BAR_LEAST, _BAR_STEP = 8.0, 2.0, 5.0, 5.0
_COUNTING_PPI = 20.0  # pages are only counted


@dataclass(frozen=True, slots=True)
class _Room:
    """How many rows of each list, and how many letters of the user's long texts, are shown."""

    rows: int
    letters: int


_ROOMS = (_Room(40, 4000), _Room(12, 2500), _Room(8, 1200), _Room(5, 700), _Room(2, 300))


def write_sheet(
    database: Database, item_uuid: str, path: Path, *, body: str = "", area: str = ""
) -> Path:
    """Write the sheet of an item and return where it lies.

    What does not fit on the page is counted ("och 4 till"). Raises NotFoundError
    ``framework_item_missing``, FileWriteError.
    """
    write_atomic(path, sheet_bytes(get_sheet(database, item_uuid, body=body, area=area)))
    return path


def sheet_bytes(sheet: ItemSheet) -> bytes:
    """Return the sheet as PDF; the same sheet gives the same bytes."""
    stamp = dt.datetime.combine(sheet.made_on, dt.time(12), tzinfo=dt.UTC)
    content = _fitting(sheet)
    return typeset(_TEMPLATE, {"sheet": content}, output="pdf", stamp=stamp, accessible=True)[0]


def sheet_picture(sheet: ItemSheet, *, ppi: float = 110.0) -> bytes:
    """Return the sheet as PNG, from the same document as the PDF."""
    return typeset(_TEMPLATE, {"sheet": _fitting(sheet)}, output="png", ppi=ppi)[0]


def _fitting(sheet: ItemSheet) -> str:
    """Return the content of the sheet with as much of the lists as one page holds."""
    content = ""
    for room in _ROOMS:
        content = json.dumps(_content(sheet, room), ensure_ascii=False, sort_keys=True)
        if len(typeset(_TEMPLATE, {"sheet": content}, output="png", ppi=_COUNTING_PPI)) == 1:
            break
    return content


def _content(sheet: ItemSheet, room: _Room) -> dict[str, Any]:
    framework, item, latest = sheet.framework, sheet.item, sheet.latest
    quote = "" if item.text == item.title else _cut(item.text, room)
    standing = f"{framework.source} ({framework.standing})"
    facts = []
    if latest is not None and latest.owner_role:
        facts.append([text("framework.sheet.owner"), latest.owner_role])
    elif item.owner_role:
        facts.append([text("framework.sheet.owner"), item.owner_role])
    if latest is not None and latest.next_review is not None:
        facts.append([text("framework.sheet.next_review"), latest.next_review.isoformat()])
    own = ""
    if latest is not None:
        own = text("framework.sheet.byline", body=latest.body, date=latest.day.isoformat())
    made = text("framework.sheet.made_on", date=sheet.made_on.isoformat())
    return {
        "lang": language(),
        "title": clean(f"{item.name}"),
        "made_on": [sheet.made_on.year, sheet.made_on.month, sheet.made_on.day],
        "colours": dict(load_colours()),
        "header_left": clean(" · ".join(filter(None, (sheet.organisation, framework.title)))),
        "header_right": text("framework.sheet.example") if sheet.is_example else "",
        "footer": " · ".join(filter(None, (made, sheet.area and clean(sheet.area)))),
        "code": clean(item.code),
        "name": clean(item.title),
        "lead": clean(framework.lead_in),
        "quote": clean(quote),
        "source": clean(standing if framework.standing else framework.source),
        "assessment": text("framework.sheet.assessment"),
        "scales": [_scale(scale) for scale in sheet.scales],
        "reason": clean(_cut(latest.reason, room)) if latest is not None else "",
        "byline": clean(own),
        "facts": [[clean(name), clean(words)] for name, words in facts],
        "sections": _sections(sheet, room),
        "history": _history(sheet, room),
        "abbreviations": [list(pair) for pair in sheet.abbreviations],
        "abbreviations_title": text("framework.sheet.abbreviations"),
    }


def _sections(sheet: ItemSheet, room: _Room) -> list[dict[str, Any]]:
    lists: tuple[tuple[str, Sequence[tuple[str, str]]], ...] = (
        ("gaps", [(words, "") for words in sheet.gaps]),
        ("evidence", sheet.evidence),
        ("doing", sheet.doing),
        ("measures", sheet.measures),
        ("linked", [(words, "") for words in sheet.linked]),
    )
    found = []
    for name, pairs in lists:
        notes = []
        if len(pairs) > room.rows:
            notes.append(text("framework.sheet.more", count=len(pairs) - room.rows))
        if not pairs:
            notes.append(text(f"framework.sheet.none.{name}"))
        if name == "linked":
            if sheet.unconfirmed_count:
                notes.append(text("framework.sheet.unconfirmed", count=sheet.unconfirmed_count))
            if sheet.gone_count:
                notes.append(text("framework.sheet.gone", count=sheet.gone_count))
        found.append(
            {
                "heading": text(f"framework.sheet.{name}", count=len(pairs)),
                "lines": [
                    [clean(_one_line(words)), clean(detail)] for words, detail in pairs[: room.rows]
                ],
                "notes": notes,
                "is_gaps": name == "gaps",
            }
        )
    return found


def _history(sheet: ItemSheet, room: _Room) -> dict[str, Any]:
    rows = sheet.history[: room.rows]
    heads = ["day", "body", "progress", "challenge"]
    if sheet.item.asks_for_plan:
        heads[2:3] = ["plan", "implementation"]
    return {
        "heading": text("framework.sheet.history"),
        "head": [text(f"framework.sheet.column.{name}") for name in heads],
        "rows": [[clean(words) for words in _history_cells(row) if words] for row in rows],
        "more": text("framework.sheet.more", count=len(sheet.history) - len(rows))
        if len(sheet.history) > len(rows)
        else "",
        "none": "" if rows else text("framework.sheet.none.history"),
    }


def _history_cells(row: SheetHistory) -> tuple[str, ...]:
    return (row.day.isoformat(), row.body, row.plan, row.progress, row.challenge)


def _cut(words: str, room: _Room) -> str:
    if len(words) <= room.letters:
        return words
    return f"{words[: room.letters].rstrip()} … {text('framework.sheet.cut')}"


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 160 else f"{line[:159].rstrip()}…"


def _scale(shown: SheetScale) -> dict[str, str]:
    return {
        "question": shown.question,
        "svg": _blocks(shown.level) if shown.scale is Scale.PROGRESS else _bars(shown.level),
        "words": clean(shown.words),
    }


def _blocks(level: int | None) -> str:
    if level is None:
        return ""
    drawing = Drawing()
    for number in range(_MARKS):
        is_filled = number < level
        drawing.rect(
            number * (_BLOCK + _BLOCK_GAP),
            0,
            _BLOCK,
            _BLOCK_HEIGHT,
            fill="pri" if is_filled else "surface",
            stroke="pri" if is_filled else "line2",
        )
    return drawing.finish(_MARKS * (_BLOCK + _BLOCK_GAP) - _BLOCK_GAP, _BLOCK_HEIGHT, "")


def _bars(level: int | None) -> str:
    if level is None:
        return ""
    drawing = Drawing()
    highest = _BAR_LEAST + (_MARKS - 1) * _BAR_STEP
    for number in range(_MARKS):
        is_filled, height = number < level, _BAR_LEAST + number * _BAR_STEP
        drawing.rect(
            number * (_BAR + _BAR_GAP),
            highest - height,
            _BAR,
            height,
            fill="text2" if is_filled else "surface",
            stroke="text2" if is_filled else "line2",
        )
    return drawing.finish(_MARKS * (_BAR + _BAR_GAP) - _BAR_GAP, highest, "")
