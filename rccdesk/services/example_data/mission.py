"""The mission in the example: assessments, what they rest on, and the office's yearly plan."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import LinkRole, PlanKind, PlanState, Thing, Topic
from rccdesk.models import (
    Activity,
    Assessment,
    Framework,
    FrameworkItem,
    Link,
    PeriodLock,
    Plan,
    PlanItem,
    StrategicFactor,
)
from rccdesk.paths import resource_dir
from rccdesk.services.links.figures import stands

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_Entry = Mapping[str, Any]


def add_mission(database: Database) -> None:
    """Store the invented assessments, evidence, yearly plan and factors, and lock a half-year."""
    path = resource_dir() / "seed" / "example_mission.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    figures = {
        key: stands(database, key)
        for entry in content["evidence"].values()
        for key in entry.get("figures", ())
    }
    with database.write(Topic.FRAMEWORK, Topic.PLANS, act="history.act.example_made") as session:
        items = _read_items(session, (content["framework"], content["areas"]))
        session.add_all(_assessments(content, items, database.who))
        session.add_all(_evidence(content, items, figures))
        _confirm(session, content, items)
        _add_plan(session, content, items)
        for position, entry in enumerate(content["factor"]):
            session.add(StrategicFactor(**entry, source=content["source"], position=position))
        framework = session.scalar(
            select(Framework.uuid).where(Framework.key == content["framework"])
        )
        session.add(
            PeriodLock(
                subject_kind=Thing.FRAMEWORK,
                subject_key=framework,
                period=content["locked_period"],
                locked_on=content["locked_on"],
                note=content["lock_note"],
                author=database.who,
            )
        )


def _read_items(session: Session, keys: tuple[str, ...]) -> dict[str, FrameworkItem]:
    found = session.scalars(
        select(FrameworkItem)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(Framework.key.in_(keys))
    )
    return {item.code: item for item in found}


def _assessments(
    content: _Entry, items: Mapping[str, FrameworkItem], author: str
) -> Iterator[Assessment]:
    def make(code: str, day: dt.date, levels: list[int], **more: Any) -> Assessment:
        return Assessment(
            item_uuid=items[code].uuid,
            day=day,
            progress=levels[0],
            challenge=levels[1],
            plan_progress=levels[2] if len(levels) > 2 else None,
            author=author,
            **{"body": content["body"], **more},
        )

    for entry in content["criterion"]:
        owner = entry.get("owner", "")
        items[entry["code"]].owner_role = owner if not entry["history"] else ""
        for number, words in enumerate(entry["history"], 1):
            day, *levels = words.split()
            more: dict[str, Any] = {"owner_role": owner}
            if number == len(entry["history"]):
                more |= {"reason": entry["reason"], "next_review": entry["next_review"]}
            yield make(entry["code"], dt.date.fromisoformat(day), list(map(int, levels)), **more)
    area = content["area"]
    for code, levels in area["levels"].items():
        yield make(
            code, area["day"], levels, owner_role=area["owner"], next_review=area["next_review"]
        )
    regional = content["regional"]
    for code in (name for name in regional if name in items):
        for region, levels in zip(regional["regions"], regional[code], strict=True):
            yield make(code, regional["day"], levels, area=region)


def _evidence(
    content: _Entry, items: Mapping[str, FrameworkItem], figures: Mapping[str, bool]
) -> Iterator[Link]:
    """Yield the links to weigh in; a figure that the example is too small for is left out."""
    for code, entry in content["evidence"].items():
        ends = [(Thing.FIGURE, key, "") for key in entry.get("figures", ()) if figures[key]]
        ends += [(Thing.DOCUMENT, title, title) for title in entry.get("documents", ())]
        ends += [(Thing.DECISION, title, title) for title in entry.get("decisions", ())]
        for kind, key, title in ends:
            link = _link(content, items[code].uuid, kind, key, LinkRole.EVIDENCE, title)
            link.added_on = entry.get("added", content["evidence_added"])
            yield link
    for code, keys in content["measures"].items():
        for key in keys:
            yield _link(content, items[code].uuid, Thing.MEASURE, key, LinkRole.MEASURE)


def _link(
    content: _Entry, item: str, kind: Thing, key: str, role: LinkRole, title: str = ""
) -> Link:
    return Link(
        from_kind=Thing.FRAMEWORK_ITEM,
        from_key=item,
        to_kind=kind,
        to_key=key,
        role=role,
        title=title,
        source=content["source"],
        added_on=content["evidence_added"],
    )


def _confirm(session: Session, content: _Entry, items: Mapping[str, FrameworkItem]) -> None:
    own = [items[code].uuid for code in content["confirmed"]]
    areas = [item.uuid for code, item in items.items() if code.startswith("P")]
    for link in session.scalars(
        select(Link).where(
            Link.role == LinkRole.MAPPING,
            Link.from_key.in_(own),
            Link.to_key.in_(areas),
            Link.is_secondary.is_(False),
        )
    ):
        link.is_confirmed = True


def _add_plan(session: Session, content: _Entry, items: Mapping[str, FrameworkItem]) -> None:
    """Add the yearly plan under the cancer plan, where there is one."""
    entry = content["plan"]
    main = session.scalar(
        select(Plan.uuid).where(Plan.kind == PlanKind.CANCER, Plan.deleted_at.is_(None))
    )
    plan = Plan(
        name=entry["name"],
        kind=PlanKind.ANNUAL,
        state=PlanState.IN_FORCE,
        parent_uuid=main,
        valid_from=entry["valid_from"],
        valid_to=entry["valid_to"],
        owner_role=entry["owner_role"],
        level_names="\n".join(entry["level_names"]),
        note=entry["note"],
        position=99,
    )
    session.add(plan)
    session.flush()
    served = [(Thing.PLAN, plan.uuid, code) for code in entry["serves"]]
    if main is not None:
        served += [(Thing.PLAN, main, code) for code in entry["serves"]]
    for position, one in enumerate(entry["item"]):
        title, state, day = one["activity"]
        touched = min(day, dt.date(2026, 11, 2))
        item = PlanItem(
            plan_uuid=plan.uuid,
            position=position,
            code=one["code"],
            title=one["title"],
            measure=one.get("measure", ""),
            responsible=one["responsible"],
            state="late" if state == "late" else "on_track",
            target_date=entry["valid_to"],
            touched_on=touched,
        )
        session.add(item)
        session.flush()
        session.add(
            Activity(
                plan_item_uuid=item.uuid,
                title=title,
                state=state,
                due_on=day,
                done_on=day if state == "done" else None,
                responsible=one["responsible"],
                touched_on=touched,
            )
        )
        served += [(Thing.PLAN_ITEM, item.uuid, code) for code in one["serves"]]
    for kind, key, code in served:
        session.add(
            Link(
                from_kind=kind,
                from_key=key,
                to_kind=Thing.FRAMEWORK_ITEM,
                to_key=items[code].uuid,
                role=LinkRole.SERVES,
                source=content["source"],
                added_on=entry["valid_from"],
            )
        )
