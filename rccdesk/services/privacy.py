"""Find personal identity numbers in texts and columns, without ever repeating them.

Imported by the reading child too, so only the standard library may be used here. Rules: the
Swedish Tax Agency's personnummer and samordningsnummer (day + 60, also month 00 and day 60), and
the reserve numbers of the regions and of Inera.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SURE = "sure"
LIKELY = "likely"
RESERVE = "reserve"

# A purely numeric column is stopped only above this share of sure hits and reserve numbers among
# distinct values: about 1 % of random ten-digit numbers look like a personnummer.
NUMERIC_COLUMN_SHARE = 0.2
# Some words ("saknas") beside that many numbers leave a column purely numeric.
_WORDS_IN_NUMERIC_COLUMN = 0.05
# So many values are looked through together for what none of them holds.
_BLOCK = 256
# Fewer ids than this are each looked at, whatever their shape.
_MANY = 100

_NUMBER = re.compile(
    r"""(?<![0-9])
    (?P<century>1[6-9]|2[0-9]|00)?
    (?P<year>[0-9]{2})(?P<inner>[-./ ]?)
    (?P<month>0[0-9]|1[0-2])(?P=inner)
    (?P<day>0[1-9]|[1-8][0-9]|9[01])
    (?P<outer>[ ]?[-+/][ ]?|[ ])?
    (?P<serial>[0-9]{4})(?![0-9])""",
    re.VERBOSE,
)
_STOCKHOLM = re.compile(r"(?<![0-9])99(?:19|20)[0-9]{2}(?:-?[0-9]{6}|[0-9]{2}-[0-9]{4})(?![0-9])")
_LETTERED = re.compile(
    r"""(?<![0-9A-Za-z])
    (?P<century>1[89]|20)?
    (?P<year>[0-9]{2})(?P<inner>-?)
    (?P<month>0[1-9]|1[0-2])(?P=inner)
    (?P<day>0[1-9]|[12][0-9]|3[01]|[67][0-9]|8[0-9]|9[01])
    [-+]?(?P<tail>[A-ZÅÄÖ0-9]{4})(?![0-9A-Za-zÅÄÖåäö])""",
    re.VERBOSE,
)
_INTERIM_TAIL = re.compile(r"[TRSUWXJKLMN][0-9]{3}")
# What every text with a match of a pattern above matches; tried first because nearly all lack it.
_CANDIDATE = re.compile(
    r"""(?<![0-9])(?:
    (?:1[6-9]|2[0-9]|00)?[0-9]{2}[-./ ]?(?:0[0-9]|1[0-2])[-./ ]?(?:0[1-9]|[1-8][0-9]|9[01])
    [-+/ ]{0,3}[0-9A-ZÅÄÖ]{4}(?![0-9])
    |99(?:19|20)[0-9]{2})""",
    re.VERBOSE,
)
# Random identifiers: their runs of digits are not numbers of persons.
_OPAQUE = re.compile(
    r"""(?<![0-9A-Za-z])(?:
    [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
    |(?=[0-9]*[a-f])[0-9a-f]{16,})(?![0-9A-Za-z])""",
    re.VERBOSE | re.IGNORECASE,
)
_SERIAL = re.compile(r"([^\W\d_]{0,8}[-_:. ]?)([0-9]+)")
_HEX_ID = re.compile(r"[0-9a-f]{10,}|[0-9A-F]{10,}")
_HEXADECIMAL = "hex"
_DECIMAL = re.compile(r"\s*[-+]?[0-9]+[.,][0-9]*[1-9][0-9]*\s*")
_DAY_FOLLOWS = re.compile(r"-[0-9]{2}(?![0-9])")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_FRACTION_FOLLOWS = re.compile(r"[.,](?!0+(?![0-9]))[0-9]")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)

# Column names, folded by `_fold`, that say that the column holds persons.
_NUMBER_NAMES = """
    personnummer personnr persnr pnr pn personid personidentitet personidentitetsnummer
    samordningsnummer samordningsnr reservnummer reservnr patid patientid patientnummer
    patientnr socialsecuritynumber ssn"""
_PERSON_NAMES = """
    namn patientnamn patientensnamn personnamn fornamn efternamn forochefternamn efternamnfornamn
    firstname lastname surname patientname adress gatuadress bostadsadress hemadress postadress
    folkbokforingsadress address telefon telefonnummer telefonnr tel telnr mobil mobilnummer
    mobiltelefon hemtelefon phone epost epostadress mail mailadress email emailadress"""
_NAMES_OF_NUMBERS = frozenset(_NUMBER_NAMES.split())
_NAMES_OF_PERSONS = frozenset(_PERSON_NAMES.split()) | _NAMES_OF_NUMBERS


def find_personal_identifiers(text: str) -> list[tuple[str, int, int]]:
    """Find what is or looks like the number of a person in ``text``.

    Returns (kind, start, end) in order of start; kind is ``sure`` (valid date and check digit),
    ``likely`` (valid date and a separator or a century, wrong check digit: often mistyped) or
    ``reserve`` (a reserve or interim number). The offsets refer to ``text`` as given.
    """
    if text.isascii():
        return _find(text) if _CANDIDATE.search(text) else []
    plain, offsets = _normalise(text)
    if not _CANDIDATE.search(plain):
        return []
    return [(kind, offsets[start], offsets[end - 1] + 1) for kind, start, end in _find(plain)]


def has_personal_identifier(text: str) -> bool:
    """Tell whether ``text`` holds anything that stops an import."""
    return bool(find_personal_identifiers(text))


def find_in_file_name(name: str) -> list[tuple[str, int, int]]:
    """Find numbers of persons in a file name, where ``20260105-0930`` is a time of day."""
    return [
        hit
        for hit in find_personal_identifiers(name)
        if not (hit[0] == LIKELY and _CLOCK.fullmatch(name[hit[2] - 4 : hit[2]]))
    ]


def names_personal_number(header: str) -> bool:
    """Tell whether a column's name says that it holds personal numbers."""
    return _fold(header) in _NAMES_OF_NUMBERS


def names_identity(header: str) -> bool:
    """Tell whether a column's name says that it identifies persons (number, name, address …)."""
    return _fold(header) in _NAMES_OF_PERSONS


@dataclass(frozen=True)
class ColumnFinding:
    """What the distinct values of one column hold.

    ``stops`` are (index of the value, kind) that stop the import; ``numeric_count`` is the
    number of distinct values of a purely numeric column, or of one of serial ids of one shape,
    that may be personal numbers by chance.
    """

    stops: tuple[tuple[int, str], ...]
    numeric_count: int


def scan_column(values: Sequence[object], *, named: bool = False) -> ColumnFinding:
    """Scan the distinct ``values`` of a column; ``named``: its name says personal number.

    Numbers that have lost leading zeros count only where the column has sure hits or the name.
    """
    found = _scan_values(values)
    hits, numeric = found.hits, found.numeric
    by_chance = 0
    if hits and found.words >= _MANY and not named:
        opaque = _find_serial_hits(values, hits + numeric)
        by_chance = _count_certain(opaque)
        hits = [hit for hit in hits if hit not in opaque]
        numeric = [hit for hit in numeric if hit not in opaque]
    if named or _count_certain(numeric):
        numeric = numeric + found.short
    words_allowed = found.numbers * _WORDS_IN_NUMERIC_COLUMN
    if not (named or hits) and found.words <= words_allowed:
        sure = _count_certain(numeric)
        if sure <= NUMERIC_COLUMN_SHARE * found.numbers:
            return ColumnFinding((), sure + by_chance)
    return ColumnFinding(tuple(sorted(hits + numeric)), by_chance)


@dataclass
class _Scanned:
    """The hits (index, kind) of a column: in texts, in numbers, in numbers without their zeros."""

    hits: list[tuple[int, str]] = field(default_factory=list)
    numeric: list[tuple[int, str]] = field(default_factory=list)
    short: list[tuple[int, str]] = field(default_factory=list)
    numbers: int = 0
    words: int = 0


def _scan_values(values: Sequence[object]) -> _Scanned:
    scanned = _Scanned()
    for start in range(0, len(values), _BLOCK):
        block = values[start : start + _BLOCK]
        if _are_harmless_words(block):
            scanned.words += len(block)
        else:
            _scan_block(block, start, scanned)
    return scanned


def _are_harmless_words(values: Sequence[object]) -> bool:
    """Tell whether all values are texts of plain letters without anything like a number."""
    try:
        together = "\n".join(values)  # type: ignore[arg-type]
    except TypeError:
        return False
    if not together.isascii() or any(map(str.isdecimal, map(str.strip, values))):  # type: ignore[arg-type]
        return False
    return not _CANDIDATE.search(together)


def _scan_block(values: Sequence[object], first: int, scanned: _Scanned) -> None:
    for index, value in enumerate(values, first):
        if isinstance(value, str):
            digits = value.strip()
            if not digits.isdecimal():
                scanned.words += 1
                if found := find_personal_identifiers(value):
                    scanned.hits.append((index, _worst(found)))
                continue
        elif isinstance(value, bool) or not isinstance(value, int | float):
            continue
        elif 0 <= value < 1e13 and value == int(value):
            digits = str(int(value))
        else:
            scanned.numbers += 1
            continue
        scanned.numbers += 1
        if len(digits) in (10, 12):
            if found := find_personal_identifiers(digits):
                scanned.numeric.append((index, _worst(found)))
        elif 6 <= len(digits) <= 9 and (found := find_personal_identifiers(digits.zfill(10))):
            scanned.short.append((index, _worst(found)))


def _count_certain(hits: Iterable[tuple[int, str]]) -> int:
    return sum(kind != LIKELY for _, kind in hits)


def _find_serial_hits(
    values: Sequence[object], hits: list[tuple[int, str]]
) -> frozenset[tuple[int, str]]:
    """Return the hits that are by chance among serial or random ids of one and the same shape.

    Like a purely numeric column, one of ten digits behind the same letters, or of hexadecimal
    ids of one length, holds about 1 % of values that look like a personnummer.
    """
    shapes = Counter(_shape(value) for value in values if isinstance(value, str))
    total = shapes.total()
    shape, count = shapes.most_common(1)[0]
    if shape is None or count < (1 - _WORDS_IN_NUMERIC_COLUMN) * total:
        return frozenset()
    same = {shape, ("", shape[1])} if shape[0] == _HEXADECIMAL else {shape}
    alike = frozenset(hit for hit in hits if _shape(values[hit[0]]) in same)
    return alike if _count_certain(alike) <= NUMERIC_COLUMN_SHARE * count else frozenset()


def _shape(value: object) -> tuple[str, int] | None:
    """Return what stands before the digits of an id, and how many they are."""
    text = value.strip() if isinstance(value, str) else ""
    if match := _SERIAL.fullmatch(text):
        return match[1], len(match[2])
    return (_HEXADECIMAL, len(text)) if _HEX_ID.fullmatch(text) else None


def _find(text: str) -> list[tuple[str, int, int]]:
    if _DECIMAL.fullmatch(text):
        return []
    hits: list[tuple[str, int, int]] = []
    for pattern, judge in ((_NUMBER, _judge_number), (_LETTERED, _judge_lettered)):
        position = 0
        while match := pattern.search(text, position):
            kind = judge(match, text)
            if kind:
                hits.append((kind, match.start(), match.end()))
            # A refused match may hide another one that begins inside it.
            position = match.end() if kind else match.start() + 1
    hits += [(RESERVE, match.start(), match.end()) for match in _STOCKHOLM.finditer(text)]
    if hits:
        opaque = [match.span() for match in _OPAQUE.finditer(text)]
        hits = [hit for hit in hits if not any(a <= hit[1] and hit[2] <= b for a, b in opaque)]
    return sorted(hits, key=lambda hit: hit[1:])


def _judge_number(match: re.Match[str], text: str) -> str | None:  # noqa: PLR0911 - the rules
    century, year, inner, month, day, outer, serial = match.groups(default="")
    if not _is_date(century, year, month, day):
        return None
    start, end = match.span()
    if _is_part_of_code(text, start, end):
        return None
    separated = bool(inner or outer)
    if not separated and text[start - 2 : start].endswith(".") and text[start - 2].isdigit():
        return None  # the decimals of a number
    if _FRACTION_FOLLOWS.match(text, end):
        return None
    valid = _has_check_digit(year + month + day + serial)
    if century == "00" or (century != "20" and century.startswith("2")):
        return RESERVE if valid else None  # the national reserve number
    if 32 <= int(day) < 60:
        return RESERVE if century and (valid or separated) else None
    if valid:
        return SURE
    if not century and not outer:
        return None
    if inner == " " or _DAY_FOLLOWS.match(text, end):
        return None  # spaced figures; the second date of a range
    if century and outer == " " and _CLOCK.fullmatch(serial):
        return None  # a date and a time of day
    return LIKELY


def _judge_lettered(match: re.Match[str], text: str) -> str | None:  # noqa: ARG001
    century, year, _inner, month, day, tail = match.groups(default="")
    if not (any(map(str.isdigit, tail)) and any(map(str.isalpha, tail))):
        return None
    if not century and not _INTERIM_TAIL.fullmatch(tail):
        return None
    return RESERVE if _is_date(century, year, month, day) else None


def _is_date(century: str, year: str, month: str, day: str) -> bool:
    month_number, day_number = int(month), int(day)
    if day_number >= 60:
        return True  # samordningsnummer: month and day may be unknown
    if month_number == 0:
        return False
    if day_number >= 32:
        return True
    if month_number == 2 and day_number == 29:
        if century in {"16", "17", "18", "19", "20"}:
            whole = int(century + year)
            return whole % 4 == 0 and (whole % 100 != 0 or whole % 400 == 0)
        return int(year) % 4 == 0
    return day_number <= _DAYS_IN_MONTH[month_number - 1]


def _has_check_digit(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    return (sum(_DOUBLED[n] for n in numbers[0::2]) + sum(numbers[1::2])) % 10 == 0


def _is_part_of_code(text: str, start: int, end: int) -> bool:
    """Tell whether letters and digits around the match make it a fragment of a longer code."""
    first, last = start, end
    while first and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    return any(map(str.isdigit, text[first:start])) or any(map(str.isdigit, text[end:last]))


def _worst(hits: list[tuple[str, int, int]]) -> str:
    kinds = {hit[0] for hit in hits}
    return next(kind for kind in (SURE, RESERVE, LIKELY) if kind in kinds)


def _normalise(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in plain characters and, for each, its offset in the original."""
    plain: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for part in unicodedata.normalize("NFKC", character):
            category = unicodedata.category(part)
            if category in {"Cf", "Mn"}:
                continue  # zero-width characters and soft hyphens
            if category == "Nd":
                plain.append(str(unicodedata.decimal(part)))
            elif category == "Pd" or part in "\u2212\u02d7\u00ad":
                plain.append("-")
            elif category in {"Zs", "Zl", "Zp"}:
                plain.append(" ")
            else:
                plain.append(part)
            offsets.append(offset)
    return "".join(plain), offsets


def _fold(header: str) -> str:
    decomposed = unicodedata.normalize("NFKD", header.casefold())
    return "".join(character for character in decomposed if character.isalnum())
