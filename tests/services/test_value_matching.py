"""The words of a file: what they are read as, what they may mean, and that it is remembered."""

from __future__ import annotations

import json
import shutil
import string
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rccdesk.enums import Profile
from rccdesk.errors import FileRefusedError
from rccdesk.services import organisation, trash
from rccdesk.services.database import Database
from rccdesk.services.imports import (
    ImportPreview,
    ImportRequest,
    import_files,
    preview_file,
    profiles,
    undo_batch,
)
from rccdesk.services.imports.fields import BY_PROFILE
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.layouts import Certainty, match_headers
from rccdesk.services.imports.reading import CodedColumn, CodedTable
from rccdesk.services.imports.value_choices import Words
from rccdesk.services.imports.value_matching import How, ValueMatch, match_values
from rccdesk.services.imports.values import fold
from rccdesk.services.imports.vocabulary import Vocabulary
from rccdesk.services.imports.word_index import WordIndex, count_faults
from tests.services.import_workbooks import write_csv, write_xlsx

HEADERS = ("Förlopps-id", "KVÅ-kod", "Datum", "Enhet", "Region", "Hemregion", "Kön", "Åldersgrupp")
TEST_NUMBER = "19121212-1212"  # the Swedish Tax Agency's own test number


@pytest.fixture(scope="module")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("values") / "example.rccdesk"
    with Database.open(path, create=True) as database:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
    return path


@pytest.fixture
def database(example_store: Path, tmp_path: Path) -> Database:
    path = Path(shutil.copyfile(example_store, tmp_path / "test.rccdesk"))
    with Database.open(path, who="Anna") as database:
        yield database


def write_events(path: Path, *words: tuple[str, ...]) -> Path:
    """Write two events for each (unit, region, home region, sex, age)."""
    rows = [
        (f"P{n:03}", code, f"2026-03-{day:02}", *each)
        for n, each in enumerate(words)
        for code, day in (("VG910", 1), ("VG950", 20))
    ]
    return write_xlsx(path, [HEADERS, *rows])


KNOWN = ("Ekmarks lasarett", "Region Ekmark", "X2", "Kvinna", "40-64")
MESSY = ("Ekmarks las.", "Ekmrak", "Uppsla", "Q", "gammal")


def by_word(preview: ImportPreview) -> dict[tuple[str, str], ValueMatch]:
    return {(match.field, match.written): match for match in preview.values.matches}


def test_each_word_is_counted_and_told_how_it_is_read(database: Database, tmp_path: Path) -> None:
    path = write_events(tmp_path / "uttag 2026-04-30.xlsx", KNOWN, KNOWN, MESSY)
    found = by_word(preview_file(database, ImportRequest((path,))))
    region = found["region", "Region Ekmark"]
    assert (region.rows, region.code, region.name) == (4, "X2", "Ekmark")
    assert (region.how, region.certainty) == (How.EXACT, Certainty.SURE)
    assert found["home_region", "X2"].how is How.EXACT
    assert found["sex", "Kvinna"].code == "female"
    unknown = found["region", "Ekmrak"]
    assert (unknown.code, unknown.how, unknown.certainty) == (None, How.UNKNOWN, None)
    assert (unknown.rows, unknown.cells) == (2, ("E6", "E7"))
    assert [(c.code, c.name) for c in unknown.proposals] == [("X2", "Ekmark")]
    assert not unknown.skips_rows  # the rows stay, without the region
    unit = found["unit", "Ekmarks las."]
    assert (unit.how, unit.code) == (How.TEXT, "Ekmarks las.")  # never made into a unit
    assert [choice.name for choice in unit.proposals] == ["Ekmarks lasarett"]
    assert found["sex", "Q"].proposals == ()
    order = [match.how for match in found.values()]
    assert order.index(How.TEXT) == order.count(How.UNKNOWN)  # first what is not recognised
    assert set(order[-4:]) == {How.EXACT}


def test_spellings_of_one_word_are_one_row(database: Database, tmp_path: Path) -> None:
    path = write_events(
        tmp_path / "uttag 2026-04-30.xlsx",
        ("A", "Ekmark", "X2", "K", "80+"),
        ("a ", " EKMARK", "X2", "k", "80+"),
    )
    found = preview_file(database, ImportRequest((path,))).values.matches
    assert [(m.written, m.rows) for m in found if m.field == "region"] == [("Ekmark", 4)]
    assert [(m.rows, m.certainty) for m in found if m.field == "sex"] == [(4, Certainty.LIKELY)]


def test_a_word_that_may_point_out_a_person_is_masked() -> None:
    # A file with such a cell is stopped before its values are matched; should one slip through,
    # it is shown masked and cannot be told.
    headers = ("SVF", "Region", "Period", "Förväntat antal")
    found = match_headers(BY_PROFILE[Profile.EXPECTED], 0, 1, headers)
    columns = tuple(
        CodedColumn(n, "ABCD"[n], header, np.array([1], np.int32), [None, TEST_NUMBER])
        for n, header in enumerate(headers)
    )
    table = CodedTable("Blad", 1, np.array([2], np.int32), columns, (), 0, (), 0, (), 0, "")
    words = Vocabulary({TEST_NUMBER: "25"}, {}, {}, {}, frozenset())
    for match in match_values(table, found, words, {}, {}).matches:
        assert TEST_NUMBER not in match.written
        assert (match.key, match.proposals) == ("", ())


def test_choices_are_used_and_remembered_words_read_the_next_file(
    database: Database, tmp_path: Path
) -> None:
    path = write_events(tmp_path / "uttag 2026-04-30.xlsx", KNOWN, MESSY)
    fixes = {
        "unit:Ekmarks las.": "Ekmarks lasarett",
        "region:ekmrak": "X2",
        "home_region:Uppsla": "Norrsjö",  # told by name
        "sex:Q": "female",
        "age_group:gammal": "80+",
    }
    found = by_word(preview_file(database, ImportRequest((path,), fixes=fixes)))
    assert {m.how for k, m in found.items() if k[1] in MESSY} == {How.CHOSEN}
    assert found["home_region", "Uppsla"].name == "Norrsjö"
    assert found["age_group", "gammal"].name == "80 år och äldre"
    (result,) = import_files(database, ImportRequest((path,), fixes=fixes))
    assert [p.code for p in result.problems if p.code == "unknown_code"] == []
    profiles.remember_aliases(database, profiles.words_of(fixes))
    undo_batch(database, result.batch_id)
    preview = preview_file(database, ImportRequest((path,)))
    found = by_word(preview)
    assert {m.how for k, m in found.items() if k[1] in MESSY} == {How.REMEMBERED}
    assert found["region", "Ekmrak"].remembered_as == "region:ekmrak"
    assert len(preview.profile_facts.words) == 5
    profiles.forget_alias(database, "sex", "q")
    assert [entry.name for entry in trash.list_trash(database)] == ["q betyder female"]
    found = by_word(preview_file(database, ImportRequest((path,))))
    assert found["sex", "Q"].how is How.UNKNOWN


def test_a_word_that_stands_for_nothing_here_is_not_used(
    database: Database, tmp_path: Path
) -> None:
    profiles.remember_aliases(database, {("region", "Ekmrak"): "99"})
    path = write_events(tmp_path / "uttag 2026-04-30.xlsx", MESSY)
    match = by_word(preview_file(database, ImportRequest((path,))))["region", "Ekmrak"]
    assert (match.how, match.code, match.remembered_as) == (How.UNKNOWN, None, "")


def test_codes_of_kva_and_treatments_can_be_told(database: Database, tmp_path: Path) -> None:
    header = ("Förlopps-id", "SVF", "Behandling", "Variant", "Välgrundad misstanke",
              "Behandlingsstart")  # fmt: skip
    path = write_csv(
        tmp_path / "lista 2026-10-01.csv",
        [header, ("P1", "Bröstcancr", "Opp", "grund", "2026-01-01", "2026-01-20")],
    )
    before = by_word(preview_file(database, ImportRequest((path,))))
    assert before["svf", "Bröstcancr"].skips_rows
    assert [c.code for c in before["svf", "Bröstcancr"].proposals] == ["VG9"]
    fixes = {"svf:Bröstcancr": "VG9", "treatment:Opp": "surgery", "variant:grund": "bas"}
    preview = preview_file(database, ImportRequest((path,), fixes=fixes))
    after = by_word(preview)
    assert [after[key].name for key in (("treatment", "Opp"), ("variant", "grund"))] == [
        "Kirurgi",
        "Basutredning",
    ]
    assert preview.counts.new == 1
    rows = [(*HEADERS[:3],), ("P9", "Start kir", "2026-03-20"), ("P9", "VG910", "2026-03-01")]
    events = write_xlsx(tmp_path / "kort 2026-04-30.xlsx", rows)
    (result,) = import_files(
        database, ImportRequest((events,), fixes={"kva_code:Start kir": "VG950"})
    )
    assert result.rows_imported == 2


def test_words_of_a_table_of_figures(database: Database, tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "mått 2026-10-01.csv",
        [
            ("Period", "Enhet", "Kön", "Grupp", "Andel"),
            ("2025", "Riket", "Totalt", "Kolektoralcancer", "50,5"),
            ("2025", "Ekmrak", "Kvinna", "Bröstcancer", "51,5"),
            ("2025", "Nya huset", "Z", "Något annat", "52,5"),
        ],
    )
    preview = preview_file(database, ImportRequest((path,), indicator="prov"))
    found = by_word(preview)
    assert found["unit", "Riket"].how is How.EXACT
    assert [c.code for c in found["unit", "Ekmrak"].proposals] == ["X2"]
    assert found["unit", "Nya huset"].how is How.TEXT
    assert (found["sex", "Z"].how, found["sex", "Z"].skips_rows) == (How.UNKNOWN, True)
    assert found["group", "Kolektoralcancer"].name == "Kolorektalcancer"
    assert found["group", "Bröstcancer"].how is How.EXACT
    assert found["group", "Något annat"].how is How.TEXT
    assert preview.profile_facts.decimals == (("E", "comma"),)


def test_a_profile_takes_its_words_along_when_asked(
    database: Database, example_store: Path, tmp_path: Path
) -> None:
    path = write_events(tmp_path / "uttag 2026-04-30.xlsx", KNOWN, MESSY)
    fixes = {"region:Ekmrak": "X2", "sex:Q": "male", "unit:Ekmarks las.": "Ekmarks lasarett"}
    preview = preview_file(database, ImportRequest((path,), fixes=fixes))
    key = profiles.save_profile(database, preview, preview.request, name="Ekmark").key
    plain = profiles.export_profile(database, key, tmp_path / "utan.json")
    assert "ekmrak" not in plain.read_text("utf-8")
    file = profiles.export_profile(database, key, tmp_path / "med.json", with_words=True)
    here = preview_file(database, ImportRequest((path,)))
    with Database.open(shutil.copyfile(example_store, tmp_path / "annan.rccdesk")) as other:
        profiles.import_profile(other, plain)
        there = preview_file(other, ImportRequest((path,)))
        assert by_word(there)["region", "Ekmrak"].how is How.UNKNOWN
        profiles.import_profile(other, file)  # the same profile, with words
        there = preview_file(other, ImportRequest((path,)))
        assert there.profile_key == key
        assert by_word(there)["region", "Ekmrak"].how is How.PROFILE
        assert there.values == here.values
    found = json.loads(file.read_text("utf-8"))
    found["words"][0]["field"] = "mood"
    file.write_text(json.dumps(found), "utf-8")
    with pytest.raises(FileRefusedError) as caught:
        profiles.import_profile(database, file)
    assert caught.value.code == "not_a_profile"


def test_remembered_words_outlive_the_program(example_store: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(example_store, tmp_path / "test.rccdesk"))
    file = write_events(tmp_path / "uttag 2026-04-30.xlsx", MESSY)
    with Database.open(path) as database:
        profiles.remember_aliases(database, {("region", "  EKMRAK "): "X2"})
    with Database.open(path) as database:
        assert [(w.written, w.name) for w in profiles.list_words(database)] == [
            ("ekmrak", "Ekmark")
        ]
        match = by_word(preview_file(database, ImportRequest((file,))))["region", "Ekmrak"]
        assert (match.how, match.name) == (How.REMEMBERED, "Ekmark")


# --- any vocabulary -------------------------------------------------------------------------------

LETTERS = string.ascii_lowercase + "åäö"
WORD = st.text(LETTERS + "  -", min_size=6, max_size=18).map(fold).filter(lambda w: len(w) >= 6)


def words_of_places(names: list[str]) -> Words:
    codes = {fold(name): f"K{number}" for number, name in enumerate(names)}
    named = {code: name for name, code in codes.items()}
    vocabulary = Vocabulary({}, codes, codes, {}, frozenset(), names=named)
    return Words("unit", vocabulary, is_case=True)


def change_one(word: str, place: int, letter: str, kind: str) -> str:
    """Make one fault: a letter too many, too few, another, or two swapped."""
    place %= len(word)
    if kind == "more":
        return word[:place] + letter + word[place:]
    if kind == "less":
        return word[:place] + word[place + 1 :]
    if kind == "other":
        return word[:place] + letter + word[place + 1 :]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.lists(WORD, min_size=1, max_size=40, unique=True),
    data=st.data(),
    place=st.integers(0, 30),
    letter=st.sampled_from(LETTERS),
    kind=st.sampled_from(("more", "less", "other", "swap")),
)
def test_one_fault_is_proposed_the_right_code(
    names: list[str], data: st.DataObject, place: int, letter: str, kind: str
) -> None:
    name = data.draw(st.sampled_from(names))
    plain = {"".join(c for c in other if c.isalnum()) for other in names}
    assume(all(len(each) >= 5 for each in plain))
    written = change_one(name, place, letter, kind)
    near = [o for o in names if naive_faults(fold(o), written) <= 2]
    assume(len(near) <= 3)  # among more that are as near, no one can tell
    words = words_of_places(names)
    proposed = words.propose(fold(written))
    assert words.code(name) in proposed
    assert words.code(name.upper()) == words.code(name)  # equal after folding: no proposal needed


def naive_faults(one: str, other: str) -> int:
    """Return the letters that differ, counted over letters alone, by the plain recursion."""
    one, other = ("".join(c for c in fold(w) if c.isalnum()) for w in (one, other))
    table = {}
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                table[i, j] = i + j
                continue
            costs = [
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            ]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                costs.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(costs)
    return table[len(one), len(other)]


@settings(max_examples=80, deadline=None)
@given(one=st.text("abå1", max_size=9), other=st.text("abå1", max_size=9), most=st.integers(0, 3))
def test_faults_are_counted_as_by_the_plain_recursion(one: str, other: str, most: int) -> None:
    faults = naive_faults(one, other)
    assert count_faults(one, other, most) == (faults if faults <= most else None)


@pytest.mark.parametrize(
    ("written", "known", "found"),
    [
        ("ekmarks las.", "ekmarks lasarett", True),
        ("univ.sjh. norr", "universitetssjukhuset norr", False),
        ("jamtland", "jämtland", True),
        ("avdelning 11", "avdelning 12", False),
        ("11", "12", False),
        ("ab", "ac", False),
    ],
)
def test_what_is_like(written: str, known: str, found: bool) -> None:
    assert bool(WordIndex({known: "K"}).propose(written)) is found


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.dictionaries(WORD, st.sampled_from(("X1", "X2", "X3")), min_size=1, max_size=6))
def test_any_words_are_remembered(example_store: Path, words: dict[str, str]) -> None:
    told = {("region", word): code for word, code in words.items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(example_store, Path(folder) / "en.rccdesk"))
        with Database.open(path) as database:
            profiles.remember_aliases(database, told)
        with Database.open(path) as database, database.read() as session:
            loaded = profiles.load_aliases(session, None)["region"]
    assert loaded == {fold(word): code for word, code in words.items()}
    vocabulary = Vocabulary({"x1": "X1", "x2": "X2", "x3": "X3"}, {}, {}, {}, frozenset())
    fixes = Fixes({f"region:{word}": code for word, code in words.items()})
    known = vocabulary.with_fixes(fixes)
    assert all(known.region(f" {word.upper()} ") == code for word, code in words.items())
