"""What the mission, initiatives and their frozen figures must withstand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rccdesk.enums import (
    Adoption,
    Answer,
    ChartEventKind,
    GoalStatus,
    InitiativeState,
    Share,
    Thing,
    Topic,
)
from rccdesk.errors import RccdeskError
from rccdesk.models import InitiativeOutcome
from rccdesk.services import (
    chart_events,
    framework,
    guidelines,
    history,
    initiatives,
    links,
    period_locks,
    plans,
    store_settings,
    trash,
)
from rccdesk.services.database import Database
from rccdesk.services.framework import FrameworkItemRow, FrameworkRow
from rccdesk.services.frozen_figures import FrozenCount, find_hidden
from rccdesk.services.guidelines import AdoptionRow, GuidelineRow, SupportRow, VersionRow
from rccdesk.services.initiatives import (
    EndReason,
    FrozenValue,
    InitiativeRow,
    OutcomeRow,
    UnitAnswer,
)
from rccdesk.services.labels import get_labels
from rccdesk.services.links.figures import measure_names
from rccdesk.services.packs.result_cards import assemble_cards
from rccdesk.services.pathways import goals
from rccdesk.services.plans import ResponsibilityRow
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.lead_time_examples import import_events, waits
from tests.services.test_initiative_requirements import (
    GOAL,
    HIGH,
    LOW,
    UNDER_WAY,
    add,
    outcome,
)

SVF = ("svf", "VG9")
ITEM = FrameworkItemRow("", "A", "Ett")
FEW = FrozenValue("2025-Q1", 3 / 7, 3, 7, "43 %, 3 av 7", dt.date(2026, 1, 10))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True, who="Anna") as opened:
        yield opened


def count(
    n: float, region: str = "", period: str = "2025-Q1", *, within: float | None = None
) -> FrozenCount:
    selection = (SVF, ("region", region)) if region else (SVF,)
    return FrozenCount(GOAL, selection, period, n / 2 if within is None else within, n)


def hidden(*counts: FrozenCount, **limits: Any) -> list[str]:
    return [str(why or "") for why in find_hidden(counts, SmallNumberLimits(**limits))]


def test_a_frozen_figure_is_held_to_the_limits_of_today() -> None:
    assert hidden(count(4), count(5)) == ["few", ""]
    assert hidden(count(9, period="2025-03"), count(10, period="2025-03")) == ["month", ""]
    assert hidden(count(9), count(10), group=10) == ["few", ""]
    assert hidden(count(9, period="2025-03"), month=5) == [""]
    assert hidden(count(30, within=3), count(30, within=28), cells=True) == ["cell", "cell"]
    assert hidden(count(30, within=0)) == [""]
    # Only a numerator is known: a number of cases; or no count at all, as in a median.
    assert hidden(
        FrozenCount("x", (), "2025", 4, None), FrozenCount("x", (), "2025", None, None)
    ) == [
        "few",
        "",
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # 22 of the 25 are of Skåne: the other region has three.
        ((count(25), count(22, "12")), ["", "secondary"]),
        ((count(27), count(22, "12")), ["", ""]),
        ((count(22), count(22, "12")), ["", ""]),  # nobody is left to be told of
        # Two regions of three, each with enough left beside it.
        ((count(63), count(30, "12"), count(30, "13")), ["", "", "secondary"]),
        ((count(63), count(60, "12+13"), count(30, "12")), ["", "secondary", ""]),
        # The first two months of a quarter tell of the third, which needs ten.
        ((count(37), count(30, period="2025-01:2025-02")), ["", "secondary"]),
        ((count(40), count(30, period="2025-01:2025-02")), ["", ""]),
        ((count(100, period="2025"), count(97, period="2025-Q1:2025-Q3")), ["", "secondary"]),
        # Beside each other, or of another measure, they tell nothing.
        ((count(25, "13"), count(22, "12")), ["", ""]),
        ((count(25, period="2024"), count(22, "12")), ["", ""]),
        ((replace(count(25), measure="x"), count(22, "12")), ["", ""]),
        # Of a part of the selection and of the period at once.
        ((count(33, period="2025-H1"), count(30, "12")), ["", "secondary"]),
    ],
)
def test_two_frozen_figures_do_not_tell_of_a_few(
    counts: tuple[FrozenCount, ...], expected: list[str]
) -> None:
    assert hidden(*counts) == expected
    assert hidden(*reversed(counts))[::-1] == expected if len(counts) == 2 else True


def test_frozen_figures_under_a_raised_limit_leave_by_no_way(
    database: Database, tmp_path: Path
) -> None:
    row = add(database, starts_on=dt.date(2025, 5, 1))
    saved = initiatives.set_outcome(
        database, outcome(row, before=FEW, after=HIGH, durable=replace(HIGH, period="2026-Q3"))
    )
    assert saved.before == FEW
    assert initiatives.get_results(database).measured == 1
    with_it = chart_events.list_events(database, GOAL, None)
    assert "3 av 7" in with_it[0].reason
    store_settings.update_small_number_limits(database, SmallNumberLimits(group=10, month=10))
    file = initiatives.export_cards(database, [row.uuid], tmp_path / "kort.json")
    pack = assemble_cards(database, get_labels(database))
    said = " ".join(
        (
            file.read_text("utf-8"),
            repr(initiatives.get_card(database, row.uuid)),
            repr(initiatives.get_effect_chain(database, row.uuid)),
            repr(initiatives.list_to_end(database)),
            repr(chart_events.list_events(database, GOAL, None)),
            repr(pack),
        )
    )
    assert "3 av 7" not in said
    assert "0.42857" not in said
    assert "60 av 70" in said  # the others stay
    assert initiatives.get_results(database).measured == 0
    (shown,) = initiatives.list_outcomes(database, row.uuid)
    assert shown.before is not None
    assert (shown.before.hidden, shown.before.numerator) == ("few", None)
    # What is frozen is not lost by a change made meanwhile.
    initiatives.set_outcome(database, replace(shown, note="Ny anteckning"))
    store_settings.update_small_number_limits(database, SmallNumberLimits())
    (shown,) = initiatives.list_outcomes(database, row.uuid)
    assert (shown.before, shown.note) == (FEW, "Ny anteckning")


def test_a_comparison_with_the_whole_does_not_tell_of_the_rest(database: Database) -> None:
    row = add(database)
    own = replace(LOW, numerator=45.0, denominator=70.0)
    whole = replace(LOW, value=46 / 73, numerator=46.0, denominator=73.0, words="63 %, 46 av 73")
    initiatives.set_outcome(
        database,
        outcome(
            row,
            before=own,
            after=HIGH,
            compared_with=(SVF,),
            compared_before=whole,
            compared_after=replace(whole, period="2025-Q3", denominator=140.0),
        ),
    )
    (shown,) = initiatives.list_outcomes(database, row.uuid)
    assert shown.before is not None
    assert shown.before.hidden == "secondary"
    assert shown.after == HIGH
    assert "45 av 70" not in repr(initiatives.get_card(database, row.uuid))


PROPOSED = ("to_recommendation", "to_decision_with_patient", "start_within_21_days")


@pytest.mark.parametrize("measure", PROPOSED)
def test_a_proposed_goal_gives_no_level_and_makes_nothing_worse(
    database: Database, measure: str
) -> None:
    row = add(database)
    compared = {
        "compared_with": (SVF,),
        "compared_before": replace(HIGH, period="2025-Q1", denominator=170.0),
        "compared_after": replace(LOW, period="2025-Q3", denominator=170.0),
    }
    worse = {
        "before": replace(HIGH, period="2025-Q1"),
        "after": replace(LOW, period="2025-Q3", value=0.1, numerator=7),
    }
    initiatives.set_outcome(database, replace(outcome(row, **worse, **compared), measure=measure))
    card = initiatives.get_card(database, row.uuid)
    assert card.level == 0
    assert not card.is_measured
    assert "föreslaget" in card.outcomes[0].measure
    assert "Föreslaget mål" in card.outcomes[0].sentences[0]
    assert "föreslaget" in card.result
    assert initiatives.get_effect_chain(database, row.uuid).level == 0
    assert "föreslaget" in initiatives.get_effect_chain(database, row.uuid).steps[2].name
    results = initiatives.get_results(database)
    assert (results.measured, results.by_level[0]) == (0, 1)
    assert initiatives.list_to_end(database) == ()
    # The same figures of the goal in force do all of it.
    (saved,) = initiatives.list_outcomes(database, row.uuid)
    initiatives.delete_outcome(database, saved.uuid)
    initiatives.set_outcome(database, outcome(row, **worse, **compared))
    assert initiatives.get_card(database, row.uuid).level == 3
    (asked,) = initiatives.list_to_end(database)
    assert asked.reasons == (EndReason.WORSE,)


def test_an_own_goal_counts_while_it_is_in_force_and_is_called_proposed_while_it_is_not(
    database: Database,
) -> None:
    own = goals.copy_goal(database, GOAL)
    row = add(database)
    initiatives.set_outcome(
        database, replace(outcome(row, before=LOW, after=HIGH), measure=own.key)
    )
    goals.update_goal(database, replace(own, status=GoalStatus.IN_FORCE))
    assert initiatives.get_card(database, row.uuid).level == 2
    goals.update_goal(database, replace(own, status=GoalStatus.PROPOSED))
    assert initiatives.get_card(database, row.uuid).level == 0
    assert measure_names(database)[own.key].endswith("(föreslaget mål)")
    assert links.name_of(database, Thing.MEASURE, own.key).endswith("(föreslaget mål)")
    goals.delete_goal(database, own.key)  # nobody knows any more
    assert initiatives.get_card(database, row.uuid).level == 0


def test_worse_asks_for_a_before_and_an_after_of_the_initiative(database: Database) -> None:
    worse = {
        "before": replace(HIGH, period="2025-Q1"),
        "after": replace(LOW, period="2025-Q3", value=0.1, numerator=7),
    }
    row = add(database, starts_on=dt.date(2026, 5, 1))
    initiatives.set_outcome(database, outcome(row, **worse))
    assert initiatives.list_to_end(database) == ()


def test_a_frozen_lead_time_is_told_with_its_inclusion(database: Database) -> None:
    row = add(database, starts_on=dt.date(2025, 5, 12))
    low, high = replace(LOW, coverage=0.6999), replace(HIGH, coverage=0.72)
    initiatives.set_outcome(database, outcome(row, before=low, after=high))
    said = "45 av 70, inklusion 69,99\u00a0%"
    (start,) = chart_events.list_events(database, GOAL, (SVF, ("region", "12")))
    assert said in start.reason
    assert said in initiatives.get_effect_chain(database, row.uuid).steps[2].words
    shown = initiatives.get_card(database, row.uuid).outcomes[0]
    assert shown.sentences[1].startswith("Inklusionen är under 70 %")
    (figure, _after) = shown.figures
    assert figure.coverage == "inklusion 69,99\u00a0%"
    (saved,) = initiatives.list_outcomes(database, row.uuid)
    initiatives.set_outcome(database, replace(saved, before=replace(low, coverage=0.7)))
    said = initiatives.get_card(database, row.uuid).outcomes[0].sentences
    assert not any("Inklusionen" in each for each in said)


def test_marks_of_a_chart_follow_what_is_written_at_once(database: Database) -> None:
    event = chart_events.ChartEventRow(
        "", GOAL, (SVF,), ChartEventKind.NOTE, dt.date(2025, 1, 1), label="Ny enhet"
    )
    saved = chart_events.add_event(database, event)
    assert chart_events.list_events(database, GOAL, (SVF,)) == (saved,)
    chart_events.update_event(database, replace(saved, label="Annan enhet"))
    assert chart_events.list_events(database, GOAL, (SVF,))[0].label == "Annan enhet"
    history.undo_last(database)
    assert chart_events.list_events(database, GOAL, (SVF,)) == (saved,)
    chart_events.delete_event(database, saved.uuid)
    assert chart_events.list_events(database, GOAL, (SVF,)) == ()


# --- cards from elsewhere -------------------------------------------------------------------------


def card_file(tmp_path: Path, **more: Any) -> tuple[Path, dict[str, Any]]:
    file = tmp_path / "kort.json"
    with Database.open(tmp_path / "sender.rccdesk", create=True) as sender:
        row = add(sender, output_count=3, output="möten", **more)
        initiatives.set_outcome(sender, outcome(row, before=LOW, after=HIGH))
        initiatives.export_cards(sender, [row.uuid], file)
    return file, json.loads(file.read_text("utf-8"))


_INITIATIVE, _OUTCOME, _BEFORE = ("initiative",), ("outcomes", 0), ("outcomes", 0, "before")


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        (None, {"sender": 3}),
        (None, {"sender": None}),
        (_INITIATIVE, {"output_count": 10**30}),
        (_INITIATIVE, {"title": "a\ud800b"}),
        (_INITIATIVE, {"title": "a\u0000b"}),
        (_INITIATIVE, {"evaluation_by": "granne", "evaluation": "x"}),
        (_INITIATIVE, {"evaluated_on": "2999-01-01"}),
        (_INITIATIVE, {"svf": ["VG9 VK1"]}),
        (_OUTCOME, {"measure": ""}),
        (_OUTCOME, {"selection": [["svf"]]}),
        (_OUTCOME, {"selection": "svf"}),
        (_OUTCOME, {"selection": [["svf", "VG9|region=12"]]}),
        (_OUTCOME, {"compared_with": [["patient", "1"]]}),
        (_BEFORE, {"numerator": 90}),
        (_BEFORE, {"numerator": -1}),
        (_BEFORE, {"value": 0.99}),
        (_BEFORE, {"words": "99 %, 69 av 70"}),
        (_BEFORE, {"value": None, "numerator": None, "denominator": None}),
        (_BEFORE, {"coverage": -1}),
        (_BEFORE, {"extract_date": "2999-01-01"}),
    ],
)
def test_a_card_that_nobody_can_have_written_is_refused_with_words(
    tmp_path: Path, place: tuple[Any, ...] | None, changes: dict[str, Any]
) -> None:
    file, content = card_file(tmp_path)
    target = content
    if place is not None:
        target = content["cards"][0]
        for step in place:
            target = target[step]
    target.update(changes)
    file.write_text(json.dumps(content), "utf-8")
    with Database.open(tmp_path / "b.rccdesk", create=True) as receiver:
        with pytest.raises(RccdeskError) as refused:
            initiatives.import_cards(receiver, file)
        assert refused.value.code == "cards_unreadable"
        assert initiatives.list_initiatives(receiver) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"value": 2 / 3, "numerator": 2, "denominator": 3, "words": "67 %, 2 av 3"},
        {"value": None, "numerator": None, "denominator": None, "hidden": "few"},
        {"value": None, "numerator": None, "denominator": None, "hidden": "masked"},
    ],
)
def test_a_hidden_figure_of_a_card_brings_no_words_of_its_own(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    file, content = card_file(tmp_path)
    before = content["cards"][0]["outcomes"][0]["before"]
    before.update({"words": "67 %, 2 av 3", **changes})
    file.write_text(json.dumps(content), "utf-8")
    with Database.open(tmp_path / "b.rccdesk", create=True) as receiver:
        initiatives.import_cards(receiver, file)
        (received,) = initiatives.list_outcomes(receiver)
        assert received.before is not None
        assert received.before.words == "(otillräcklig data)"
        assert received.before.numerator is None
        assert "2 av 3" not in (tmp_path / "b.rccdesk").read_bytes().decode("latin-1")


def test_a_personnummer_hides_neither_in_a_number_nor_in_the_name_of_a_file(
    tmp_path: Path,
) -> None:
    file, content = card_file(tmp_path)
    with Database.open(tmp_path / "b.rccdesk", create=True) as receiver:
        content["cards"][0]["initiative"]["output_count"] = 191212121212
        file.write_text(json.dumps(content), "utf-8")
        with pytest.raises(PersonalTextError):
            initiatives.import_cards(receiver, file)
        content["cards"][0]["initiative"]["output_count"] = 3
        named = tmp_path / "19121212-1212.json"
        named.write_text(json.dumps({**content, "sender": ""}), "utf-8")
        with pytest.raises(PersonalTextError):
            initiatives.import_cards(receiver, named)
        deep: list[Any] = []
        for _ in range(600):
            deep = [deep]
        file.write_text(json.dumps({**content, "x": deep}), "utf-8-sig")
        assert len(initiatives.import_cards(receiver, file).added) == 1


def test_days_at_the_edge_of_the_calendar(database: Database) -> None:
    leap = add(database, title="Skottdag", ends_on=dt.date(2024, 2, 29))
    last = add(database, title="Alltid", starts_on=dt.date(2024, 1, 1), ends_on=dt.date(9999, 6, 1))
    assert last.state is InitiativeState.ONGOING
    assert initiatives.list_durability_due(database, dt.date(2025, 2, 27)) == ()
    (due,) = initiatives.list_durability_due(database, dt.date(2025, 2, 28))
    assert (due.row.uuid, due.due_on) == (leap.uuid, dt.date(2025, 2, 28))


def test_an_outcome_row_keeps_what_the_initiative_does_not_ask(database: Database) -> None:
    row: InitiativeRow = add(database, UNDER_WAY)
    made = initiatives.set_outcome(database, OutcomeRow(row.uuid, GOAL, (SVF,), after=HIGH))
    assert initiatives.set_outcome(database, made) == made


@pytest.mark.parametrize(
    ("compared_with", "level"),
    [
        ((("region", "13"),), 3),
        ((SVF, ("region", "13")), 3),
        ((SVF,), 3),  # all of the extract, the own region among them
        ((SVF, ("region", "12")), 2),  # itself
        ((("region", "12"), SVF), 2),
        ((SVF, ("region", "12"), ("unit", "Lund")), 2),  # a part of itself
    ],
)
def test_a_comparison_with_itself_is_none(
    compared_with: tuple[tuple[str, str], ...], level: int
) -> None:
    made = outcome(
        UNDER_WAY,
        before=LOW,
        after=HIGH,
        compared_with=compared_with,
        compared_before=LOW,
        compared_after=HIGH,
    )
    assert initiatives.evidence_level(UNDER_WAY, [made]) == level


def test_a_look_before_its_time_does_not_tell_whether_a_result_lasts(database: Database) -> None:
    row = add(database, ends_on=dt.date(2025, 3, 31), durability_on=dt.date(2025, 6, 1))
    today = dt.date(2026, 4, 1)
    assert [each.row for each in initiatives.list_durability_due(database, today)] == [row]
    initiatives.update_initiative(database, replace(row, durability_on=dt.date(2026, 3, 31)))
    assert initiatives.list_durability_due(database, today) == ()


def test_the_key_of_an_own_framework_is_made_of_its_title(database: Database) -> None:
    first = framework.add_framework(database, FrameworkRow("", "Våra löften 2026–2028"))
    assert first.key == "own_vara_loften_20262028"
    framework.delete_framework(database, first.key)
    again = framework.add_framework(database, FrameworkRow("", "Våra löften 2026–2028"))
    assert again.key == "own_vara_loften_20262028_2"  # the first lies in the Papperskorg
    assert framework.add_framework(database, FrameworkRow("", "•")).key == "own_framework"


def test_an_own_framework_with_a_lock_goes_for_good_and_comes_back(database: Database) -> None:
    """Its lock and who answers for it go with it; both keys bring all of it back."""
    own = framework.add_framework(database, FrameworkRow("", "Eget"), (ITEM,))
    (item,) = framework.list_items(database, own.key)
    plans.set_responsibility(
        database,
        ResponsibilityRow(Thing.FRAMEWORK_ITEM, item.uuid, "Kansliet", Share.RESPONSIBLE),
    )
    lock = period_locks.lock_period(database, Thing.FRAMEWORK, own.uuid, "2025")
    framework.delete_framework(database, own.key)
    assert period_locks.list_locks(database, Thing.FRAMEWORK, own.uuid) == ()
    trash.delete_for_good(database, [own.uuid])
    history.undo_last(database)
    history.undo_last(database)
    assert period_locks.list_locks(database, Thing.FRAMEWORK, own.uuid) == (lock,)
    assert len(plans.list_responsibilities(database, Thing.FRAMEWORK_ITEM, item.uuid)) == 1
    framework.delete_item(database, item.uuid)
    assert plans.list_responsibilities(database, Thing.FRAMEWORK_ITEM, item.uuid) == ()
    history.undo_last(database)
    assert len(plans.list_responsibilities(database, Thing.FRAMEWORK_ITEM, item.uuid)) == 1


def test_a_support_is_changed_though_its_guideline_lies_in_the_trash(database: Database) -> None:
    guideline = guidelines.add_guideline(database, GuidelineRow("Vårdprogram"))
    given = guidelines.add_support(
        database, SupportRow("Genomgång", dt.date(2026, 5, 4), guideline_uuid=guideline.uuid)
    )
    guidelines.delete_guideline(database, guideline.uuid)
    changed = guidelines.update_support(database, replace(given, text="Genomgång i två delar"))
    assert changed.text == "Genomgång i två delar"
    with pytest.raises(RccdeskError, match="guideline_missing"):
        guidelines.add_support(database, replace(given, uuid=""))


@pytest.mark.parametrize(
    "stored",
    [
        "[]",
        "{}",
        "kaffe",
        '{"period": "i våras", "value": 1}',
        '{"period": "2025-Q1", "value": "mycket"}',
        '{"period": "2025-Q1", "value": NaN}',
        '{"period": "2025-Q1", "value": null, "words": "67 %, 2 av 3"}',
        '{"period": "2025-Q1", "value": 0.5, "extract_date": "x"}',
    ],
)
def test_what_others_wrote_as_a_frozen_figure_stops_nothing(
    database: Database, stored: str
) -> None:
    row = add(database, starts_on=dt.date(2025, 5, 1))
    saved = initiatives.set_outcome(database, outcome(row, before=LOW, after=HIGH))
    with database.write(Topic.INITIATIVES, act="history.act.example_made") as session:
        session.get_one(InitiativeOutcome, saved.uuid).before = stored
    (shown,) = initiatives.list_outcomes(database)
    assert (shown.before, shown.after) == (None, HIGH)
    assert "2 av 3" not in repr(initiatives.get_card(database, row.uuid))
    assert chart_events.list_events(database, GOAL, None)[0].reason == ""
    assert initiatives.get_results(database).measured == 0


def test_a_lead_time_to_link_says_its_inclusion_and_that_it_is_preliminary(
    database: Database,
) -> None:
    import_events(database, waits(12, 20, start="2026-08-03"), "2026-11-15")
    (told, *_) = links.list_targets(
        database, Thing.FIGURE, svf=("VG9",), area="12", period="2026-Q3"
    )
    assert told.detail.endswith("12 av 12 · representativitet okänd")
    import_events(database, waits(12, 20, "Q", start="2026-10-05"), "2026-11-16")
    (told, *_) = links.list_targets(
        database, Thing.FIGURE, svf=("VG9",), area="12", period="2026-Q4"
    )
    assert told.detail.endswith("representativitet okänd · preliminär")


def test_a_personnummer_does_not_pass_as_the_name_of_a_unit(database: Database) -> None:
    row = add(database)
    for changes in (
        {"selection": (("unit", "19121212-1212"),)},
        {"compared_with": (SVF, ("unit", "19121212-1212"))},
    ):
        with pytest.raises(PersonalTextError):
            initiatives.set_outcome(database, outcome(row, **changes))


@pytest.mark.parametrize(
    ("start", "level"),
    [
        (dt.date(2025, 1, 15), 0),  # most of the first quarter is after it
        (dt.date(2025, 2, 14), 0),  # the middle of the quarter
        (dt.date(2025, 2, 15), 2),
        (dt.date(2025, 8, 15), 2),  # the middle of the third
        (dt.date(2025, 8, 16), 0),
        (dt.date(2025, 9, 30), 0),  # one day of the quarter is after it
    ],
)
def test_before_and_after_lie_for_the_most_before_and_after(
    database: Database, start: dt.date, level: int
) -> None:
    row = add(database, starts_on=start)
    initiatives.set_outcome(database, outcome(row, before=LOW, after=HIGH))
    card = initiatives.get_card(database, row.uuid)
    assert card.level == level
    assert ("passar inte" in card.result) == (level == 0)


def test_nobody_has_answered_tomorrow(database: Database) -> None:
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    row = add(database)
    guideline = guidelines.add_guideline(database, GuidelineRow("Vårdprogram"))
    version = guidelines.add_version(database, VersionRow(guideline.uuid, "1"))
    acts = (
        lambda: initiatives.set_answer(
            database, UnitAnswer(row.uuid, "12", "Lund", Answer.POSITIVE, day=tomorrow)
        ),
        lambda: guidelines.set_adoption(
            database, AdoptionRow(version.uuid, "12", "Lund", Adoption.INTRODUCED, day=tomorrow)
        ),
        lambda: guidelines.add_support(database, SupportRow("Genomgång", tomorrow)),
    )
    for act in acts:
        with pytest.raises(RccdeskError, match="date_in_the_future"):
            act()
