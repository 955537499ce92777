"""What the dialogs of groups, seats and assignments offer to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.enums import AssignmentRole, GroupKind
from rccdesk.services import groups, organisation
from rccdesk.services.plans.regions import own_regions

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.groups.model import GroupRow, PersonRow, ProcessRow
    from rccdesk.services.organisation import Word


@dataclass(frozen=True, slots=True)
class GroupChoices:
    """Rows and names by key, read at once."""

    persons: tuple[PersonRow, ...] = ()
    processes: tuple[ProcessRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()  # code, full name
    units: tuple[tuple[str, str], ...] = ()  # code of the region, name
    employers: tuple[str, ...] = ()  # written before
    roles: Mapping[AssignmentRole, str] = field(default_factory=dict)
    kinds: Mapping[GroupKind, str] = field(default_factory=dict)
    terms: Mapping[str, Word] = field(default_factory=dict)

    def term(self, key: str, form: str = "singular") -> str:
        """Return a word of the RCC in a form of its own; "" where there is none."""
        return str(getattr(self.terms[key], form)) if key in self.terms else ""

    def person(self, uuid: str) -> str:
        """Return the name of a person; "" for none."""
        return next((row.name for row in self.persons if row.uuid == uuid), "")

    def process(self, uuid: str) -> str:
        """Return the name of a process; "" for none."""
        return next((row.name for row in self.processes if row.uuid == uuid), "")

    def group(self, uuid: str) -> str:
        """Return the name of a group; "" for none."""
        return next((row.name for row in self.groups if row.uuid == uuid), "")

    def region(self, code: str) -> str:
        """Return the full name of a region; "" for none."""
        return next((name for key, name in self.regions if key == code), code)


def read_group_choices(database: Database) -> GroupChoices:
    """Return what the dialogs offer."""
    terms = organisation.get_terms(database)
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    own = tuple(own_regions(database)) or tuple(names)
    persons = groups.list_persons(database)
    return GroupChoices(
        persons=persons,
        processes=groups.list_processes(database),
        groups=groups.list_groups(database),
        regions=tuple((code, names.get(code, code)) for code in own),
        units=tuple((row.region_code or "", row.name) for row in organisation.list_units(database)),
        employers=tuple(sorted({row.employer for row in persons if row.employer})),
        roles={role: groups.role_words(database, role) for role in AssignmentRole},
        kinds={kind: groups.kind_words(kind, terms) for kind in GroupKind},
        terms=terms,
    )


def person_label(row: PersonRow) -> str:
    """Return a person as in a choice: two of the same name are told apart by what they do."""
    return ", ".join(part for part in (row.name, row.profession, row.employer) if part)
