"""Which saved profile a file is read by, and the request that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Profile, Severity
from rccdesk.errors import NotFoundError
from rccdesk.models import ValueAlias
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.profiles.case_level import load_answers
from rccdesk.services.imports.profiles.matching import (
    ProfileMatch,
    apply_profile,
    find_matches,
    list_lines,
    match_one,
)
from rccdesk.services.imports.profiles.rows import PURGE_MONTHS, ProfileRow, list_saved
from rccdesk.services.imports.request import ImportRequest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.imports.reading import WorkbookHead


@dataclass(frozen=True, slots=True)
class Saved:
    """What users have said about files: profiles, remembered values, answers about case rows.

    ``aliases`` are by profile key, as fixes; ``answers`` are layout -> months, None: not kept.
    """

    profiles: tuple[ProfileRow, ...] = ()
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, int | None] = field(default_factory=dict)

    def months_kept(self, layout: Profile, profile: ProfileRow | None) -> int | None:
        """Return the months until case-level rows are purged; None: they may not be kept."""
        if profile is not None:
            return None if profile.keeps_case_level is False else profile.purge_months
        return self.answers.get(str(layout), PURGE_MONTHS)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A request with all that a saved profile adds.

    ``match`` is of the profile that is used, or, where none is, of the one that the file is like.
    """

    request: ImportRequest
    match: ProfileMatch | None = None
    is_used: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Tell whether it is not clear by which profile the file is read."""
        return any(problem.severity is Severity.STOP for problem in self.problems)

    @property
    def profile(self) -> ProfileRow | None:
        """Return the saved profile that the file is read by."""
        return self.match.profile if self.match and self.is_used else None


def load_saved(session: Session) -> Saved:
    """Read what users have said about files."""
    aliases: dict[str, dict[str, str]] = {}
    query = select(
        ValueAlias.profile_key, ValueAlias.field, ValueAlias.written, ValueAlias.code
    ).where(ValueAlias.deleted_at.is_(None))
    for key, name, written, code in session.execute(query):
        aliases.setdefault(key, {})[f"{name}:{written}"] = code
    return Saved(list_saved(session), aliases, load_answers(session))


def resolve_request(request: ImportRequest, head: WorkbookHead, saved: Saved) -> Resolved:
    """Return the request that a file is read by.

    The profile that the request names, else the one saved profile that the file is surely of, as
    long as the request says nothing itself about where and what the table is. Raises
    NotFoundError ``no_such_profile``.
    """
    if request.profile_key is not None:
        found = _named(request, head, saved)
    elif _is_open(request):
        found = _recognised(request, head, saved)
    else:
        found = Resolved(request)
    key = found.profile.key if found.profile else None
    words = {**saved.aliases.get("", {}), **(saved.aliases.get(key, {}) if key else {})}
    return replace(found, request=replace(found.request, fixes={**words, **found.request.fixes}))


def _is_open(request: ImportRequest) -> bool:
    said = (request.profile, request.header_row, request.wide)
    return said == (None, None, None) and not request.mapping


def _named(request: ImportRequest, head: WorkbookHead, saved: Saved) -> Resolved:
    profile = next((row for row in saved.profiles if row.key == request.profile_key), None)
    if profile is None:
        raise NotFoundError("no_such_profile", profile=request.profile_key)
    match = match_one(profile, list_lines(head, request.sheet))
    if match is None:
        return Resolved(replace(request, profile=profile.layout))
    problems: tuple[Problem, ...] = ()
    if match.changed:
        severity = Severity.WARNING if match.missing else Severity.INFO
        problems = (_note(severity, "profile_changed", match),)
    return Resolved(apply_profile(request, match), match, is_used=True, problems=problems)


def _recognised(request: ImportRequest, head: WorkbookHead, saved: Saved) -> Resolved:
    profiles = [
        profile
        for profile in saved.profiles
        if request.indicator in (None, profile.settings.indicator)
    ]
    matches = find_matches(profiles, head, sheet=request.sheet)
    sure = [match for match in matches if match.is_sure]
    at_home = [match for match in sure if match.sheet_name == match.profile.settings.sheet]
    sure = at_home or sure
    if len({match.profile.settings.indicator for match in sure}) > 1:
        names = ", ".join(f"{match.profile.name} ({match.profile.key})" for match in sure)
        stop = make_problem(Severity.STOP, "profile_ambiguous", names=names)
        return Resolved(request, problems=(stop,))
    if sure:
        best = sure[0]
        note = _note(Severity.INFO, "profile_changed" if best.changed else "profile_used", best)
        return Resolved(apply_profile(request, best), best, is_used=True, problems=(note,))
    if matches:
        best = matches[0]
        note = _note(Severity.INFO, "profile_near", best)
        return Resolved(request, best, problems=(note,))
    return Resolved(request)


def _note(severity: Severity, code: str, match: ProfileMatch) -> Problem:
    indicator = match.profile.settings.indicator
    return make_problem(
        severity,
        code,
        match.sheet_name or None,
        sentence="profile_used_for" if code == "profile_used" and indicator else code,
        indicator=indicator,
        name=match.profile.name,
        found=match.found,
        needed=match.needed,
        changes=" ".join(match.changed),
    )
