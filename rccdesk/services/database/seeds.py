"""The reference data of a new store, from ``resources/seed``, each row with its source.

The keys of the rows are made from what they name, so that they are the same in every store and
work can later pass between laptops.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rccdesk.models import (
    Base,
    CauseClass,
    GoalModel,
    Indicator,
    IndicatorLevel,
    KvaSuffix,
    LeadTimeLimit,
    Rcc,
    RccRegion,
    Region,
    Svf,
    Term,
)
from rccdesk.services.database.mission_seeds import mission_rows
from rccdesk.services.database.seed_files import read_csv, read_toml, seed_uuid


def seed_rows() -> Iterator[Base]:
    """Yield all reference rows of a new store, unattached."""
    yield from _organisations()
    yield from _svf()
    yield from _suffixes()
    yield from _limits()
    yield from _goals()
    yield from _indicators()
    yield from _causes()
    yield from mission_rows()


def later_rows() -> Iterator[Base]:
    """Yield the rows that a store made by an earlier program may lack, unattached.

    A level comes after its indicator. Organisations, pathways and limits are left out: users and
    their files have written in those since.
    """
    yield from _goals()
    yield from _indicators()
    yield from _causes()
    yield from mission_rows()


def _organisations() -> Iterator[Base]:
    content = read_toml("organisations.toml")
    words = read_toml("terms.toml")
    source = content["source"]
    codes: dict[str, str] = content["region_codes"]
    seen: set[str] = set()
    for position, entry in enumerate(content["rcc"]):
        key = entry["key"]
        rcc_uuid = seed_uuid("rcc", key)
        yield Rcc(
            uuid=rcc_uuid,
            key=key,
            name=entry["name"],
            health_care_region=entry["health_care_region"],
            source=source,
            position=position,
        )
        for order, item in enumerate(entry["regions"]):
            region = {"name": item} if isinstance(item, str) else item
            name = region["name"]
            region_uuid = seed_uuid("region", codes[name])
            if name not in seen:
                yield Region(
                    uuid=region_uuid,
                    code=codes[name],
                    name=name,
                    full_name=content["region_full_names"].get(name, f"Region {name}"),
                    source=content["region_codes_source"]["source"],
                    position=len(seen),
                )
                seen.add(name)
            yield RccRegion(
                uuid=seed_uuid("rcc_region", key, codes[name]),
                rcc_uuid=rcc_uuid,
                region_uuid=region_uuid,
                part=region.get("part", ""),
                municipalities=region.get("municipalities", ""),
                source=source,
                position=order,
            )
        for term, word in entry["terms"].items():
            if word:  # an empty word: the source names none
                forms = dict(words[word])
                note = forms.pop("note", "")
                yield Term(
                    uuid=seed_uuid("term", key, term),
                    rcc_uuid=rcc_uuid,
                    key=term,
                    source=f"{source}; {note}" if note else source,
                    **forms,
                )


def _svf() -> Iterator[Base]:
    for row in read_csv("svf.csv"):
        yield Svf(
            uuid=seed_uuid("svf", row["kva_prefix"]),
            kva_prefix=row["kva_prefix"],
            name=row["svf"],
            end_suffixes=row["end_suffixes"],
            in_inclusion=row["in_inclusion"] == "yes",
            in_treatment_goal=row["in_treatment_goal"] == "yes",
            note=row["note"],
            source=row["source"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )


def _suffixes() -> Iterator[Base]:
    for row in read_csv("kva_suffixes.csv"):
        yield KvaSuffix(
            uuid=seed_uuid("kva_suffix", row["kva_suffix"]),
            suffix=row["kva_suffix"],
            event=row["event"],
            kind=row["kind"],
            treatment=row["treatment"],
            source=row["source"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )


def _limits() -> Iterator[Base]:
    for row in read_csv("lead_time_limits.csv"):
        key = [
            row[name]
            for name in (
                "kva_prefix",
                "treatment",
                "variant",
                "from_event",
                "to_event",
                "valid_from",
            )
        ]
        yield LeadTimeLimit(
            uuid=seed_uuid("lead_time_limit", *key),
            kva_prefix=row["kva_prefix"],
            treatment=row["treatment"],
            variant=row["variant"],
            from_event=row["from_event"],
            to_event=row["to_event"],
            suffixes=row["suffixes"],
            days=int(row["days"]) if row["days"] else None,  # empty: known to be unknown
            decided_on=_day(row["decided_on"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            is_confirmed=row["confirmed"] == "yes",
            source=row["source"],
            note=row["note"],
        )


def _goals() -> Iterator[Base]:
    for position, entry in enumerate(read_toml("goal_models.toml")["goal"]):
        yield GoalModel(uuid=seed_uuid("goal_model", entry["key"]), position=position, **entry)


def _indicators() -> Iterator[Base]:
    for entry in read_toml("indicators.toml")["indicator"]:
        levels = entry.pop("levels")
        indicator_uuid = seed_uuid("indicator", entry["key"])
        yield Indicator(uuid=indicator_uuid, **entry)
        for number, level in enumerate(levels):
            yield IndicatorLevel(
                uuid=seed_uuid("indicator_level", entry["key"], number),
                indicator_uuid=indicator_uuid,
                **level,
            )


def _causes() -> Iterator[Base]:
    content = read_toml("cause_classes.toml")
    for position, entry in enumerate(content["cause"]):
        yield CauseClass(
            uuid=seed_uuid("cause_class", entry["key"]),
            key=entry["key"],
            name=entry["name"],
            source=content["source"],
            position=position,
        )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
