"""What one cell says; every expectation is written by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rccdesk import formats
from rccdesk.enums import AgeGroup, Sex
from rccdesk.services.imports.codes import is_total_word, read_age_group, read_flag, read_sex
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import (
    choose_number_reader,
    clean_text,
    read_date,
    read_mask,
    read_number,
)

PERIODS = {
    "2025": ["2025", 2025.0, "2025.0", "år 2025", "helår 2025", " 2025 "],
    "2025-H1": ["2025-H1", "2025H1", "H1 2025", "halvår 1 2025", "2025 halvår 1"],
    "2025-T2": ["2025-T2", "2025T2", "tertial 2 2025", "T2 2025"],
    "2012-Q1": [
        *("2012-Q1", "2012Q1", "2012 Q1", "2012K1", "kvartal 1 2012", "Q1 2012", "2012 kv 1"),
        *("kv. 1 2012", "1:a kvartalet 2012", "2012q1"),
    ],
    "2012-01": [
        *("2012-01", "2012/01", "201201", 201201.0, "jan 2012", "januari 2012", "2012 jan"),
        *("jan. 2012", "2012M01", "January 2012", dt.date(2012, 1, 1)),
        *("2012-01-01", dt.datetime(2012, 1, 1)),  # noqa: DTZ001 - as a reader gives it
    ],
    "2024-W05": ["2024-W05", "2024W05", "vecka 5 2024", "v 5 2024", "v. 5 2024", "2024 v5"],
    "2023-01:2023-12": ["2023-01:2023-12", "202301-202312", "2023-01 – 2023-12"],
    "2019:2023": ["2019-2023", "2019–2023", "2019:2023"],
    "2025-Q1": ["jan-mar 2025", "januari–mars 2025", "kv 1 2025", "2025K1"],
    "2025-T1": ["jan-apr 2025", "T1 2025", "tertial 1 2025"],
    "2025-H2": ["jul-dec 2025", "H2 2025"],
    "2025-02:2025-03": ["feb-mar 2025", "februari till mars 2025"],
    "2025-04:2026-03": ["rullande 12 t.o.m. mars 2026", "R12 2026-03", "rullande 12 2026-Q1"],
    "2026-W10": ["v. 10 2026", "2026-W10", "vecka 10 2026"],
}
NOT_PERIODS = [
    *("2025-13", "2025-Q5", "2025-T4", "2025-H3", "2024-1", "20241", "2025-01-15", "kvartal 1"),
    *("2025-03:2025-01", "1850", "Totalt", "", dt.date(2025, 1, 15), "2025-W60", "januari", 12.0),
    *("foo 2025", "670101", "mar-jan 2025", "rullande 12", "T1", "rullande 12 t.o.m. 2026-W10"),
]


@pytest.mark.parametrize(
    ("value", "key"), [(value, key) for key, values in PERIODS.items() for value in values]
)
def test_periods_get_the_spelling_of_the_contract(value: object, key: str) -> None:
    period = read_period(value)
    assert period is not None
    assert period.key == key


@pytest.mark.parametrize("value", NOT_PERIODS)
def test_what_names_no_certain_period_is_refused(value: object) -> None:
    assert read_period(value) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1 234,5", 1234.5),  # a narrow space that does not break
        ("1 234,5", 1234.5),
        ("−12", -12),  # the real minus sign
        ("85 %", 85),
        ("52.0", 52),
        (85.3, 85.3),
        ("1e3", 1000),
    ],
)
def test_numbers_in_swedish_and_english(value: object, number: float) -> None:
    assert read_number(value) == number


@pytest.mark.parametrize("value", ["", "många", "1,2,3", "12a", True, None, float("nan"), "1e999"])
def test_what_is_no_finite_number_is_refused(value: object) -> None:
    assert read_number(value) is None


def test_signs_between_thousands_are_seen_from_the_column() -> None:
    english = choose_number_reader(["1,234", "12,345,678", "17"], whole=True)
    assert [english(v) for v in ("1,234", "12,345,678", "17")] == [1234, 12_345_678, 17]
    swedish = choose_number_reader(["1.234,5", "7,25"], whole=False)
    assert [swedish(v) for v in ("1.234,5", "7,25")] == [1234.5, 7.25]
    shares = choose_number_reader(["1,234", "0,5"], whole=False)
    assert shares("1,234") == 1.234


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_number_as_the_program_writes_it_is_read_back(number: int) -> None:
    assert read_number(formats.number(number)) == number


@pytest.mark.parametrize("value", ["2024-02-29", "20240229", "2024/02/29", "2024-02-29 13:45:00"])
def test_iso_dates_are_certain(value: object) -> None:
    assert read_date(value) == (dt.date(2024, 2, 29) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    "value",
    ["2025-02-29", "2025-00-10", "01.03.2025", "3/1/25", "670101", 45717.0, "1899-12-31", ""],
)
def test_other_dates_are_not(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    "value", ["UNK", "MSK", "INV", "-", "–", ".", "..", "<5", "< 5", "färre än 5"]
)
def test_masks_are_told_from_numbers(value: str) -> None:
    assert read_mask(value) == value
    assert read_number(value) is None


@pytest.mark.parametrize("value", ["0", "5", "0,0", "Uppsala", 0.0, None])
def test_numbers_are_no_masks(value: object) -> None:
    assert read_mask(value) is None


def test_codes_of_persons() -> None:
    assert [read_sex(v) for v in ("Kvinna", "K", "female", "F", 2.0)] == [Sex.FEMALE] * 5
    assert [read_sex(v) for v in ("Man", "M", "MALE", 1.0)] == [Sex.MALE] * 4
    assert read_sex("både och") is None
    assert [read_flag(v) for v in ("Ja", "1", 1.0, True, "nej", 0.0, "kanske")] == [
        *(True, True, True, True, False, False),
        None,
    ]


@pytest.mark.parametrize(
    ("value", "group"),
    [
        (17.0, AgeGroup.A0_17),
        (18.0, AgeGroup.A18_39),
        ("64", AgeGroup.A40_64),
        ("65-79", AgeGroup.A65_79),
        ("65–79 år", AgeGroup.A65_79),
        ("80+", AgeGroup.A80),
        ("85 år och äldre", AgeGroup.A80),
        ("okänd", AgeGroup.UNKNOWN),
        ("50-69", None),  # across two groups
        (-1.0, None),
    ],
)
def test_age_groups(value: object, group: AgeGroup | None) -> None:
    assert read_age_group(value) == group


def test_total_words() -> None:
    assert all(
        map(is_total_word, ("Totalt", "RIKET", "All Cancer Types", "Alla diagnoser", "Total"))
    )
    assert not any(map(is_total_word, ("Allmänkirurgi", "Totalprotes", "Alingsås", "Uppsala")))
    assert not is_total_word("All Saints", of_places=True)
    assert is_total_word("Alla regioner", of_places=True)


def test_texts_are_compared_in_one_form() -> None:
    decomposed = "Jo\u0308nko\u0308ping"
    assert clean_text(f"  {decomposed}\u00a0 la\u00adsarett\u200b ") == "Jönköping lasarett"
    assert clean_text(7.0) == "7"
    assert clean_text("007") == "007"


@given(st.one_of(st.text(), st.floats(), st.dates(), st.booleans(), st.none()))
def test_no_cell_is_a_surprise(value: object) -> None:
    for read in (read_period, read_number, read_date, read_mask, read_sex, read_flag):
        read(value)
    read_age_group(value)
    cleaned = clean_text(value)
    assert clean_text(cleaned) == cleaned
    cleaned.encode("utf-8")  # what is stored is always valid


@given(st.dates(min_value=dt.date(1900, 1, 1)))
def test_a_date_is_read_from_any_certain_spelling(day: dt.date) -> None:
    days = (day - dt.date(1970, 1, 1)).days
    midnight = dt.datetime.combine(day, dt.time())
    assert [read_date(v) for v in (day, midnight, day.isoformat(), f"{day:%Y%m%d}")] == [days] * 4
