"""The requirements on plans, each by its number."""

from __future__ import annotations

import datetime as dt
import inspect
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from rccdesk.enums import (
    Direction,
    FigureStatus,
    GoalShape,
    ItemState,
    LinkRole,
    ObstacleLevel,
    OwnPlan,
    PlanKind,
    Thing,
)
from rccdesk.services import framework, history, links, plans
from rccdesk.services.database import Database
from rccdesk.services.framework import FrameworkItemRow, FrameworkRow
from rccdesk.services.links import ChainLink
from rccdesk.services.plans import (
    FollowUpRow,
    ItemRegionRow,
    ObstacleRow,
    PlanError,
    PlanItemRow,
    PlanRegionRow,
    PlanRow,
    RegionMark,
)
from tests.services.plan_example import (
    REGIONS,
    TODAY,
    activity,
    complete,
    goal,
    new_plan,
    serve,
    whole_goal,
)


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(new_store: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(new_store, tmp_path)), who="Anna") as opened:
        yield opened


def follow(
    database: Database, item: PlanItemRow, period: str, day: dt.date, **values: object
) -> FollowUpRow:
    row = FollowUpRow(Thing.PLAN_ITEM, item.uuid, period, day, ItemState.ON_TRACK)
    return plans.save_follow_up(database, replace(row, **values))  # type: ignore[arg-type]


# --- R-P13: a plan item shows at once its målområde, criteria and patientlöfte by mapping --------


def own_framework(database: Database, key: str, title: str, *codes: str) -> list[FrameworkItemRow]:
    items = [FrameworkItemRow("", code, f"Om {code}") for code in codes]
    framework.add_framework(database, FrameworkRow(key, title, is_own=True), items)
    return list(framework.list_items(database, key))


def test_R_P13_a_goal_shows_its_criteria_and_what_they_answer_to(database: Database) -> None:
    criterion, other = own_framework(database, "egna-kriterier", "Kriterier", "E1", "E2")
    (area,) = own_framework(database, "egna-omraden", "Områden", "O1")
    promise, unsure = own_framework(database, "egna-loften", "Patientlöften", "L1", "L2")
    for end, is_confirmed in ((area, True), (promise, True), (unsure, False)):
        links.add_link(
            database,
            ChainLink(
                Thing.FRAMEWORK_ITEM,
                criterion.uuid,
                Thing.FRAMEWORK_ITEM,
                end.uuid,
                LinkRole.MAPPING,
                is_confirmed=is_confirmed,
            ),
        )
    item = goal(database, new_plan(database), "Kortare väntan")
    serve(database, item, criterion.uuid)
    found = plans.get_item_page(database, item.uuid, TODAY).frameworks
    assert [(tie.code, tie.via, tie.is_confirmed) for tie in found] == [
        ("E1", "", True),
        ("O1", "E1", True),
        ("L1", "E1", True),
        ("L2", "E1", False),  # the mapping is not confirmed: told apart
    ]
    assert other.uuid not in {tie.item_uuid for tie in found}
    view = plans.get_plan_view(database, item.plan_uuid, TODAY)
    assert view.lines[0].framework_codes == ("E1",)


def test_R_P13_a_mapping_is_read_from_either_end(database: Database) -> None:
    (area,) = own_framework(database, "egna-omraden", "Områden", "O1")
    (part,) = own_framework(database, "egna-kriterier", "Kriterier", "E1")
    links.add_link(
        database,
        ChainLink(
            Thing.FRAMEWORK_ITEM, part.uuid, Thing.FRAMEWORK_ITEM, area.uuid, LinkRole.MAPPING
        ),
    )
    item = goal(database, new_plan(database), "Stöd")
    serve(database, item, area.uuid)
    found = plans.get_item_page(database, item.uuid, TODAY).frameworks
    assert [(tie.code, tie.is_direct) for tie in found] == [("O1", True), ("E1", False)]


def test_R_P13_an_unconfirmed_link_leads_to_nothing_sure_and_is_no_code(database: Database) -> None:
    (criterion,) = own_framework(database, "egna-kriterier", "Kriterier", "E1")
    (area,) = own_framework(database, "egna-omraden", "Områden", "O1")
    links.add_link(
        database,
        ChainLink(
            Thing.FRAMEWORK_ITEM, criterion.uuid, Thing.FRAMEWORK_ITEM, area.uuid, LinkRole.MAPPING
        ),
    )
    item = goal(database, new_plan(database), "Stöd")
    link = serve(database, item, criterion.uuid, is_confirmed=False)
    found = plans.get_item_page(database, item.uuid, TODAY).frameworks
    assert [(tie.code, tie.is_confirmed) for tie in found] == [("E1", False), ("O1", False)]
    assert found[0].link_uuids == (link.uuid,)
    assert plans.get_plan_view(database, item.plan_uuid, TODAY).lines[0].framework_codes == ()
    links.confirm_links(database, [link.uuid])
    found = plans.get_item_page(database, item.uuid, TODAY).frameworks
    assert [tie.is_confirmed for tie in found] == [True, True]


def test_R_P13_the_shipped_frameworks_are_reached(database: Database) -> None:
    criteria = {row.code: row for row in framework.list_items(database, "kriterier-2011")}
    item = goal(database, new_plan(database), "Kortare väntan")
    serve(database, item, criteria["K4"].uuid)
    found = plans.get_item_page(database, item.uuid, TODAY).frameworks
    assert found[0].name.startswith("K4 ")
    mapped = {tie.framework_key for tie in found[1:]}
    assert "omraden-2018" in mapped  # the areas that the criterion answers to
    assert not any(tie.is_confirmed for tie in found[1:])  # as long as nobody has confirmed them


# --- R-P14: activities by planned, late, done, responsible; an edit takes four fields ------------


def test_R_P14_activities_are_found_by_planned_late_done_and_responsible(
    database: Database,
) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    late, soon = dt.date(2026, 11, 21), dt.date(2026, 11, 22)
    activity(database, item, "Sen", due_on=late, responsible="Bröstgruppen")
    activity(database, item, "I dag", due_on=soon, responsible="Bröstgruppen")
    activity(database, item, "Angiven sen", state=ItemState.LATE)
    activity(database, item, "Klar", due_on=late, state=ItemState.DONE)
    activity(
        database, item, "Senare", due_on=late, state=ItemState.NOT_NOW, state_reason="Budgeten"
    )
    view = plans.get_plan_view(database, item.plan_uuid, TODAY)

    def found(**asked: object) -> list[str]:
        lines = plans.filter_lines(view, **asked)  # type: ignore[arg-type]
        return [line.title for line in lines if not line.is_item]

    assert found(only="late") == ["Sen", "Angiven sen"]
    assert found(only="planned") == ["I dag", "Angiven sen"]
    assert found(only="done") == ["Klar"]
    assert found(responsible="Bröstgruppen") == ["Sen", "I dag"]
    assert found(responsible=plans.NOBODY) == ["Angiven sen", "Klar", "Senare"]
    assert found(responsible="Bröstgruppen", only="late") == ["Sen"]
    # What is late is told: the user's own state is as it was.
    assert {line.title: line.state for line in view.lines}["Sen"] is ItemState.NOT_STARTED


def test_R_P14_an_edit_of_an_activity_takes_four_fields_at_most(database: Database) -> None:
    asked = [
        name
        for name, parameter in inspect.signature(plans.edit_activity).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    assert len(asked) <= 4
    assert tuple(asked) == plans.EDIT_FIELDS
    item = goal(database, new_plan(database), "Kortare väntan")
    row = activity(database, item, "Bokningsbara tider", region="12", starts_on=TODAY)
    due = dt.date(2026, 12, 18)
    edited = plans.edit_activity(
        database,
        row.uuid,
        state=ItemState.ON_TRACK,
        due_on=due,
        responsible="Blåsgruppen",
        next_step="Möte v. 48",
    )
    assert (edited.state, edited.due_on, edited.responsible, edited.next_step) == (
        ItemState.ON_TRACK,
        due,
        "Blåsgruppen",
        "Möte v. 48",
    )
    assert (edited.region, edited.starts_on, edited.title) == ("12", TODAY, "Bokningsbara tider")


def test_R_P14_the_reason_for_putting_off_is_no_fifth_field(database: Database) -> None:
    item = goal(database, new_plan(database), "Kortare väntan")
    row = activity(database, item, "Bokningsbara tider", next_step="Möte")

    def edit(state: ItemState, next_step: str) -> plans.ActivityRow:
        return plans.edit_activity(
            database, row.uuid, state=state, due_on=None, responsible="", next_step=next_step
        )

    with pytest.raises(PlanError) as refused:
        edit(ItemState.NOT_NOW, " ")
    assert refused.value.code == "state_reason_missing"
    assert edit(ItemState.NOT_NOW, "Väntar på budget").state_reason == "Väntar på budget"
    assert edit(ItemState.NOT_NOW, "").state_reason == "Väntar på budget"  # never asked for again
    started = edit(ItemState.ON_TRACK, "Börja")
    assert (started.state_reason, started.next_step) == ("", "Börja")


# --- R-C01: rotation, R-C04: untouched -----------------------------------------------------------


def test_R_C01_what_was_never_followed_up_comes_first_then_the_longest_ago(
    database: Database,
) -> None:
    plan = new_plan(database)
    top = goal(database, plan, "Mål 1")  # a heading is not followed up itself
    old = goal(database, plan, "Gammal", top, follow_up_months=4)
    never = goal(database, plan, "Aldrig", top, follow_up_months=4)
    new = goal(database, plan, "Ny", top, follow_up_months=4)
    rarely = goal(database, plan, "Övergripande", top, is_overall=True)
    done = goal(database, plan, "Klar", top, state=ItemState.DONE)
    follow(database, old, "2026-T1", dt.date(2026, 5, 31))
    follow(database, rarely, "2025", dt.date(2026, 6, 1))
    follow(database, new, "2026-T2", dt.date(2026, 9, 30))
    lines = plans.list_rotation(database, plan.uuid, TODAY)
    assert [line.item.title for line in lines] == ["Aldrig", "Gammal", "Övergripande", "Ny"]
    assert [line.last_follow_up for line in lines] == [
        None,
        dt.date(2026, 5, 31),
        dt.date(2026, 6, 1),
        dt.date(2026, 9, 30),
    ]
    # Four months after 31 May is the last of September; a year after 1 June is next year.
    assert [line.next_due for line in lines] == [
        None,
        dt.date(2026, 9, 30),
        dt.date(2027, 6, 1),
        dt.date(2027, 1, 30),
    ]
    assert [line.is_due for line in lines] == [True, True, False, False]
    assert {top.uuid, done.uuid, never.uuid} & {line.item.uuid for line in lines} == {never.uuid}


def test_R_C01_without_an_interval_nothing_is_due_by_itself(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Utan intervall")
    assert plans.list_rotation(database, plan.uuid, TODAY)[0].is_due  # but never followed up: yes
    follow(database, item, "2020", dt.date(2020, 1, 1))
    (line,) = plans.list_rotation(database, plan.uuid, TODAY)
    assert (line.next_due, line.is_due) == (None, False)


def test_R_C04_what_nobody_has_said_anything_of_in_n_days_is_listed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = new_plan(database)
    made = dt.date(2026, 8, 1)
    old = goal(database, plan, "Orörd", touched_on=made)
    goal(database, plan, "Nyligen", touched_on=dt.date(2026, 11, 1))
    followed = goal(database, plan, "Uppföljd", touched_on=made)
    goal(database, plan, "Utgår", touched_on=made, state=ItemState.DROPPED, state_reason="Struken")
    activity(database, old, "Aktivitet", touched_on=dt.date(2026, 3, 1))
    follow(database, followed, "2026-T2", dt.date(2026, 11, 2))

    def titles(days: int | None = None) -> list[str]:
        return [line.title for line in plans.list_untouched(database, plan.uuid, TODAY, days)]

    assert (TODAY - made).days == 113
    assert titles() == ["Aktivitet", "Orörd"]  # 90 days where nobody has chosen
    assert titles(113) == ["Aktivitet", "Orörd"]
    assert titles(114) == ["Aktivitet"]
    plans.update_untouched_days(database, 200)
    assert titles() == ["Aktivitet"]
    for days in (0, 4000):
        with pytest.raises(PlanError):
            plans.update_untouched_days(database, days)


# --- R-C02: all of a goal on one page ------------------------------------------------------------


def test_R_C02_a_page_has_status_indicator_activities_budget_and_risk(database: Database) -> None:
    plan = new_plan(database)
    top = goal(database, plan, "Sammanhållna vårdprocesser", code="2")
    item = whole_goal(
        database,
        plan,
        "80 procent inom ledtiden",
        code="2.1",
        parent_uuid=top.uuid,
        state=ItemState.LATE,
        budget="RCC, processledare",
        risk="Patologin räcker inte till.",
        risk_likelihood=3,
        risk_consequence=2,
    )
    activity(database, item, "Sen", due_on=dt.date(2026, 1, 1))
    plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.OBSTRUCTED))
    plans.add_obstacle(
        database,
        ObstacleRow(Thing.PLAN_ITEM, item.uuid, "Patologer saknas", level=ObstacleLevel.REGION),
    )
    follow(database, item, "2026-T2", dt.date(2026, 9, 14), text="Fem besök är gjorda.")
    page = plans.get_item_page(database, item.uuid, TODAY)
    assert [each.title for each in page.path] == ["Sammanhållna vårdprocesser"]
    assert page.item.state is ItemState.ON_TRACK  # as the follow-up told
    assert page.completeness == "Uppföljningsbart"
    assert page.figure is not None
    assert page.figure.level_text == "minst 80\u00a0%"
    assert [row.title for row in page.activities] == ["Sen"]
    assert page.overdue == {page.activities[0].uuid}
    assert page.item.budget == "RCC, processledare"
    assert page.risk_words == "Sannolikhet: hög. Konsekvens: medel."
    assert [row.text for row in page.obstacles] == ["Patologer saknas"]
    assert [row.text for row in page.follow_ups] == ["Fem besök är gjorda."]
    assert (page.last_follow_up, page.next_follow_up) == (
        dt.date(2026, 9, 14),
        dt.date(2027, 1, 14),
    )
    assert [cell.region for cell in page.regions] == list(REGIONS)


def test_R_C02_what_cannot_be_assessed_is_never_zero(database: Database) -> None:
    plan = new_plan(database)
    without_figure = whole_goal(database, plan, "Utan siffra")
    gone = whole_goal(database, plan, "Borttaget mått", measure_key="borttaget")
    no_measure = goal(database, plan, "Utan mått")
    for item in (without_figure, gone):
        figure = plans.get_item_page(database, item.uuid, TODAY).figure
        assert figure is not None
        assert figure.status is FigureStatus.NOT_ASSESSABLE
        assert figure.status_words == "Kan inte bedömas"
        assert figure.value is None
        assert "0" not in figure.value_text
        assert figure.reason
    assert plans.get_item_page(database, no_measure.uuid, TODAY).figure is None


# --- R-C03: item x region, plan missing is a state of its own ------------------------------------


def test_R_C03_plan_missing_is_a_state_of_its_own(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Snabbspår")
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "12", own_plan=OwnPlan.EXISTS))
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "07", own_plan=OwnPlan.MISSING))
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "10", own_plan=OwnPlan.MISSING))
    plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.NOT_STARTED))
    plans.set_item_region(database, ItemRegionRow(item.uuid, "10", ItemState.STRUCK))
    view = plans.get_plan_view(database, plan.uuid, TODAY)
    assert [row.region for row in view.regions] == list(REGIONS)
    marks = [plans.mark_of(row, view.lines[0].region_states) for row in view.regions]
    assert marks == [
        ItemState.NOT_STARTED,
        RegionMark.PLAN_MISSING,
        ItemState.STRUCK,  # what is recorded says more
        RegionMark.UNKNOWN,
    ]
    words = [plans.mark_words(mark) for mark in marks]
    assert words == ["Ej påbörjad", "Plan saknas", "Struken i remissen", "Uppgift saknas"]
    assert len({*words}) == 4
    assert view.sentence.startswith("Region Kronoberg och Region Blekinge har ingen egen ")


def test_R_C03_the_sentence_tells_the_region_without_a_plan_and_the_obstructed_goal(
    database: Database,
) -> None:
    plan = new_plan(database)
    plans.set_plan_region(database, PlanRegionRow(plan.uuid, "10", own_plan=OwnPlan.MISSING))
    item = goal(database, plan, "Gemensam patologikö", code="2.1.3")
    other = goal(database, plan, "Snabbspår", responsible="Bröstgruppen")
    for region in ("12", "07", "13"):
        plans.set_item_region(database, ItemRegionRow(item.uuid, region, ItemState.OBSTRUCTED))
    plans.set_item_region(database, ItemRegionRow(other.uuid, "12", ItemState.OBSTRUCTED))
    regional = plans_word(database)
    assert plans.get_plan_view(database, plan.uuid, TODAY).sentence == (
        f"Region Blekinge har ingen egen {regional}. "
        "Gemensam patologikö är hindrad i tre regioner och saknar ansvarig."
    )


def plans_word(database: Database) -> str:
    from rccdesk.services.organisation import get_terms

    return get_terms(database)["regional_plan"].singular


# --- R-E10: burden -------------------------------------------------------------------------------


def test_R_E10_mandatory_fields_and_updates_are_counted(database: Database) -> None:
    plan = new_plan(database)
    often = goal(database, plan, "Ofta", follow_up_months=1)
    goal(database, plan, "Tertial", follow_up_months=4)
    goal(database, plan, "Övergripande", follow_up_months=4, is_overall=True)
    goal(database, plan, "Utan intervall")
    goal(database, plan, "Klar", follow_up_months=1, state=ItemState.DONE)
    follow(database, often, "2026-09", dt.date(2026, 10, 1))
    follow(database, often, "2024-09", dt.date(2024, 10, 1))  # longer ago than a year
    found = plans.get_burden(database, plan.uuid, TODAY)
    assert (found.goals, found.overall_goals, found.without_interval) == (4, 1, 1)
    assert found.updates_per_month == pytest.approx(1 + 1 / 4 + 1 / 12)
    assert found.updates_per_goal == pytest.approx((1 + 1 / 4 + 1 / 12) / 3)
    assert found.updates_last_year == 1
    assert "4 mål ger 1,3 uppdateringar per månad." in found.sentence
    # The count of mandatory fields is what the service demands: all others may be left empty.
    assert found.mandatory_fields == 1
    with pytest.raises(PlanError):
        goal(database, plan, " ")
    without_default = [
        field.name
        for field in fields(PlanItemRow)
        if field.default is field.default_factory  # both missing
    ]
    assert without_default == ["plan_uuid", "title"]


def test_R_E10_an_overall_goal_is_followed_up_once_a_year(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Övergripande", follow_up_months=1, is_overall=True)
    assert plans.interval_months(item) == 12
    assert plans.follow_up_period(item, TODAY).key == "2025"
    follow(database, item, "2025", dt.date(2026, 2, 1))
    assert not plans.list_rotation(database, plan.uuid, TODAY)[0].is_due


@pytest.mark.parametrize(
    ("months", "period"),
    [(1, "2026-10"), (3, "2026-Q3"), (4, "2026-T2"), (6, "2026-H1"), (12, "2025"), (18, "2025")],
)
def test_R_E10_the_period_is_that_of_the_interval(months: int, period: str) -> None:
    item = replace(complete(PlanRow("P"), "Mål"), follow_up_months=months)
    assert plans.follow_up_period(item, TODAY).key == period


def test_R_E10_what_is_known_is_never_asked_for(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Snabbspår")
    first = plans.propose_follow_up(database, Thing.PLAN_ITEM, item.uuid, "2026-T1")
    assert (first.text, first.state) == ("", ItemState.NOT_STARTED)
    plans.save_follow_up(
        database, replace(first, text="Sydvall är klart.", state=ItemState.LATE, day=TODAY)
    )
    second = plans.propose_follow_up(database, Thing.PLAN_ITEM, item.uuid, "2026-T2")
    assert (second.text, second.state, second.uuid) == ("Sydvall är klart.", ItemState.LATE, "")
    plans.save_follow_up(database, second)
    again = plans.propose_follow_up(database, Thing.PLAN_ITEM, item.uuid, "2026-T2")
    assert again.uuid  # the one that is saved, not a second one
    plans.save_follow_up(database, replace(again, text="Två regioner är klara."))
    said = plans.list_follow_ups(database, subject=(Thing.PLAN_ITEM, item.uuid))
    assert sorted((row.period, row.text) for row in said) == [
        ("2026-T1", "Sydvall är klart."),
        ("2026-T2", "Två regioner är klara."),
    ]


def test_R_E10_a_regions_own_plan_answers_for_the_region(database: Database) -> None:
    item = goal(database, new_plan(database), "Ledtid")
    own = plans.add_plan(database, PlanRow("Skånes plan", PlanKind.REGION, region="12"))
    theirs = goal(
        database, own, "Kortare väntan", code="1", state=ItemState.LATE, responsible="Urologen"
    )
    assert plans.propose_item_region(database, item.uuid, "12") is None
    links.add_link(
        database,
        ChainLink(Thing.PLAN_ITEM, theirs.uuid, Thing.PLAN_ITEM, item.uuid, LinkRole.SERVES),
    )
    proposed = plans.propose_item_region(database, item.uuid, "12")
    assert proposed == ItemRegionRow(
        item.uuid, "12", ItemState.LATE, "Ur Skånes plan: 1 Kortare väntan.", "Urologen"
    )
    assert plans.propose_item_region(database, item.uuid, "07") is None
    assert plans.list_item_regions(database, item.plan_uuid) == ()  # proposed, never recorded
    saved = plans.set_item_region(database, ItemRegionRow(item.uuid, "12", ItemState.DONE))
    assert plans.propose_item_region(database, item.uuid, "12") == saved


# --- what a goal needs (seed 000, R2-R4, R7) -----------------------------------------------------


def test_R2_what_is_missing_is_listed_by_name() -> None:
    plan = PlanRow("P")
    empty = PlanItemRow(plan.uuid, "Mål")
    assert plans.missing_parts(empty) == plans.PARTS
    assert plans.completeness_words(empty) == (
        "Saknar: mått, definition, målnivå eller riktning, måldatum, ansvarig, "
        "uppföljningsintervall, datakälla"
    )
    whole = complete(plan, "Mål")
    assert plans.completeness_words(whole) == "Uppföljningsbart"
    one_by_one = {
        "measure": {"measure": "", "measure_key": ""},
        "definition": {"definition": ""},
        "level": {"level": None},
        "target_date": {"target_date": None},
        "responsible": {"responsible": ""},
        "interval": {"follow_up_months": None},
        "data_source": {"data_source": ""},
    }
    for part, changes in one_by_one.items():
        assert plans.missing_parts(replace(whole, **changes)) == (part,)  # type: ignore[arg-type]


def test_R2_a_measure_that_is_not_there_counts_as_missing(database: Database) -> None:
    plan = new_plan(database)
    whole_goal(database, plan, "Rätt")
    whole_goal(database, plan, "Fel", measure_key="finns_inte")
    view = plans.get_plan_view(database, plan.uuid, TODAY)
    assert [line.missing for line in view.lines] == [(), ("measure",)]
    assert [line.is_followable for line in view.lines] == [True, False]


@pytest.mark.parametrize(
    ("shape", "changes", "is_missing"),
    [
        (GoalShape.LEVEL, {"level": 0.8}, False),
        (GoalShape.LEVEL, {"level": 0.0}, False),  # zero is a level
        (GoalShape.LEVEL, {"level": None}, True),
        (GoalShape.TWO_LEVELS, {"level": 0.7, "higher_level": 0.8}, False),
        (GoalShape.TWO_LEVELS, {"level": 0.7, "higher_level": None}, True),
        (GoalShape.DIRECTION, {"direction": Direction.LOWER, "level": None}, False),
        (GoalShape.DIRECTION, {"direction": Direction.NEUTRAL, "level": None}, True),
        (None, {"level": 0.8}, True),
    ],
)
def test_R3_a_goal_has_one_of_three_shapes(
    shape: GoalShape | None, changes: dict[str, object], is_missing: bool
) -> None:
    row = replace(complete(PlanRow("P"), "Mål"), goal_shape=shape, **changes)  # type: ignore[arg-type]
    assert ("level" in plans.missing_parts(row)) is is_missing


def test_R4_a_goal_keeps_its_baseline(database: Database) -> None:
    plan = new_plan(database)
    item = whole_goal(database, plan, "Mål", baseline_value=0.61, baseline_period="2024")
    found = plans.get_item(database, item.uuid)
    assert (found.baseline_value, found.baseline_period) == (0.61, "2024")


def test_R7_a_changed_priority_has_a_reason_and_a_history(database: Database) -> None:
    plan = new_plan(database)
    item = goal(database, plan, "Mål", priority=3, priority_reason="Beslutat i planen")
    for reason in ("", "  ", "Beslutat i planen"):
        with pytest.raises(PlanError) as refused:
            plans.set_priority(database, item.uuid, 1, reason)
        assert refused.value.code == "priority_reason_missing"
    plans.set_priority(database, item.uuid, 1, "Hindret återkommer")
    plans.set_priority(database, item.uuid, None, "Klart i alla regioner")
    newest, first = plans.list_priority_changes(database, item.uuid)
    assert (newest.was, newest.now, newest.reason) == (1, None, "Klart i alla regioner")
    assert (first.was, first.now, first.reason, first.who) == (3, 1, "Hindret återkommer", "Anna")
    history.undo_last(database)
    assert plans.get_item(database, item.uuid).priority == 1


def test_R9_a_new_period_keeps_the_old_plan_and_its_results(database: Database) -> None:
    old = new_plan(database)
    top = goal(database, old, "Mål 1", code="1")
    kept = goal(database, old, "Delmål", top, code="1.1", state=ItemState.LATE)
    goal(database, old, "Klart", top, state=ItemState.DONE)
    criterion = framework.list_items(database, "kriterier-2011")[0]
    serve(database, kept, criterion.uuid)
    follow(database, kept, "2026-T2", dt.date(2026, 9, 1), text="Halvvägs.")
    made = plans.copy_plan(database, old.uuid, replace(old, name="Cancerplan 2028–2030"))
    assert made.replaces_uuid == old.uuid
    items = plans.list_items(database, made.uuid)
    assert [(item.name, item.state) for item in items] == [
        ("1 Mål 1", ItemState.NOT_STARTED),
        ("1.1 Delmål", ItemState.NOT_STARTED),
    ]
    assert items[1].parent_uuid == items[0].uuid
    view = plans.get_plan_view(database, made.uuid, TODAY)
    assert view.lines[1].framework_codes == (criterion.code,)
    assert plans.list_follow_ups(database, plan_uuid=made.uuid) == ()
    assert len(plans.list_items(database, old.uuid)) == 3
    assert len(plans.list_follow_ups(database, plan_uuid=old.uuid)) == 1


def test_R10_something_late_without_anything_to_do_about_it_is_told(database: Database) -> None:
    item = goal(database, new_plan(database), "Mål")
    row = follow(database, item, "2026-T2", TODAY, state=ItemState.LATE)
    assert plans.lacks_action(row)
    row = plans.save_follow_up(database, replace(row, action="Nytt möte i januari"))
    assert not plans.lacks_action(row)
