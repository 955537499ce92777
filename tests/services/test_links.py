"""The chain: links of every kind, both ways, and what is said of a link to what is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import LinkRole, Scale, Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import analyses, framework, history, imports, links, plans, trash
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.links import ChainLink, Place
from rccdesk.services.plans.model import ActivityRow, PlanItemRow, PlanRow
from rccdesk.services.typed_texts import PersonalTextError

FIGURE = "care_plan_breast|period=2026-Q1|unit=01"
TODAY = dt.datetime.now().astimezone().date()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "test.rccdesk", create=True, who="Anna") as opened:
        yield opened


def item(database: Database, code: str, key: str = framework.CRITERIA) -> str:
    return next(row.uuid for row in framework.list_items(database, key) if row.code == code)


def evidence(database: Database, kind: Thing, key: str, title: str = "", code: str = "K4"):
    return ChainLink(
        Thing.FRAMEWORK_ITEM, item(database, code), kind, key, LinkRole.EVIDENCE, title=title
    )


def goal(database: Database) -> PlanItemRow:
    plan = plans.add_plan(database, PlanRow("Cancerplan"))
    return plans.add_item(database, PlanItemRow(plan.uuid, "Stöd till närstående", code="3.2"))


def serves(database: Database, row: PlanItemRow, code: str = "K4") -> ChainLink:
    end = item(database, code)
    return ChainLink(Thing.PLAN_ITEM, row.uuid, Thing.FRAMEWORK_ITEM, end, LinkRole.SERVES)


def import_figure(database: Database, folder: Path) -> int:
    path = folder / "uttag.csv"
    lines = ["Period;Enhet;Täljare;Nämnare", "2026-Q1;Region Stockholm;45;70"]
    path.write_text("\n".join(lines), encoding="utf-8")
    request = ImportRequest((path,), indicator="care_plan_breast", extract_date=dt.date(2026, 5, 2))
    (result,) = imports.import_files(database, request)
    assert result.batch_id is not None
    return result.batch_id


def refuse(code: str, database: Database, link: ChainLink) -> None:
    before = links.list_links(database)
    with pytest.raises(RccdeskError) as error:
        links.add_link(database, link)
    assert error.value.code == code
    assert links.list_links(database) == before


def test_a_link_is_seen_from_both_ends(database: Database) -> None:
    row = goal(database)
    version = database.data_version(Topic.PLANS)
    link = links.add_link(database, serves(database, row))
    assert (link.is_confirmed, link.added_on) == (True, TODAY)
    assert database.data_version(Topic.PLANS) == version + 1  # the plan shows it too
    (outgoing,) = links.get_neighbours(database, Thing.PLAN_ITEM, row.uuid)
    assert (outgoing.name, outgoing.is_outgoing) == ("K4 Stöd till närstående", True)
    incoming = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, item(database, "K4"))
    found = next(each for each in incoming if each.kind is Thing.PLAN_ITEM)
    assert (found.link, found.name, found.is_outgoing) == (link, "3.2 Stöd till närstående", False)
    assert links.place_of(found.kind, found.key) == ("plan_item", {"item": row.uuid})
    assert history.next_undo(database) == (
        "koppla 3.2 Stöd till närstående till K4 Stöd till närstående"
    )
    history.undo_last(database)
    assert links.get_neighbours(database, Thing.PLAN_ITEM, row.uuid) == ()


def test_nothing_is_linked_to_itself_or_twice(database: Database) -> None:
    k4, k5 = item(database, "K4"), item(database, "K5")
    own = ChainLink(Thing.FRAMEWORK_ITEM, k4, Thing.FRAMEWORK_ITEM, k4, LinkRole.MAPPING)
    refuse("link_to_itself", database, own)
    refuse("link_to_itself", database, replace(own, role=LinkRole.EVIDENCE))
    link = links.add_link(database, replace(own, to_key=k5))
    refuse("link_exists", database, replace(own, to_key=k5, title="annat"))
    refuse("link_exists", database, replace(own, from_key=k5))  # the other way round says the same
    links.add_link(database, replace(own, to_key=k5, role=LinkRole.EVIDENCE))  # says another thing
    links.delete_link(database, link.uuid)
    links.add_link(database, replace(own, to_key=k5))
    with pytest.raises(RccdeskError) as error:
        trash.restore_rows(database, [link.uuid])
    assert error.value.code == "restore_taken"


@pytest.mark.parametrize(
    ("start", "end", "role"),
    [
        (Thing.FRAMEWORK_ITEM, Thing.DOCUMENT, LinkRole.MAPPING),
        (Thing.FRAMEWORK_ITEM, Thing.DOCUMENT, LinkRole.SERVES),
        (Thing.FRAMEWORK_ITEM, Thing.DOCUMENT, LinkRole.MEASURE),
        (Thing.DOCUMENT, Thing.FRAMEWORK_ITEM, LinkRole.EVIDENCE),
        (Thing.FIGURE, Thing.FRAMEWORK_ITEM, LinkRole.FROM),
    ],
)
def test_a_role_has_its_kinds(database: Database, start: Thing, end: Thing, role: LinkRole) -> None:
    refuse("link_kinds_wrong", database, ChainLink(start, "a", end, "b", role))


def test_a_document_needs_a_name_and_holds_no_person(database: Database) -> None:
    refuse("link_title_missing", database, evidence(database, Thing.DOCUMENT, " ", "  "))
    for text in ({"title": "Journal 19121212-1212"}, {"note": "19121212-1212"}):
        with pytest.raises(PersonalTextError):
            link = evidence(database, Thing.DOCUMENT, "", "Enkät")
            links.add_link(database, replace(link, **text))
    link = links.add_link(
        database, evidence(database, Thing.DECISION, "", " Styrgruppen  2026-03-02 § 4 ")
    )
    assert (link.to_key, link.title) == ("Styrgruppen 2026-03-02 § 4",) * 2
    assert links.place_of(link.to_kind, link.to_key) is None
    (target,) = links.list_targets(database, Thing.DECISION)  # to be chosen the next time
    assert (target.key, target.detail) == (link.to_key, TODAY.isoformat())


def test_a_link_is_not_of_tomorrow(database: Database) -> None:
    link = replace(
        evidence(database, Thing.DOCUMENT, "", "Enkät"), added_on=TODAY + dt.timedelta(days=1)
    )
    refuse("date_in_future", database, link)


def test_nothing_is_linked_to_what_is_not_there(database: Database) -> None:
    row = goal(database)
    plans.delete_item(database, row.uuid)
    with pytest.raises(NotFoundError) as error:
        links.add_link(database, serves(database, row))
    assert error.value.code == "link_end_missing"
    for kind, key in (
        (Thing.FRAMEWORK_ITEM, "nowhere"),
        (Thing.FIGURE, FIGURE),
        (Thing.FIGURE, "rubbish||=|period=våren"),
        (Thing.MEASURE, "no_such_measure"),
        (Thing.PATHWAY, "ZZ9"),
    ):
        with pytest.raises(NotFoundError):
            links.add_link(database, evidence(database, kind, key))


def test_a_link_to_something_deleted_says_so_and_comes_back(database: Database) -> None:
    row = goal(database)
    activity = plans.add_activity(database, ActivityRow("Ring runt", plan_item_uuid=row.uuid))
    links.add_link(database, serves(database, row))
    links.add_link(database, evidence(database, Thing.ACTIVITY, activity.uuid))
    plans.delete_item(database, row.uuid)

    def gone() -> dict[Thing, str]:
        every = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, item(database, "K4"))
        return {each.kind: each.gone for each in every if each.link.role != LinkRole.MAPPING}

    assert gone() == dict.fromkeys((Thing.PLAN_ITEM, Thing.ACTIVITY), "ligger i Papperskorgen")
    history.undo_last(database)
    assert gone() == dict.fromkeys((Thing.PLAN_ITEM, Thing.ACTIVITY), "")


def test_a_goal_is_gone_with_its_plan(database: Database) -> None:
    row = goal(database)
    links.add_link(database, serves(database, row))
    plans.delete_plan(database, row.plan_uuid)
    every = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, item(database, "K4"))
    found = next(each for each in every if each.kind is Thing.PLAN_ITEM)
    assert found.is_gone
    assert found.name == "3.2 Stöd till närstående"


def test_a_link_to_the_figure_of_an_undone_import_says_so(
    database: Database, tmp_path: Path
) -> None:
    batch = import_figure(database, tmp_path)
    (target,) = links.list_targets(database, Thing.FIGURE)
    assert target.key == FIGURE
    assert "45 av 70" in target.detail
    links.add_link(database, evidence(database, Thing.FIGURE, target.key))

    def figure() -> links.Neighbour:
        every = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, item(database, "K4"))
        return next(each for each in every if each.kind is Thing.FIGURE)

    assert figure().gone == ""
    place = figure().place
    assert place is not None
    assert (place.page, place.area, place.period) == ("indicators", "01", "2026-Q1")
    assert figure().name == "Individuell vårdplan, bröstcancer, Region Stockholm, kvartal 1 2026"
    assert links.place_of(Thing.FIGURE, FIGURE) == (
        "indicators",
        {"indicator": "care_plan_breast", "tab": "trend"},
    )
    imports.undo_batch(database, batch)
    assert figure().gone == "siffran finns inte i de inlästa uttagen"
    assert links.list_targets(database, Thing.FIGURE) == ()
    with pytest.raises(NotFoundError):
        links.add_link(database, evidence(database, Thing.FIGURE, FIGURE, code="K5"))
    history.undo_last(database)  # the undoing
    assert figure().gone == ""


def test_shipped_links_wait_to_be_confirmed(database: Database) -> None:
    shipped = links.list_links(database, role=LinkRole.MAPPING)
    assert not any(link.is_confirmed for link in shipped)
    assert {link.source for link in shipped} == {"härledd koppling, rccdesk"}
    chosen = [shipped[0].uuid, shipped[1].uuid]
    links.confirm_links(database, chosen)
    assert {link.uuid for link in links.list_links(database) if link.is_confirmed} == set(chosen)
    assert history.next_undo(database) == "bekräfta 2 kopplingar"
    history.undo_last(database)
    assert not any(link.is_confirmed for link in links.list_links(database))
    with pytest.raises(NotFoundError):
        links.confirm_links(database, [chosen[0], "nowhere"])
    assert not any(link.is_confirmed for link in links.list_links(database))
    links.confirm_links(database, [])


def test_a_deleted_link_stays_away_after_an_upgrade(tmp_path: Path) -> None:
    from rccdesk.services.database.engines import make_engine
    from rccdesk.services.database.later_seeds import add_later_rows

    path = tmp_path / "test.rccdesk"
    with Database.open(path, create=True) as database:
        every = links.list_links(database)
        links.delete_link(database, every[0].uuid)
        links.delete_link(database, every[1].uuid)
        trash.delete_for_good(database, [every[1].uuid])  # for good
        framework.rename_level(
            database, framework.list_scale(database, "progress")[0].scale, 0, "Nej"
        )
    engine = make_engine(path, writing=True)
    with engine.begin() as connection:
        add_later_rows(connection)
    engine.dispose()
    with Database.open(path) as database:
        assert links.list_links(database) == every[2:]
        assert framework.list_scale(database, Scale.PROGRESS)[0].name == "Nej"


def test_pickers_offer_what_lives(database: Database) -> None:
    row = goal(database)
    (target,) = links.list_targets(database, Thing.PLAN_ITEM)
    assert (target.name, target.detail) == ("3.2 Stöd till närstående", "Cancerplan")
    items = links.list_targets(database, Thing.FRAMEWORK_ITEM)
    first = [target.name.split()[0] for target in items[:7]]
    assert first == ["M1", "M2", "M3", "M3a", "M3b", "M4", "M5"]
    measures = {target.key: target.name for target in links.list_targets(database, Thing.MEASURE)}
    assert measures["svf_lead_time"] == "Andel inom ledtiden"
    assert "care_plan_breast" in measures
    plans.delete_plan(database, row.plan_uuid)
    assert links.list_targets(database, Thing.PLAN_ITEM) == ()
    for kind in Thing:
        links.list_targets(database, kind)
        assert links.name_of(database, kind, "nowhere", "Ord") != ""


def test_a_text_leads_to_its_page_in_its_selection(database: Database) -> None:
    written = analyses.update_analysis(
        database, AnalysisText(("VG9",), "01", "2026-Q1", finding="Sju av tio.")
    )
    links.add_link(database, evidence(database, Thing.ANALYSIS, written.uuid))
    links.add_link(database, evidence(database, Thing.PATHWAY, "VG9"))
    every = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, item(database, "K4"))
    found = {each.kind: each for each in every}
    text = found[Thing.ANALYSIS]
    assert text.name == "Analys: Bröstcancer, Region Stockholm, kvartal 1 2026"
    assert text.place == Place("analysis", {"topic": ""}, ("VG9",), "01", "2026-Q1")
    pathway = found[Thing.PATHWAY]
    assert (pathway.name, pathway.place) == ("Bröstcancer", Place("lead_times", svf=("VG9",)))
