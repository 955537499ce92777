"""The mapping of long waits: the rule day by day, the choices, the causes, the workbook."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.services import history, mapping75
from rccdesk.services.database import Database
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.mapping75 import CauseCount, MappingQuery, MappingRow
from rccdesk.services.mapping75.causes import CauseError
from rccdesk.services.mapping75.register import CauseCountError
from rccdesk.services.pathways import catalogue
from rccdesk.services.publishing import Hidden
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.lead_time_examples import import_events, waits

# Domain paper, § 3.3: limit, last day that is not flagged, first day that is.
LIMITS = (
    (11, 19, 20),
    (14, 24, 25),
    (15, 26, 27),
    (20, 35, 36),
    (21, 36, 37),
    (24, 42, 43),
    (25, 43, 44),
    (28, 49, 50),
    (30, 52, 53),
    (36, 63, 64),
    (42, 73, 74),
)
PREFIXES = ("VB0", "VB2", "VB3", "VB4", "VB5", "VB6", "VC0", "VE0", "VG9", "VH0", "VJ1")
FIRST = dt.date(2025, 1, 1)
YEAR = "2026"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "empty.rccdesk"
    with Database.open(path, create=True) as database:
        for limit in catalogue.list_limits(database):
            catalogue.delete_limit(database, limit.uuid)
    return path


@pytest.fixture(scope="module")
def filled_template(template: Path) -> Path:
    """Region 12: VG9 with 6 long waits of 20, VB2 with 2 of 10; region 13: VG9 with 6 of 6."""
    path = Path(shutil.copy(template, template.with_name("filled.rccdesk")))
    with Database.open(path) as database:
        _fill(database)
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(template, tmp_path))) as database:
        yield database


@pytest.fixture
def filled(filled_template: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(filled_template, tmp_path))) as database:
        yield database


def _fill(database: Database) -> None:
    for svf in ("VG9", "VB2"):
        catalogue.add_limit(database, catalogue.LimitRow(svf, days=28))
    import_events(
        database,
        [
            *waits(14, 49, "a"),
            *waits(6, 50, "b"),
            *waits(8, 20, "c", svf="VB2"),
            *waits(2, 60, "d", svf="VB2"),
            *waits(6, 60, "e", region="13"),
        ],
    )


def ask(database: Database, **wanted: object) -> dict[tuple[str | None, str], MappingRow]:
    found = mapping75.get_mapping(database, MappingQuery(**wanted))  # type: ignore[arg-type]
    return {(row.region, row.svf): row for row in found.rows}


# --------------------------------------------------------------------------------- the rule


def test_a_wait_is_long_from_the_first_day_beyond_seven_quarters_of_its_limit(
    store: Database,
) -> None:
    events = []
    for svf, (days, last, first) in zip(PREFIXES, LIMITS, strict=True):
        catalogue.add_limit(store, catalogue.LimitRow(svf, days=days))
        events += waits(5, last, f"{svf}-", svf=svf) + waits(3, first, f"{svf}-", svf=svf)
    import_events(store, events)
    rows = ask(store, period=YEAR)
    assert [
        (rows["12", svf].limit_days, rows["12", svf].over_75_percent_count) for svf in PREFIXES
    ] == [(days, 3) for days, _last, _first in LIMITS]
    assert {row.denominator for row in rows.values()} == {8}
    assert {row.proportion for row in rows.values()} == {0.375}


def test_the_figures_and_what_is_hidden_are_those_of_the_lead_times(filled: Database) -> None:
    catalogue.add_limit(filled, catalogue.LimitRow("VC0", days=28))
    import_events(filled, waits(3, 60, "f", svf="VC0", region="14"), "2026-11-02")
    rows = ask(filled, period=YEAR)
    table = get_lead_times(filled, LeadTimeQuery(by=("region", "svf"), period=YEAR))
    assert [
        (row.get("region"), row.get("svf"), row.denominator, row.over_75_percent_count)
        for row in table.rows
    ] == [(r.region, r.svf, r.denominator, r.over_75_percent_count) for r in rows.values()]
    hidden = rows["14", "VC0"]
    assert hidden.hidden is Hidden.FEW
    assert (hidden.denominator, hidden.over_75_percent_count, hidden.proportion) == (None,) * 3


def test_without_a_period_everything_in_the_extract_is_meant(filled: Database) -> None:
    table = mapping75.get_mapping(filled, MappingQuery(("12",), ("VG9",)))
    assert table.period == "2026-01:2026-03"  # 20 to 60 days from 5 January
    assert [row.denominator for row in table.rows] == [20]


def test_limits_that_differ_between_patients_are_no_limit_of_the_row(store: Database) -> None:
    catalogue.add_limit(store, catalogue.LimitRow("VG9", treatment="surgery", days=20))
    catalogue.add_limit(store, catalogue.LimitRow("VG9", treatment="drug", days=28))
    import_events(store, [*waits(5, 36, "a"), *waits(5, 36, "b", end="52")])
    row = ask(store, period=YEAR)["12", "VG9"]
    assert (row.limit_days, row.over_75_percent_count) == (None, 5)  # 36 > 35, 36 <= 49


def test_an_empty_store_has_no_period_and_no_rows(store: Database) -> None:
    table = mapping75.get_mapping(store, MappingQuery())
    assert (table.period, table.rows) == (None, ())


# --------------------------------------------------------------------------------- choices


def test_a_region_shows_its_own_choice_and_others_everything(filled: Database) -> None:
    mapping75.set_choices(filled, "12", ("VB2",), FIRST)
    assert set(ask(filled, period=YEAR)) == {("12", "VB2"), ("13", "VG9")}
    assert ("12", "VG9") in ask(filled, period=YEAR, svf=("VG9",))
    mapping75.set_choices(filled, "12", ("VG9",), dt.date(2027, 1, 1))
    assert set(ask(filled, period=YEAR, region=("12",))) == {("12", "VB2")}


def test_a_new_choice_ends_the_earlier_one_and_is_ended_by_a_later(store: Database) -> None:
    mapping75.set_choices(store, "12", ("VG9", "VB2"), FIRST, "vald med RCC")
    mapping75.set_choices(store, "12", ("VJ1",), dt.date(2027, 1, 1))
    mapping75.set_choices(store, "12", ("VC0", "VK1"), dt.date(2026, 1, 1))
    found = [(c.svf, c.valid_from, c.valid_to) for c in mapping75.list_choices(store, "12")]
    assert found == [
        (("VJ1",), dt.date(2027, 1, 1), None),
        (("VC0", "VK1"), dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        (("VB2", "VG9"), FIRST, dt.date(2025, 12, 31)),
    ]
    assert mapping75.list_choices(store, "13") == ()


def test_a_choice_from_the_same_day_is_replaced_in_one_step(store: Database) -> None:
    mapping75.set_choices(store, "12", ("VG9", "VB2"), FIRST)
    mapping75.set_choices(store, "12", ("VG9", "VJ1"), FIRST)
    (choice,) = mapping75.list_choices(store)
    assert choice.svf == ("VG9", "VJ1")
    history.undo_last(store)
    (choice,) = mapping75.list_choices(store)
    assert choice.svf == ("VB2", "VG9")
    assert mapping75.choice_words(len(choice.svf)) == "2 av 4 diagnoser valda"


def test_a_choice_is_refused_for_what_does_not_exist(store: Database) -> None:
    with pytest.raises(NotFoundError):
        mapping75.set_choices(store, "99", ("VG9",), FIRST)
    with pytest.raises(NotFoundError):
        mapping75.set_choices(store, "12", ("VX9",), FIRST)
    with pytest.raises(PersonalTextError):
        mapping75.set_choices(store, "12", ("VG9",), FIRST, "19121212-1212")
    assert mapping75.list_choices(store) == ()


# ---------------------------------------------------------------------------------- causes


@pytest.fixture
def keys(filled: Database) -> tuple[str, str]:
    first = mapping75.add_cause(filled, "Väntan på röntgen (prov)")
    second = mapping75.add_cause(filled, "Semesterstängt (prov)")
    return first.key, second.key


def record(database: Database, *counts: CauseCount, svf: str = "VG9", period: str = YEAR) -> None:
    mapping75.record_causes(database, "12", svf, period, counts)


def test_what_no_cause_is_given_for_is_the_rest(filled: Database, keys: tuple[str, str]) -> None:
    record(filled, CauseCount(keys[0], 3), CauseCount(keys[1], 1, "juli"))
    row = ask(filled, period=YEAR)["12", "VG9"]
    assert dict(row.causes) == {keys[0]: 3, keys[1]: 1, "not_stated": 2}
    record(filled, CauseCount(keys[1], 3))
    row = ask(filled, period=YEAR)["12", "VG9"]
    assert dict(row.causes) == {keys[0]: 3, keys[1]: 3}
    assert ask(filled, period="2026-Q1")["12", "VG9"].causes == ()


def test_more_causes_than_long_waits_are_refused(filled: Database, keys: tuple[str, str]) -> None:
    record(filled, CauseCount(keys[0], 4))
    with pytest.raises(CauseCountError) as refused:
        record(filled, CauseCount(keys[1], 3))
    assert refused.value.values == {"stated": 7, "most": 6}
    with pytest.raises(CauseCountError, match="mapping_count_negative"):
        record(filled, CauseCount(keys[0], -1))
    assert mapping75.get_register(filled, "12", "VG9", YEAR) == (CauseCount(keys[0], 4),)


def test_causes_of_few_long_waits_are_kept_but_not_told(
    filled: Database, keys: tuple[str, str]
) -> None:
    record(filled, CauseCount(keys[0], 1), svf="VB2")
    row = ask(filled, period=YEAR)["12", "VB2"]
    assert (row.denominator, row.over_75_percent_count) == (10, 2)
    assert (row.causes, row.causes_hidden) == ((), True)
    assert mapping75.get_register(filled, "12", "VB2", YEAR) == (CauseCount(keys[0], 1),)


def test_causes_of_a_hidden_or_missing_figure_are_refused(
    filled: Database, keys: tuple[str, str]
) -> None:
    catalogue.add_limit(filled, catalogue.LimitRow("VC0", days=28))
    import_events(filled, waits(3, 60, "f", svf="VC0", region="14"), "2026-11-02")
    for region, svf in (("14", "VC0"), ("12", "VJ1")):
        with pytest.raises(CauseCountError, match="mapping_too_few"):
            mapping75.record_causes(filled, region, svf, YEAR, [CauseCount(keys[0], 0)])
    with pytest.raises(CauseCountError, match="mapping_period_moving"):
        record(filled, CauseCount(keys[0], 1), period="rolling-12")
    with pytest.raises(PersonalTextError):
        record(filled, CauseCount(keys[0], 1, "121212-1212"))


def test_periods_that_share_days_cannot_both_have_causes(
    filled: Database, keys: tuple[str, str]
) -> None:
    record(filled, CauseCount(keys[0], 2))
    with pytest.raises(ConflictError):
        record(filled, CauseCount(keys[0], 1), period="2026-Q1")
    record(filled, CauseCount(keys[0], 0))
    record(filled, CauseCount(keys[0], 1), period="2026-Q1")
    assert mapping75.list_registered_periods(filled, "12", "VG9") == ("2026-Q1",)


def test_a_later_extract_with_fewer_long_waits_is_told(
    filled: Database, keys: tuple[str, str]
) -> None:
    record(filled, CauseCount(keys[0], 6))
    import_events(
        filled,
        [*waits(15, 49, "a"), *waits(5, 50, "b"), *waits(10, 20, "c", svf="VB2")],
        "2026-11-02",
    )
    row = ask(filled, period=YEAR)["12", "VG9"]
    assert (row.over_75_percent_count, row.causes_exceed) == (5, True)
    assert dict(row.causes) == {keys[0]: 6}


def test_a_cause_in_use_is_retired_and_another_goes_to_the_trash(
    filled: Database, keys: tuple[str, str]
) -> None:
    record(filled, CauseCount(keys[0], 2))
    assert mapping75.delete_cause(filled, keys[0])
    assert not mapping75.delete_cause(filled, keys[1])
    assert not set(keys) & {cause.key for cause in mapping75.list_causes(filled)}
    retired = {c.key: c.is_retired for c in mapping75.list_causes(filled, with_retired=True)}
    assert retired[keys[0]] and keys[1] not in retired
    assert dict(ask(filled, period=YEAR)["12", "VG9"].causes)[keys[0]] == 2
    mapping75.offer_cause(filled, keys[0])
    assert mapping75.list_causes(filled)[-1].key == keys[0]


def test_the_list_of_causes_is_the_users_own(store: Database) -> None:
    before = [cause.key for cause in mapping75.list_causes(store)]
    one = mapping75.add_cause(store, "  Väntan på  provsvar ")
    two = mapping75.add_cause(store, "Transport")
    assert (one.name, one.key) == ("Väntan på provsvar", "vantan_pa_provsvar")
    mapping75.move_cause(store, two.key, -1)
    assert [c.key for c in mapping75.list_causes(store)] == [*before, two.key, one.key]
    mapping75.move_cause(store, two.key, 9)
    mapping75.rename_cause(store, one.key, "Svar dröjer")
    assert [c.name for c in mapping75.list_causes(store)][-2:] == ["Svar dröjer", "Transport"]
    for name, code in (("transport", "cause_name_taken"), (" ", "cause_name_missing")):
        with pytest.raises(CauseError, match=code):
            mapping75.add_cause(store, name)


# -------------------------------------------------------------------------------- workbook


def test_the_workbook_says_what_it_is_and_holds_no_formula_and_no_note(
    filled: Database, keys: tuple[str, str]
) -> None:
    mapping75.rename_cause(filled, keys[0], '=HYPERLINK("http://x";"y")')
    record(filled, CauseCount(keys[0], 4, "hemlig anteckning"))
    mapping75.set_choices(filled, "12", ("VG9", "VB2"), FIRST)
    table = mapping75.get_mapping(filled, MappingQuery(("12",), period=YEAR))
    book = openpyxl.load_workbook(
        io.BytesIO(mapping75.workbook_bytes(table, get_labels(filled))), data_only=False
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    words = "\n".join(str(cell.value) for cell in cells if cell.value is not None)
    for said in (
        "4 × dagar > 7 × gräns",
        "Period: 2026",
        "uttag 2026-11-01",
        "inte bekräftade",
        "2 av 4 diagnoser valda",
    ):
        assert said in words
    assert "hemlig" not in words
    causes = [row for row in book.worksheets[1].iter_rows(values_only=True) if row[3] == 4]
    assert causes == [("Region Skåne", "Bröstcancer", '=HYPERLINK("http://x";"y")', 4, 4 / 6)]
