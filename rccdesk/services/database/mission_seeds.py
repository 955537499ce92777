"""The frameworks that ship with the program, their links to each other and the two scales.

The links between the frameworks are this program's own reading: they ship unconfirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rccdesk.enums import LinkRole, Scale, Thing
from rccdesk.models import Base, Framework, FrameworkItem, Link, ScaleLevel
from rccdesk.services.database.seed_files import read_toml, seed_uuid

# Which framework the codes of a table of links belong to: from, to, whether secondary.
_LINKS = {
    "criterion_area": ("kriterier-2011", "omraden-2018", False),
    "criterion_area_secondary": ("kriterier-2011", "omraden-2018", True),
    "criterion_goal": ("kriterier-2011", "mal-2009", False),
    "ordinance_area": ("forordning-2019-7", "omraden-2018", False),
}


def item_uuid(framework: str, code: str) -> str:
    """Return the key of a shipped item of the framework with that key."""
    return seed_uuid("framework_item", framework, code)


def mission_rows() -> Iterator[Base]:
    """Yield the frameworks, each before its items, then the links and the levels of the scales."""
    shipped, own = read_toml("framework.toml"), read_toml("mission.toml")
    shown = [(entry, True) for entry in shipped["framework"]]
    examples = [(entry, False) for entry in own["example"]]
    for position, (entry, is_shown) in enumerate([*shown, *examples]):
        yield Framework(
            uuid=seed_uuid("framework", entry["key"]),
            key=entry["key"],
            title=entry["title"],
            source=entry["source"],
            standing=entry.get("standing", ""),
            lead_in=entry.get("lead_in", ""),
            note=entry.get("note", ""),
            valid_from_year=entry.get("valid_from_year"),
            valid_to_year=entry.get("valid_to_year"),
            is_own=False,
            is_shown=is_shown,
            position=position,
        )
        yield from _items(entry, own["short_titles"])
    yield from _links(shipped["links"], own["links"]["source"])
    yield from _levels(own["scales"])


def _items(entry: dict[str, Any], short: dict[str, str]) -> Iterator[FrameworkItem]:
    framework = seed_uuid("framework", entry["key"])
    position = 0
    for item in entry["items"]:
        code = item["code"]
        words = item.get("text") or item["title"]
        yield FrameworkItem(
            uuid=item_uuid(entry["key"], code),
            framework_uuid=framework,
            code=code,
            title=item.get("title") or short[code],
            text=words,
            asks_for_plan=item.get("plan", False),
            position=position,
        )
        position += 1
        for letter, part in zip("abcdefgh", item.get("parts", ()), strict=False):
            yield FrameworkItem(
                uuid=item_uuid(entry["key"], code + letter),
                framework_uuid=framework,
                parent_uuid=item_uuid(entry["key"], code),
                code=code + letter,
                title=part[:1].upper() + part[1:],
                text=part,
                asks_for_plan=False,
                position=position,
            )
            position += 1


def _links(tables: dict[str, Any], source: str) -> Iterator[Link]:
    for name, (start, end, is_secondary) in _LINKS.items():
        for code, others in tables[name].items():
            for other in others:
                yield Link(
                    uuid=seed_uuid("link", start, code, end, other),
                    from_kind=Thing.FRAMEWORK_ITEM,
                    from_key=item_uuid(start, code),
                    to_kind=Thing.FRAMEWORK_ITEM,
                    to_key=item_uuid(end, other),
                    role=LinkRole.MAPPING,
                    source=source,
                    is_confirmed=False,
                    is_secondary=is_secondary,
                )


def _levels(scales: dict[str, Any]) -> Iterator[ScaleLevel]:
    for scale in Scale:
        for level, name in enumerate(scales[scale]):
            yield ScaleLevel(
                uuid=seed_uuid("scale_level", scale, level),
                scale=scale,
                level=level,
                name=name,
                source=scales["source"],
            )
