"""The tree of a plan: order, depth, and what a place in it must not be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rccdesk.services.plans.model import DEPTH
from rccdesk.services.plans.stored import PlanError

if TYPE_CHECKING:
    from rccdesk.services.plans.model import PlanItemRow


def ordered(items: Iterable[PlanItemRow]) -> tuple[tuple[PlanItemRow, int], ...]:
    """Return the items depth first, each with its depth from 0.

    What points at no item of the plan, or at itself through others, stands as a goal of its own:
    nothing is ever left out.
    """
    rows = sorted(items, key=lambda row: (row.position, row.uuid))
    known = {row.uuid for row in rows}
    children: dict[str, list[PlanItemRow]] = {}
    for row in rows:
        parent = row.parent_uuid if row.parent_uuid in known else ""
        children.setdefault(parent, []).append(row)
    found: list[tuple[PlanItemRow, int]] = []
    seen: set[str] = set()

    def walk(row: PlanItemRow, depth: int) -> None:
        if row.uuid in seen:
            return
        seen.add(row.uuid)
        found.append((row, depth))
        for child in children.get(row.uuid, ()):
            walk(child, depth + 1)

    for row in (*children.get("", ()), *rows):
        walk(row, 0)
    return tuple(found)


def part_uuids(parents: Mapping[str, str], uuid: str) -> frozenset[str]:
    """Return an item and everything under it; ``parents`` is uuid -> uuid of its parent."""
    found = {uuid}
    before = 0
    while before != len(found):
        before = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return frozenset(found)


def path_to(parents: Mapping[str, str], uuid: str) -> tuple[str, ...]:
    """Return what an item lies under, from the top, without itself."""
    found: list[str] = []
    above = parents.get(uuid, "")
    while above and above in parents and above not in found and above != uuid:
        found.append(above)
        above = parents[above]
    return tuple(reversed(found))


def check_place(parents: Mapping[str, str], uuid: str, parent_uuid: str) -> None:
    """Raise PlanError where an item cannot lie under another of the same plan.

    ``uuid`` is "" for a new one. Codes: ``plan_other_plan`` (the parent is no living item of the
    plan), ``plan_cycle``, ``plan_too_deep``.
    """
    if not parent_uuid:
        return
    if parent_uuid not in parents:
        raise PlanError("plan_other_plan")
    moved = part_uuids(parents, uuid) if uuid else frozenset({uuid})
    if uuid and parent_uuid in moved:
        raise PlanError("plan_cycle")
    above = len(path_to(parents, parent_uuid)) + 1
    below = max((len(_steps_down(parents, one, uuid)) for one in moved), default=0) if uuid else 0
    if above + 1 + below > DEPTH:
        raise PlanError("plan_too_deep", most=DEPTH)


def _steps_down(parents: Mapping[str, str], uuid: str, top: str) -> tuple[str, ...]:
    """Return the items from under ``top`` down to ``uuid``."""
    if uuid == top:
        return ()
    path = path_to(parents, uuid)
    return (*path[path.index(top) + 1 :], uuid) if top in path else (uuid,)
