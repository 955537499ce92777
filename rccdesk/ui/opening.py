"""Opening a store beside the window, and what the window's frame shows of it.

The functions run in a worker and import the services there, so that the window is painted first.
"""

from __future__ import annotations

import csv
import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.enums import Role
from rccdesk.paths import resource_dir
from rccdesk.settings import installation_id
from rccdesk.ui.selection import Choice, SelectionValues
from rccdesk.ui.widgets.profile_form import ProfileChoices, ProfileValues, RccChoice

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import OwnProfile
    from rccdesk.services.progress import Progress


@dataclass(frozen=True, slots=True)
class StoreFrame:
    """What the frame of the window shows: role, what can be chosen, indicators to search for."""

    role: Role
    values: SelectionValues
    indicators: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What Ctrl+Z and Ctrl+Y would do, in words; None for nothing."""

    undo: str | None
    redo: str | None


def open_store(path: Path, *, create: bool = False) -> tuple[Database, StoreFrame]:
    """Open the store at ``path`` and read what the frame shows; StoreError if it cannot be."""
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import get_profile

    database = Database.open(path, create=create, installation=installation_id())
    try:
        database.who = get_profile(database).name
        return database, read_frame(database)
    except BaseException:
        database.close()
        raise


def read_frame(database: Database) -> StoreFrame:
    """Return what the frame of the window shows of the open store."""
    from rccdesk.services import organisation

    profile = organisation.get_profile(database)
    found: tuple[Any, ...] = ()
    return StoreFrame(
        profile.role,
        _read_values(database, profile),
        tuple(Choice(row.key, row.name) for row in found),
    )


def read_history(database: Database) -> HistoryState:
    """Return what can be undone and redone."""
    from rccdesk.services import history

    return HistoryState(history.next_undo(database), history.next_redo(database))


def undo(database: Database) -> str | None:
    """Undo the last act of this session and return it in words; None if there is nothing."""
    from rccdesk.services import history

    act = history.undo_last(database)
    return None if act is None else act.words


def redo(database: Database) -> str | None:
    """Redo what was undone last and return it in words; None if there is nothing."""
    from rccdesk.services import history

    act = history.redo_last(database)
    return None if act is None else act.words


def save_role(database: Database, role: Role) -> None:
    """Keep ``role`` as the view of this store."""
    from rccdesk.services import organisation

    profile = organisation.get_profile(database)
    organisation.update_profile(database, dataclasses.replace(profile, role=role))


def save_copy(database: Database, target: Path) -> Path:
    """Copy the store to ``target``."""
    database.backup(target)
    return target


def read_first_choices() -> ProfileChoices:
    """Return what the first start offers, from the shipped tables: no store is open yet."""
    folder = resource_dir() / "seed"
    real = tomllib.loads((folder / "organisations.toml").read_text(encoding="utf-8"))
    invented = tomllib.loads((folder / "example_organisation.toml").read_text(encoding="utf-8"))
    with (folder / "svf.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter=";"))
    own = invented["profile"]
    return ProfileChoices(
        tuple(RccChoice(rcc["key"], rcc["name"]) for rcc in real["rcc"]),
        tuple(Choice(row["kva_prefix"], row["svf"]) for row in rows),
        RccChoice(invented["rcc"]["key"], invented["rcc"]["name"]),
        ProfileValues(own["rcc"], own["region"], tuple(own["processes"]), Role(own["role"])),
    )


def make_example(path: Path, values: ProfileValues, progress: Progress) -> Path:
    """Make the store of the example data at ``path``; an existing one is made anew."""
    from rccdesk.services import organisation
    from rccdesk.services.database import Database
    from rccdesk.services.example_data import make_example_store

    make_example_store(path, progress=progress)
    with Database.open(path) as database:
        profile = organisation.get_profile(database)
        organisation.update_profile(
            database,
            dataclasses.replace(
                profile, processes=values.processes, role=values.role, name=values.name
            ),
        )
    return path


def make_own(path: Path, values: ProfileValues) -> Path:
    """Make the user's own store at ``path``, or take the one that is there, with this profile."""
    from rccdesk.services.database import Database

    with Database.open(path, create=True, installation=installation_id()) as database:
        save_profile(database, values)
    return path


def save_profile(database: Database, values: ProfileValues) -> None:
    """Keep who the store is for."""
    from rccdesk.services import organisation

    organisation.update_profile(
        database,
        organisation.OwnProfile(
            values.rcc, values.region, values.processes, values.role, values.name
        ),
    )


def _read_values(database: Database, profile: OwnProfile) -> SelectionValues:
    from rccdesk.services import organisation
    from rccdesk.services.pathways import catalogue

    rccs = organisation.list_rccs(database)
    regions = organisation.list_regions(database)
    own = [region for region in regions if profile.rcc in region.rcc_keys]
    others = [region for region in regions if profile.rcc not in region.rcc_keys]
    pathways = catalogue.list_svf(database)
    known = {svf.kva_prefix for svf in pathways}
    own_processes = tuple(prefix for prefix in profile.processes if prefix in known)
    ordered = [*own_processes, *(p.kva_prefix for p in pathways)]
    names = {svf.kva_prefix: svf.name for svf in pathways}
    periods = _read_periods(database)
    return SelectionValues(
        processes=tuple(Choice(prefix, names[prefix]) for prefix in dict.fromkeys(ordered)),
        regions=tuple(Choice(region.code, region.full_name) for region in (*own, *others)),
        health_care_regions=tuple(Choice(rcc.key, rcc.health_care_region) for rcc in rccs),
        periods=periods,
        own_processes=own_processes,
        own_region=profile.region,
        own_health_care_region=profile.rcc,
        default_process=next(iter(own_processes), ""),
        default_period=periods[0].key if periods else "",
    )


def _read_periods(database: Database) -> tuple[Choice, ...]:
    return ()
