"""Opening a store beside the window, and what the window's frame shows of it.

The functions run in a worker and import the services there, so that the window is painted first.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.enums import BatchState, Grain, Role, Severity, Topic
from rccdesk.paths import resource_dir
from rccdesk.periods import list_periods, rolling_12
from rccdesk.settings import installation_id
from rccdesk.ui.selection import Choice, SelectionValues
from rccdesk.ui.widgets.profile_form import ProfileChoices, ProfileValues, RccChoice

if TYPE_CHECKING:
    from rccdesk.services.database import Database, Holder
    from rccdesk.services.lead_times import SelectionValues as LeadTimeValues
    from rccdesk.services.opening import Notice
    from rccdesk.services.organisation import OwnProfile
    from rccdesk.services.progress import Progress

FRAME_TOPICS = frozenset(  # what the frame shows
    {
        Topic.ORGANISATION,
        Topic.PATHWAYS,
        Topic.LEAD_TIMES,
        Topic.INDICATORS,
        Topic.IMPORTS,
        Topic.SETTINGS,
    }
)
_QUARTERS = 12  # newest quarters offered in the selection bar


@dataclass(frozen=True, slots=True)
class StoreFrame:
    """What the frame of the window shows: role, what can be chosen, indicators to search for."""

    role: Role
    values: SelectionValues
    indicators: tuple[Choice, ...] = ()
    extract_date: dt.date | None = None
    preliminary_from: dt.date | None = None  # first day of the first preliminary month
    who: str = ""  # written beside own changes in the history
    warnings: int = 0  # of the imports that hold
    labels: Mapping[str, str] = field(default_factory=dict)  # of pages named by a term of the RCC


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What Ctrl+Z and Ctrl+Y would do, in words; None for nothing. When it was last backed up."""

    undo: str | None
    redo: str | None
    backed_up: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store, what the frame shows of it, and what there is to say of it."""

    database: Database
    frame: StoreFrame
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file that is open for reading found."""

    versions: Mapping[str, int]  # of the data, by topic
    holder: Holder | None  # who may write now


def open_store(
    path: Path, *, create: bool = False, reading: bool = False, take_over: bool = False
) -> Opened:
    """Open the store at ``path`` and read what the frame shows.

    ``reading`` takes no lock, ``take_over`` takes that of another computer. Raises StoreError.
    """
    from rccdesk.services import opening
    from rccdesk.services.organisation import get_profile

    found = opening.open_store(
        path,
        create=create,
        installation=installation_id(),
        reading=reading,
        take_over=take_over,
    )
    try:
        found.database.who = get_profile(found.database).name
        return Opened(found.database, read_frame(found.database), found.notices)
    except BaseException:
        found.database.close()
        raise


def tend_store(
    database: Database, second_place: Path | None, progress: Progress
) -> tuple[Notice, ...]:
    """Do what is due for a store just opened: the day's backup and the like."""
    from rccdesk.services import opening

    return opening.tend_store(database, second_place=second_place, progress=progress)


def close_store(database: Database, second_place: Path | None) -> None:
    """Close the store, with the backup that may be due, also to ``second_place``."""
    from rccdesk.services import opening

    opening.close_store(database, second_place=second_place)


def look(database: Database) -> Look:
    """Tell whether the file open for reading has changed, and who may write now."""
    return Look(database.data_versions(), database.holder)


def read_check_lines(database: Database) -> tuple[str, ...]:
    """Return what the check of the file finds, as rules and counts, for a fault report."""
    from rccdesk.services import checks

    found = checks.check_store(database)
    return (
        f"integrity {'ok' if found.integrity == 'ok' else 'failed'}",
        *(f"{f.rule} {f.severity} {f.count}" for f in found.findings),
    )


def read_frame(database: Database) -> StoreFrame:
    """Return what the frame of the window shows of the open store."""
    from rccdesk.services import lead_times, organisation, store_settings

    profile = organisation.get_profile(database)
    extract = lead_times.list_selection_values(database)
    lag = dt.timedelta(days=store_settings.get_reporting_lag_days(database))
    newest = extract.extract_dates[-1] if extract.extract_dates else None
    return StoreFrame(
        profile.role,
        _read_values(database, profile, extract, lag),
        _read_indicators(database),
        newest,
        _first_preliminary(extract.last_end, newest, lag),
        profile.name,
        _count_warnings(database),
        _read_labels(database),
    )


def _read_labels(database: Database) -> dict[str, str]:
    from rccdesk.services import organisation

    terms = organisation.get_terms(database)
    words = {"plan": terms["cancer_plan"].singular, "groups": terms["process_group"].plural}
    return {key: word[:1].upper() + word[1:] for key, word in words.items()}


def _count_warnings(database: Database) -> int:
    from rccdesk.services import imports

    active = (b for b in imports.list_batches(database) if b.state is BatchState.ACTIVE)
    problems = (p for b in active for p in imports.list_problems(database, b.batch_id))
    return sum(problem.severity is Severity.WARNING for problem in problems)


def _read_indicators(database: Database) -> tuple[Choice, ...]:
    from rccdesk.services import indicators

    return tuple(Choice(row.key, row.title) for row in indicators.list_indicators(database))


def _first_preliminary(
    last_end: dt.date | None, extract: dt.date | None, lag: dt.timedelta
) -> dt.date | None:
    """Return the first month whose end lies less than ``lag`` before the extract, if any."""
    if last_end is None or extract is None:
        return None
    months = list_periods(extract - lag - dt.timedelta(days=31), extract, Grain.MONTH)
    return next((m.first for m in months if m.last + lag > extract and m.first <= last_end), None)


def read_history(database: Database) -> HistoryState:
    """Return what can be undone and redone."""
    from rccdesk.services import history

    return HistoryState(
        history.next_undo(database),
        history.next_redo(database),
        database.state.last_backup_at,
    )


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


def _read_values(
    database: Database, profile: OwnProfile, extract: LeadTimeValues, lag: dt.timedelta
) -> SelectionValues:
    from rccdesk.services import organisation
    from rccdesk.services.pathways import catalogue

    rccs = organisation.list_rccs(database)
    is_chief = profile.role is Role.CHIEF
    regions = [
        region
        for region in organisation.list_regions(database)
        if region.code in extract.regions or not extract.regions
    ]
    regions.sort(key=lambda region: profile.rcc not in region.rcc_keys)  # own first, else as listed
    names = {svf.kva_prefix: svf.name for svf in catalogue.list_svf(database)}
    own = tuple(prefix for prefix in profile.processes if prefix in names)
    offered = dict.fromkeys([*own, *(extract.svf or names)])
    periods = _list_periods(extract)
    mature = [
        choice.key
        for choice, last in periods
        if _is_quarter(choice.key) and last + lag <= extract.extract_dates[-1]
    ]
    return SelectionValues(
        processes=tuple(Choice(prefix, names.get(prefix, prefix)) for prefix in offered),
        regions=tuple(Choice(region.code, region.full_name) for region in regions),
        health_care_regions=tuple(Choice(rcc.key, rcc.health_care_region) for rcc in rccs),
        periods=tuple(choice for choice, _last in periods),
        own_processes=own,
        own_region="" if is_chief else profile.region,  # a chief begins with all regions
        own_health_care_region="" if is_chief else profile.rcc,
        default_process=next(iter(own), ""),
        default_period=next(iter([*mature, *(choice.key for choice, _last in periods)]), ""),
    )


def _list_periods(extract: LeadTimeValues) -> list[tuple[Choice, dt.date]]:
    """Return periods to choose from with their last days: newest first, quarters before years."""
    if extract.first_end is None or extract.last_end is None or not extract.extract_dates:
        return []
    quarters = list_periods(extract.first_end, extract.last_end, Grain.QUARTER)
    years = list_periods(extract.first_end, extract.last_end, Grain.YEAR)
    rolling = rolling_12(extract.extract_dates[-1])
    found = [*reversed(quarters[-_QUARTERS:]), rolling, *reversed(years)]
    return [(Choice(p.key, _sentence_case(p.label())), p.last) for p in found]


def _is_quarter(key: str) -> bool:
    return "-Q" in key


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
