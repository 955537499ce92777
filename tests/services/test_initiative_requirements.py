"""Initiatives and guidelines by the numbers of their requirements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rccdesk.enums import (
    Adoption,
    Answer,
    Conclusion,
    InitiativeState,
    ItemState,
    LinkRole,
    Origin,
    PatientEntry,
    PlanKind,
    PlanState,
    Thing,
    Topic,
)
from rccdesk.errors import NotComputableError, NotFoundError, RccdeskError
from rccdesk.models import Activity, FrameworkItem, Indicator, Link, Plan, PlanItem
from rccdesk.services import chart_events, guidelines, history, indicators, initiatives, trash
from rccdesk.services.database import Database
from rccdesk.services.guidelines import AdoptionRow, GuidelineRow, SupportRow, VersionRow
from rccdesk.services.initiatives import (
    ChainKind,
    EndReason,
    FrozenValue,
    InitiativeRow,
    OutcomeRow,
    UnitAnswer,
)
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.lead_time_examples import import_events, waits
from tests.services.test_indicators import KEY, import_rows

GOAL = "svf_lead_time"
TODAY = dt.date(2026, 11, 22)
READY = InitiativeRow(
    "Snabbspår för biopsi", origin=Origin.CARE_UNIT, problem="Lång väntan på biopsi."
)
UNDER_WAY = replace(READY, state=InitiativeState.ONGOING, patient_entry=PatientEntry.FROM_START)
# 45 of 70 and 60 of 70: 64.3 % and 85.7 %.
LOW = FrozenValue("2025-Q1", 45 / 70, 45, 70, "64 % (53–74 %), 45 av 70", TODAY)
HIGH = FrozenValue("2025-Q3", 60 / 70, 60, 70, "86 % (76–92 %), 60 av 70", TODAY)
HIDDEN = FrozenValue("2025-Q1", None, None, None, "(otillräcklig data)", TODAY, hidden="few")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True, who="Anna") as opened:
        yield opened


def add(database: Database, row: InitiativeRow = UNDER_WAY, **changes: Any) -> InitiativeRow:
    return initiatives.add_initiative(database, replace(row, **changes))


def outcome(row: InitiativeRow, **changes: Any) -> OutcomeRow:
    return replace(OutcomeRow(row.uuid, GOAL, (("svf", "VG9"), ("region", "12"))), **changes)


def add_plan_item(database: Database, title: str = "80 % inom ledtiden") -> str:
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        plan = Plan(name="Plan", kind=str(PlanKind.CANCER), state=str(PlanState.DRAFT))
        session.add(plan)
        session.flush()
        item = PlanItem(plan_uuid=plan.uuid, code="1.1", title=title)
        session.add(item)
        session.flush()
        return item.uuid


def link(database: Database, row: InitiativeRow, kind: Thing, key: str, **more: Any) -> None:
    with database.write(Topic.INITIATIVES, act="history.act.example_made") as session:
        session.add(
            Link(
                from_kind=str(Thing.INITIATIVE),
                from_key=row.uuid,
                to_kind=str(kind),
                to_key=key,
                role=str(LinkRole.SERVES),
                **more,
            )
        )


def test_R_P09_an_initiative_needs_origin_and_problem_before_it_is_planned(
    database: Database,
) -> None:
    row = add(database, InitiativeRow("Snabbspår"))
    moved = initiatives.move_initiative(database, row.uuid, InitiativeState.ANCHORING)
    assert moved.state is InitiativeState.ANCHORING
    for changes, code in (
        ({}, "initiative_origin_missing"),
        ({"origin": Origin.REGISTER}, "initiative_problem_missing"),
        ({"origin": Origin.REGISTER, "problem": "  "}, "initiative_problem_missing"),
    ):
        initiatives.update_initiative(database, replace(moved, **changes))  # type: ignore[arg-type]
        with pytest.raises(RccdeskError) as refused:
            initiatives.move_initiative(database, row.uuid, InitiativeState.PLANNED)
        assert refused.value.code == code
        with pytest.raises(RccdeskError) as refused:  # nor by saving the form
            wanted = replace(moved, **changes, state=InitiativeState.PLANNED)  # type: ignore[arg-type]
            initiatives.update_initiative(database, wanted)
        assert refused.value.code == code
    known = replace(moved, origin=Origin.REGISTER, problem="Väntan är lång.")
    initiatives.update_initiative(database, known)
    planned = initiatives.move_initiative(database, row.uuid, InitiativeState.PLANNED)
    assert planned.state is InitiativeState.PLANNED
    # What is dropped may be ended without a form; a card of a plan cannot skip the rule.
    dropped = add(database, InitiativeRow("Idé"))
    ended = initiatives.move_initiative(database, dropped.uuid, InitiativeState.ENDED)
    assert ended.state is InitiativeState.ENDED
    with pytest.raises(RccdeskError, match="initiative_origin_missing"):
        add(database, InitiativeRow("Idé", state=InitiativeState.PLANNED))


def test_R_P10_answers_of_units_are_counted_per_region(database: Database) -> None:
    row = add(database)
    given = (
        ("12", "Lund", Answer.POSITIVE),
        ("12", "Malmö", Answer.DOUBTFUL),
        ("12", "Ystad", Answer.POSITIVE),
        ("13", "Varberg", Answer.NOT_CONTACTED),
    )
    for region, unit, answer in given:
        initiatives.set_answer(database, UnitAnswer(row.uuid, region, unit, answer))
    changed = UnitAnswer(row.uuid, "12", " Malmö ", Answer.NO, "Saknar rum.", TODAY)
    initiatives.set_answer(database, changed)
    answers = initiatives.list_answers(database, row.uuid)
    assert [(each.unit, each.answer) for each in answers] == [
        ("Lund", Answer.POSITIVE),
        ("Malmö", Answer.NO),
        ("Ystad", Answer.POSITIVE),
        ("Varberg", Answer.NOT_CONTACTED),
    ]
    malmo = answers[1]
    assert (malmo.reason, malmo.day) == ("Saknar rum.", TODAY)
    assert answers[0].day is not None
    assert answers[3].day is None  # nobody has answered
    counts = initiatives.count_answers(answers)
    assert counts["12"] == {
        Answer.NOT_CONTACTED: 0,
        Answer.POSITIVE: 2,
        Answer.DOUBTFUL: 0,
        Answer.NO: 1,
    }
    assert counts["13"][Answer.NOT_CONTACTED] == 1
    initiatives.delete_answer(database, malmo.uuid)
    assert len(initiatives.list_answers(database, row.uuid)) == 3
    history.undo_last(database)
    assert initiatives.list_answers(database, row.uuid)[1] == malmo
    with pytest.raises(PersonalTextError):
        initiatives.set_answer(database, replace(malmo, reason="Ring 19121212-1212"))


def test_R_P11_moving_on_without_patients_is_answered_with_a_reason(database: Database) -> None:
    row = add(database, READY, state=InitiativeState.PLANNED)
    with pytest.raises(RccdeskError) as refused:
        initiatives.move_initiative(database, row.uuid, InitiativeState.ONGOING)
    assert refused.value.code == "patients_not_recorded"
    assert initiatives.get_initiative(database, row.uuid).state is InitiativeState.PLANNED
    moved = initiatives.move_initiative(
        database, row.uuid, InitiativeState.ONGOING, patient_reason="Rådet är vakant."
    )
    assert (moved.state, moved.patient_reason) == (InitiativeState.ONGOING, "Rådet är vakant.")
    # The reason is asked for once; "not applicable" needs one of its own.
    initiatives.move_initiative(database, row.uuid, InitiativeState.DONE)
    bare = add(
        database,
        READY,
        state=InitiativeState.PLANNED,
        patient_entry=PatientEntry.NOT_APPLICABLE,
    )
    with pytest.raises(RccdeskError, match="patients_not_recorded"):
        initiatives.move_initiative(database, bare.uuid, InitiativeState.ONGOING)
    with_patients = add(
        database, READY, state=InitiativeState.PLANNED, patient_entry=PatientEntry.REFERRAL_ONLY
    )
    initiatives.move_initiative(database, with_patients.uuid, InitiativeState.ONGOING)


def test_R_P12_what_serves_no_goal_of_the_plan_is_listed(database: Database) -> None:
    row, loose, ended = add(database), add(database, title="Lös"), add(database, title="Slut")
    initiatives.move_initiative(database, ended.uuid, InitiativeState.ENDED)
    item = add_plan_item(database)
    link(database, row, Thing.PLAN_ITEM, item)
    assert [each.title for each in initiatives.list_without_plan(database)] == ["Lös"]
    link(database, loose, Thing.PLAN_ITEM, item, is_confirmed=False)
    assert [each.title for each in initiatives.list_without_plan(database)] == ["Lös"]
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        session.get_one(PlanItem, item).deleted_at = dt.datetime(2026, 11, 1)  # noqa: DTZ001
    assert {each.title for each in initiatives.list_without_plan(database)} == {row.title, "Lös"}


def test_R_E01_every_missing_step_of_the_chain_is_a_gap(database: Database) -> None:
    row = add(database)
    chain = initiatives.get_effect_chain(database, row.uuid)
    assert [step.kind for step in chain.steps] == list(ChainKind)
    assert chain.gaps == (
        ChainKind.WORK_CHANGE,
        ChainKind.OUTCOME,
        ChainKind.GOAL,
        ChainKind.AREA,
    )
    assert all(step.words for step in chain.steps)
    assert "cancerplanen" in chain.steps[3].words
    initiatives.update_initiative(database, replace(row, work_change="Biopsi samma dag."))
    initiatives.set_outcome(database, outcome(row, before=LOW, after=HIGH))
    item = add_plan_item(database)
    link(database, row, Thing.PLAN_ITEM, item)
    with database.read() as session:
        area = session.scalars(select(FrameworkItem).where(FrameworkItem.code == "K2")).one()
        key, name = area.uuid, f"{area.code} {area.title}"
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        session.add(
            Link(
                from_kind="plan_item",
                from_key=item,
                to_kind="framework_item",
                to_key=key,
                role="serves",
            )
        )
    chain = initiatives.get_effect_chain(database, row.uuid)
    assert chain.gaps == ()
    assert chain.level == 2
    by_kind = {step.kind: step for step in chain.steps}
    assert LOW.words in by_kind[ChainKind.OUTCOME].words
    assert by_kind[ChainKind.GOAL].place == ("plan_item", {"item": item})
    assert by_kind[ChainKind.AREA].name == name  # by way of the goal


def test_R_E01_a_removed_measure_is_a_gap_and_keeps_its_frozen_figures(
    database: Database,
) -> None:
    with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        session.add(Indicator(key=KEY, title="Kontaktsjuksköterska", direction="higher"))
    row = add(database)
    saved = initiatives.set_outcome(
        database, OutcomeRow(row.uuid, KEY, (("unit", "12"),), before=LOW, after=HIGH)
    )
    indicators.delete_indicator(database, KEY)
    chain = initiatives.get_effect_chain(database, row.uuid)
    assert ChainKind.OUTCOME in chain.gaps
    assert "finns inte längre" in chain.steps[2].words
    assert KEY in initiatives.get_card(database, row.uuid).outcomes[0].measure
    with pytest.raises(NotFoundError) as refused:
        initiatives.measure_outcome(database, saved, "durable", "2026-Q1")
    assert refused.value.code == "outcome_measure_gone"
    assert initiatives.list_outcomes(database, row.uuid) == (saved,)
    assert initiatives.list_to_end(database) == ()  # no direction is known: nothing is worse


EXTERNAL = {
    "evaluation_by": "external",
    "evaluated_on": dt.date(2026, 3, 1),
    "evaluation": "Rapport 3.",
}


@pytest.mark.parametrize(
    ("row", "outcomes", "level"),
    [
        ({}, (), 0),
        ({"output": "utbildade"}, (), 0),
        ({"output_count": 12}, (), 0),  # 12 of what?
        ({"output_count": 0, "output": "utbildade"}, (), 1),
        ({}, ({"before": LOW, "after": HIGH},), 2),
        ({}, ({"after": HIGH},), 0),
        ({}, ({"before": LOW},), 0),
        ({}, ({"before": HIDDEN, "after": HIGH},), 0),  # hidden is not measured
        ({"output_count": 3, "output": "x"}, ({"before": HIDDEN, "after": HIGH},), 1),
        ({}, ({"before": HIGH, "after": LOW},), 0),  # after is earlier
        ({"starts_on": dt.date(2024, 1, 1)}, ({"before": LOW, "after": HIGH},), 0),
        ({"starts_on": dt.date(2025, 4, 1)}, ({"before": LOW, "after": HIGH},), 2),
        ({"starts_on": dt.date(2025, 12, 1)}, ({"before": LOW, "after": HIGH},), 0),
        (
            {},
            ({"before": LOW, "after": HIGH, "compared_before": LOW, "compared_after": HIGH},),
            2,  # compared with nothing that is said
        ),
        (
            {},
            (
                {
                    "before": LOW,
                    "after": HIGH,
                    "compared_with": (("region", "13"),),
                    "compared_before": LOW,
                    "compared_after": HIGH,
                },
            ),
            3,
        ),
        (
            {},
            (
                {
                    "before": LOW,
                    "after": HIGH,
                    "compared_with": (("region", "13"),),
                    "compared_before": HIDDEN,
                    "compared_after": HIGH,
                },
            ),
            2,
        ),
        (EXTERNAL, (), 4),
        ({**EXTERNAL, "evaluation": " "}, (), 0),
        ({**EXTERNAL, "evaluated_on": None}, (), 0),
        ({**EXTERNAL, "evaluation_by": "internal"}, (), 0),
    ],
)
def test_R_E02_the_level_is_computed_from_what_is_recorded(
    row: dict[str, Any], outcomes: tuple[dict[str, Any], ...], level: int
) -> None:
    made = replace(UNDER_WAY, **row)
    assert initiatives.evidence_level(made, [outcome(made, **each) for each in outcomes]) == level


def test_R_E02_the_first_page_tells_how_many_have_a_measured_result(database: Database) -> None:
    assert initiatives.get_results(database).sentence == "Inga insatser är inlagda."
    measured = add(database, title="Mätt")
    initiatives.set_outcome(database, outcome(measured, before=LOW, after=HIGH))
    add(database, title="Räknad", output_count=4, output="möten")
    add(database, title="Utvärderad", **EXTERNAL)
    add(database, title="Annans kort", came_from="RCC Väst")
    results = initiatives.get_results(database)
    # An external evaluation is level 4, but no figure of ours; another RCC's card is not ours.
    assert (results.measured, results.total) == (1, 3)
    assert results.by_level == {0: 0, 1: 1, 2: 1, 3: 0, 4: 1}
    assert results.sentence == "1 av 3 insatser har ett uppmätt resultat."


def test_R_E02_figures_are_the_published_ones_and_stay_as_they_were(database: Database) -> None:
    row = add(database)
    before = waits(8, 20, start="2025-01-07") + waits(4, 60, start="2025-01-07")
    after = waits(9, 20, "Q", start="2025-07-07") + waits(3, 60, "Q", start="2025-07-07")
    few = waits(3, 20, "R", start="2025-07-07", region="13")
    import_events(database, before + after + few)
    measured = initiatives.measure_outcome(database, outcome(row), "before", "2025-H1")
    measured = initiatives.measure_outcome(database, measured, "after", "2025-H2")
    assert initiatives.list_outcomes(database, row.uuid) == ()  # nothing is stored by measuring
    saved = initiatives.set_outcome(database, measured)
    assert saved.before is not None
    assert (saved.before.numerator, saved.before.denominator) == (8, 12)
    # Wilson, z = 1.959964: (8 + 1.92073 -+ 1.959964 sqrt(8 x 4 / 12 + 0.960365)) / 15.841459
    assert saved.before.words.startswith("67\u00a0% (39–86\u00a0%), 8 av 12")
    assert saved.before.words.endswith("representativitet okänd")
    assert saved.before.extract_date == dt.date(2026, 11, 1)
    assert saved.after is not None
    assert (saved.after.numerator, saved.after.denominator) == (9, 12)
    # Few cases stay hidden: no number is kept anywhere.
    alone = replace(saved, compared_with=(("svf", "VG9"), ("region", "13")))
    compared = initiatives.measure_outcome(database, alone, "compared_after", "2025-H2")
    value = compared.compared_after
    assert value is not None
    assert (value.hidden, value.value, value.numerator, value.denominator) == (
        "few",
        None,
        None,
        None,
    )
    assert "3" not in value.words
    # A later extract changes nothing of what is frozen.
    import_events(database, waits(12, 20, start="2025-01-07"), "2026-11-15")
    assert initiatives.list_outcomes(database, row.uuid) == (saved,)


def test_R_E02_what_cannot_be_measured_is_refused_in_words(database: Database) -> None:
    row = add(database)
    import_events(database, waits(12, 20, start="2025-01-07"))
    start = initiatives.measure_outcome(database, outcome(row), "before", "2025-H1")
    cases = (
        ("after", "2026-Q1", "outcome_no_figure"),
        ("compared_before", "2025-H1", "outcome_not_compared"),
        ("after", "2025-Q1", "outcome_periods_reversed"),
    )
    for moment, period, code in cases:
        with pytest.raises(RccdeskError) as refused:
            initiatives.measure_outcome(database, start, moment, period)
        assert refused.value.code == code
    odd = replace(start, selection=(("shoe_size", "42"),))
    with pytest.raises(NotComputableError, match="outcome_selection"):
        initiatives.measure_outcome(database, odd, "before", "2025-H1")
    with pytest.raises(ValueError, match="2025-Q9"):
        initiatives.measure_outcome(database, start, "before", "2025-Q9")
    with pytest.raises(RccdeskError, match="outcome_periods_reversed"):
        initiatives.set_outcome(database, outcome(row, before=HIGH, after=LOW))
    compared = outcome(row, before=LOW, after=HIGH, compared_with=(("region", "13"),))
    with pytest.raises(RccdeskError, match="outcome_compared_period"):
        initiatives.set_outcome(database, replace(compared, compared_before=HIGH))


def test_R_E02_figures_of_another_measure_never_stay_as_before_and_after(
    database: Database,
) -> None:
    row = add(database)
    saved = initiatives.set_outcome(
        database,
        outcome(
            row,
            before=LOW,
            after=HIGH,
            compared_with=(("region", "13"),),
            compared_before=LOW,
            compared_after=HIGH,
        ),
    )
    changed = initiatives.set_outcome(database, replace(saved, measure="to_recommendation"))
    assert (changed.before, changed.after, changed.compared_after) == (None, None, None)
    history.undo_last(database)
    assert initiatives.list_outcomes(database, row.uuid) == (saved,)
    elsewhere = replace(saved, compared_with=(("region", "14"),))
    kept = initiatives.set_outcome(database, elsewhere)
    assert (kept.before, kept.compared_before) == (LOW, None)


def test_R_E02_an_indicator_is_measured_by_period_and_unit(database: Database) -> None:
    with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        card = Indicator(key=KEY, title="Kontaktsjuksköterska", direction="higher", coverage=0.92)
        session.add(card)
    rows = [
        {"unit": "12", "period": "2025-Q1", "numerator": 45.0, "denominator": 70.0},
        {"unit": "12", "period": "2025-Q3", "numerator": 60.0, "denominator": 70.0},
        {"unit": "13", "period": "2025-Q1", "numerator": 10.0, "denominator": 70.0},
    ]
    import_rows(database, rows)
    row = add(database)
    asked = OutcomeRow(row.uuid, KEY, (("region", "12"),))
    found = initiatives.measure_outcome(database, asked, "before", "2025-Q1").before
    assert found is not None
    assert (found.numerator, found.denominator, found.coverage) == (45.0, 70.0, 0.92)
    with pytest.raises(NotComputableError, match="outcome_no_figure"):  # two quarters of four
        initiatives.measure_outcome(database, asked, "before", "2025")
    rows[1]["period"] = "2025-Q2"
    import_rows(database, rows)
    half = initiatives.measure_outcome(database, asked, "before", "2025-H1").before
    assert half is not None
    assert (half.numerator, half.denominator) == (105.0, 140.0)
    with pytest.raises(NotComputableError, match="outcome_selection"):
        initiatives.measure_outcome(
            database, replace(asked, selection=(("svf", "VG9"),)), "before", "2025-Q1"
        )


def test_R_E04_a_card_with_activities_alone_says_that_nothing_is_measured(
    database: Database, tmp_path: Path
) -> None:
    row = add(database, cost="20 000 kr")
    assert initiatives.get_card(database, row.uuid).result == "Inget uppmätt resultat."
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        session.add(
            Activity(
                initiative_uuid=row.uuid,
                title="Möte #1 *x*",
                state=str(ItemState.DONE),
                done_on=dt.date(2026, 2, 1),
            )
        )
    card = initiatives.get_card(database, row.uuid)
    assert card.result == (
        "Inget uppmätt resultat. Aktiviteter är genomförda, men inget mått har följts upp."
    )
    assert card.activities == ("Möte #1 *x* (2026-02-01)",)
    assert ("Kostnad", "20 000 kr") in card.facts
    initiatives.set_outcome(database, outcome(row, before=HIDDEN, after=HIGH))
    card = initiatives.get_card(database, row.uuid)
    assert not card.is_measured
    assert "visas inte" in card.result
    path = initiatives.write_card(database, row.uuid, tmp_path / "kort.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert len(initiatives.preview_cards([card], ppi=20)) == 1


def test_R_E04_a_card_prints_before_after_n_comparison_and_no_cause(
    database: Database, tmp_path: Path
) -> None:
    row = add(
        database,
        area="12",
        svf=("VG9",),
        conclusion=Conclusion.SPREAD,
        conclusion_reason="Fungerar på fler orter.",
        patient_changed=True,
        patient_change="Kallelsen skrevs om.",
    )
    initiatives.set_outcome(
        database,
        outcome(row, before=replace(LOW, coverage=0.695), after=HIGH),
    )
    card = initiatives.get_card(database, row.uuid)
    shown = card.outcomes[0]
    assert [(each.moment, each.words) for each in shown.figures] == [
        ("Före", LOW.words),
        ("Efter", HIGH.words),
    ]
    assert shown.figures[0].coverage == "inklusion 69,5\u00a0%"  # not 70, which it does not reach
    assert card.result == "Samvariation, inte bevisad orsak."
    # Newcombe's method 10 on 60/70 and 45/70: 0.214, interval 0.071 to 0.347.
    assert shown.sentences[0].startswith("21 procentenheter högre efter än före")
    assert "(95 % intervall 7 till 35)" in shown.sentences[0]
    assert shown.sentences[1].startswith("Inklusionen är under 70 % i minst en")
    assert "Ingen jämförelse" in shown.sentences[2]
    assert card.conclusion == "Sprid. Fungerar på fler orter."
    patients = dict(card.facts)["Patienter och närstående"]
    assert patients == "Från start. Medverkan ändrade ett beslut. Kallelsen skrevs om."
    said = json.dumps([card.result, card.facts, shown.sentences], ensure_ascii=False)
    assert not any(word in said for word in ("ledde till", "gav effekt", "tack vare", "orsakade"))
    other = add(database, title="En annan")
    path = initiatives.write_cards(database, [row.uuid, other.uuid, row.uuid], tmp_path / "k.pdf")
    assert path.stat().st_size > 10_000
    cards = [initiatives.get_card(database, uuid) for uuid in (row.uuid, other.uuid)]
    assert len(initiatives.preview_cards(cards, ppi=20)) == 2
    with pytest.raises(RccdeskError, match="cards_none"):
        initiatives.write_cards(database, [], tmp_path / "inga.pdf")


def test_R_E05_what_has_ended_comes_back_after_twelve_months(database: Database) -> None:
    over = add(database, title="Slut", ends_on=dt.date(2025, 11, 22))
    money = add(
        database,
        title="Medel slut",
        ends_on=dt.date(2026, 6, 30),
        funding_ends_on=dt.date(2024, 2, 29),
    )
    add(database, title="Nyss", ends_on=dt.date(2025, 11, 23))
    add(database, READY, title="Aldrig börjad", ends_on=dt.date(2024, 1, 1))
    seen = add(
        database,
        title="Följd",
        ends_on=dt.date(2024, 1, 1),
        durability_on=dt.date(2025, 2, 1),
        durability="Samma nivå.",
    )
    asked = initiatives.set_outcome(database, outcome(over, before=LOW, after=HIGH))
    due = initiatives.list_durability_due(database, TODAY)
    assert [(each.row.title, each.due_on) for each in due] == [
        ("Medel slut", dt.date(2025, 2, 28)),
        ("Slut", dt.date(2026, 11, 22)),
    ]
    assert due[1].outcomes == (asked,)  # the same indicator
    assert "2026-11-22" in due[1].words
    assert seen.title not in {each.row.title for each in due}
    ending = initiatives.list_funding_ending(database, TODAY)
    assert [(each.row.uuid, each.days_left < 0) for each in ending] == [(money.uuid, True)]
    with pytest.raises(RccdeskError, match="date_in_the_future"):
        add(database, durability_on=dt.date(2999, 1, 1))


def test_R_C06_the_list_of_what_to_end_gives_its_reasons(database: Database) -> None:
    old = dt.date(2026, 3, 1)
    add(database, title="Utan mått")
    quiet = add(database, READY, title="Tyst idé", touched_on=old)
    steady = add(database, READY, title="Ny idé", touched_on=TODAY)
    worse = add(database, title="Sämre")
    fine = add(database, title="Bättre")
    unsure = add(database, title="Osäker")
    for row, after in (
        (worse, replace(HIGH, value=25 / 70, numerator=25)),
        (fine, HIGH),
        (unsure, replace(HIGH, value=40 / 70, numerator=40)),
    ):
        initiatives.set_outcome(database, outcome(row, before=LOW, after=after))
    listed = {each.row.title: each for each in initiatives.list_to_end(database, TODAY, days=90)}
    assert {title: each.reasons for title, each in listed.items()} == {
        "Utan mått": (EndReason.NO_MEASURE,),
        quiet.title: (EndReason.UNTOUCHED,),
        # 45/70 to 25/70: Newcombe -0.430 to -0.120, wholly under 0. To 40/70: -0.226 to 0.089.
        "Sämre": (EndReason.WORSE,),
    }
    assert steady.title not in listed
    assert listed["Sämre"].words[0].endswith("Samvariation, inte bevisad orsak.")
    assert "2026-03-01" in listed[quiet.title].words[0]
    assert all(len(each.words) == len(each.reasons) for each in listed.values())
    with database.write(Topic.PLANS, act="history.act.example_made") as session:
        session.add(Activity(initiative_uuid=quiet.uuid, title="Möte", touched_on=TODAY))
    again = initiatives.list_to_end(database, TODAY, days=90)
    assert quiet.title not in {each.row.title for each in again}  # its activity was touched


def test_R_C06_lower_is_not_worse_where_lower_is_wanted(database: Database) -> None:
    with database.write(Topic.INDICATORS, act="history.act.example_imported") as session:
        session.add(Indicator(key=KEY, title="Reoperation", direction="lower"))
    row = add(database)
    falls = OutcomeRow(row.uuid, KEY, before=HIGH, after=replace(LOW, period="2025-Q4"), position=0)
    saved = initiatives.set_outcome(database, falls)
    assert initiatives.list_to_end(database, TODAY) == ()
    rises = replace(saved, before=LOW, after=HIGH)
    initiatives.set_outcome(database, rises)
    assert initiatives.list_to_end(database, TODAY)[0].reasons == (EndReason.WORSE,)


def test_R_E08_participation_is_its_form_and_what_it_changed(database: Database) -> None:
    add(
        database,
        title="A",
        patient_form="Två platser.",
        patient_changed=True,
        patient_change="Ny kallelse.",
    )
    add(database, title="B", patient_entry=PatientEntry.PLANNING, patient_changed=False)
    add(database, title="C", patient_entry=None, patient_reason="Rådet är vakant.")
    add(database, READY, title="Idé")  # not yet asked of
    figures = initiatives.participation_figures(database)
    assert (figures.total, figures.formalised) == (3, 1)
    assert (figures.changed, figures.unchanged, figures.unknown) == (1, 1, 1)
    assert figures.by_entry[PatientEntry.FROM_START] == 1
    assert figures.by_entry[None] == 1
    assert figures.changes == (("A", "Ny kallelse."),)
    assert figures.sentences[0].startswith("I 1 av 3 insatser")


def test_R_E11_cards_are_read_by_another_installation_as_ideas(tmp_path: Path) -> None:
    file = tmp_path / "kort.json"
    with Database.open(tmp_path / "a.rccdesk", create=True) as sender:
        row = add(sender, output_count=3, output="möten", is_worth_spreading=True)
        saved = initiatives.set_outcome(sender, outcome(row, before=LOW, after=HIGH))
        initiatives.export_cards(sender, [row.uuid], file)
        assert initiatives.import_cards(sender, file).added == ()  # its own are here already
    content = json.loads(file.read_text("utf-8"))
    content["sender"] = "RCC Väst"
    file.write_text(json.dumps(content), "utf-8")
    with Database.open(tmp_path / "b.rccdesk", create=True) as receiver:
        found = initiatives.import_cards(receiver, file)
        assert found.sender == "RCC Väst"
        (card,) = found.added
        assert (card.title, card.came_from) == (row.title, "RCC Väst")
        assert card.state is InitiativeState.IDEA
        assert card.uuid != row.uuid
        (received,) = initiatives.list_outcomes(receiver, card.uuid)
        assert (received.before, received.after) == (saved.before, saved.after)
        assert initiatives.get_results(receiver).total == 0  # not its own result
        assert chart_events.list_events(receiver, GOAL, None) == ()
        own = initiatives.adopt_card(receiver, card.uuid)
        assert (own.title, own.problem, own.came_from) == (row.title, row.problem, "")
        assert (own.output_count, initiatives.list_outcomes(receiver, own.uuid)) == (None, ())
        assert initiatives.get_results(receiver).by_level[0] == 1
        history.undo_last(receiver)
        again = initiatives.import_cards(receiver, file)
        assert (again.added, again.skipped) == ((), (row.title,))
        assert len(initiatives.list_initiatives(receiver)) == 1
        history.undo_last(receiver)  # one step
        assert initiatives.list_initiatives(receiver) == ()
        assert initiatives.list_outcomes(receiver) == ()
        assert len(initiatives.import_cards(receiver, file).added) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[1, 2]",
        lambda text: text.replace("rccdesk result cards", "planner export"),
        lambda text: text.replace('"version": 1', '"version": "x"'),
        lambda text: text.replace('"state": "ongoing"', '"state": "exploded"'),
        lambda text: text.replace('"output_count": 3', '"output_count": "__import__(1)"'),
        lambda text: text.replace('"title": "Snabbspår för biopsi"', '"title": " "'),
        lambda text: text.replace('"title": "Snabbspår för biopsi"', '"title": 7'),
        lambda text: text.replace('"period": "2025-Q1"', '"period": "i våras"'),
        lambda text: text.replace('"period": "2025-Q3"', '"period": "2024-Q3"'),
        lambda text: text.replace('"hidden": ""', '"hidden": "few"'),
        lambda text: text.replace('"cards"', '"kort"'),
        lambda text: text.replace('"svf": []', '"svf": "VG9"'),
        lambda text: text.replace('"numerator": 45', '"numerator": NaN'),
        lambda text: text.replace('"starts_on": null', '"starts_on": "2026-13-01"'),
        lambda text: text.replace('"output_count": 3', '"output_count": -3'),
        lambda text: "[" * 100_000,
    ],
)
def test_R_E11_a_foreign_or_damaged_file_is_refused_whole(tmp_path: Path, change: Any) -> None:
    file = tmp_path / "kort.json"
    with Database.open(tmp_path / "a.rccdesk", create=True) as sender:
        row = add(sender, output_count=3, output="möten")
        initiatives.set_outcome(sender, outcome(row, before=LOW, after=HIGH))
        initiatives.export_cards(sender, [row.uuid], file)
    content = change(file.read_text("utf-8"))
    file.write_text(content, "utf-8")
    with Database.open(tmp_path / "b.rccdesk", create=True) as receiver:
        with pytest.raises(RccdeskError) as refused:
            initiatives.import_cards(receiver, file)
        assert refused.value.code == "cards_unreadable"
        assert initiatives.list_initiatives(receiver) == ()


def test_R_E11_a_personnummer_or_a_newer_file_stops_the_import(tmp_path: Path) -> None:
    file = tmp_path / "kort.json"
    with Database.open(tmp_path / "a.rccdesk", create=True) as sender:
        row = add(sender)
        initiatives.export_cards(sender, [row.uuid], file)
        content = json.loads(file.read_text("utf-8"))
        content["cards"][0]["initiative"]["problem"] = "Ring 19121212-1212."
        file.write_text(json.dumps(content), "utf-8")
        with pytest.raises(PersonalTextError):
            initiatives.import_cards(sender, file)
        content["cards"][0]["initiative"]["problem"] = "x"
        file.write_text(json.dumps({**content, "version": 2}), "utf-8")
        with pytest.raises(RccdeskError, match="cards_newer_version"):
            initiatives.import_cards(sender, file)
        file.write_text(json.dumps({**content, "is_example": True}), "utf-8")
        with pytest.raises(RccdeskError, match="cards_example"):
            initiatives.import_cards(sender, file)
        with pytest.raises(RccdeskError, match="file_not_found"):
            initiatives.import_cards(sender, tmp_path / "saknas.json")


def test_R_P18_a_new_version_opens_beside_the_old_answers(database: Database) -> None:
    guideline = guidelines.add_guideline(database, GuidelineRow("Vårdprogram", svf=("VG9",)))
    assert guidelines.get_adoption_table(database, guideline.uuid).version is None
    first = guidelines.add_version(database, VersionRow(guideline.uuid, "4.0"))
    given = (
        ("12", "Lund", Adoption.INTRODUCED, "", ""),
        ("12", "Malmö", Adoption.NOT_INTRODUCED, "capacity", "Rum saknas."),
        ("13", "Varberg", Adoption.NOT_CONTACTED, "", ""),
    )
    for region, unit, state, cause, reason in given:
        guidelines.set_adoption(
            database, AdoptionRow(first.uuid, region, unit, state, cause, reason)
        )
    second = guidelines.add_version(database, VersionRow(guideline.uuid, "5.0"))
    table = guidelines.get_adoption_table(database, guideline.uuid)
    assert (table.version, [each.version for each in table.versions]) == (second, ["5.0", "4.0"])
    lines = {line.unit: line for line in table.rows if line.unit}
    assert {line.state for line in table.rows} == {Adoption.NOT_ASSESSED}
    assert lines["Malmö"].old_state is Adoption.NOT_INTRODUCED
    assert (lines["Malmö"].old_cause, lines["Malmö"].old_reason) == ("capacity", "Rum saknas.")
    assert table.can_carry == 3
    # One is answered anew; the rest are taken over in one click and one step.
    guidelines.set_adoption(
        database, AdoptionRow(second.uuid, "12", "Lund", Adoption.PARTLY, day=TODAY)
    )
    assert guidelines.carry_over(database, second.uuid, [("13", "Varberg")]) == 1
    assert guidelines.carry_over(database, second.uuid) == 1
    assert guidelines.carry_over(database, second.uuid) == 0
    table = guidelines.get_adoption_table(database, guideline.uuid)
    lines = {line.unit: line for line in table.rows if line.unit}
    assert (lines["Lund"].state, lines["Lund"].is_carried) == (Adoption.PARTLY, False)
    assert (lines["Malmö"].state, lines["Malmö"].is_carried) == (Adoption.NOT_INTRODUCED, True)
    assert table.reasons == (("capacity", 1),)
    history.undo_last(database)
    table = guidelines.get_adoption_table(database, guideline.uuid)
    assert {line.unit: line.state for line in table.rows}["Malmö"] is Adoption.NOT_ASSESSED
    # The old version is as it was.
    old = guidelines.get_adoption_table(database, guideline.uuid, first.uuid)
    assert {line.unit: line.state for line in old.rows}["Lund"] is Adoption.INTRODUCED
    # 3 units in 2 of 21 regions, and 19 regions without a unit: 22 rows.
    share = next(each for each in old.shares if each.state is Adoption.INTRODUCED)
    assert (share.count, share.words, len(old.rows)) == (1, "1 av 22", 22)


def test_R_P18_a_reason_belongs_to_not_introduced_and_mistakes_are_refused(
    database: Database,
) -> None:
    guideline = guidelines.add_guideline(database, GuidelineRow(" Vårdprogram  bröst "))
    assert guideline.title == "Vårdprogram bröst"
    version = guidelines.add_version(database, VersionRow(guideline.uuid, "1"))
    with pytest.raises(RccdeskError, match="guideline_version_taken"):
        guidelines.add_version(database, VersionRow(guideline.uuid, "1"))
    row = AdoptionRow(version.uuid, "12", "Lund", Adoption.INTRODUCED, "capacity", "x")
    assert guidelines.set_adoption(database, row).cause == ""
    refusing = replace(row, state=Adoption.NOT_INTRODUCED, cause="finns inte")
    with pytest.raises(RccdeskError, match="adoption_cause_missing"):
        guidelines.set_adoption(database, refusing)
    with pytest.raises(RccdeskError, match="adoption_region_missing"):
        guidelines.set_adoption(database, replace(row, region=""))
    support = guidelines.add_support(
        database, SupportRow("Genomgång", TODAY, guideline_uuid=guideline.uuid)
    )
    assert guidelines.list_support(database, guideline.uuid) == (support,)
    with pytest.raises(PersonalTextError):
        guidelines.update_support(database, replace(support, audience="19121212-1212"))
    guidelines.delete_guideline(database, guideline.uuid)
    assert guidelines.list_guidelines(database) == ()
    assert guidelines.list_support(database) == (support,)
    things = trash.list_trash(database)
    trash.restore_rows(database, [things[0].uuid])
    (line,) = (
        line
        for line in guidelines.get_adoption_table(database, guideline.uuid).rows
        if line.unit == "Lund"
    )
    assert line.state is Adoption.INTRODUCED


def test_the_example_has_initiatives_of_every_kind(
    tmp_path: Path, example_copy: Callable[[Path, int, int], Path]
) -> None:
    with Database.open(example_copy(tmp_path / "x.rccdesk", 300, 2)) as example:
        results = initiatives.get_results(example)
        assert results.total == 6
        assert {level for level, count in results.by_level.items() if count} >= {0, 1, 2, 4}
        plan = next(
            each
            for each in initiatives.list_outcomes(example)
            if each.measure == "care_plan_breast"
        )
        assert plan.before is not None
        assert plan.before.words == "70\u00a0% (59–79\u00a0%), 52 av 74"  # the same every time
        assert len(initiatives.list_without_plan(example)) == 3
        assert initiatives.list_durability_due(example, TODAY)
        assert initiatives.list_to_end(example, TODAY)
        for guideline in guidelines.list_guidelines(example):
            table = guidelines.get_adoption_table(example, guideline.uuid)
            assert len(table.versions) == 2
            assert table.can_carry
        assert len(guidelines.list_support(example)) == 3


def test_an_initiative_is_a_mark_in_the_trend_of_its_outcome(database: Database) -> None:
    row = add(database, starts_on=dt.date(2025, 5, 12), ends_on=dt.date(2025, 12, 1))
    initiatives.set_outcome(database, outcome(row))
    series = (("svf", "VG9"), ("region", "12"))
    start, end = chart_events.list_events(database, GOAL, series)
    assert (start.label, start.day, start.reason) == (row.title, row.starts_on, "")
    assert end.label == f"{row.title} (slut)"
    assert start.initiative == row.uuid
    assert chart_events.list_events(database, GOAL, (("svf", "VK1"), ("region", "12"))) == ()
    assert chart_events.list_events(database, GOAL, (("svf", "VG9"),)) == ()
    assert chart_events.list_events(database, "svf_inclusion", series) == ()
    (saved,) = initiatives.list_outcomes(database, row.uuid)
    initiatives.set_outcome(database, replace(saved, before=LOW, after=HIGH))
    start, _end = chart_events.list_events(database, GOAL, series)
    assert start.reason == f"Före: {LOW.words}. Efter: {HIGH.words}."
    planned = replace(row, ends_on=dt.date(2999, 12, 31))
    initiatives.update_initiative(database, planned)
    assert len(chart_events.list_events(database, GOAL, series)) == 1  # that day is a plan
    initiatives.delete_initiative(database, row.uuid)
    assert chart_events.list_events(database, GOAL, series) == ()


def test_dates_texts_and_deleting_are_guarded(database: Database) -> None:
    for changes in (
        {"starts_on": TODAY, "ends_on": dt.date(2026, 1, 1)},
        {"starts_on": TODAY, "funding_ends_on": dt.date(2026, 1, 1)},
    ):
        with pytest.raises(RccdeskError, match="dates_reversed"):
            add(database, **changes)
    with pytest.raises(RccdeskError, match="initiative_title_missing"):
        add(database, title="  ")
    with pytest.raises(PersonalTextError):
        add(database, problem="19121212-1212")
    row = add(database)
    initiatives.set_outcome(database, outcome(row))
    initiatives.set_answer(database, UnitAnswer(row.uuid, "12", "Lund", Answer.POSITIVE))
    initiatives.delete_initiative(database, row.uuid)
    for read in (initiatives.get_initiative, initiatives.get_card, initiatives.get_effect_chain):
        with pytest.raises(NotFoundError, match="initiative_missing"):
            read(database, row.uuid)
    assert initiatives.list_outcomes(database) == ()
    history.undo_last(database)
    assert len(initiatives.list_outcomes(database, row.uuid)) == 1
    assert len(initiatives.list_answers(database, row.uuid)) == 1
