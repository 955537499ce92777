"""Every rule of the contract's lead-time section, with values worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from rccdesk.enums import Goal, Grain, Topic
from rccdesk.errors import NotComputableError, NotFoundError
from rccdesk.models import CareUnit, GoalModel, Region
from rccdesk.services.database import Database
from rccdesk.services.lead_times import LeadTimeQuery, get_distribution, get_lead_times
from rccdesk.services.lead_times.selection import list_selection_values
from rccdesk.services.pathways import catalogue
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable
from tests.services.lead_time_examples import Event, import_events, import_expected, wait, waits


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.rccdesk", create=True) as database:
        yield database


def ask(database: Database, **wanted: object) -> PublishableTable:
    return get_lead_times(database, LeadTimeQuery(**wanted))  # type: ignore[arg-type]


def only(table: PublishableTable) -> PublishableRow:
    (row,) = table.rows
    return row


def by(table: PublishableTable, field: str) -> dict[str | None, PublishableRow]:
    return {row.get(field): row for row in table.rows}


def limit(database: Database, svf: str, days: int | None, **more: object) -> None:
    catalogue.add_limit(database, catalogue.LimitRow(svf, days=days, **more))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------- which date


def test_rule_start_is_the_first_10_and_end_the_earliest_end_code(store: Database) -> None:
    later = [Event("P20-0", "VG910", "2026-01-09"), Event("P20-0", "VG952", "2026-03-01")]
    import_events(store, [*waits(5, 20), *later])
    row = only(ask(store, svf=("VG9",)))
    assert (row.numerator, row.denominator, row.median_days) == (5, 5, 20.0)


def test_rule_same_day_the_lowest_suffix_ends(store: Database) -> None:
    same_day = [Event(f"P20-{n}", "VG954", "2026-01-25") for n in range(5)]
    import_events(store, [*waits(5, 20), *same_day])
    assert [row.get("treatment") for row in ask(store, by=("treatment",)).rows] == ["surgery"]


def test_rule_aos_is_measured_to_the_closing_talk_and_only_as_rows_of_its_own(
    store: Database,
) -> None:
    aos = waits(6, 22, svf="VP8", end="78", prefix="A") + waits(5, 23, svf="VP8", end="72")
    import_events(store, [*aos, *waits(7, 10, prefix="B")])
    rows = by(ask(store, by=("svf",)), "svf")
    assert (rows["VP8"].numerator, rows["VP8"].denominator) == (6, 11)  # limit 22
    assert rows["VP8"].limit_days == 22
    assert only(ask(store, svf=("VP8",))).denominator == 11
    assert only(ask(store)).denominator == 7
    assert only(ask(store, svf=("VP8", "VG9"))).denominator == 7
    whole = ask(store, by=("svf",)).whole
    assert whole is not None
    assert whole.denominator == 7
    assert only(ask(store, svf=("VP8",), by=("treatment",))).get("treatment") == "closing_talk"


def test_rule_aos_other_closings_are_no_end(store: Database) -> None:
    import_events(store, waits(5, 10, svf="VP8", end="70"))
    table = ask(store, svf=("VP8",))
    assert table.rows == ()
    assert dict(table.excluded) == {"closed_70": 5}


def test_rule_73_is_an_end_where_the_catalogue_has_a_limit_for_it_on_that_date(
    store: Database,
) -> None:
    ends = waits(5, 25, svf="VB2", end="73", variant="bas")
    import_events(store, [*ends, *waits(5, 25, prefix="B", end="73")])
    table = ask(store, by=("svf", "treatment"))
    row = only(table)
    assert (row.get("svf"), row.get("treatment")) == ("VB2", "no_further_action")
    assert (row.numerator, row.denominator, row.limit_days) == (5, 5, 25)
    assert dict(table.excluded) == {"closed_73": 5}  # VG9 has none


def test_rule_73_before_the_limit_began_is_a_closing(store: Database) -> None:
    # the limit of VB2 for 73 is valid from 2018-10-30
    import_events(
        store, waits(5, 20, svf="VB2", end="73", variant="bas", start="2018-10-01"), "2018-12-31"
    )
    assert dict(ask(store).excluded) == {"closed_73": 5}


def test_rule_73_ends_before_a_later_treatment(store: Database) -> None:
    late = [Event(f"P10-{n}", "VB250", "2026-03-30", region="08", variant="bas") for n in range(5)]
    import_events(store, [*waits(5, 10, svf="VB2", end="73", variant="bas"), *late])
    row = only(ask(store, by=("region", "treatment")))
    assert row.get("treatment") == "no_further_action"
    assert row.get("region") == "12"
    assert row.median_days == 10


def test_rule_a_pathway_belongs_to_the_period_of_its_end(store: Database) -> None:
    import_events(store, waits(6, 20, start="2026-03-25"))  # ends 2026-04-14
    assert [row.get("period") for row in ask(store, by=("period",)).rows] == ["2026-Q2"]
    starts = ask(store, by=("start_period",))
    assert [row.get("start_period") for row in starts.rows] == ["2026-Q1"]
    assert only(ask(store, period="2026-Q2")).denominator == 6
    assert ask(store, period="2026-Q1").rows == ()
    assert only(ask(store, by=("start_period",), period="2026-Q1")).denominator == 6


def test_rule_after_a_transfer_the_time_runs_on_and_the_ending_region_counts(
    store: Database,
) -> None:
    events = []
    for n in range(5):
        events += [
            Event(f"T{n}", "VG910", "2026-01-05", region="08"),
            Event(f"T{n}", "VG990", "2026-01-12", region="08"),
            Event(f"T{n}", "VG991", "2026-01-13", region="12"),
            Event(f"T{n}", "VG910", "2026-01-14", region="12"),
            Event(f"T{n}", "VG950", "2026-02-10", region="12"),
        ]
    import_events(store, events)
    row = only(ask(store, by=("region",)))
    assert row.get("region") == "12"
    assert row.median_days == 36  # 5 January to 10 February
    assert row.numerator == 0  # limit 28


# --------------------------------------------------------------------------------- excluded


def test_rule_one_reason_each_the_first_in_order(store: Database) -> None:
    events = [
        *waits(5, 10),
        *wait("F1", 40, start="2026-10-20"),  # ends after the extract
        Event("F2", "VG950", "2026-12-01"),  # in the future, and no suspicion either
        Event("S1", "VG950", "2026-05-01"),  # no suspicion
        Event("S2", "VG974", "2026-05-01"),  # no suspicion goes before its closing
        Event("C1", "VG910", "2026-05-01"),
        Event("C1", "VG976", "2026-05-09"),
        Event("C1", "VG974", "2026-05-20"),
        Event("O1", "VG910", "2026-05-01"),
        Event("O1", "VG925", "2026-05-20"),
        *wait("N1", -3),
        *wait("U1", 10, svf="VC0"),  # no limit for lung cancer
        *wait("G1", 10, svf="VJ1", start="2017-01-05"),  # risk group not in the extract
    ]
    import_events(store, events)
    table = ask(store)
    assert only(table).denominator == 5
    assert dict(table.excluded) == {
        "future": 2,
        "no_suspicion": 2,
        "closed_76": 1,
        "open": 1,
        "negative": 1,
        "limit_unknown": 1,
        "limit_not_choosable": 1,
    }
    assert [reason for reason, _ in table.excluded] == [
        "future",
        "no_suspicion",
        "closed_76",
        "open",
        "negative",
        "limit_unknown",
        "limit_not_choosable",
    ]


def test_rule_a_closing_and_future_events_after_an_end_are_ignored(store: Database) -> None:
    after = [Event("P10-0", "VG970", "2026-02-01"), Event("P10-1", "VG952", "2026-12-24")]
    import_events(store, [*waits(5, 10), *after])
    table = ask(store)
    assert only(table).denominator == 5
    assert table.excluded == ()


def test_rule_excluded_counts_over_svf_not_over_period_or_region(store: Database) -> None:
    events = [
        *waits(5, 10),
        Event("O1", "VG910", "2026-05-01", region="08"),
        Event("O2", "VB210", "2026-05-01", region="08"),
    ]
    import_events(store, events)
    wanted = {"region": ("12",), "period": "2026-Q1"}
    assert dict(ask(store, svf=("VG9",), **wanted).excluded) == {"open": 1}
    assert dict(ask(store, **wanted).excluded) == {"open": 2}


def test_rule_end_before_start_names_the_rows(store: Database) -> None:
    _, counts = import_events(store, [*waits(5, 10), *wait("N1", -3)])
    assert counts.end_before_start_rows == (13,)  # 10 rows from row 2, then start and end


# ------------------------------------------------------------------------------------ limit


def test_rule_the_version_valid_on_the_start_date_counts(store: Database) -> None:
    # surgery in VK1: 37 days to 2024-05-13, 42 from 2024-05-14
    before = waits(5, 40, svf="VK1", start="2024-05-13", prefix="B")
    after = waits(5, 40, svf="VK1", start="2024-05-14", prefix="A")
    import_events(store, [*before, *after])
    rows = ask(store, svf=("VK1",), by=("start_period",), grain=Grain.YEAR)
    row = only(rows)
    assert (row.numerator, row.denominator) == (5, 10)
    assert row.limit_days is None
    assert "limits_mixed" in row.doubts
    assert (dt.date(2024, 5, 14), 37, 42) in rows.limit_changes


def test_rule_most_exact_limit_first(store: Database) -> None:
    for treatment, variant, days in (
        ("surgery", "bas", 11),
        ("surgery", "", 12),
        ("all", "bas", 13),
        ("all", "", 14),
    ):
        limit(store, "VC0", days, treatment=treatment, variant=variant, source="test")
    events = [
        *waits(5, 10, svf="VC0", variant="bas", prefix="A"),
        *waits(5, 10, svf="VC0", variant="utökad", prefix="B"),
        *waits(5, 10, svf="VC0", end="52", variant="bas", prefix="C"),
        *waits(5, 10, svf="VC0", end="52", prefix="D"),
    ]
    import_events(store, events)
    rows = ask(store, svf=("VC0",), by=("treatment", "variant")).rows
    assert [(r.get("treatment"), r.get("variant"), r.limit_days) for r in rows] == [
        ("surgery", "bas", 11),
        ("surgery", "utökad", 12),
        ("drug", "bas", 13),
        ("drug", None, 14),
    ]


def test_rule_an_empty_limit_is_known_to_be_unknown(store: Database) -> None:
    import_events(store, waits(5, 10, svf="VJ1", start="2021-01-05"), "2021-12-31")
    assert dict(ask(store).excluded) == {"limit_unknown": 5}


def test_rule_unknown_variant_where_only_bas_and_utokad_exist(store: Database) -> None:
    import_events(store, waits(5, 10, svf="VB2"))
    assert dict(ask(store).excluded) == {"limit_unknown": 5}


@pytest.mark.parametrize(("decision", "variant", "days"), [("43", "bas", 39), ("44", "utökad", 53)])
def test_rule_variant_from_the_decision_where_the_column_gives_none(
    store: Database, decision: str, variant: str, days: int
) -> None:
    decided = [Event(f"P20-{n}", f"VB2{decision}", "2026-01-20") for n in range(5)]
    import_events(store, [*waits(5, 20, svf="VB2"), *decided])
    row = only(ask(store, by=("variant",)))
    assert (row.get("variant"), row.limit_days) == (variant, days)


def test_rule_the_column_goes_before_the_decision(store: Database) -> None:
    decided = [Event(f"P20-{n}", "VB244", "2026-01-20", variant="bas") for n in range(5)]
    import_events(store, [*waits(5, 20, svf="VB2", variant="bas"), *decided])
    assert only(ask(store)).limit_days == 39


def test_rule_prostate_risk_groups_are_not_choosable(store: Database) -> None:
    events = [
        *waits(5, 10, svf="VJ1", start="2017-01-05", prefix="A"),
        *waits(5, 10, svf="VJ1", start="2017-01-05", end="60", prefix="B"),
    ]
    import_events(store, events, "2017-12-31")
    table = ask(store, by=("treatment",))
    assert dict(table.excluded) == {"limit_not_choosable": 5}
    # active monitoring follows from the code, so its limit can be chosen
    assert (only(table).get("treatment"), only(table).limit_days) == ("active_monitoring", 28)


def test_rule_a_limit_holds_only_for_the_suffixes_that_it_names(store: Database) -> None:
    # utökad in VB2 is for 50 52 54 59; 60 is not among them
    import_events(store, waits(5, 20, svf="VB2", end="60", variant="utökad"))
    assert dict(ask(store).excluded) == {"limit_unknown": 5}


def test_rule_unconfirmed_limits_count_with_a_doubt(store: Database) -> None:
    import_events(store, waits(5, 28))
    row = only(ask(store))
    assert (row.numerator, row.met, row.needed_more) == (5, True, 0)
    assert row.limit_confirmed is False
    assert row.doubts == ("limit_unconfirmed",)
    (shipped,) = catalogue.list_limits(store, "VG9")
    catalogue.confirm_limit(store, shipped.uuid)
    row = only(ask(store))
    assert row.limit_confirmed is True
    assert row.doubts == ()


def test_a_changed_limit_changes_the_figures(store: Database) -> None:
    import_events(store, waits(5, 28))
    (shipped,) = catalogue.list_limits(store, "VG9")
    catalogue.update_limit(store, catalogue.replace(shipped, days=27))
    assert only(ask(store)).numerator == 0


# ------------------------------------------------------------------------------------ goals


@pytest.mark.parametrize(
    "goal", [Goal.TO_RECOMMENDATION, Goal.TO_DECISION_WITH_PATIENT, Goal.START_WITHIN_21_DAYS]
)
def test_rule_a_goal_whose_event_the_extract_lacks_cannot_be_computed(
    store: Database, goal: Goal
) -> None:
    import_events(store, waits(5, 10))
    with pytest.raises(NotComputableError) as refused:
        ask(store, goal=goal)
    assert refused.value.code == "goal_not_computable"


def test_rule_a_proposed_goal_gives_no_verdict_in_force(store: Database) -> None:
    with store.write(Topic.PATHWAYS, act="history.act.example_made") as session:
        goal = session.scalars(select(GoalModel).where(GoalModel.key == Goal.LEAD_TIME)).one()
        goal.status = "proposed"
    import_events(store, waits(5, 10))
    table = ask(store)
    assert table.status == "proposed"
    assert only(table).met is None
    assert only(table).would_be_met is True


# ----------------------------------------------------------------------------------- region


def test_rule_region_and_unit_are_where_the_end_was_registered(store: Database) -> None:
    events = []
    for n in range(5):
        events += [
            Event(f"P{n}", "VG910", "2026-01-05", region="08", unit="Kalmar", home_region="08"),
            Event(f"P{n}", "VG950", "2026-01-20", region="12", unit="Lund", home_region="08"),
        ]
    import_events(store, events)
    row = only(ask(store, by=("region", "home_region", "unit")))
    assert [code for _, code in row.fields] == ["12", "08", "Lund"]


def test_rule_halland_has_no_health_care_region_unless_the_unit_tells(store: Database) -> None:
    with store.write(Topic.ORGANISATION, act="history.act.example_made") as session:
        halland = session.scalars(select(Region).where(Region.code == "13")).one()
        session.add(
            CareUnit(code="VBG", name="Varberg", region_uuid=halland.uuid, municipality="Varberg")
        )
    events = [
        *waits(5, 10, region="13", unit="VBG", prefix="A"),
        *waits(6, 10, region="13", unit="Halmstad", prefix="B"),
        *waits(7, 10, region="12", unit="Lund", prefix="C"),
    ]
    import_events(store, events)
    table = ask(store, by=("health_care_region",))
    rows = by(table, "health_care_region")
    assert {code: row.denominator for code, row in rows.items()} == {"vast": 5, "syd": 7, None: 6}
    assert "halland_unsplit" in rows[None].doubts
    assert [row.get("health_care_region") for row in table.rows] == ["syd", "vast", None]
    assert table.whole is not None
    assert table.whole.denominator == 18  # counted once


# -------------------------------------------------------------------------------- inclusion


def test_rule_inclusion_counts_starts_by_home_region_against_expected_cases(
    store: Database,
) -> None:
    events = [
        *waits(14, 10, home_region="12"),
        *waits(6, 12, home_region="08", prefix="K"),  # treated in 12, living in 08
        *waits(3, 10, svf="VP8", end="78", prefix="A"),
        Event("S1", "VG950", "2026-02-01", home_region="12"),  # no suspicion: started all the same
    ]
    import_events(store, events)
    import_expected(store, [("VG9", "12", "2026", 240), ("VG9", "08", "2026", 60)])
    row = only(ask(store, svf=("VG9",), by=("region",), period="2026-Q1"))
    assert (row.get("region"), row.denominator) == ("12", 20)
    assert row.inclusion is not None
    # 240 a year are 60 a quarter; 14 + 1 live in 12
    assert (row.inclusion.numerator, row.inclusion.denominator) == (15, 60.0)
    assert (row.inclusion.proportion, row.inclusion.met) == (0.25, False)
    assert row.representative is False


def test_rule_inclusion_as_a_goal_of_its_own(store: Database) -> None:
    import_events(store, waits(14, 10, region="12"))
    import_expected(store, [("VG9", "12", "2026", 240)])
    row = only(ask(store, goal=Goal.INCLUSION, svf=("VG9",), by=("region",), period="2026-01"))
    assert (row.numerator, row.denominator, row.value) == (14, 20.0, 0.7)
    assert row.met is True  # 14 of 20 is 70 %: inclusive
    assert row.needed_more == 0
    assert row.median_days is None


def test_rule_inclusion_at_the_goal_is_representative(store: Database) -> None:
    import_events(store, waits(14, 10))
    import_expected(store, [("VG9", "12", "2026-01", 20)])
    assert only(ask(store, svf=("VG9",), period="2026-01")).representative is True


def test_rule_inclusion_over_100_is_shown_with_a_doubt(store: Database) -> None:
    import_events(store, waits(14, 10))
    import_expected(store, [("VG9", "12", "2026-01", 10)])
    row = only(ask(store, svf=("VG9",), period="2026-01"))
    assert row.inclusion is not None
    assert row.inclusion.proportion == 1.4
    assert "inclusion_over_100" in row.doubts


@pytest.mark.parametrize("field", ["unit", "treatment", "sex", "age_group", "start_period"])
def test_rule_inclusion_is_not_paired_with_other_fields(store: Database, field: str) -> None:
    import_events(store, waits(14, 10, unit="Lund"))
    import_expected(store, [("VG9", "12", "2026", 240)])
    row = ask(store, svf=("VG9",), by=(field,), period="2026-Q1").rows[0]
    assert row.inclusion is None
    assert row.representative is None


def test_rule_inclusion_is_unknown_where_expected_cases_are_missing(store: Database) -> None:
    import_events(store, [*waits(14, 10), *waits(14, 10, region="08", prefix="K")])
    import_expected(store, [("VG9", "12", "2026", 240)])
    rows = by(ask(store, svf=("VG9",), by=("region",), period="2026-01"), "region")
    assert rows["12"].inclusion is not None
    assert rows["08"].inclusion is None
    assert only(ask(store, svf=("VG9",), period="2026-01")).inclusion is None


def test_rule_inclusion_leaves_aos_outside(store: Database) -> None:
    import_events(store, waits(14, 10, svf="VP8", end="78"))
    import_expected(store, [("VP8", "12", "2026", 240)])
    assert only(ask(store, svf=("VP8",), period="2026-Q1")).inclusion is None


# ---------------------------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("grain", "period"),
    [
        (Grain.MONTH, "2026-05"),
        (Grain.QUARTER, "2026-Q2"),
        (Grain.TERTIAL, "2026-T2"),
        (Grain.HALF, "2026-H1"),
        (Grain.YEAR, "2026"),
    ],
)
def test_rule_periods_are_spelt_as_in_the_contract(
    store: Database, grain: Grain, period: str
) -> None:
    import_events(store, waits(10, 10, start="2026-05-05"))
    row = only(ask(store, by=("period",), grain=grain))
    assert row.get("period") == period
    assert only(ask(store, period=period)).denominator == 10


def test_rule_a_range_of_periods_is_inclusive(store: Database) -> None:
    starts = ("2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05")
    events = [e for s in starts for e in waits(10, 10, start=s, prefix=s)]
    import_events(store, events)
    assert only(ask(store, period="2026-02:2026-03")).denominator == 20


def test_rule_rolling_12_ends_with_the_last_whole_month(store: Database) -> None:
    events = [
        *waits(5, 0, start="2025-09-30", prefix="A"),
        *waits(6, 0, start="2025-10-01", prefix="B"),
        *waits(7, 0, start="2026-09-30", prefix="C"),
        *waits(8, 0, start="2026-10-01", prefix="D"),
    ]
    import_events(store, events, "2026-10-30")
    assert only(ask(store, period="rolling-12")).denominator == 13  # October to September
    with Database.open(store.path.with_name("b.rccdesk"), create=True) as other:
        import_events(other, events, "2026-10-31")
        assert only(ask(other, period="rolling-12")).denominator == 15  # November to October


# --------------------------------------------------- hidden, preliminary, met, in this order


def test_rule_under_five_is_hidden_without_any_figure(store: Database) -> None:
    import_events(store, waits(4, 10))
    row = only(ask(store))
    assert row.hidden is Hidden.FEW
    figures = (
        row.numerator,
        row.denominator,
        row.value,
        row.ci_low,
        row.ci_high,
        row.median_days,
        row.p80_days,
        row.mean_days_over_limit,
        row.over_75_percent_count,
        row.limit_days,
        row.limit_confirmed,
        row.met,
        row.would_be_met,
        row.needed_more,
        row.inclusion,
        row.representative,
    )
    assert figures == (None,) * len(figures)
    assert row.doubts == ()


def test_rule_a_single_month_under_ten_is_hidden(store: Database) -> None:
    import_events(store, waits(9, 10))
    assert only(ask(store, period="2026-01")).hidden is Hidden.MONTH
    assert only(ask(store, by=("period",), grain=Grain.MONTH)).hidden is Hidden.MONTH
    assert only(ask(store, period="2026-Q1")).hidden is None


def test_rule_secondary_hiding_over_the_whole(store: Database) -> None:
    events = [
        *waits(3, 10, region="08", prefix="A"),
        *waits(8, 10, region="10", prefix="B"),
        *waits(9, 40, region="10", prefix="C"),
        *waits(6, 10, region="12", prefix="D"),
        *waits(6, 40, region="12", prefix="E"),
    ]
    import_events(store, events)
    rows = by(ask(store, by=("region",)), "region")
    assert rows["08"].hidden is Hidden.FEW
    assert rows["12"].hidden is Hidden.SECONDARY  # 12 is the next smallest
    assert rows["10"].denominator == 17


def test_rule_secondary_hiding_over_the_margins(store: Database) -> None:
    sizes = {("VG9", "08"): 4, ("VG9", "12"): 20, ("VH4", "08"): 20, ("VH4", "12"): 20}
    events = []
    for (svf, region), count in sizes.items():
        events += waits(count, 10, svf=svf, region=region, prefix=f"{svf}{region}a")
    import_events(store, events)
    # a hidden cell of a 2 x 2 table follows from any of the three others and the margins
    assert all(row.hidden for row in ask(store, by=("svf", "region")).rows)


def test_rule_preliminary_until_the_extract_passes_the_lag(store: Database) -> None:
    import_events(store, waits(5, 10), "2026-04-29")  # 2026-03-31 + 30 days = 2026-04-30
    row = only(ask(store, period="2026-Q1"))
    assert row.preliminary is True
    assert (row.numerator, row.met) == (5, None)
    with Database.open(store.path.with_name("b.rccdesk"), create=True) as other:
        import_events(other, waits(5, 10), "2026-04-30")
        assert only(ask(other, period="2026-Q1")).met is True


def test_rule_by_start_the_largest_limit_is_waited_for_too(store: Database) -> None:
    # 2026-03-31 + 30 + 28 days = 2026-05-28
    import_events(store, waits(5, 10), "2026-05-27")
    wanted = {"by": ("start_period",), "svf": ("VG9",)}
    assert only(ask(store, **wanted)).preliminary is True
    with Database.open(store.path.with_name("b.rccdesk"), create=True) as other:
        import_events(other, waits(5, 10), "2026-05-28")
        assert only(ask(other, **wanted)).preliminary is False


def test_rule_the_oldest_contributing_extract_date_is_shown(store: Database) -> None:
    import_events(store, waits(5, 10, region="08"), "2026-04-15")
    import_events(store, waits(5, 10, region="12", prefix="S"), "2026-06-15")
    assert ask(store).extract_date == dt.date(2026, 4, 15)
    assert ask(store, region=("12",)).extract_date == dt.date(2026, 6, 15)
    rows = by(ask(store, by=("region",), period="2026-Q1"), "region")
    assert (rows["08"].preliminary, rows["12"].preliminary) == (True, False)
    assert only(ask(store, period="2026-Q1")).preliminary is True  # as old as its oldest part


def test_rule_met_compares_unrounded_and_inclusive(store: Database) -> None:
    import_events(store, [*waits(56, 28), *waits(14, 29)])
    row = only(ask(store))
    assert (row.value, row.met, row.needed_more) == (0.8, True, 0)  # 0.8 x 70 = 56 exactly
    with Database.open(store.path.with_name("b.rccdesk"), create=True) as other:
        import_events(other, [*waits(799, 28), *waits(201, 29)])  # 79.9 % shows as 80 %
        row = only(ask(other))
        assert (row.met, row.needed_more) == (False, 1)


def test_rule_needed_more_rounds_up(store: Database) -> None:
    import_events(store, [*waits(83, 10), *waits(57, 40)])
    assert only(ask(store)).needed_more == 29  # 0.8 x 140 = 112


# ---------------------------------------------------------------------------------- numbers


def test_rule_numbers(store: Database) -> None:
    days = [10, 14, 20, 21, 28, 28, 29, 49, 50, 60]
    import_events(store, [event for n, d in enumerate(days) for event in wait(f"P{n}", d)])
    row = only(ask(store))
    assert (row.numerator, row.denominator) == (6, 10)
    # Wilson for 6 of 10: (0.6 + 0.192073) / 1.384146 -+ 1.959964 sqrt(0.024 + 0.0096036) / ...
    assert row.ci_low == pytest.approx(0.312674, abs=1e-6)
    assert row.ci_high == pytest.approx(0.831820, abs=1e-6)
    assert row.median_days == 28.0
    assert row.p80_days == pytest.approx(49.2)  # position 7.2: 49 + 0.2 x 1
    assert row.mean_days_over_limit == pytest.approx((1 + 21 + 22 + 32) / 4)
    assert row.over_75_percent_count == 2  # strictly over 49
    assert row.limit_days == 28


def test_rule_mean_over_the_limit_is_null_where_none_is_over(store: Database) -> None:
    import_events(store, waits(5, 28))
    assert only(ask(store)).mean_days_over_limit is None


# -------------------------------------------------------------------------- order and codes


def test_rule_rows_sort_by_the_fields_in_their_order_null_last(store: Database) -> None:
    events = [
        *waits(10, 10, region=None, unit="Y", prefix="A"),
        *waits(10, 10, region="12", prefix="B"),
        *waits(10, 10, region="08", svf="VH4", prefix="C"),
        *waits(10, 10, region="08", start="2025-10-05", prefix="D"),
    ]
    import_events(store, events)
    rows = ask(store, by=("region", "svf", "period")).rows
    assert [tuple(code for _, code in row.fields) for row in rows] == [
        ("08", "VG9", "2025-Q4"),
        ("08", "VH4", "2026-Q1"),
        ("12", "VG9", "2026-Q1"),
        (None, "VG9", "2026-Q1"),
    ]


def test_rule_codes_of_sex_age_and_recurrence(store: Database) -> None:
    events = [
        *waits(10, 10, sex="female", age_group="80+", recurrence=True, prefix="A"),
        *waits(10, 10, prefix="B"),
    ]
    import_events(store, events)
    rows = ask(store, by=("sex", "age_group", "recurrence")).rows
    assert [tuple(code for _, code in row.fields) for row in rows] == [
        ("female", "80+", "1"),
        ("unknown", "unknown", None),
    ]


def test_attributes_come_from_the_end_else_from_the_first_that_has_them(store: Database) -> None:
    events = []
    for n in range(5):
        events += [
            Event(f"P{n}", "VG910", "2026-01-05", sex="male", age_group="40-64"),
            Event(f"P{n}", "VG950", "2026-01-20", age_group="65-79"),
        ]
    import_events(store, events)
    row = only(ask(store, by=("sex", "age_group")))
    assert [code for _, code in row.fields] == ["male", "65-79"]


# -------------------------------------------------------------------- tables and other calls


def test_an_empty_store_has_no_rows(store: Database) -> None:
    table = ask(store, by=("region", "period"))
    assert (table.rows, table.whole, table.extract_date, table.excluded) == ((), None, None, ())
    assert ask(store, goal=Goal.INCLUSION).rows == ()
    assert list_selection_values(store).svf == ()


def test_an_unknown_snapshot_is_refused(store: Database) -> None:
    with pytest.raises(NotFoundError) as refused:
        ask(store, snapshot=7)
    assert refused.value.code == "no_such_batch"


@pytest.mark.parametrize("wanted", [{"by": ("shoe_size",)}, {"period": "förra året"}])
def test_a_query_that_makes_no_sense_is_refused(store: Database, wanted: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        ask(store, **wanted)


def test_the_distribution_has_no_bar_of_a_few_patients(store: Database) -> None:
    events = [*waits(20, 10), *waits(20, 20), *waits(2, 40), *waits(1, 200)]
    import_events(store, events)
    found = get_distribution(store, LeadTimeQuery())
    assert sum(each.count for each in found.bins) == found.count == 43
    assert all(each.count >= 5 for each in found.bins)
    assert all(a.last + 1 == b.first for a, b in zip(found.bins, found.bins[1:], strict=False))
    assert found.bins[-1].last >= 200
    assert (found.median_days, found.limit_days, found.within_count) == (20.0, 28, 40)


def test_the_distribution_of_a_few_patients_is_hidden(store: Database) -> None:
    import_events(store, waits(4, 10))
    found = get_distribution(store, LeadTimeQuery())
    assert found.is_hidden
    assert (found.bins, found.count, found.median_days, found.within_count) == (
        (),
        None,
        None,
        None,
    )


def test_ten_patients_worked_out_by_hand(store: Database) -> None:
    """Recompute measure A1: suspicion to start within 36 days is 2 of 7, and 75 % is 1 of 7.

    The invented patients of the reading report; waits 35, 56, 36, 46, 49, 64 and 46 days. One has
    no treatment, two were treated outside the pathway and have no suspicion.
    """
    limit(store, "VC0", 36, source="test")
    dates = {
        "P01": ("2024-01-08", "2024-02-12"),
        "P02": ("2024-01-08", "2024-03-04"),
        "P03": ("2024-01-15", "2024-02-20"),
        "P04": ("2024-01-15", "2024-03-01"),
        "P05": ("2024-01-22", "2024-03-11"),
        "P06": ("2024-02-01", "2024-04-05"),
        "P10": ("2024-02-05", "2024-03-22"),
    }
    events = [Event("P07", "VC010", "2024-02-01")]
    events += [Event("P08", "VC050", "2024-03-06"), Event("P09", "VC050", "2024-03-29")]
    for patient, (suspicion, start) in dates.items():
        events += [Event(patient, "VC010", suspicion), Event(patient, "VC050", start)]
    import_events(store, events, "2024-12-31")
    table = ask(store, svf=("VC0",))
    row = only(table)
    assert (row.numerator, row.denominator, row.met) == (2, 7, False)
    assert row.value == pytest.approx(0.286, abs=5e-4)
    assert row.over_75_percent_count == 1
    assert row.median_days == 46
    assert dict(table.excluded) == {"no_suspicion": 2, "open": 1}
