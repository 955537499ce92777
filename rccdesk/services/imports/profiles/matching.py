"""Whether a file is one of a saved profile, and what has changed since the profile was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.services.imports.columns import column_index, column_letter
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.profiles.rows import ProfileRow, list_saved
from rccdesk.services.imports.profiles.settings import ProfileSettings
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import clean_text
from rccdesk.services.reader.wire import CellFault
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.imports.reading import WorkbookHead

NEAR = 0.6  # of the columns that a profile reads; under it the likeness says nothing
_SHOWN = 6  # columns named in a sentence


@dataclass(frozen=True, slots=True)
class ProfileMatch:
    """How a file fits a saved profile: the best row of it that could be the header.

    ``found`` of ``needed`` columns that the profile reads are there; ``missing`` are the headers
    of the others, ``gone`` those that it did not read, ``new_columns`` headers that it does not
    know. ``changed`` says all that in sentences, empty where nothing has changed.
    """

    profile: ProfileRow
    sheet: int
    sheet_name: str
    header_row: int
    indexes: dict[str, int]  # field -> column
    found: int
    needed: int
    missing: tuple[str, ...]
    gone: tuple[str, ...]
    new_columns: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def share_found(self) -> float:
        """Return the share of the columns that the profile reads."""
        return self.found / self.needed if self.needed else 0.0

    @property
    def is_sure(self) -> bool:
        """Tell whether the file is read by the profile without anybody saying so."""
        return self.found == self.needed and not self.gone and not self.new_columns


def match_profile(database: Database, head: WorkbookHead) -> ProfileMatch | None:
    """Return the saved profile that a file fits best; None where none is near."""
    with database.read() as session:
        profiles = list_saved(session)
    matches = find_matches(profiles, head)
    return matches[0] if matches else None


def find_matches(
    profiles: Iterable[ProfileRow], head: WorkbookHead, *, sheet: str | None = None
) -> list[ProfileMatch]:
    """Return how the file, or one sheet, fits each profile that it is near, the best first."""
    lines = list_lines(head, sheet)
    found = (match_one(profile, lines) for profile in profiles)
    near = [match for match in found if match is not None and match.share_found >= NEAR]
    return sorted(near, key=_rank, reverse=True)


def _rank(match: ProfileMatch) -> tuple[object, ...]:
    used = match.profile.used_at
    return (
        match.is_sure,
        match.share_found,
        -len(match.gone) - len(match.new_columns),
        match.needed,
        used.timestamp() if used else 0.0,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A row that could be the header: ``places`` are folded header -> first column with it."""

    sheet: int
    sheet_name: str
    number: int
    cells: tuple[object, ...]
    places: dict[str, int]


def list_lines(head: WorkbookHead, sheet: str | None = None) -> list[Line]:
    """Return the first rows of a file, or of one sheet, that hold any text."""
    lines = []
    for index, each in enumerate(head.sheets):
        if not each.visible or sheet not in {None, each.name}:
            continue
        for number, cells in enumerate(each.rows, start=each.first_row):
            if any(isinstance(cell, str) for cell in cells):
                places = {fold_header(cell): i for i, cell in reversed(list(enumerate(cells)))}
                places.pop("", None)
                lines.append(Line(index, each.name, number, cells, places))
    return lines


def match_one(profile: ProfileRow, lines: Sequence[Line]) -> ProfileMatch | None:
    """Return how a profile fits the line that it fits best; None without lines."""
    settings = profile.settings
    wanted = {fold_header(header) for header in profile.headers}

    def rank(line: Line) -> tuple[float, ...]:
        common = len(wanted & line.places.keys())
        return (
            len(_find_indexes(settings, line)),
            common,
            common - len(line.places),
            line.sheet_name == settings.sheet,
            -abs(line.number - settings.header_row),
        )

    best = max(lines, key=rank, default=None)
    return None if best is None else _describe(profile, best)


def _find_indexes(settings: ProfileSettings, line: Line) -> dict[str, int]:
    """Return field -> column of what the profile reads and the line has."""
    found = {
        field: line.places[folded]
        for field, header in settings.mapping.items()
        if (folded := fold_header(header)) in line.places
    }
    for field, letter in settings.letters.items():
        if column_index(letter) < len(line.cells):
            found[field] = column_index(letter)
    return found


def headers_of(
    cells: Sequence[object], used: Iterable[int], wide: str | None
) -> list[tuple[int, str]]:
    """Return column and header of a row, without the periods of a wide table: they change.

    ``used`` are the columns that carry a field.
    """
    known = set(used)
    found = []
    for index, cell in enumerate(cells):
        header = "" if isinstance(cell, CellFault) else clean_text(cell)
        if not fold_header(header):
            continue
        if wide == "period" and index not in known and read_period(cell) is not None:
            continue
        found.append((index, header))
    return found


def _describe(profile: ProfileRow, line: Line) -> ProfileMatch:
    settings = profile.settings
    indexes = _find_indexes(settings, line)
    headers = headers_of(line.cells, indexes.values(), settings.wide)
    there = {fold_header(header) for _, header in headers}
    known = {fold_header(header) for header in profile.headers}
    missing = tuple(h for field, h in settings.mapping.items() if field not in indexes)
    read = {fold_header(header) for header in settings.mapping.values()}
    gone = tuple(h for h in profile.headers if fold_header(h) not in there | read)
    new = tuple(dict.fromkeys(h for _, h in headers if fold_header(h) not in known))
    match = ProfileMatch(
        profile=profile,
        sheet=line.sheet,
        sheet_name=line.sheet_name,
        header_row=line.number,
        indexes=indexes,
        found=len(indexes),
        needed=len(settings.mapping) + len(settings.letters),
        missing=missing,
        gone=gone,
        new_columns=new,
        changed=(),
    )
    return replace(match, changed=tuple(_changes(match)))


def _changes(match: ProfileMatch) -> Iterable[str]:
    settings = match.profile.settings
    for key, headers in (
        ("missing", match.missing),
        ("gone", match.gone),
        ("new", match.new_columns),
    ):
        if headers:
            yield text(
                f"imports.profile_changed.{key}", count=len(headers), columns=_listed(headers)
            )
    if settings.header_row != match.header_row:
        yield text(
            "imports.profile_changed.header_row", row=match.header_row, before=settings.header_row
        )
    if settings.sheet and match.sheet_name and settings.sheet != match.sheet_name:
        yield text("imports.profile_changed.sheet", sheet=match.sheet_name, before=settings.sheet)


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(text("imports.quoted", words=header[:40]) for header in headers[:_SHOWN])
    more = len(headers) - _SHOWN
    return shown + (text("imports.profile_changed.more", count=more) if more > 0 else "")


def apply_profile(request: ImportRequest, match: ProfileMatch) -> ImportRequest:
    """Return a request that reads the matched file as its profile says.

    What the request says itself comes first. Columns that the profile does not read are left
    unused, unless one that it reads is missing: then the others are recognised as usual.
    """
    profile, settings = match.profile, match.profile.settings
    letters = {field: column_letter(index) for field, index in match.indexes.items()}
    mapping = dict(request.mapping)
    if not request.only_mapping:
        saved = {field: settings.mapping.get(field, letter) for field, letter in letters.items()}
        mapping = {**saved, **mapping}
    fixes = {}
    for key, value in settings.fixes.items():
        code, colon, field = key.partition(":")
        if not colon:
            fixes[code] = value
        elif field in letters:
            fixes[f"{code}:{letters[field]}"] = value
    return replace(
        request,
        profile=profile.layout,
        profile_key=profile.key,
        mapping=mapping,
        only_mapping=request.only_mapping or match.found == match.needed,
        sheet=request.sheet or match.sheet_name,
        header_row=request.header_row or match.header_row,
        indicator=request.indicator or settings.indicator or None,
        indicator_title=request.indicator_title or settings.indicator_title,
        wide=request.wide or settings.wide,
        duplicates=settings.duplicates if request.duplicates == "skip" else request.duplicates,
        accept_ids=(*request.accept_ids, *settings.accept_ids),
        leave_out=(*request.leave_out, *settings.leave_out),
        fixes={**fixes, **request.fixes},
    )
