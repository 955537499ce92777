"""The frameworks of the mission with their latest assessments, and what they lack."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from rccdesk.cli import shapes, tables
from rccdesk.cli.opening import OpenStore, store_path
from rccdesk.cli.output import print_json
from rccdesk.cli.streams import say
from rccdesk.enums import Scale, Thing
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.framework import (
        AssessmentRow,
        ChainLink,
        FrameworkItemRow,
        FrameworkView,
        ItemGaps,
        ItemView,
    )

_KEYS = ("key", "title", "source", "standing", "valid_from_year", "valid_to_year")
_FLAGS = ("is_own", "is_shown")
_ASSESSED = ("progress", "challenge", "plan_progress", "reason", "owner_role")


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add the arguments of ``framework`` and ``framework gaps``."""
    _add_choices(parser, None)
    acts = parser.add_subparsers(dest="act", metavar="gaps", parser_class=type(parser))
    gaps = acts.add_parser("gaps", parents=[common], help=text("framework.help.gaps"))
    _add_choices(gaps, argparse.SUPPRESS)


def _add_choices(parser: argparse.ArgumentParser, default: Any) -> None:
    parser.add_argument("--key", metavar="K", default=default)
    parser.add_argument("--format", choices=("json",), default=default)


def framework(options: argparse.Namespace, as_json: bool) -> int:
    """Print the frameworks, one of them, or what their items lack."""
    from rccdesk.services import framework as service

    with OpenStore(store_path(options), reading=True) as database:
        if options.act == "gaps":
            return _gaps(service.list_gaps(database, options.key), as_json=as_json)
        keys = [row.key for row in service.list_frameworks(database, only_shown=False)]
        if options.key is not None:
            keys = [service.get_framework(database, options.key).key]
        views = [service.get_view(database, key) for key in keys]
        if as_json:
            ends = _read_ends(database)
            print_json({"frameworks": [_shape(view, ends) for view in views]})
            return 0
    shown = [view for view in views if view.framework.is_shown or options.key is not None]
    for number, view in enumerate(shown):
        if number:
            say("")
        _print(view)
    return 0


def _gaps(found: tuple[ItemGaps, ...], *, as_json: bool) -> int:
    from rccdesk.services.framework import gap_words

    if as_json:
        print_json(
            {
                "gaps": [
                    {
                        "framework": each.framework_key,
                        "code": each.item.code,
                        "title": each.item.title,
                        "gaps": [str(gap) for gap in each.gaps],
                    }
                    for each in found
                ]
            }
        )
        return 0
    rows = [
        {
            "framework": each.framework_key,
            "code": each.item.code,
            "title": each.item.title,
            "gaps": ", ".join(map(gap_words, each.gaps)),
        }
        for each in found
    ]
    tables.print_rows(rows, empty=text("framework.cli.no_gaps"))
    return 0


class _Ends:
    """The links that lead from items, and what the other ends are called."""

    def __init__(
        self,
        links: dict[str, list[ChainLink]],
        names: dict[tuple[str, str], str],
        frameworks: dict[str, str],
    ):
        """Remember the links by their item, the names by kind and key, and items' frameworks."""
        self.links = links
        self.names = names
        self.frameworks = frameworks


def _read_ends(database: Database) -> _Ends:
    from rccdesk.services import framework as service
    from rccdesk.services.links import list_links, read_names

    found: dict[str, list[ChainLink]] = {}
    every = list_links(database, from_kind=Thing.FRAMEWORK_ITEM)
    for link in every:
        found.setdefault(link.from_key, []).append(link)
    named = read_names(database, [(each.to_kind, each.to_key, each.title) for each in every])
    names = {(str(kind), key): each.name for (kind, key), each in named.items()}
    frameworks = {}
    for row in service.list_frameworks(database, only_shown=False):
        for item in service.list_items(database, row.key):
            names[str(Thing.FRAMEWORK_ITEM), item.uuid] = item.code
            frameworks[item.uuid] = row.key
    return _Ends(found, names, frameworks)


def _shape(view: FrameworkView, ends: _Ends) -> shapes.Shape:
    row = view.framework
    codes = {each.item.uuid: each.item.code for each in view.rows}
    return {
        **{name: getattr(row, name) for name in (*_KEYS, *_FLAGS)},
        "sentence": view.sentence,
        "items": [_item(each, codes, ends) for each in view.rows],
    }


def _item(row: ItemView, codes: dict[str, str], ends: _Ends) -> shapes.Shape:
    item: FrameworkItemRow = row.item
    return {
        "code": item.code,
        "title": item.title,
        "text": item.text,
        "parent": codes.get(item.parent_uuid),
        "asks_for_plan": item.asks_for_plan,
        "links": [
            {
                "to": ends.names[str(link.to_kind), link.to_key],
                "kind": str(link.to_kind),
                "framework": ends.frameworks.get(link.to_key),
                "role": str(link.role),
                "is_confirmed": link.is_confirmed,
                "is_secondary": link.is_secondary,
            }
            for link in ends.links.get(item.uuid, ())
        ],
        "assessment": _assessment(row.latest),
        "evidence_count": row.evidence_count,
        "gaps": [str(gap) for gap in row.gaps],
    }


def _assessment(row: AssessmentRow | None) -> shapes.Shape | None:
    if row is None:
        return None
    return {
        "day": row.day.isoformat(),
        "body": row.body,
        **{name: getattr(row, name) for name in _ASSESSED},
        "next_review": row.next_review.isoformat() if row.next_review else None,
    }


def _print(view: FrameworkView) -> None:
    from rccdesk.services.framework import gap_words, level_words

    say(view.framework.title)
    say(view.sentence)
    rows = [
        {
            "code": row.item.code,
            "title": row.item.title,
            "progress": level_words(
                view.scales[Scale.PROGRESS], row.latest.progress if row.latest else None
            ),
            "challenge": level_words(
                view.scales[Scale.CHALLENGE], row.latest.challenge if row.latest else None
            ),
            "evidence": row.evidence_count,
            "day": row.latest.day.isoformat() if row.latest else None,
            "gaps": ", ".join(gap_words(gap, short=True) for gap in row.gaps) or None,
        }
        for row in view.rows
    ]
    tables.print_rows(rows, empty="")
