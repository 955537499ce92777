"""Plans of random rows with texts that are hard to carry through a workbook."""

from __future__ import annotations

import datetime as dt
import random

from rccdesk.enums import Topic
from rccdesk.models import Activity, Plan, PlanItem, PlanItemRegion
from rccdesk.models.base import new_uuid
from rccdesk.services.database import Database

_ACT = "history.act.profile_updated"
HARD = ("1.10", "1.1", "007", "=SUM(A1:A9)", "+46", "-1", "@x", '"citat"', "'enkelt", "a;b,c",
         "rad ett\nrad två\n\nrad fyra", "åäö ÅÄÖ é ñ", "🎗️ band 🟢", "https://exempel.se", "TRUE",
         "Ja", "2026-03-01", "1E5", "0,8", "50 %", "<b>&amp;</b>", "_x000D_", "tab\tbar", "#N/A",
         "mailto:a@b.se", "𝟙", "a\u00a0b", "e\u0301", "v. 35",
         "x" * 255, "ö" * 20_000)  # fmt: skip

# openpyxl, which stands in for Excel in tests, makes formulas, errors and signs of these.
EDITABLE = tuple(words for words in HARD if words[0] not in "=#_")
_STATES = ("not_started", "on_track", "late", "obstructed", "done")
_REGIONS = ("12", "07", "13", "10")


def fill_with_random_plan(
    database: Database, seed: int, *, goals: int = 25, texts: tuple[str, ...] = HARD
) -> None:
    """Write a plan with goals, states per region and activities, alike for the same seed."""
    pick = random.Random(seed)

    def words() -> str:
        return pick.choice(("", *texts, pick.choice(texts) + " " + pick.choice(texts)))[:20_000]

    def title() -> str:
        return pick.choice(("Samma namn", words() or "Mål", f"Mål {pick.randint(1, 9)}"))

    def day() -> dt.date | None:
        return pick.choice((None, dt.date(1, 1, 1) + dt.timedelta(pick.randrange(3_000_000)),
                            dt.date(1899, 12, 31), dt.date(1900, 2, 28), dt.date(1900, 3, 1),
                            dt.date(2026, 3, 31)))  # fmt: skip

    def number() -> float | None:
        return pick.choice((None, 0.0, 0.8, 0.85, 1 / 3, -5.0, 1e-9, 123456789.123, 28.0))

    with database.write(Topic.PLANS, act=_ACT) as session:
        plan = Plan(uuid=new_uuid(), name="Plan 1.10", kind="cancer_plan", state="draft",
                    vision=words(), note=words(),
                    level_names="Område\nMål\nDelmål", valid_from=None)  # fmt: skip
        session.add(plan)
        session.flush()
        made: list[tuple[str, int]] = []
        for position in range(goals):
            above = pick.choice([each for each in made if each[1] < 4] or [("", 0)])
            parent = above if pick.random() < 0.7 else ("", 0)
            item = PlanItem(
                uuid=new_uuid(), plan_uuid=plan.uuid, title=title(), parent_uuid=parent[0] or None,
                code=pick.choice(("", "", "1.10", "1.1", "01", f"{position}")), position=position,
                state=pick.choice(_STATES), description=words(), measure=words(), problem=words(),
                level=number(), baseline_value=number(), target_date=day(), budget=words(),
                unit_of_measure=pick.choice(("", "proportion", "days")),
                priority=pick.choice((None, 1, 17)),
            )  # fmt: skip
            session.add(item)
            session.flush()
            made.append((item.uuid, parent[1] + 1))
            for region in pick.sample(_REGIONS, pick.randrange(3)):
                session.add(
                    PlanItemRegion(
                        item_uuid=item.uuid, region=region, state=pick.choice(_STATES), note=words()
                    )
                )
            for _each in range(pick.randrange(3)):
                session.add(
                    Activity(plan_item_uuid=item.uuid, title=title(), next_step=words(),
                             state=pick.choice(_STATES), responsible=words()[:200], done_on=day())
                )  # fmt: skip
