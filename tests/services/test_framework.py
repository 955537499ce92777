"""The mission: what ships, assessments on two scales, gaps from what lives, matrix and sheet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import (
    FactorKind,
    ItemState,
    LinkRole,
    Scale,
    Share,
    Theme,
    Thing,
)
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import framework, history, links, plans, trash
from rccdesk.services.database import Database
from rccdesk.services.framework import (
    AssessmentRow,
    ChainLink,
    FactorRow,
    FrameworkItemRow,
    FrameworkRow,
    Gap,
    ItemView,
)
from rccdesk.services.plans.model import ActivityRow, PlanItemRow, PlanRow, ResponsibilityRow
from rccdesk.services.typed_texts import PersonalTextError

CRITERIA, AREAS = framework.CRITERIA, framework.AREAS
GOALS = "mal-2009"
DAY = dt.date(2026, 9, 17)
TODAY = dt.date(2026, 11, 22)
BODY = "Ledningsgruppen"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "test.rccdesk", create=True, who="Anna") as opened:
        yield opened


def item(database: Database, code: str, key: str = CRITERIA) -> FrameworkItemRow:
    return next(row for row in framework.list_items(database, key) if row.code == code)


def view_of(database: Database, code: str, key: str = CRITERIA, **asked: object) -> ItemView:
    view = framework.get_view(database, key, day=TODAY, **asked)  # type: ignore[arg-type]
    return next(row for row in view.rows if row.item.code == code)


def assess(database: Database, code: str = "K4", day: dt.date = DAY, **levels: object):
    row = AssessmentRow(item(database, code).uuid, BODY, day)
    return framework.add_assessment(database, replace(row, **levels))  # type: ignore[arg-type]


def link(
    database: Database, code: str, kind: Thing, key: str, role: LinkRole, title: str = ""
) -> ChainLink:
    """Link a criterion to something; of what serves it, the other way round."""
    own = (Thing.FRAMEWORK_ITEM, item(database, code).uuid)
    start, end = ((kind, key), own) if role is LinkRole.SERVES else (own, (kind, key))
    return links.add_link(database, ChainLink(*start, *end, role, title=title))


def refuse(code: str, act: object, *arguments: object) -> None:
    with pytest.raises(RccdeskError) as error:
        act(*arguments)  # type: ignore[operator]
    assert error.value.code == code


# --- what ships ----------------------------------------------------------------------------------


def test_what_ships_keeps_the_invariant_of_its_source(database: Database) -> None:
    """Vård- och omsorgsanalys 2024, 2.2.3: nine of the ten areas are covered by the criteria."""
    criteria = {row.uuid: row for row in framework.list_items(database, CRITERIA)}
    areas = {row.uuid: row.code for row in framework.list_items(database, AREAS)}
    goals = {row.uuid: row for row in framework.list_items(database, GOALS)}
    assert len(criteria) == 19
    assert list(areas.values()) == [f"P{number}" for number in range(1, 11)]
    mapped = links.list_links(database, role=LinkRole.MAPPING)
    from_criteria = [each for each in mapped if each.from_key in criteria]
    reached = {areas[each.to_key] for each in from_criteria if each.to_key in areas}
    assert set(areas.values()) - reached == {"P10"}  # Barn och unga came later
    primary = Counter(
        each.from_key for each in from_criteria if each.to_key in areas and not each.is_secondary
    )
    assert primary == Counter(list(criteria))  # each criterion has exactly one area of its own
    wholes = {row.code for row in goals.values() if not row.parent_uuid}
    assert wholes == {"M1", "M2", "M3", "M4", "M5"}
    assert {goals[each.to_key].code for each in from_criteria if each.to_key in goals} == wholes
    assert {row.code for row in criteria.values() if row.asks_for_plan} == {
        *("K2", "K3", "K9", "K18", "K19")
    }


def test_the_texts_are_those_of_the_sources(database: Database) -> None:
    k4 = item(database, "K4")
    assert k4.title == "Stöd till närstående"
    assert k4.text == "arbeta för att stödet till närstående till cancerpatienter utvecklas"
    assert framework.get_framework(database, CRITERIA).lead_in == (
        "Enligt kriterierna från 2011 ska varje RCC:"
    )
    assert item(database, "F3", "forordning-2019-7").text == (
        "mer sammanhållna vårdprocesser där endast medicinskt motiverade väntetider förekommer"
    )
    assert item(database, "M4", GOALS).text == (
        "Minska regionala skillnader i överlevnadstid efter en cancerdiagnos"
    )
    parts = [row for row in framework.list_items(database, GOALS) if row.parent_uuid]
    assert [(row.code, row.title) for row in parts] == [
        ("M3a", "Överlevnad"),
        ("M3b", "Livskvalitet"),
        ("M5a", "Insjuknande"),
        ("M5b", "Överlevnadstid"),
    ]
    assert [row.code for row in framework.list_items(database, "overenskommelse-2024")] == [
        *("Ö1", "Ö2", "Ö3", "Ö4")
    ]


def test_examples_are_switched_on_and_hold_nothing_invented(database: Database) -> None:
    shown = [row.key for row in framework.list_frameworks(database)]
    assert shown == [GOALS, CRITERIA, AREAS, "forordning-2019-7", "overenskommelse-2024"]
    promises = framework.list_items(database, "patientloften-sydost")
    assert len(promises) == 6
    assert promises[0].text == (
        "Alla patienter med cancer i regionen ska få behandling inom fyra veckor"
        " (om inte SVF anger annat)."
    )
    framework.show_framework(database, "vagen-framat", is_shown=True)
    way = framework.get_framework(database, "vagen-framat")
    assert way in framework.list_frameworks(database)
    assert framework.list_items(database, "vagen-framat") == ()
    assert "räknar inte upp dem" in way.note
    added = framework.add_item(database, FrameworkItemRow(way.uuid, "U1", "Första området"))
    framework.update_item(database, replace(added, title="Området"))  # the user's own words
    framework.delete_item(database, added.uuid)
    assert history.next_undo(database) == "flytta U1 Området till Papperskorgen"


def test_a_shipped_text_is_never_rewritten(database: Database) -> None:
    k4 = item(database, "K4")
    for change in ({"title": "Annat"}, {"text": "annat"}, {"code": "K99"}, {"asks_for_plan": True}):
        refuse("framework_shipped", framework.update_item, database, replace(k4, **change))
    refuse("framework_shipped", framework.delete_item, database, k4.uuid)
    refuse("framework_shipped", framework.add_item, database, replace(k4, uuid="", code="K20"))
    row = framework.get_framework(database, CRITERIA)
    refuse("framework_shipped", framework.update_framework, database, replace(row, title="Annat"))
    refuse("framework_shipped", framework.delete_framework, database, CRITERIA)
    kept = framework.update_item(database, replace(k4, owner_role="Samordnare", note="Se enkäten"))
    assert item(database, "K4") == kept
    assert (kept.owner_role, kept.text) == ("Samordnare", k4.text)


# --- own frameworks ------------------------------------------------------------------------------


def test_a_framework_that_replaces_another_leaves_the_old_with_its_assessments(
    database: Database,
) -> None:
    old = assess(database, progress=2, challenge=1)
    items = (
        FrameworkItemRow("", "N1", "Närstående"),
        FrameworkItemRow("", "N1a", "Barn som närstående", parent_uuid="N1"),
    )
    row = FrameworkRow("kriterier-2027", "Nya kriterier", valid_from_year=2027)
    new = framework.add_framework(database, replace(row, replaces_key=CRITERIA), items)
    assert (new.is_own, new.replaces_key) == (True, CRITERIA)
    whole, part = framework.list_items(database, "kriterier-2027")
    assert (whole.parent_uuid, part.parent_uuid) == ("", whole.uuid)
    assert framework.list_assessments(database, key=CRITERIA) == (old,)
    assert framework.list_assessments(database, key="kriterier-2027") == ()
    assert framework.get_view(database, new.uuid).sentence == (
        "1 punkt. Ingen bedömning finns än. 1 har luckor."
    )


def test_an_own_framework_goes_and_comes_back_with_its_assessments(database: Database) -> None:
    row = FrameworkRow("", "Våra löften", valid_from_year=2026)
    made = framework.add_framework(database, row, (FrameworkItemRow("", "A", "Första"),))
    assert made.key.startswith("own_")
    (first,) = framework.list_items(database, made.key)
    kept = framework.add_assessment(database, AssessmentRow(first.uuid, BODY, DAY, progress=0))
    framework.delete_framework(database, made.key)
    refuse("framework_missing", framework.get_framework, database, made.key)
    assert kept not in framework.list_assessments(database)
    assert made.key not in {each.framework_key for each in framework.list_gaps(database)}
    trash.restore_rows(database, [made.uuid])
    assert framework.list_assessments(database, key=made.key) == (kept,)


def test_a_framework_must_be_sound(database: Database) -> None:
    add = framework.add_framework
    refuse("framework_title_missing", add, database, FrameworkRow("x", "  "))
    refuse("framework_title_taken", add, database, FrameworkRow("x", "kriterier för rcc"))
    refuse("framework_key_taken", add, database, FrameworkRow(CRITERIA, "Annat"))
    years = FrameworkRow("x", "Annat", valid_from_year=2026, valid_to_year=2025)
    refuse("framework_years_reversed", add, database, years)
    missing = FrameworkRow("x", "Annat", replaces_key="nowhere")
    refuse("framework_missing", add, database, missing)
    twice = (FrameworkItemRow("", "A", "Ett"), FrameworkItemRow("", "A", "Två"))
    refuse("framework_item_code_taken", add, database, FrameworkRow("x", "Annat"), twice)
    assert len(framework.list_frameworks(database, only_shown=False)) == 7  # none of it was saved
    made = add(database, FrameworkRow("x", "Annat"), twice[:1])
    (first,) = framework.list_items(database, "x")
    part = framework.add_item(
        database, FrameworkItemRow(made.uuid, "A1", "Del", parent_uuid=first.uuid)
    )
    wrong = "framework_item_parent_wrong"
    for row, parent in ((first, first), (first, part), (part, item(database, "K1"))):
        refuse(wrong, framework.update_item, database, replace(row, parent_uuid=parent.uuid))
    refuse(
        *(wrong, framework.add_item, database),
        FrameworkItemRow(made.uuid, "A11", "Del av del", parent_uuid=part.uuid),
    )


# --- assessments ---------------------------------------------------------------------------------


def test_an_assessment_has_two_scales_and_none_is_proposed(database: Database) -> None:
    assert view_of(database, "K4").latest is None
    row = assess(database, progress=1, challenge=3, reason=" Enkät gjord. ", owner_role="PNR")
    assert (row.reason, row.author, row.plan_progress) == ("Enkät gjord.", "Anna", None)
    found = view_of(database, "K4")
    assert (found.latest, found.history, found.is_assessed) == (row, (row,), True)
    none = assess(database, "K5", reason="Ingen uppgift")
    assert not view_of(database, "K5").is_assessed
    assert Gap.NOT_ASSESSED in view_of(database, "K5").gaps
    assert (none.progress, none.challenge) == (None, None)
    assert framework.level_words(framework.list_scale(database, Scale.PROGRESS), None) == (
        "Inte bedömt"
    )


def test_assessments_of_a_body_an_area_and_a_day_stand_beside_each_other(
    database: Database,
) -> None:
    whole = assess(database, progress=1)
    region = assess(database, progress=2, area="01")
    council = assess(database, progress=0, body="PNR", day=DAY + dt.timedelta(days=1))
    refuse("assessment_exists", framework.add_assessment, database, replace(whole, uuid=""))
    same = replace(whole, uuid="", body="  ledningsGRUPPEN ")
    refuse("assessment_exists", framework.add_assessment, database, same)
    assert view_of(database, "K4").latest == council
    assert view_of(database, "K4", body=BODY).latest == whole
    assert view_of(database, "K4", area="01").latest == region
    assert framework.list_bodies(database) == ("PNR", BODY)
    matrix = framework.get_matrix(database, CRITERIA, "region")
    cells = dict(zip([c.key for c in matrix.columns], matrix.rows[3].cells, strict=True))
    assert cells == {"": council, "01": region}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("assessment_body_missing", {"body": " "}),
        ("scale_level_missing", {"progress": 4}),
        ("scale_level_missing", {"challenge": -1}),
        ("date_in_future", {"day": dt.datetime.now().astimezone().date() + dt.timedelta(days=1)}),
        ("assessment_review_early", {"next_review": DAY}),
        ("assessment_plan_not_asked", {"plan_progress": 1}),
        ("area_unknown", {"area": "99"}),
        ("framework_item_missing", {"item_uuid": "nowhere"}),
    ],
)
def test_an_unsound_assessment_is_not_saved(
    database: Database, code: str, change: dict[str, object]
) -> None:
    row = AssessmentRow(item(database, "K4").uuid, BODY, DAY, progress=1)
    refuse(code, framework.add_assessment, database, replace(row, **change))  # type: ignore[arg-type]
    saved = framework.add_assessment(database, row)
    if "item_uuid" not in change:
        refuse(code, framework.update_assessment, database, replace(saved, **change))  # type: ignore[arg-type]
    assert framework.list_assessments(database) == (saved,)


def test_an_assessment_names_no_person(database: Database) -> None:
    for change in ({"body": "19121212-1212"}, {"reason": "Se 19121212-1212"}):
        with pytest.raises(PersonalTextError):
            assess(database, **change)


def test_a_plan_criterion_tells_the_plan_from_its_implementation(database: Database) -> None:
    assess(database, "K9", progress=1, challenge=3, plan_progress=3)
    sheet = framework.get_sheet(database, item(database, "K9").uuid, day=TODAY)
    assert [(scale.question, scale.words) for scale in sheet.scales] == [
        ("Hur långt har planen kommit?", "Långt"),
        ("Hur långt har genomförandet kommit?", "I början"),
        ("Hur utmanande är det?", "Mycket utmanande"),
    ]


def test_an_assessment_is_changed_deleted_and_brought_back(database: Database) -> None:
    row = assess(database, progress=1)
    changed = framework.update_assessment(database, replace(row, progress=2, reason="Nytt"))
    assert framework.list_assessments(database) == (changed,)
    framework.delete_assessment(database, row.uuid)
    assert framework.list_assessments(database) == ()
    refuse("assessment_missing", framework.update_assessment, database, changed)
    history.undo_last(database)
    history.undo_last(database)
    assert framework.list_assessments(database) == (row,)


def test_a_level_may_be_renamed(database: Database) -> None:
    names = [row.name for row in framework.list_scale(database, Scale.CHALLENGE)]
    assert names == ["Inte utmanande", "Något utmanande", "Delvis utmanande", "Mycket utmanande"]
    framework.rename_level(database, Scale.PROGRESS, 3, " Nästan  i mål ")
    assess(database, progress=3)
    assert framework.get_view(database, CRITERIA, day=TODAY).sentence.startswith(
        "1 av 19 kriterier: Nästan i mål."
    )
    rename = framework.rename_level
    refuse("scale_level_name_taken", rename, database, Scale.PROGRESS, 2, "i BÖRJAN")
    refuse("scale_level_name_missing", rename, database, Scale.PROGRESS, 2, " ")
    refuse("scale_level_missing", rename, database, Scale.PROGRESS, 4, "Ännu längre")


# --- gaps ----------------------------------------------------------------------------------------


def test_gaps_close_by_what_lives_and_open_again_without_it(database: Database) -> None:
    assert view_of(database, "K9").gaps == (
        *(Gap.NO_EVIDENCE, Gap.NO_ACTIVITY, Gap.NO_PLAN, Gap.NO_INDICATOR, Gap.NO_OWNER),
        Gap.NOT_ASSESSED,
    )
    plan = plans.add_plan(database, PlanRow("Cancerplan"))
    area = plans.add_item(database, PlanItemRow(plan.uuid, "Kompetens"))
    goal = plans.add_item(database, PlanItemRow(plan.uuid, "Utbildning", parent_uuid=area.uuid))
    link(database, "K9", Thing.PLAN_ITEM, area.uuid, LinkRole.SERVES)
    assert Gap.NO_PLAN not in view_of(database, "K9").gaps
    assert Gap.NO_ACTIVITY in view_of(database, "K9").gaps  # a plan is no activity
    activity = plans.add_activity(database, ActivityRow("Kurs", plan_item_uuid=goal.uuid))
    assert Gap.NO_ACTIVITY not in view_of(database, "K9").gaps  # of a part of the goal
    link(database, "K9", Thing.MEASURE, "svf_lead_time", LinkRole.MEASURE)
    link(database, "K9", Thing.DOCUMENT, "plan.docx", LinkRole.EVIDENCE, "Kompetensplan")
    actor = ResponsibilityRow(
        Thing.FRAMEWORK_ITEM, item(database, "K9").uuid, "RCC", Share.CONTRIBUTES
    )
    plans.set_responsibility(database, actor)
    assert Gap.NO_OWNER in view_of(database, "K9").gaps  # who contributes does not answer for it
    plans.set_responsibility(database, replace(actor, share=Share.RESPONSIBLE))
    assess(database, "K9", progress=1, next_review=dt.date(2026, 12, 1))
    assert view_of(database, "K9").gaps == ()
    assert view_of(database, "K9").evidence_count == 1
    plans.edit_activity(
        database,
        activity.uuid,
        state=ItemState.NOT_NOW,
        due_on=None,
        responsible="",
        next_step="Väntar",
    )
    assert view_of(database, "K9").gaps == (Gap.NO_ACTIVITY,)
    plans.delete_plan(database, plan.uuid)
    assert view_of(database, "K9").gaps == (Gap.NO_ACTIVITY, Gap.NO_PLAN)
    history.undo_last(database)
    assert view_of(database, "K9").gaps == (Gap.NO_ACTIVITY,)


def test_an_unconfirmed_link_closes_no_gap(database: Database) -> None:
    own = (Thing.FRAMEWORK_ITEM, item(database, "K4").uuid)
    made = links.add_link(
        database,
        ChainLink(*own, Thing.DOCUMENT, "a", LinkRole.EVIDENCE, title="A", is_confirmed=False),
    )
    assert Gap.NO_EVIDENCE in view_of(database, "K4").gaps
    links.confirm_links(database, [made.uuid])
    assert Gap.NO_EVIDENCE not in view_of(database, "K4").gaps


def test_what_a_criterion_has_its_area_has_once_the_link_is_confirmed(database: Database) -> None:
    link(database, "K4", Thing.DOCUMENT, "a", LinkRole.EVIDENCE, "Närståendeenkät")
    assert Gap.NO_EVIDENCE in view_of(database, "P8", AREAS).gaps
    (mapped,) = [
        each
        for each in view_of(database, "K4").linked
        if each.framework_key == AREAS and not each.is_confirmed
    ]
    assert str(mapped) == "P8 Patienter och närstående"
    links.confirm_links(database, [mapped.link_uuid])
    area = view_of(database, "P8", AREAS)
    assert Gap.NO_EVIDENCE not in area.gaps
    assert (area.evidence_count, area.lent_count) == (0, 1)
    link_back = links.add_link(  # an area lends its criteria nothing: it is wider than they are
        database,
        ChainLink(
            *(Thing.FRAMEWORK_ITEM, area.item.uuid, Thing.MEASURE, "svf_inclusion"),
            LinkRole.MEASURE,
        ),
    )
    assert link_back.is_confirmed
    assert Gap.NO_INDICATOR in view_of(database, "K4").gaps


@pytest.mark.parametrize(
    ("day", "review", "gaps"),
    [
        (dt.date(2025, 11, 22), dt.date(2026, 11, 22), set()),
        (dt.date(2025, 11, 21), dt.date(2026, 11, 22), {Gap.OLD_ASSESSMENT}),
        (dt.date(2025, 11, 22), dt.date(2026, 11, 21), {Gap.REVIEW_DUE}),
        (dt.date(2026, 11, 1), None, {Gap.NO_REVIEW}),
    ],
)
def test_gaps_of_the_assessment_by_the_day(
    database: Database, day: dt.date, review: dt.date | None, gaps: set[Gap]
) -> None:
    assess(database, day=day, progress=1, next_review=review)
    assert gaps == {*view_of(database, "K4").gaps} - {
        Gap.NO_EVIDENCE,
        Gap.NO_ACTIVITY,
        Gap.NO_INDICATOR,
        Gap.NO_OWNER,
    }


def test_the_leap_day_is_a_year_old_the_day_after_its_year(database: Database) -> None:
    from rccdesk.services.framework.gaps import is_old

    assert not is_old(dt.date(2024, 2, 29), dt.date(2025, 2, 28))
    assert is_old(dt.date(2024, 2, 29), dt.date(2025, 3, 1))


def test_the_gap_list_follows_the_frameworks_that_are_shown(database: Database) -> None:
    every = framework.list_gaps(database)
    assert {each.framework_key for each in every} == {
        row.key for row in framework.list_frameworks(database)
    }
    framework.show_framework(database, GOALS, is_shown=False)
    assert GOALS not in {each.framework_key for each in framework.list_gaps(database)}
    only = framework.list_gaps(database, "patientloften-sydost")
    assert len(only) == 6
    words = [framework.gap_words(gap) for gap in Gap]
    assert "Bedömningen är äldre än 12 månader" in words
    assert len(set(words)) == len(Gap)
    refuse("framework_missing", framework.list_gaps, database, "nowhere")


# --- matrix, factors, sheet ----------------------------------------------------------------------


def test_the_matrix_by_period_shows_the_latest_of_each(database: Database) -> None:
    first = assess(database, day=dt.date(2025, 2, 3), progress=0)
    assess(database, day=dt.date(2026, 2, 3), progress=1)
    last = assess(database, day=dt.date(2026, 6, 30), progress=2)
    matrix = framework.get_matrix(database, CRITERIA, "period")
    assert [column.label for column in matrix.columns] == [
        "halvår 1 2025",
        "halvår 2 2025",
        "halvår 1 2026",
    ]
    assert matrix.rows[3].cells == (first, None, last)
    years = framework.get_matrix(database, CRITERIA, "year")
    assert [column.key for column in years.columns] == ["2025", "2026"]
    assert years.rows[3].cells == (first, last)
    assess(database, day=dt.date(2015, 2, 3), progress=0)
    assert len(framework.get_matrix(database, CRITERIA, "period").columns) == 12  # years
    with pytest.raises(ValueError, match="month"):
        framework.get_matrix(database, CRITERIA, "month")


def test_factors_have_a_kind_a_theme_and_a_strategy(database: Database) -> None:
    assert framework.list_factors(database) == ()  # those of others are not shipped
    threat = framework.add_factor(
        database, FactorRow(FactorKind.THREAT, " Brist på patologer ", Theme.ORGANISATION)
    )
    strength = framework.add_factor(database, FactorRow(FactorKind.STRENGTH, "God förankring"))
    assert framework.list_factors(database) == (strength, threat)
    changed = framework.update_factor(database, replace(threat, strategy="Gemensam kö"))
    assert framework.list_factors(database, kind=FactorKind.THREAT) == (changed,)
    framework.delete_factor(database, threat.uuid)
    assert framework.list_factors(database) == (strength,)
    refuse("factor_missing", framework.update_factor, database, changed)
    refuse("factor_text_missing", framework.add_factor, database, FactorRow(FactorKind.THREAT, " "))


def test_the_sheet_says_what_is_confirmed_and_counts_the_rest(
    database: Database, tmp_path: Path
) -> None:
    k4 = item(database, "K4")
    assess(database, day=dt.date(2024, 10, 2), progress=1, challenge=2)
    assess(database, day=dt.date(2025, 11, 20), progress=1, challenge=3, reason="MDK finns inte.")
    link(database, "K4", Thing.DOCUMENT, "", LinkRole.EVIDENCE, "Närståendeenkät 2025")
    sheet = framework.get_sheet(database, k4.uuid, day=TODAY)
    assert sheet.linked == ()
    assert sheet.unconfirmed_count == 2  # a goal and an area, by the seeds
    assert [each.day.year for each in sheet.history] == [2025, 2024]
    assert sheet.gaps == (
        "Ingen aktivitet i planen",
        "Saknar mått",
        "Saknar ansvarig",
        "Saknar dag för nästa genomgång",
        "Bedömningen är äldre än 12 månader",
    )
    assert [short for short, _ in sheet.abbreviations] == ["MDK", "RCC"]
    path = framework.write_sheet(database, k4.uuid, tmp_path / "k4.pdf")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in content
    assert framework.sheet_bytes(sheet) == framework.sheet_bytes(sheet)
    with pytest.raises(NotFoundError):
        framework.get_sheet(database, "nowhere")


def test_a_full_sheet_stays_on_one_page_and_counts_what_it_leaves_out(database: Database) -> None:
    from rccdesk.services.framework import sheet_pdf

    for number in range(16):
        link(database, "K4", Thing.DOCUMENT, "", LinkRole.EVIDENCE, f"Dokument {number} " * 9)
    for month in range(1, 13):
        assess(database, day=dt.date(2025, month, 1), progress=1, reason="Lång text. " * 400)
    sheet = framework.get_sheet(database, item(database, "K4").uuid, day=TODAY)
    content = sheet_pdf._fitting(sheet)
    pages = sheet_pdf.typeset("sheet.typ", {"sheet": content}, output="png", ppi=20.0)
    assert len(pages) == 1
    assert 'till"' in content
    assert "forts. i programmet" in content
