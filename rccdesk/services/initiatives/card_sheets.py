"""Result cards as accessible PDF pages (PDF/UA-1), one initiative on each."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.errors import RccdeskError
from rccdesk.files import write_atomic
from rccdesk.services.charts.drawing import clean
from rccdesk.services.initiatives.cards import ResultCard, get_card
from rccdesk.services.swedish_order import sort_key
from rccdesk.services.tokens import load_colours
from rccdesk.services.typesetting import typeset
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_TEMPLATE = "result_cards.typ"


def write_card(database: Database, uuid: str, path: Path) -> Path:
    """Write the result card of an initiative as a page of PDF; as `write_cards`."""
    return write_cards(database, [uuid], path)


def write_cards(database: Database, uuids: Sequence[str], path: Path) -> Path:
    """Write the cards of several initiatives as one PDF, under the areas that they serve.

    A card that serves several areas is printed under the first of them, so that no initiative is
    told twice. Raises RccdeskError ``cards_none``, NotFoundError ``initiative_missing``,
    FileWriteError.
    """
    cards = [get_card(database, uuid) for uuid in dict.fromkeys(uuids)]
    if not cards:
        raise RccdeskError("cards_none")
    write_atomic(path, make_pdf(cards))
    return path


def make_pdf(cards: Sequence[ResultCard]) -> bytes:
    """Return cards as one PDF; the same cards of the same day give the same bytes."""
    stamp = dt.datetime.combine(cards[0].made_on, dt.time(12), tzinfo=dt.UTC)
    content = json.dumps(_content(cards), ensure_ascii=False, sort_keys=True)
    return typeset(_TEMPLATE, {"cards": content}, output="pdf", stamp=stamp, accessible=True)[0]


def preview_cards(cards: Sequence[ResultCard], *, ppi: float = 110.0) -> list[bytes]:
    """Return every page as PNG, from the same document as the PDF."""
    content = json.dumps(_content(cards), ensure_ascii=False, sort_keys=True)
    return typeset(_TEMPLATE, {"cards": content}, output="png", ppi=ppi)


def by_area(cards: Sequence[ResultCard]) -> list[tuple[str, list[ResultCard]]]:
    """Return the cards under the first area of each, areas by name, those without last."""
    found: dict[str, list[ResultCard]] = {}
    for card in cards:
        found.setdefault(card.areas[0] if card.areas else "", []).append(card)
    return sorted(found.items(), key=lambda each: (not each[0], sort_key(each[0])))


def _content(cards: Sequence[ResultCard]) -> dict[str, Any]:
    first = cards[0]
    return {
        "lang": language(),
        "title": text("initiatives.card.title" if len(cards) == 1 else "initiatives.card.titles"),
        "author": "rccdesk",
        "made_on": [first.made_on.year, first.made_on.month, first.made_on.day],
        "made_on_words": text("initiatives.card.made_on", date=first.made_on.isoformat()),
        "organisation": clean(first.organisation),
        "example": text("initiatives.example") if first.is_example else "",
        "colours": dict(load_colours()),
        "heads": {
            key: text(f"initiatives.card.{key}")
            for key in (
                "result",
                "activities",
                "conclusion",
                "areas",
                "goals",
                "figure_head",
                "period_head",
                "moment_head",
                "source_head",
                "compared_with",
            )
        },
        "page_of": text("packs.page_of", page="{page}", pages="{pages}"),
        "areas": [
            {"name": clean(name or text("initiatives.card.no_area")), "cards": [*map(_card, each)]}
            for name, each in by_area(cards)
        ],
        "is_collection": len(cards) > 1,
    }


def _card(card: ResultCard) -> dict[str, Any]:
    status = [card.state, card.level_words, card.place]
    if card.came_from:
        status.append(text("initiatives.card.came_from", name=card.came_from))
    return {
        "title": clean(card.title),
        "status": clean(" · ".join(part for part in status if part)),
        "areas": clean(", ".join(card.areas)),
        "goals": clean(", ".join(card.goals)),
        "facts": [[clean(label), clean(words)] for label, words in card.facts],
        "activities": [clean(words) for words in card.activities],
        "conclusion": clean(card.conclusion),
        "result": clean(card.result),
        "is_measured": card.is_measured,
        "outcomes": [
            {
                "name": clean(" · ".join(p for p in (each.measure, each.place) if p)),
                "compared_with": clean(each.compared_with),
                "figures": [
                    [
                        clean(figure.moment),
                        clean(figure.period),
                        clean(figure.words),
                        clean("; ".join(p for p in (figure.coverage, figure.extract) if p)),
                    ]
                    for figure in each.figures
                ],
                "sentences": [clean(words) for words in each.sentences],
            }
            for each in card.outcomes
        ],
    }
