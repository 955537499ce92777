"""The plans of the example: one cancer plan, a region's plan and a process's plan under it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import ItemState, LinkRole, Thing, Topic
from rccdesk.models import (
    Activity,
    CauseClass,
    FollowUp,
    Framework,
    FrameworkItem,
    Link,
    Obstacle,
    PeriodLock,
    Plan,
    PlanBaseline,
    PlanItem,
    PlanItemRegion,
    PlanRegion,
    Responsibility,
)
from rccdesk.paths import resource_dir
from rccdesk.services.plans import propose_follow_up
from rccdesk.services.plans.baselines import content_of
from rccdesk.services.plans.model import PlanItemRow
from rccdesk.services.plans.stored import read_row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_MAIN = "main"
_LINKED = ("serves", "serves_goals", "unconfirmed", "svf", "measures", "states", "plan")
_FRAMEWORKS = ("kriterier-2011", "omraden-2018")  # where codes such as K4 and P8 are looked for
_Entry = Mapping[str, Any]


def add_plans(database: Database) -> None:
    """Store the invented plans with everything that is said of them."""
    path = resource_dir() / "seed" / "example_plan.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    with database.write(Topic.PLANS, Topic.FRAMEWORK, act="history.act.example_made") as session:
        plans = _add_plans(session, content)
        items = _add_items(session, content, plans)
        session.flush()
        _add_links(session, content, items)
        _add_said(session, content, items, database.who)
        _add_baselines(session, content, plans, database.who)
        session.add(
            PeriodLock(
                subject_kind=Thing.PLAN,
                subject_key=plans[_MAIN].uuid,
                period=content["locked_period"],
                locked_on=max(row["day"] for row in content["follow_up"]),
                author=database.who,
            )
        )
    _follow_up_with_figures(database, content, items)


def _follow_up_with_figures(
    database: Database, content: _Entry, items: Mapping[tuple[str, str], PlanItem]
) -> None:
    """Add follow-ups that keep the figure as it is published; the store may be made any day."""
    made = []
    for entry in content["figured"]:
        uuid = items[entry["plan"], entry["item"]].uuid
        row = propose_follow_up(database, Thing.PLAN_ITEM, uuid, entry["period"])
        made.append(replace(row, author=database.who, **_without(entry, ("plan", "item"))))
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        for row in made:
            session.add(FollowUp(**_without(asdict(row), ("uuid",))))
            session.get_one(PlanItem, row.subject_key).touched_on = row.day


def _add_plans(session: Session, content: _Entry) -> dict[str, Plan]:
    plans: dict[str, Plan] = {}
    for position, entry in enumerate(content["plan"]):
        fields = _without(entry, ("key", "parent", "svf", "level_names"))
        parent = plans.get(entry.get("parent", ""))
        plan = Plan(
            **fields,
            parent_uuid=parent.uuid if parent is not None else None,
            svf=" ".join(entry.get("svf", ())),
            level_names="\n".join(entry["level_names"]),
            position=position,
        )
        session.add(plan)
        session.flush()
        plans[entry["key"]] = plan
    for entry in content["approval"]:
        plan = plans[entry["plan"]]
        session.add(PlanRegion(plan_uuid=plan.uuid, **_without(entry, ("plan",))))
    return plans


def _add_items(
    session: Session, content: _Entry, plans: Mapping[str, Plan]
) -> dict[tuple[str, str], PlanItem]:
    """Add the goals, each under the one whose code its own begins with."""
    items: dict[tuple[str, str], PlanItem] = {}
    for position, entry in enumerate(content["item"]):
        plan = entry["plan"]
        parent = items.get((plan, entry["code"].rpartition(".")[0]))
        item = PlanItem(
            plan_uuid=plans[plan].uuid,
            parent_uuid=parent.uuid if parent is not None else None,
            position=position,
            **_without(entry, _LINKED),
        )
        session.add(item)
        session.flush()
        items[plan, entry["code"]] = item
        states = zip(content["regions"], entry.get("states", ()), strict=False)
        for region, state in states:
            if state:
                session.add(
                    PlanItemRegion(
                        item_uuid=item.uuid,
                        region=region,
                        state=state,
                        told_on=entry["touched_on"],
                    )
                )
    return items


def _add_links(
    session: Session, content: _Entry, items: Mapping[tuple[str, str], PlanItem]
) -> None:
    query = (
        select(FrameworkItem.code, FrameworkItem.uuid)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(Framework.key.in_(_FRAMEWORKS))
    )
    codes = dict(session.execute(query).all())
    for entry in content["item"]:
        uuid = items[entry["plan"], entry["code"]].uuid
        ends = [(Thing.FRAMEWORK_ITEM, codes[code], True) for code in entry.get("serves", ())]
        ends += [
            (Thing.FRAMEWORK_ITEM, codes[code], False) for code in entry.get("unconfirmed", ())
        ]
        ends += [
            (Thing.PLAN_ITEM, items[_MAIN, code].uuid, True)
            for code in entry.get("serves_goals", ())
        ]
        ends += [(Thing.PATHWAY, prefix, True) for prefix in entry.get("svf", ())]
        made = [(kind, key, LinkRole.SERVES, sure) for kind, key, sure in ends]
        made += [(Thing.MEASURE, key, LinkRole.MEASURE, True) for key in entry.get("measures", ())]
        for kind, key, role, is_confirmed in made:
            session.add(
                Link(
                    from_kind=Thing.PLAN_ITEM,
                    from_key=uuid,
                    to_kind=kind,
                    to_key=key,
                    role=role,
                    is_confirmed=is_confirmed,
                    source=content["source"],
                    added_on=entry["touched_on"],
                )
            )


def _add_said(
    session: Session,
    content: _Entry,
    items: Mapping[tuple[str, str], PlanItem],
    author: str,
) -> None:
    def item_of(entry: _Entry) -> PlanItem:
        return items[entry.get("plan", _MAIN), entry["item"]]

    def about(entry: _Entry) -> dict[str, str]:
        return {"subject_kind": Thing.PLAN_ITEM, "subject_key": item_of(entry).uuid}

    whole = ("plan", "item")
    for position, entry in enumerate(content["activity"]):
        session.add(
            Activity(
                plan_item_uuid=item_of(entry).uuid, position=position, **_without(entry, whole)
            )
        )
    for entry in content["follow_up"]:
        session.add(FollowUp(**about(entry), author=author, **_without(entry, whole)))
    for entry in content["responsibility"]:
        session.add(Responsibility(**about(entry), **_without(entry, whole)))
    causes = dict(session.execute(select(CauseClass.key, CauseClass.uuid)).all())
    for entry in content["obstacle"]:
        session.add(
            Obstacle(
                **about(entry),
                cause_uuid=causes[entry["cause"]],
                **_without(entry, (*whole, "cause")),
            )
        )


def _add_baselines(
    session: Session, content: _Entry, plans: Mapping[str, Plan], author: str
) -> None:
    """Add the kept states: the goals as they are, but for what was different then."""
    for entry in content["baseline"]:
        plan_uuid = plans[entry["plan"]].uuid
        query = select(PlanItem).where(PlanItem.plan_uuid == plan_uuid)
        rows = [read_row(PlanItemRow, found) for found in session.scalars(query)]
        kept = json.loads(content_of(rows))
        kept["items"] = [
            {**item, **entry["was"].get(item["code"], {})}
            for item in kept["items"]
            if item["code"] not in entry["without"]
        ]
        for gone in entry["gone"]:
            row = PlanItemRow(plan_uuid, state=ItemState.NOT_STARTED, uuid=gone["code"], **gone)
            kept["items"] += json.loads(content_of([row]))["items"]
        session.add(
            PlanBaseline(
                plan_uuid=plan_uuid,
                name=entry["name"],
                saved_on=entry["saved_on"],
                author=author,
                content=json.dumps(kept, ensure_ascii=False, default=str),
            )
        )


def _without(entry: _Entry, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in names}
