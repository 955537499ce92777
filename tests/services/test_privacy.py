"""The detector of personal numbers against numbers made here, by the definition of the digit."""

from __future__ import annotations

import random
import string

import pytest

from rccdesk.services import privacy


def check_digit(nine: str) -> str:
    """The Luhn digit as Skatteverket describes it: weights 2 1 2 1 …, sums of digits."""
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return str((10 - total % 10) % 10)


def person(rng: random.Random, *, samordning: bool = False) -> tuple[str, str, str]:
    """Return century, six digits of the date and the last four of a valid number."""
    year, month, day = rng.randrange(1900, 2026), rng.randrange(1, 13), rng.randrange(1, 29)
    if samordning:
        day, month = rng.choice((60, day + 60)), rng.choice((0, month))
    date = f"{year % 100:02}{month:02}{day:02}"
    serial = f"{rng.randrange(1000):03}"
    return str(year // 100), date, serial + check_digit(date + serial)


FULL_WIDTH = str.maketrans(string.digits, "０１２３４５６７８９")
NOTATIONS = {
    "twelve": lambda c, d, n: c + d + n,
    "ten": lambda c, d, n: d + n,
    "twelve_dash": lambda c, d, n: f"{c}{d}-{n}",
    "ten_dash": lambda c, d, n: f"{d}-{n}",
    "plus": lambda c, d, n: f"{d}+{n}",
    "twelve_plus": lambda c, d, n: f"{c}{d}+{n}",
    "space": lambda c, d, n: f"{d} {n}",
    "twelve_space": lambda c, d, n: f"{c}{d} {n}",
    "spaced_dash": lambda c, d, n: f"{d} - {n}",
    "en_dash": lambda c, d, n: f"{d}–{n}",
    "twelve_en_dash": lambda c, d, n: f"{c}{d}–{n}",
    "em_dash": lambda c, d, n: f"{d}—{n}",
    "hyphen": lambda c, d, n: f"{d}\u2010{n}",
    "fixed_hyphen": lambda c, d, n: f"{d}\u2011{n}",
    "minus": lambda c, d, n: f"{d}\u2212{n}",
    "fixed_space": lambda c, d, n: f"{c}{d}\u00a0{n}",
    "thin_space": lambda c, d, n: f"{c}{d}\u2009{n}",
    "zero_width": lambda c, d, n: f"{c}{d}\u200b{n}",
    "zero_width_dash": lambda c, d, n: f"{c}{d}-\u200b{n}",
    "soft_hyphen": lambda c, d, n: f"{c}{d}\u00ad{n}",
    "full_width": lambda c, d, n: f"{c}{d}-{n}".translate(FULL_WIDTH),
    "iso_dash": lambda c, d, n: f"{c}{d[:2]}-{d[2:4]}-{d[4:]}-{n}",
    "iso_space": lambda c, d, n: f"{c}{d[:2]}-{d[2:4]}-{d[4:]} {n}",
    "dots": lambda c, d, n: f"{c}{d[:2]}.{d[2:4]}.{d[4:]}-{n}",
    "text": lambda c, d, n: f"Åsa (pnr {d}-{n}), sökt vård.",
    "text_glued": lambda c, d, n: f"pnr{c}{d}{n}",
    "text_colon": lambda c, d, n: f"Pnr:{c}{d}-{n};",
    "json": lambda c, d, n: f'{{"pnr":"{c}{d}{n}","v":1}}',
    "json_list": lambda c, d, n: f"[1,{c}{d}{n}]",
    "quoted": lambda c, d, n: f"'{d}-{n}",
    "float_text": lambda c, d, n: f"{c}{d}{n}.0",
}


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("samordning", [False, True], ids=["personnummer", "samordning"])
def test_P01_valid_numbers_are_sure_in_every_notation(notation: str, samordning: bool) -> None:
    rng = random.Random(notation)
    for _ in range(300):
        century, date, last = person(rng, samordning=samordning)
        text = NOTATIONS[notation](century, date, last)
        found = privacy.find_personal_identifiers(text)
        assert [kind for kind, _, _ in found] == ["sure"], text
        _, start, end = found[0]
        plain = text[start:end].translate({ord(c): None for c in "-–—+ .\u00a0\u2009\u200b\u00ad"})
        digits = "".join(str(int(c)) for c in plain if c.isdecimal())
        assert digits in (date + last, century + date + last)


def test_there_are_31_notations() -> None:
    assert len(NOTATIONS) == 31


@pytest.mark.parametrize("day", range(60, 92))
def test_P02_month_00_and_day_60(day: int) -> None:
    nine = f"7000{day}238"
    assert privacy.has_personal_identifier(nine + check_digit(nine))


def test_wrong_check_digit_is_likely_with_century_or_separator_and_nothing_without() -> None:
    digit = check_digit("811218987")
    wrong = str((int(digit) + 1) % 10)
    assert privacy.find_personal_identifiers(f"811218-987{wrong}") == [("likely", 0, 11)]
    assert privacy.find_personal_identifiers(f"19811218987{wrong}") == [("likely", 0, 12)]
    assert privacy.find_personal_identifiers(f"811218987{wrong}") == []


def test_offsets_point_into_the_original_text() -> None:
    text = "É\u0301 \u200b811218–98" + "7" + check_digit("811218987") + " ﬁn"
    ((kind, start, end),) = privacy.find_personal_identifiers(text)
    assert kind == "sure"
    assert text[start:end].startswith("811218–987")
    assert end - start == 11


@pytest.mark.parametrize(
    "text",
    [
        "992019123456",  # Stockholm: 99yyyy and six
        "992019-123456",
        "19121212K123",  # VGR: date, K M or X, three digits
        "19121212-M045",
        "19121212AB12",  # Värmland: two letters, two digits
        "19121212-1A45",  # Skåne: four with a letter
        "191212-T123",  # interim letter
        "121212X123",
        "Patient 19121212-R123 flyttad",
        "20190545123" + check_digit("190545123"),  # Inera: day 32-59, with its century
        "2019-05-45-1234",
    ],
)
def test_P03_reserve_numbers(text: str) -> None:
    assert [hit[0] for hit in privacy.find_personal_identifiers(text)] == ["reserve"]


def test_P03_national_reserve_number_needs_its_check_digit() -> None:
    nine = "191212123"
    digit = check_digit(nine)
    assert privacy.find_personal_identifiers(f"22{nine}{digit}") == [("reserve", 0, 12)]
    assert privacy.find_personal_identifiers(f"22{nine}{(int(digit) + 1) % 10}") == []


@pytest.mark.parametrize(
    "text",
    [
        "202301-202312",
        "202301–202312",
        "202301 - 202312",
        "2023-01--2023-12",
        "2023-01-01",
        "2023-01-01 12:30",
        "2023-01-01 12:30:15",
        "2023-01-01T12:30",
        "2023-01-01 1230",
        "20230101",
        "20190101-20191231",
        "2019-01-01-2019-12-31",
        "2019-01-01 – 2019-12-31",
        "190101-191231",
        "2019-2023",
        "2024-W05",
        "2024-01-01 till och med 2024-03-31",
        "2024-01-01 N182",
        "232100-0016",  # organisation numbers: the third digit is at least 2
        "2321000016",
        "556036-0793",
        "16232100-0016",
        "SE2321000016-1AB2",  # HSA-id
        "SE162321000016-000A",
        "070-123 45 67",
        "08-123 456 78",
        "+46 70 123 45 67",
        "+46701234567",
        "018-611 00 00",
        "753 09",
        "C50.9",
        "N182",
        "AV034",
        "DA024",
        "0.8506121234",
        "85.0612123412",
        "12,8506121234",
        "1234567",
        "SVF-2024-000123",
        "F048313881",
        "550e8400-e29b-41d4-a716-446655440000",
        "12345678-1212-4121-8121-a91212121212",
        "9f86d081884c7d659a2feaa0c55ad015",
        "",
        "-",
        "Sjukhuset 49",
        "1 234 567,5",
    ],
)
def test_P05_negative_list(text: str) -> None:
    assert privacy.find_personal_identifiers(text) == []


def test_file_names_may_hold_a_time() -> None:
    assert privacy.find_in_file_name("uttag_20260105-0930.xlsx") == []
    assert privacy.find_in_file_name("uttag 2026-01-05 (2).xlsx") == []
    number = "811218-987" + check_digit("811218987")
    assert [hit[0] for hit in privacy.find_in_file_name(f"{number}.xlsx")] == ["sure"]


def test_random_ten_digit_numbers_rarely_look_like_persons() -> None:
    rng = random.Random(7)
    texts = [f"{rng.randrange(10**9, 10**10)}" for _ in range(20_000)]
    hits = sum(privacy.has_personal_identifier(text) for text in texts)
    assert hits <= 0.012 * len(texts)


def valid(rng: random.Random) -> str:
    _, date, last = person(rng)
    return date + last


def test_purely_numeric_column_stops_above_a_fifth_of_its_distinct_values() -> None:
    rng = random.Random(3)
    sure = [float(f"19{date}{last}") for _, date, last in (person(rng) for _ in range(200))]
    other = [float(n) for n in range(1_000_000_000_000 - 800, 1_000_000_000_000)]
    few = privacy.scan_column(sure[:100] + other)
    assert (few.stops, few.numeric_count) == ((), 100)
    many = privacy.scan_column(sure + other[:700])
    assert len(many.stops) == 200
    assert many.numeric_count == 0


def test_numeric_column_with_a_telling_name_stops_at_one() -> None:
    values: list[object] = [float(n) for n in range(100)]
    values.append(float("19" + "811218987" + check_digit("811218987")))
    assert privacy.scan_column(values).numeric_count == 1
    assert privacy.scan_column(values, named=True).stops == ((100, "sure"),)


def test_one_number_among_words_stops() -> None:
    values: list[object] = ["Bröst", "Lunga", "811218987" + check_digit("811218987")]
    assert privacy.scan_column(values).stops == ((2, "sure"),)


def test_a_word_for_missing_leaves_a_column_numeric() -> None:
    values: list[object] = [f"{n}" for n in range(5_000_000_000, 5_000_000_040)]
    values += ["saknas", "811218987" + check_digit("811218987")]
    finding = privacy.scan_column(values)
    assert finding.stops == ()
    assert finding.numeric_count >= 1


def test_P04_lost_zeros_count_beside_sure_hits() -> None:
    rng = random.Random(5)
    lost = []
    while len(lost) < 3:
        number = valid(rng)
        if number.startswith("0") and number[1] != "0":
            lost.append(float(number))
    whole = [float("19" + "811218987" + check_digit("811218987"))]
    assert privacy.scan_column(lost).stops == ()
    assert privacy.scan_column(lost + whole).stops == tuple((i, "sure") for i in range(4))


def test_serial_ids_behind_a_letter_are_counted_like_numbers() -> None:
    rng = random.Random(6)
    ids: list[object] = [f"ID-{rng.randrange(10**10):010}" for _ in range(2000)]
    finding = privacy.scan_column(ids)
    assert finding.stops == ()
    assert 5 <= finding.numeric_count <= 40  # about 1 %
    # One that is not of their shape stops all the same, and so do persons behind a letter.
    ids.append("ID-811218-987" + check_digit("811218987"))
    assert privacy.scan_column(ids).stops == ((2000, "sure"),)
    persons = [f"P{valid(rng)}" for _ in range(200)]
    assert len(privacy.scan_column(persons).stops) == 200


def test_one_number_among_short_ids_stops() -> None:
    ids: list[object] = [f"P{n:04}" for n in range(500)]
    ids.append("P19811218987" + check_digit("811218987"))
    assert privacy.scan_column(ids).stops == ((500, "sure"),)


def test_random_hexadecimal_ids_do_not_stop() -> None:
    rng = random.Random(8)
    for length in (12, 16, 32):
        ids = [f"{rng.randrange(16**length):0{length}x}" for _ in range(20_000)]
        assert privacy.scan_column(ids).stops == ()


@pytest.mark.parametrize("header", ["Personnummer", "PNR", "persnr ", "Pat_ID", "pn", "Person-ID"])
def test_P07_names_of_numbers(header: str) -> None:
    assert privacy.names_personal_number(header)
    assert privacy.names_identity(header)


@pytest.mark.parametrize("header", ["Namn", "Adress", "Telefon", "E-post", "Förnamn", "e-mail"])
def test_P07_names_of_persons(header: str) -> None:
    assert privacy.names_identity(header)
    assert not privacy.names_personal_number(header)


@pytest.mark.parametrize(
    "header", ["Förlopps-id", "Enhet", "Enhetsnamn", "HBName", "Datum", "Period", "Ålder", "id"]
)
def test_P07_other_names(header: str) -> None:
    assert not privacy.names_identity(header)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_number_among_many_harmless_texts_is_found_where_it_stands(notation: str) -> None:
    rng = random.Random(9)
    texts = [f"Fall {rng.randrange(1000)} {rng.choice(string.ascii_letters)}" for _ in range(700)]
    for place in (0, 255, 256, 511, 699):
        number = NOTATIONS[notation](*person(rng))
        values = [*texts[:place], number, *texts[place + 1 :]]
        stops = privacy.scan_column(values, named=True).stops
        assert [index for index, _ in stops] == [place], number


def test_every_text_with_a_number_looks_like_one_at_first_sight() -> None:
    """The first sight is a pattern of its own, which may miss nothing that the rules find."""
    rng = random.Random(10)

    def part() -> str:
        date = f"{rng.randrange(100):02}{{0}}{rng.randrange(14):02}{{0}}{rng.randrange(95):02}"
        century = rng.choice(("", "18", "19", "20", "00", "21", "99"))
        tail = "".join(rng.choice("0123456789" * 3 + "TRSUABÅ") for _ in range(4))
        between = rng.choice(("", " ", "-", "+", "/", " - ", "- "))
        return century + date.format(rng.choice(("", "-", ".", "/", " "))) + between + tail

    found = 0
    for _ in range(40_000):
        text = rng.choice(("", " ", "x", "-", "1")).join(part() for _ in range(rng.randrange(1, 3)))
        if privacy._find(text):
            found += 1
            assert privacy._CANDIDATE.search(text), text
    assert found > 5_000
