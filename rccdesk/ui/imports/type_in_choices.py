"""What is offered where a value is typed in: the words that the open file already knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.services import indicators, labels, organisation
from rccdesk.services.pathways import catalogue

if TYPE_CHECKING:
    from rccdesk.services.database import Database

Choice = tuple[str, str]
"""A code and its name."""
DIVIDED = ("home_unit", "group", "sex", "age_group")  # what few indicators are divided by


@dataclass(frozen=True, slots=True)
class TypeInChoices:
    """Field -> choices; ``divided`` are the fields that the indicator's figures are divided by."""

    by_field: Mapping[str, tuple[Choice, ...]]
    divided: frozenset[str]


def read_choices(database: Database, indicator: str) -> TypeInChoices:
    """Return the choices for an indicator; an unknown one has the regions as its units."""
    measures = indicators.list_indicators(database)
    names = labels.get_labels(database)
    regions = tuple((row.code, row.full_name) for row in organisation.list_regions(database))
    found: dict[str, tuple[Choice, ...]] = {
        "indicator": tuple((row.key, row.title) for row in measures),
        "svf": tuple((row.kva_prefix, row.name) for row in catalogue.list_svf(database)),
        "region": regions,
        "unit": regions,
    }
    divided: set[str] = set()
    if any(row.key == indicator for row in measures):
        known = indicators.list_choices(database, indicator)
        found["period"] = tuple((period.key, period.key) for period in reversed(known.periods))
        for field, codes in known.codes:
            found[field] = tuple((code, names.name(field, code)) for code in codes)
            divided.add(field)
    return TypeInChoices(found, frozenset(divided & set(DIVIDED)))
