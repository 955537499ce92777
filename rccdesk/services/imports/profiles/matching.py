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
    from rccdesk.services.imports.reading import SheetHead, WorkbookHead

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
    found = (match_one(profile, head, sheet=sheet) for profile in profiles)
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


def match_one(
    profile: ProfileRow, head: WorkbookHead, *, sheet: str | None = None
) -> ProfileMatch | None:
    """Return the row of a file that fits a profile best; None where there is no row at all."""
    best: tuple[tuple[float, ...], int, int, Sequence[object]] | None = None
    settings = profile.settings
    wanted = {fold_header(header) for header in profile.headers}
    for index, each in enumerate(head.sheets):
        if not each.visible or sheet not in {None, each.name}:
            continue
        for number, cells in enumerate(each.rows, start=each.first_row):
            there = {fold_header(cell) for cell in cells if isinstance(cell, str)} - {""}
            if not there:
                continue
            score = (
                float(len(_find_indexes(settings, cells))),
                float(len(wanted & there)),
                -float(len(there - wanted)),
                float(each.name == settings.sheet),
                -float(abs(number - settings.header_row)),
            )
            if best is None or score > best[0]:
                best = (score, index, number, cells)
    if best is None:
        return None
    return _describe(profile, head, best[1], best[2], best[3])


def _find_indexes(settings: ProfileSettings, cells: Sequence[object]) -> dict[str, int]:
    """Return field -> column of what the profile reads and the row has."""
    places = {fold_header(cell): i for i, cell in reversed(list(enumerate(cells)))}
    places.pop("", None)
    found = {
        field: places[fold_header(header)]
        for field, header in settings.mapping.items()
        if fold_header(header) in places
    }
    for field, letter in settings.letters.items():
        if column_index(letter) < len(cells):
            found[field] = column_index(letter)
    return found


def headers_of(
    cells: Sequence[object], used: Iterable[int], wide: str | None
) -> list[tuple[int, str]]:
    """Return column and header of a row, without those that hold a period or unit of their own.

    ``used`` are the columns that carry a field.
    """
    known = set(used)
    found = []
    for index, cell in enumerate(cells):
        header = "" if isinstance(cell, CellFault) else clean_text(cell)
        if not fold_header(header):
            continue
        if index not in known and (
            wide == "unit" or (wide == "period" and read_period(cell) is not None)
        ):
            continue
        found.append((index, header))
    return found


def _describe(
    profile: ProfileRow, head: WorkbookHead, sheet: int, row: int, cells: Sequence[object]
) -> ProfileMatch:
    settings = profile.settings
    indexes = _find_indexes(settings, cells)
    headers = headers_of(cells, indexes.values(), settings.wide)
    there = {fold_header(header) for _, header in headers}
    known = {fold_header(header) for header in profile.headers}
    missing = tuple(h for field, h in settings.mapping.items() if field not in indexes)
    read = {fold_header(header) for header in settings.mapping.values()}
    gone = tuple(h for h in profile.headers if fold_header(h) not in there | read)
    new = tuple(dict.fromkeys(h for _, h in headers if fold_header(h) not in known))
    match = ProfileMatch(
        profile=profile,
        sheet=sheet,
        sheet_name=head.sheets[sheet].name,
        header_row=row,
        indexes=indexes,
        found=len(indexes),
        needed=len(settings.mapping) + len(settings.letters),
        missing=missing,
        gone=gone,
        new_columns=new,
        changed=(),
    )
    return replace(match, changed=tuple(_changes(match, head.sheets[sheet])))


def _changes(match: ProfileMatch, sheet: SheetHead) -> Iterable[str]:
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
    if settings.sheet and sheet.name and settings.sheet != sheet.name:
        yield text("imports.profile_changed.sheet", sheet=sheet.name, before=settings.sheet)


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(f"”{header[:40]}”" for header in headers[:_SHOWN])
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
        fixes={**fixes, **request.fixes},
    )
