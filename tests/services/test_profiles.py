"""Saved profiles: the second file of a kind needs no questions, a changed one says what changed."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from rccdesk.enums import Profile, Severity, Topic
from rccdesk.errors import ConflictError, FileRefusedError, NotFoundError
from rccdesk.models import HistoryEntry, ImportBatch, Indicator, Measurement
from rccdesk.services import history, trash
from rccdesk.services.database import Database
from rccdesk.services.export import dump
from rccdesk.services.imports import ImportRequest, import_files, preview_file, undo_batch
from rccdesk.services.imports import profiles as service
from rccdesk.services.imports.reading import open_workbook
from tests.services.import_workbooks import event, write_csv, write_xlsx

# Headers that no layout knows, so that only the profile can have told what they are.
ODD = ("Nyckel", "Vad", "När", "Hus", "Plats", "Fritext")
ODD_MAP = {
    "pathway_id": "Nyckel",
    "kva_code": "Vad",
    "event_date": "När",
    "unit": "Hus",
    "region": "Plats",
}
FIGURES = ("Tid", "Var", "Ja", "Alla")
FIGURE_MAP = {"period": "Tid", "unit": "Var", "numerator": "Ja", "denominator": "Alla"}
TEST_NUMBER = "19121212-1212"  # the Swedish Tax Agency's own test number


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("profiles") / "empty.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(empty_store: Path, tmp_path: Path) -> Database:
    path = Path(shutil.copyfile(empty_store, tmp_path / "test.rccdesk"))
    with Database.open(path, who="Anna") as database:
        yield database


def odd_rows(*, month: int = 1, header: tuple = ODD) -> list[tuple]:
    rows = [event(f"P{n}", "VC010", f"2026-{month:02d}-0{n}") for n in range(1, 4)]
    return [header, *((*row, "x") for row in rows)]


def odd_file(tmp_path: Path, name: str = "uttag 2026-10-01.xlsx", **how: object) -> Path:
    return write_xlsx(tmp_path / name, odd_rows(**how))


def save_odd(database: Database, tmp_path: Path, **more: object) -> service.ProfileRow:
    request = ImportRequest((odd_file(tmp_path, "mall.xlsx"),), mapping=ODD_MAP, only_mapping=True,
                            extract_date=dt.date(2026, 9, 1))  # fmt: skip
    preview = preview_file(database, request)
    return service.save_profile(database, preview, request, name="Väntetider Norr", **more)


def save_figures(
    database: Database, tmp_path: Path, indicator: str, header: tuple = FIGURES, **more: object
) -> service.ProfileRow:
    path = write_csv(tmp_path / f"{indicator} 2026-09-01.csv", [header, ("2025", "12", 3, 4)])
    request = ImportRequest((path,), mapping=FIGURE_MAP, indicator=indicator, **more)
    preview = preview_file(database, request)
    return service.save_profile(database, preview, request, name=f"Mått {indicator}")


def head_of(path: Path):
    with open_workbook(path) as reading:
        return reading.head


def codes(problems: tuple) -> list[tuple[Severity, str]]:
    return [(p.severity, p.code) for p in problems if p.code.startswith("profile")]


# --- saving --------------------------------------------------------------------------------------


def test_the_layouts_that_ship_are_profiles(database: Database) -> None:
    rows = service.list_profiles(database)
    assert {row.key for row in rows} == {str(layout) for layout in Profile}
    assert all(row.is_shipped and row.used_at is None for row in rows)
    assert service.get_profile(database, "svf_events").columns["kva_code"] == "KVÅ-kod"


def test_a_saved_profile_holds_columns_choices_and_headers(
    database: Database, tmp_path: Path
) -> None:
    saved = save_odd(database, tmp_path, note="Från registerenheten")
    (row,) = (r for r in service.list_profiles(database) if not r.is_shipped)
    assert row == saved
    assert (row.key, row.name, row.version) == ("vantetider-norr", "Väntetider Norr", 1)
    assert row.layout is Profile.EVENTS
    assert row.columns == ODD_MAP
    assert row.headers == ODD
    assert (row.keeps_case_level, row.purge_months, row.used_at) == (None, 24, None)
    assert (row.settings.sheet, row.settings.header_row) == ("Data", 1)


def test_the_second_file_needs_nothing(database: Database, tmp_path: Path) -> None:
    """Not one of the headers is known to the program."""
    with pytest.raises(FileRefusedError):
        import_files(database, ImportRequest((odd_file(tmp_path),)))
    save_odd(database, tmp_path)
    (result,) = import_files(database, ImportRequest((odd_file(tmp_path),)))
    assert (result.rows_imported, result.profile) == (3, Profile.EVENTS)
    assert result.profile_key == "vantetider-norr"
    assert codes(result.problems) == [(Severity.INFO, "profile_used")]
    (used,) = (p for p in result.problems if p.code == "profile_used")
    assert used.message == (
        "Filen är läst med profilen ”Väntetider Norr”: 5 av 5 kolumner känns igen."
    )
    with database.read() as session:
        batch = session.get_one(ImportBatch, result.batch_id)
        assert (batch.profile, batch.profile_key, batch.profile_version, batch.kind) == (
            "svf_events", "vantetider-norr", 1, "file",
        )  # fmt: skip
    assert service.get_profile(database, "vantetider-norr").used_at is not None
    assert service.get_profile(database, "svf_events").used_at is None


def test_the_preview_says_by_which_profile_and_how_well(database: Database, tmp_path: Path) -> None:
    save_odd(database, tmp_path)
    preview = preview_file(database, ImportRequest((odd_file(tmp_path),)))
    assert preview.profile_key == "vantetider-norr"
    assert preview.reason == "5 av 5 kolumner känns igen"
    assert preview.match.share_found == 1.0
    assert preview.match.changed == ()
    assert preview.request.mapping == ODD_MAP


def test_what_the_user_chooses_comes_before_every_profile(
    database: Database, tmp_path: Path
) -> None:
    """A named layout, a mapping or a header row: then no profile is looked for."""
    save_odd(database, tmp_path)
    for choice in ({"profile": Profile.EVENTS}, {"header_row": 1}, {"mapping": {"unit": "Hus"}}):
        preview = preview_file(database, ImportRequest((odd_file(tmp_path),), **choice))
        assert preview.profile_key is None


def test_a_column_chosen_anew_keeps_the_rest_of_the_profile(
    database: Database, tmp_path: Path
) -> None:
    save_odd(database, tmp_path)
    request = ImportRequest(
        (odd_file(tmp_path),), profile_key="vantetider-norr", mapping={"unit": "Fritext"}
    )
    preview = preview_file(database, request)
    fields = {column.header: column.field for column in preview.columns}
    assert (fields["Fritext"], fields["Vad"], fields["Hus"]) == ("unit", "kva_code", None)


def test_an_unknown_profile_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        import_files(database, ImportRequest((odd_file(tmp_path),), profile_key="nej"))
    assert caught.value.code == "no_such_profile"


def test_choices_of_the_profile_are_used(database: Database, tmp_path: Path) -> None:
    save_figures(database, tmp_path, "m", duplicates="first", indicator_title="Måttet")
    rows = [FIGURES, ("2026", "12", 1, 4), ("2026", "12", 2, 4)]
    (result,) = import_files(
        database, ImportRequest((write_csv(tmp_path / "ny 2026-10-01.csv", rows),))
    )
    assert (result.rows_imported, result.profile_key) == (1, "matt-m")
    with database.read() as session:
        assert session.scalar(select(Indicator.title).where(Indicator.key == "m")) == "Måttet"


def test_how_numbers_are_written_is_kept_by_column(database: Database, tmp_path: Path) -> None:
    """1.234 is a thousand or one and a bit: told once, by column, wherever the column stands."""
    header = ("Tid", "Var", "Andel ja")
    path = write_csv(tmp_path / "a 2026-09-01.csv", [header, ("2025", "12", "45.5")])
    request = ImportRequest(
        (path,),
        mapping={"period": "Tid", "unit": "Var", "value": "Andel ja"},
        indicator="m",
        fixes={"decimal:C": "point", "date_without_year": "2026", "unit:Storsjukhuset": "12"},
    )
    saved = service.save_profile(database, preview_file(database, request), request, name="Andelar")
    assert saved.settings.fixes == {"decimal:value": "point"}
    assert service.list_aliases(database) == (
        service.AliasRow("unit", "storsjukhuset", "12", "andelar"),
    )
    moved = write_csv(tmp_path / "b.csv", [("Andel ja", "Tid", "Var"), ("45.5", "2026", "12")])
    preview = preview_file(database, ImportRequest((moved,)))
    assert preview.profile_key == "andelar"
    assert preview.request.fixes == {"decimal:A": "point", "unit:storsjukhuset": "12"}


def test_a_profile_of_an_unrecognised_file_is_not_saved(database: Database, tmp_path: Path) -> None:
    request = ImportRequest((odd_file(tmp_path),))
    preview = preview_file(database, request)
    with pytest.raises(service.ProfileError) as caught:
        service.save_profile(database, preview, request, name="X")
    assert caught.value.code == "profile_unusable"


def test_what_a_profile_cannot_be(database: Database, tmp_path: Path) -> None:
    request = ImportRequest((odd_file(tmp_path),), mapping=ODD_MAP, only_mapping=True)
    preview = preview_file(database, request)
    for more, code in (
        ({"name": "  "}, "profile_name"),
        ({"name": f"Uttag {TEST_NUMBER}"}, "personal_identifier_typed"),
        ({"note": TEST_NUMBER}, "personal_identifier_typed"),
        ({"key": "svf_events"}, "profile_key"),
        ({"key": "Å ä ö"}, "profile_key"),
        ({"purge_months": 0}, "profile_months"),
        ({"purge_months": 121}, "profile_months"),
    ):
        with pytest.raises(service.ProfileError) as caught:
            service.save_profile(database, preview, request, **{"name": "Bra", **more})
        assert caught.value.code == code
    assert all(row.is_shipped for row in service.list_profiles(database))


def test_keys_are_their_own(database: Database, tmp_path: Path) -> None:
    save_odd(database, tmp_path)
    with pytest.raises(ConflictError) as caught:
        save_odd(database, tmp_path, key="vantetider-norr")
    assert caught.value.code == "profile_exists"
    assert save_odd(database, tmp_path).key == "vantetider-norr-2"


def test_the_version_counts_changes_of_how_it_reads(database: Database, tmp_path: Path) -> None:
    key = save_odd(database, tmp_path).key
    assert service.update_profile(database, key, name="Ny", purge_months=12).version == 1
    request = ImportRequest((odd_file(tmp_path),), profile_key=key)
    preview = preview_file(database, request)
    assert service.update_profile(database, key, preview=preview, request=request).version == 1
    fewer = {field: header for field, header in ODD_MAP.items() if field != "unit"}
    request = ImportRequest((odd_file(tmp_path),), mapping=fewer, only_mapping=True)
    preview = preview_file(database, request)
    row = service.update_profile(database, key, preview=preview, request=request)
    assert (row.version, row.name, row.columns) == (2, "Ny", fewer)


def test_a_deleted_profile_is_not_used_and_comes_back(database: Database, tmp_path: Path) -> None:
    key = save_odd(database, tmp_path).key
    service.delete_profile(database, key)
    assert preview_file(database, ImportRequest((odd_file(tmp_path),))).profile_key is None
    (thing,) = trash.list_trash(database)
    assert (thing.kind, thing.name) == ("Profil för import", "Väntetider Norr")
    # a new one with the key stands in the way, and is named
    assert save_odd(database, tmp_path, key=key).key == key
    with pytest.raises(ConflictError) as caught:
        trash.restore_rows(database, (thing.uuid,))
    assert caught.value.code == "restore_taken"
    service.delete_profile(database, key)
    trash.restore_rows(database, (thing.uuid,))
    assert preview_file(database, ImportRequest((odd_file(tmp_path),))).profile_key == key


def test_every_change_is_undone_and_told(database: Database, tmp_path: Path) -> None:
    before = dump(database)["tables"]
    key = save_odd(database, tmp_path).key
    made = history.get_entry(database, history.list_entries(database)[0].entry_id)
    told = {field.label: field.new for field in made.things[0].fields}
    assert told["Slag av tabell"] == "SVF-händelser"
    assert told["Hur filen läses"] == "5 kolumner valda"
    assert told["Rubriker"] == "Nyckel, Vad, När, Hus, Plats, Fritext"
    service.update_profile(database, key, name="Annat namn")
    changed = history.get_entry(database, history.list_entries(database)[0].entry_id)
    (thing,) = changed.things
    assert (thing.title, thing.name) == ("Profil för import", "Annat namn")
    assert [(f.label, f.old, f.new) for f in thing.fields] == [
        ("Namn", "Väntetider Norr", "Annat namn")
    ]
    history.undo_last(database)
    history.undo_last(database)
    assert dump(database)["tables"] == before


def test_import_by_a_profile_and_undo_leave_the_dump_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    save_figures(database, tmp_path, "m")
    before = dump(database)["tables"]
    path = write_csv(tmp_path / "ny 2026-10-01.csv", [FIGURES, ("2026", "12", 1, 4)])
    (result,) = import_files(database, ImportRequest((path,)))
    assert result.profile_key == "matt-m"
    undo_batch(database, result.batch_id)
    assert dump(database)["tables"] == before


# --- a changed layout ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "top", "sheet", "said"),
    [
        (ODD, [], "Annat", ["Bladet heter nu ”Annat”, förut ”Data”."]),
        (
            ODD,
            [("Uttag ur registret",), ()],
            "Data",
            ["Rubrikerna står nu på rad 3, förut på rad 1."],
        ),
        (
            (*ODD[:5], "Kommentar"),
            [],
            "Data",
            [
                "Kolumnen ”Fritext”, som inte lästes, finns inte längre.",
                "Kolumnen ”Kommentar” är ny och används inte.",
            ],
        ),
        (
            ("Nyckel", "Vad", "När", "Husnamn", "Plats", "Fritext"),
            [],
            "Data",
            ["Kolumnen ”Hus” saknas.", "Kolumnen ”Husnamn” är ny och används inte."],
        ),
    ],
)  # fmt: skip
def test_a_changed_layout_says_what_changed(
    database: Database, tmp_path: Path, header: tuple, top: list, sheet: str, said: list
) -> None:
    save_odd(database, tmp_path)
    rows = [*top, *odd_rows(header=header)]
    path = write_xlsx(tmp_path / "ny 2026-10-01.xlsx", rows, sheet)
    match = service.match_profile(database, head_of(path))
    assert list(match.changed) == said
    assert match.header_row == 1 + len(top)
    named = preview_file(database, ImportRequest((path,), profile_key="vantetider-norr"))
    (note,) = (p for p in named.problems if p.code == "profile_changed")
    assert note.message.endswith(" ".join(said))
    assert (note.severity is Severity.WARNING) == bool(match.missing)
    assert named.profile is Profile.EVENTS


def test_columns_in_another_order_are_no_change(database: Database, tmp_path: Path) -> None:
    save_odd(database, tmp_path)
    rows = [tuple(reversed(row)) for row in odd_rows()]
    path = write_xlsx(tmp_path / "ny 2026-10-01.xlsx", rows)
    (result,) = import_files(database, ImportRequest((path,)))
    assert (result.profile_key, result.rows_imported) == ("vantetider-norr", 3)
    assert codes(result.problems) == [(Severity.INFO, "profile_used")]


def test_a_file_that_is_only_like_one_is_not_read_by_it(database: Database, tmp_path: Path) -> None:
    """Something is new in it, so somebody must say that it is still the same kind of file."""
    save_figures(database, tmp_path, "m")
    header = (*FIGURES, "Kön")
    path = write_csv(tmp_path / "ny 2026-10-01.csv", [header, ("2026", "12", 1, 4, "K")])
    preview = preview_file(database, ImportRequest((path,)))
    assert preview.profile_key is None
    assert preview.match.profile.key == "matt-m"
    assert (Severity.INFO, "profile_near") in codes(preview.problems)
    (result,) = import_files(database, ImportRequest((path,), profile_key="matt-m"))
    assert result.rows_imported == 1
    assert codes(result.problems) == [(Severity.INFO, "profile_changed")]


def test_something_else_is_like_none(database: Database, tmp_path: Path) -> None:
    save_odd(database, tmp_path)
    rows = [("Period", "Enhet", "Täljare", "Nämnare"), ("2025", "12", 1, 2)]
    path = write_csv(tmp_path / "annat.csv", rows)
    assert service.match_profile(database, head_of(path)) is None
    assert preview_file(database, ImportRequest((path,))).match is None


def test_two_measures_with_the_same_headers_are_never_guessed_between(
    database: Database, tmp_path: Path
) -> None:
    save_figures(database, tmp_path, "m")
    save_figures(database, tmp_path, "n")
    path = write_csv(tmp_path / "ny 2026-10-01.csv", [FIGURES, ("2026", "12", 1, 4)])
    with pytest.raises(FileRefusedError) as caught:
        import_files(database, ImportRequest((path,)))
    assert caught.value.code == "profile_ambiguous"
    assert caught.value.values["names"] == "Mått m (matt-m), Mått n (matt-n)"
    (by_key,) = import_files(database, ImportRequest((path,), profile_key="matt-n"))
    (by_indicator,) = import_files(database, ImportRequest((path,), indicator="m"))
    assert (by_key.profile_key, by_indicator.profile_key) == ("matt-n", "matt-m")


def test_another_indicator_is_not_read_by_the_profile(database: Database, tmp_path: Path) -> None:
    save_figures(database, tmp_path, "m")
    path = write_csv(tmp_path / "ny 2026-10-01.csv", [FIGURES, ("2026", "12", 1, 4)])
    preview = preview_file(database, ImportRequest((path,), indicator="annan"))
    assert preview.profile_key is None


def test_periods_as_columns_may_grow(database: Database, tmp_path: Path) -> None:
    """The headers of a wide table are new every quarter, and are no change of layout."""
    first = write_csv(tmp_path / "a 2026-07-01.csv", [("Var", "2026-Q1"), ("12", "50 %")])
    request = ImportRequest((first,), mapping={"unit": "Var"}, wide="period", indicator="m")
    saved = service.save_profile(database, preview_file(database, request), request, name="Bred")
    assert (saved.headers, saved.settings.wide) == (("Var",), "period")
    later = write_csv(
        tmp_path / "b 2026-10-01.csv", [("Var", "2026-Q1", "2026-Q2"), ("12", "50 %", "60 %")]
    )
    (result,) = import_files(database, ImportRequest((later,)))
    assert (result.profile_key, result.rows_imported) == ("bred", 1)
    assert codes(result.problems) == [(Severity.INFO, "profile_used")]


def test_units_as_columns_are_part_of_what_tells_the_file(
    database: Database, tmp_path: Path
) -> None:
    """Else every table with a column of periods would be one of this profile."""
    first = write_csv(tmp_path / "a 2026-07-01.csv", [("Period", "Skåne"), ("2025", "50 %")])
    request = ImportRequest((first,), wide="unit", indicator="m")
    saved = service.save_profile(database, preview_file(database, request), request, name="Bred")
    assert (saved.headers, saved.columns) == (("Period", "Skåne"), {"period": "Period"})
    rows = [("Period", "Enhet", "Täljare", "Nämnare"), ("2025", "12", 1, 4)]
    other = preview_file(database, ImportRequest((write_csv(tmp_path / "b.csv", rows),)))
    assert (other.profile_key, other.profile) == (None, Profile.AGGREGATED)
    same = write_csv(tmp_path / "c 2026-10-01.csv", [("Period", "Skåne"), ("2026", "40 %")])
    (result,) = import_files(database, ImportRequest((same,)))
    assert (result.profile_key, result.rows_imported) == ("bred", 1)
    (note,) = (p for p in result.problems if p.code == "profile_used")
    assert note.message == (
        "Filen är läst med profilen ”Bred” till indikatorn m: 1 av 1 kolumner känns igen."
    )


def test_columns_with_the_same_header_are_kept_by_letter(
    database: Database, tmp_path: Path
) -> None:
    header = ("Tid", "Var", "Antal", "Antal")
    path = write_csv(tmp_path / "a 2026-09-01.csv", [header, ("2025", "12", 3, 4)])
    mapping = {"period": "Tid", "unit": "Var", "numerator": "C", "denominator": "D"}
    request = ImportRequest((path,), mapping=mapping, indicator="m")
    saved = service.save_profile(database, preview_file(database, request), request, name="Lika")
    assert saved.settings.letters == {"numerator": "C", "denominator": "D"}
    later = write_csv(tmp_path / "b 2026-10-01.csv", [header, ("2026", "12", 1, 4)])
    preview = preview_file(database, ImportRequest((later,)))
    assert [(c.letter, c.field) for c in preview.columns if c.header == "Antal"] == [
        ("C", "numerator"),
        ("D", "denominator"),
    ]


# --- remembered values ---------------------------------------------------------------------------


def test_remembered_words_are_read(database: Database, tmp_path: Path) -> None:
    rows = [("Period", "Enhet", "Täljare", "Nämnare"), ("2025", "Det stora huset", 1, 4)]
    path = write_csv(tmp_path / "a 2026-10-01.csv", rows)
    before = preview_file(database, ImportRequest((path,), indicator="m"))
    assert before.request.fixes == {}
    service.remember_aliases(database, {("unit", "Det  STORA huset"): "12"})
    assert service.list_aliases(database) == (
        service.AliasRow("unit", "det stora huset", "12", ""),
    )
    after = preview_file(database, ImportRequest((path,), indicator="m"))
    assert after.request.fixes == {"unit:det stora huset": "12"}
    import_files(database, ImportRequest((path,), indicator="m"))
    with database.read() as session:
        assert session.scalars(select(Measurement.unit)).all() == ["12"]
    service.remember_aliases(database, {("unit", "det stora huset"): "25"})
    assert [row.code for row in service.list_aliases(database)] == ["25"]
    service.forget_alias(database, "unit", "Det stora huset")
    assert service.list_aliases(database) == ()
    with pytest.raises(NotFoundError):
        service.forget_alias(database, "unit", "Det stora huset")


def test_the_words_of_a_profile_come_before_those_of_all(database: Database) -> None:
    service.remember_aliases(database, {("region", "Syd"): "12", ("sex", "Q"): "female"})
    service.remember_aliases(database, {("region", "syd"): "13"}, "egen")
    with database.read() as session:
        assert service.load_aliases(session, None) == {
            "region": {"syd": "12"}, "sex": {"q": "female"},
        }  # fmt: skip
        assert service.load_aliases(session, "egen") == {
            "region": {"syd": "13"}, "sex": {"q": "female"},
        }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "code"),
    [
        (("mood", "glad"), "1"),
        (("unit", "  "), "1"),
        (("unit", "x"), ""),
        (("unit", TEST_NUMBER), "1"),
    ],
)
def test_what_is_not_remembered(database: Database, word: tuple, code: str) -> None:
    with pytest.raises(service.aliases.AliasError):
        service.remember_aliases(database, {word: code})
    assert service.list_aliases(database) == ()


# --- files ---------------------------------------------------------------------------------------


def test_a_profile_goes_to_another_store(database: Database, tmp_path: Path) -> None:
    key = save_odd(database, tmp_path, note="Så här", purge_months=12).key
    service.remember_aliases(database, {("unit", "Hemliga huset"): "12"}, key)
    service.answer_case_level(database, key, keep=True, months=12)
    target = service.export_profile(database, key, tmp_path / "norr.json")
    content = target.read_text("utf-8")
    found = json.loads(content)
    assert (found["format"], found["format_version"]) == ("rccdesk-import-profile", 1)
    assert found["settings"]["mapping"] == ODD_MAP
    for value in ("P1", "VC010", "Lund", "hemliga", "Hemliga", "mall.xlsx", "keeps"):
        assert value not in content
    with Database.open(tmp_path / "annan.rccdesk", create=True) as other:
        row = service.import_profile(other, target)
        assert row.keeps_case_level is None
        (result,) = import_files(other, ImportRequest((odd_file(tmp_path),)))
        assert result.profile_key == key
        assert service.export_profile(other, key, tmp_path / "igen.json").read_bytes() == (
            target.read_bytes()
        )


def test_one_with_the_same_key_is_asked_about(database: Database, tmp_path: Path) -> None:
    key = save_odd(database, tmp_path).key
    target = service.export_profile(database, key, tmp_path / "norr.json")
    assert service.import_profile(database, target).version == 1  # the same: nothing to ask
    found = json.loads(target.read_text("utf-8"))
    del found["settings"]["mapping"]["unit"]
    target.write_text(json.dumps(found), "utf-8")
    with pytest.raises(ConflictError) as caught:
        service.import_profile(database, target)
    assert caught.value.code == "profile_exists"
    assert service.get_profile(database, key).columns == ODD_MAP
    row = service.import_profile(database, target, replace=True)
    assert row.version == 2
    assert "unit" not in row.columns
    assert not trash.list_trash(database)


def broken(change) -> bytes:
    found = {
        "format": "rccdesk-import-profile",
        "format_version": 1,
        "key": "k",
        "name": "N",
        "version": 1,
        "layout": "svf_events",
        "settings": {"mapping": {"unit": "Hus"}},
        "headers": ["Hus"],
    }
    change(found)
    return json.dumps(found).encode()


def put(*path: str, value: object):
    def change(found: dict) -> None:
        for name in path[:-1]:
            found = found[name]
        found[path[-1]] = value

    return change


HOSTILE = {
    "empty": b"",
    "not json": b"\x00\xff\xfe",
    "list": b"[]",
    "deep": b"[" * 200_000 + b"]" * 200_000,
    "deep within": b'{"format": "rccdesk-import-profile", "settings": '
    + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    "large": b'{"a": "' + b"x" * (5 << 20) + b'"}',
    "other format": broken(put("format", value="x")),
    "unknown layout": broken(put("layout", value="x")),
    "layout of another kind": broken(put("layout", value=["svf_events"])),
    "unknown field": broken(put("settings", "mapping", value={"x": "Hus"})),
    "no text": broken(put("settings", "mapping", value={"unit": 1})),
    "list for mapping": broken(put("settings", "mapping", value=["unit"])),
    "settings": broken(put("settings", value="x")),
    "lengthy": broken(put("settings", "mapping", value={"unit": "x" * 501})),
    "control": broken(put("name", value="a\u0000b")),
    "line": broken(put("name", value="a\nb")),
    "half a character": broken(put("name", value="\ud800")),
    "row 0": broken(put("settings", "header_row", value=0)),
    "row true": broken(put("settings", "header_row", value=True)),
    "wide": broken(put("settings", "wide", value="diagonal")),
    "wide list": broken(put("settings", "wide", value=[])),
    "duplicates": broken(put("settings", "duplicates", value="all")),
    "fix": broken(put("settings", "fixes", value={"rm -rf": "1"})),
    "letters": broken(put("settings", "letters", value={"region": "A1"})),
    "key": broken(put("key", value="../../x")),
    "key of a layout": broken(put("key", value="svf_events")),
    "version": broken(put("version", value=10**9)),
    "version as text": broken(put("version", value="1")),
    "months": broken(put("purge_months", value=10**6)),
    "headers": broken(put("headers", value="Hus")),
    "no headers": broken(lambda found: found.pop("headers")),
    "nameless": broken(put("name", value="  ")),
    "infinite": broken(put("version", value=float("inf"))),
}  # fmt: skip


def test_a_hostile_file_is_refused(database: Database, tmp_path: Path) -> None:
    for number, (kind, content) in enumerate(HOSTILE.items()):
        path = tmp_path / f"profil{number}.json"
        path.write_bytes(content)
        with pytest.raises(FileRefusedError) as caught:
            service.import_profile(database, path)
        assert caught.value.code == "not_a_profile", kind
    assert all(row.is_shipped for row in service.list_profiles(database))


def test_the_hostile_files_are_a_good_one_changed(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "profil.json"
    path.write_bytes(broken(lambda found: None))
    assert service.import_profile(database, path).key == "k"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (broken(put("format_version", value=2)), "profile_newer"),
        (broken(put("note", value=TEST_NUMBER)), "personal_identifier"),
        (broken(put("headers", value=[TEST_NUMBER])), "personal_identifier"),
    ],
)
def test_a_file_of_a_newer_program_and_one_with_a_person(
    database: Database, tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "profil.json"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError) as caught:
        service.import_profile(database, path)
    assert caught.value.code == code
    assert TEST_NUMBER not in str(caught.value.values)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_is_no_file_is_not_waited_for(database: Database, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör")
    for name, code in (("rör", "not_a_profile"), (".", "not_a_profile"), ("nej", "file_not_found")):
        with pytest.raises(FileRefusedError) as caught:
            service.import_profile(database, tmp_path / name)
        assert caught.value.code == code


# --- rows of single cases ------------------------------------------------------------------------


def test_it_is_asked_once_per_profile_whether_case_rows_are_kept(
    database: Database, tmp_path: Path
) -> None:
    key = save_odd(database, tmp_path).key
    request = ImportRequest((odd_file(tmp_path),))
    assert service.needs_case_level_answer(database, preview_file(database, request))
    service.answer_case_level(database, key, keep=True, months=6)
    preview = preview_file(database, request)
    assert not service.needs_case_level_answer(database, preview)
    assert preview.purge_months == 6
    (result,) = import_files(database, request)
    with database.read() as session:
        batch = session.get_one(ImportBatch, result.batch_id)
        made = batch.imported_at.date()
        months = (batch.purge_on.year - made.year) * 12 + batch.purge_on.month - made.month
        assert months == 6


def test_a_layout_that_ships_has_an_answer_of_its_own(database: Database, tmp_path: Path) -> None:
    header = ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region")
    rows = [header, event("P1", "VC010", "2026-01-02")]
    request = ImportRequest((write_xlsx(tmp_path / "a 2026-10-01.xlsx", rows),))
    assert service.needs_case_level_answer(database, preview_file(database, request))
    service.answer_case_level(database, "svf_events", keep=False)
    preview = preview_file(database, request)
    assert not service.needs_case_level_answer(database, preview)
    with pytest.raises(FileRefusedError) as caught:
        import_files(database, request)
    assert caught.value.code == "case_level_not_kept"
    service.answer_case_level(database, "svf_events", keep=True)
    assert import_files(database, request)[0].rows_imported == 1


def test_figures_are_not_asked_about(database: Database, tmp_path: Path) -> None:
    rows = [("Period", "Enhet", "Täljare", "Nämnare"), ("2025", "12", 1, 4)]
    path = write_csv(tmp_path / "a 2026-10-01.csv", rows)
    preview = preview_file(database, ImportRequest((path,), indicator="m"))
    assert not service.needs_case_level_answer(database, preview)
    assert preview.purge_months is None


def test_the_answers_are_told_in_the_history(database: Database, tmp_path: Path) -> None:
    service.answer_case_level(database, save_odd(database, tmp_path).key, keep=False)
    service.answer_case_level(database, "svf_events", keep=True, months=12)
    first, second = history.list_entries(database)[:2]
    fields = [
        (field.label, field.old, field.new)
        for entry in (first, second)
        for thing in history.get_entry(database, entry.entry_id).things
        for field in thing.fields
    ]
    assert ("Händelser i vårdförlopp, månader till gallring", "–", "12") in fields
    assert ("Uppgifter på individnivå sparas", "–", "Nej") in fields
    with database.read() as session:
        topics = session.scalars(select(HistoryEntry.topics)).all()
    assert all(str(Topic.IMPORTS) in each for each in topics)
