"""What the store knows that a file is read by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.models import Indicator
from rccdesk.services.imports.profiles.applying import Saved, load_saved
from rccdesk.services.imports.several_indicators import IndicatorPart
from rccdesk.services.imports.vocabulary import Vocabulary, load_vocabulary
from rccdesk.services.store_settings import (
    DoubtLimits,
    SmallNumberLimits,
    read_doubt_limits,
    read_small_number_limits,
)

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What the store says that a file is read by; ``measures`` are indicator -> unit.

    ``limits`` are those of small numbers and of doubts.
    """

    vocabulary: Vocabulary
    saved: Saved
    measures: dict[str, str]
    limits: tuple[SmallNumberLimits, DoubtLimits]

    def measure(self, part: IndicatorPart) -> str:
        """Return the unit of measure of an indicator, which the store knows best."""
        return self.measures.get(part.key, part.unit_of_measure)


def load_words(database: Database) -> KnownWords:
    """Read from the store what files are read by."""
    with database.read() as session:
        return KnownWords(
            load_vocabulary(session),
            load_saved(session),
            _measures(session),
            (read_small_number_limits(session), read_doubt_limits(session)),
        )


def _measures(session: Session) -> dict[str, str]:
    found = session.execute(select(Indicator.key, Indicator.unit_of_measure))
    return {key: unit for key, unit in found}  # noqa: C416 - rows are no pairs to mypy
