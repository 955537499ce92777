"""The Papperskorg: what is in it, for how long, and what brings it back or takes it away."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import (
    Analysis,
    Base,
    Indicator,
    IndicatorLevel,
    LeadTimeLimit,
    Pack,
    UserEdited,
)
from rccdesk.services import analyses, history, imports, indicators, trash
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest
from rccdesk.services.indicators import LevelRow
from rccdesk.services.indicators.catalogue import LevelError
from rccdesk.services.packs import archive
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.services.trash.kinds import KINDS, get_names
from tests.services.pack_example import example_pack

KEY = (("VG9",), "01", "2026-Q3")
WRITTEN = AnalysisText(*KEY, finding="Sju av tio.")


@pytest.fixture(scope="module")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(new_store: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(new_store, tmp_path)), who="Anna") as opened:
        yield opened


def add_indicator(database: Database, *levels: float) -> None:
    """Add an indicator as an import makes it, with ``levels``."""
    with database.write(act="history.act.indicator_updated", values={"name": "x"}) as session:
        session.add(Indicator(key="prov", title="Provmått"))
    rows = tuple(LevelRow(level, is_own=True) for level in levels)
    indicators.update_levels(database, "prov", rows)


def domain_state(database: Database) -> dict[tuple[str, str], dict[str, object]]:
    """Return all user-edited rows but what only counts changes."""
    with database.read() as session:
        return {
            (kind.table, row["uuid"]): {k: v for k, v in row.items() if k != "revision"}
            for kind in KINDS
            for row in session.execute(select(Base.metadata.tables[kind.table])).mappings()
        }


def titles(database: Database) -> list[str]:
    return [f"{row.kind}: {row.title}" for row in trash.list_trash(database)]


def living_limits(database: Database) -> set[str]:
    return {row.uuid for row in catalogue.list_limits(database)}


def new_limit(first: dt.date, last: dt.date | None = None) -> LimitRow:
    return LimitRow("VC0", treatment="surgery", days=40, valid_from=first, valid_to=last)


def test_every_user_edited_table_has_its_place_and_words(database: Database) -> None:
    """A later table must not be forgotten: its rows could be deleted and never found again."""
    models = {m.class_ for m in Base.registry.mappers if issubclass(m.class_, UserEdited)}
    assert {kind.model for kind in KINDS} == models
    names = get_names(database)
    with database.write(act="history.act.profile_updated") as session:
        session.add(Analysis(svf="VG9", area="01", period="2026-Q3"))
        session.add(Pack(pack_id="1", kind="steering", title="P", state="draft", made_at=_at(1)))
    for kind in KINDS:
        assert kind.words
        assert kind.count(2).startswith("2 ")
        with database.read() as session:
            row = session.scalars(select(kind.model).limit(1)).first()
        if row is not None:
            assert len(kind.name(row, names)) > 0
        order = [each.table for each in KINDS]
        for key in Base.metadata.tables[kind.table].foreign_keys:
            if key.column.name == "uuid":  # what is pointed at comes first, or is of the same table
                assert order.index(key.column.table.name) <= order.index(kind.table)


def _at(days: int) -> dt.datetime:
    return dt.datetime(2026, 1, 1) + dt.timedelta(days=days)  # noqa: DTZ001 - as stored


def test_a_deleted_row_is_listed_with_who_when_and_how_long(database: Database) -> None:
    limit = catalogue.add_limit(database, new_limit(dt.date(2020, 1, 1)))
    catalogue.delete_limit(database, limit.uuid)
    (row,) = trash.list_trash(database)
    assert (row.table, row.uuid, row.kind) == ("lead_time_limit", limit.uuid, "Ledtidsgräns")
    assert row.name == "Lungcancer, kirurgi, 40 dagar, gäller från 2020-01-01"
    assert row.deleted_by == "Anna"
    assert abs(row.deleted_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert row.days_left == 90
    later = row.deleted_at + dt.timedelta(days=78, hours=1)
    assert [r.days_left for r in trash.list_trash(database, now=later)] == [12]
    assert [r.days_left for r in trash.list_trash(database, now=later + dt.timedelta(days=99))] == [
        0
    ]


def test_what_went_in_one_act_is_one_thing_and_comes_back_as_one(database: Database) -> None:
    add_indicator(database, 0.7, 0.8)
    before = domain_state(database)
    indicators.delete_indicator(database, "prov")
    assert titles(database) == ["Indikator: Provmått med 2 målnivåer"]
    (row,) = trash.list_trash(database)
    assert row.with_rows == ("Målnivå: 70\u00a0%, Provmått", "Målnivå: 80\u00a0%, Provmått")
    back = trash.restore_rows(database, (row.uuid,))
    assert (back.count, back.name) == (3, "Provmått")
    assert domain_state(database) == before
    assert trash.list_trash(database) == ()
    history.undo_last(database)  # one step
    assert titles(database) == ["Indikator: Provmått med 2 målnivåer"]
    history.undo_last(database)
    assert domain_state(database) == before


def test_a_level_brings_its_deleted_indicator_back_with_it(database: Database) -> None:
    add_indicator(database, 0.7, 0.8)
    indicators.update_levels(database, "prov", (LevelRow(0.8, is_own=True),))
    indicators.delete_indicator(database, "prov")
    assert titles(database) == ["Indikator: Provmått med 1 målnivå", "Målnivå: 70\u00a0%, Provmått"]
    level = trash.list_trash(database)[1]
    assert trash.restore_rows(database, (level.uuid,)).count == 3
    levels = indicators.get_indicator_row(database, "prov").levels
    assert sorted(one.value for one in levels) == [0.7, 0.8]
    assert trash.list_trash(database) == ()


def test_levels_over_the_most_are_refused_and_nothing_changes(database: Database) -> None:
    add_indicator(database)
    two = (LevelRow(0.6), LevelRow(0.7))
    indicators.update_levels(database, "prov", two)
    indicators.update_levels(database, "prov", two[:1])
    indicators.update_levels(database, "prov", (LevelRow(0.6), LevelRow(0.9)))
    before = domain_state(database)
    (row,) = trash.list_trash(database)
    with pytest.raises(LevelError, match="too_many_levels"):
        trash.restore_rows(database, (row.uuid,))
    assert domain_state(database) == before


def test_the_level_taken_away_is_the_one_in_the_trash(database: Database) -> None:
    add_indicator(database, 0.6, 0.9)
    indicators.update_levels(database, "prov", (LevelRow(0.9, is_own=True),))
    assert titles(database) == ["Målnivå: 60\u00a0%, Provmått"]


def test_an_indicator_with_figures_is_left_to_its_imports(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "prov.csv"
    file.write_text("Period;Enhet;Täljare;Nämnare\n2025-Q2;01;30;40\n", encoding="utf-8")
    request = ImportRequest((file,), indicator="prov", extract_date=dt.date(2026, 1, 1))
    imports.import_files(database, request)
    with pytest.raises(ConflictError) as refused:
        indicators.delete_indicator(database, "prov")
    assert (refused.value.code, refused.value.values) == ("indicator_has_figures", {"name": "prov"})
    indicators.update_levels(database, "prov", (LevelRow(0.6),))  # described: it outlives the undo
    imports.undo_batch(database, 1)
    indicators.delete_indicator(database, "prov")
    assert titles(database) == ["Indikator: prov med 1 målnivå"]
    imports.redo_batch(database, 1)  # as a new import would: else its figures were seen nowhere
    with database.read() as session:
        deleted_at = select(Indicator.deleted_at).where(Indicator.key == "prov")
        assert session.scalars(deleted_at).all() == [None]


def test_what_an_import_took_away_belongs_to_the_import(database: Database, tmp_path: Path) -> None:
    head = "kva_prefix;treatment;variant;from_event;to_event;suffixes;days;decided_on;valid_from;"
    head += "valid_to;confirmed;source;note"
    row = "VG9;all;;well_founded_suspicion;treatment_start;50 52;26;2015-12-21;2015-12-21;;yes;k;"
    file = tmp_path / "granser.csv"
    file.write_text(f"{head}\n{row}\n", encoding="utf-8")
    imports.import_files(database, ImportRequest((file,)))
    with database.read() as session:  # the shipped limit was replaced
        assert session.scalars(
            select(LeadTimeLimit.uuid).where(LeadTimeLimit.deleted_at.is_not(None))
        ).all()
    assert trash.list_trash(database) == ()
    imports.undo_batch(database, 1)
    assert trash.list_trash(database) == ()
    history.undo_last(database)
    history.redo_last(database)
    assert trash.list_trash(database) == ()
    assert trash.empty_trash(database) == 0
    mine = catalogue.list_limits(database, "VG9")[0]
    catalogue.delete_limit(database, mine.uuid)
    assert [r.uuid for r in trash.list_trash(database)] == [mine.uuid]


def test_an_overlapping_limit_stands_in_the_way_until_it_is_ended(database: Database) -> None:
    old = catalogue.add_limit(database, new_limit(dt.date(2020, 1, 1)))
    catalogue.delete_limit(database, old.uuid)
    other = catalogue.add_limit(database, new_limit(dt.date(2021, 1, 1), dt.date(2021, 12, 31)))
    before = domain_state(database)
    with pytest.raises(ConflictError) as refused:
        trash.restore_rows(database, (old.uuid,))
    assert refused.value.code == "restore_overlaps"
    assert refused.value.values["first"] == dt.date(2021, 1, 1)
    assert domain_state(database) == before
    catalogue.delete_limit(database, other.uuid)
    trash.restore_rows(database, (old.uuid,))
    assert old.uuid in living_limits(database)


def test_an_analysis_written_since_stands_in_the_way(database: Database) -> None:
    analyses.update_analysis(database, WRITTEN)
    analyses.delete_analysis(database, *KEY)
    assert analyses.get_analysis(database, *KEY).is_empty
    analyses.update_analysis(database, replace(WRITTEN, finding="Åtta av tio."))
    (row,) = trash.list_trash(database)
    assert row.name == "Ledtid och inklusion: Bröstcancer, Region Stockholm, kvartal 3 2026"
    with pytest.raises(ConflictError) as refused:
        trash.restore_rows(database, (row.uuid,))
    assert refused.value.code == "restore_taken"
    assert refused.value.values["other"] == row.name
    analyses.delete_analysis(database, *KEY)
    with pytest.raises(ConflictError):  # nor can both come back at once
        trash.restore_rows(database, [r.uuid for r in trash.list_trash(database)])
    trash.restore_rows(database, (row.uuid,))
    assert analyses.get_analysis(database, *KEY) == WRITTEN


def test_an_analysis_of_an_indicator_is_named_after_it(database: Database) -> None:
    add_indicator(database, 0.7)
    analyses.update_analysis(database, replace(WRITTEN, topic="prov"))
    analyses.delete_analysis(database, *KEY, topic="prov")
    (row,) = trash.list_trash(database)
    assert row.name == "Provmått: Bröstcancer, Region Stockholm, kvartal 3 2026"


def test_a_pack_goes_and_comes_back_with_its_numbers(database: Database) -> None:
    pack = example_pack()
    archive.add_pack(database, pack, {"period": "2026-Q3"}, ())
    archive.delete_pack(database, pack.pack_id)
    assert archive.list_packs(database) == ()
    with pytest.raises(NotFoundError):
        archive.delete_pack(database, pack.pack_id)
    (row,) = trash.list_trash(database)
    assert row.name == pack.title
    trash.restore_rows(database, (row.uuid,))
    assert archive.get_pack(database, pack.pack_id) == pack


def test_undo_and_redo_of_a_deletion_keep_its_time(database: Database) -> None:
    analyses.update_analysis(database, WRITTEN)
    analyses.delete_analysis(database, *KEY)
    (row,) = trash.list_trash(database)
    history.undo_last(database)
    assert trash.list_trash(database) == ()
    history.redo_last(database)
    assert trash.list_trash(database) == (row,)


def test_removed_for_good_is_gone_and_ctrl_z_brings_it_to_the_trash(database: Database) -> None:
    add_indicator(database, 0.7)
    analyses.update_analysis(database, WRITTEN)
    analyses.delete_analysis(database, *KEY)
    indicators.delete_indicator(database, "prov")
    before, listed = domain_state(database), trash.list_trash(database)
    assert trash.delete_for_good(database, (listed[0].uuid,)) == 1
    with database.read() as session:
        assert session.scalars(select(Indicator).where(Indicator.key == "prov")).all() == []
        assert session.get(IndicatorLevel, listed[0].uuids[1]) is None
    assert trash.list_trash(database) == listed[1:]
    history.undo_last(database)
    assert (domain_state(database), trash.list_trash(database)) == (before, listed)
    assert trash.empty_trash(database) == 2
    assert trash.list_trash(database) == ()
    with pytest.raises(NotFoundError):
        trash.restore_rows(database, (listed[0].uuid,))
    history.undo_last(database)
    assert (domain_state(database), trash.list_trash(database)) == (before, listed)
    history.redo_last(database)
    assert trash.list_trash(database) == ()


def test_what_points_at_a_thing_goes_with_it_for_good(database: Database) -> None:
    add_indicator(database, 0.7, 0.8)
    indicators.update_levels(database, "prov", (LevelRow(0.8, is_own=True),))
    indicators.delete_indicator(database, "prov")
    indicator = trash.list_trash(database)[0]
    assert trash.delete_for_good(database, (indicator.uuid,)) == 1
    assert trash.list_trash(database) == ()


def test_ninety_days_and_not_a_day_before(database: Database) -> None:
    add_indicator(database, 0.7)
    indicators.delete_indicator(database, "prov")
    analyses.update_analysis(database, WRITTEN)
    (row,) = trash.list_trash(database)
    day = dt.timedelta(days=1)
    assert trash.remove_expired(database, row.deleted_at + 89 * day) == 0
    assert trash.list_trash(database) != ()
    assert trash.remove_expired(database, row.deleted_at + 90 * day + dt.timedelta(minutes=1)) == 1
    assert trash.list_trash(database) == ()
    assert analyses.get_analysis(database, *KEY) == WRITTEN


def test_a_clock_that_was_set_back_gives_no_negative_days(database: Database) -> None:
    analyses.update_analysis(database, WRITTEN)
    analyses.delete_analysis(database, *KEY)
    past = dt.datetime.now(dt.UTC) - dt.timedelta(days=400)
    assert [row.days_left for row in trash.list_trash(database, now=past)] == [90]
    assert trash.remove_expired(database, past) == 0


def test_a_clock_that_was_ahead_is_found_out_by_later_acts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deleted "ten years on", then the clock was mended: 90 days are counted from the next act."""

    class Ahead(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Ahead:
            return super().now(tz) + dt.timedelta(days=3650)

    analyses.update_analysis(database, WRITTEN)
    with monkeypatch.context() as patched:
        patched.setattr(dt, "datetime", Ahead)
        analyses.delete_analysis(database, *KEY)
    mended = dt.datetime.now(dt.UTC)
    analyses.update_analysis(database, replace(WRITTEN, period="2026-Q2"))
    (row,) = trash.list_trash(database, now=mended)
    assert row.deleted_at > mended + dt.timedelta(days=3600)
    later = mended + dt.timedelta(days=60, hours=1)
    assert [one.days_left for one in trash.list_trash(database, now=later)] == [30]


def test_the_sentences_of_refusals_have_their_values(database: Database) -> None:
    from rccdesk.texts import text

    words = text("errors.restore_overlaps", name="A", first="2020", last="2021")
    assert "2020 till 2021" in words
    assert text("errors.restore_taken", name="A", other="B").startswith("A kan inte återställas: B")
