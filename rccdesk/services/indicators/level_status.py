"""Which levels an indicator's figures are held against, and how many each one reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Direction
from rccdesk.services.indicators.levels import LevelRow, pick_levels
from rccdesk.services.pathways import catalogue
from rccdesk.services.publishing import Level
from rccdesk.services.statistics.proportions import is_reached

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.database import Database
    from rccdesk.services.indicators.catalogue import IndicatorRow
    from rccdesk.services.publishing import PublishableRow


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figure it is: the code of its unit and the KVÅ prefix of its SVF, each may be empty."""

    unit: str = ""
    svf: str = ""


class LevelStatus:
    """The levels of one indicator; a group that is an SVF, by code or name, has that SVF's."""

    def __init__(self, database: Database, indicator: IndicatorRow) -> None:
        self._indicator = indicator
        self._prefixes: dict[str, str] = {}
        if any(level.svf for level in indicator.levels):
            for svf in catalogue.list_svf(database):
                self._prefixes[svf.kva_prefix.casefold()] = svf.kva_prefix
                self._prefixes[svf.name.casefold()] = svf.kva_prefix

    def place(self, unit: str | None, group: str | None) -> Place:
        """Return the place of a figure by its unit and group."""
        return Place(unit or "", self._prefixes.get((group or "").strip().casefold(), ""))

    def levels(self, day: dt.date | None, place: Place) -> tuple[LevelRow, ...]:
        """Return the levels of a place on a day, lowest first, the user's own too."""
        return pick_levels(self._indicator.levels, day, svf=place.svf, unit=place.unit)

    def published(self, day: dt.date | None, place: Place) -> tuple[Level, ...]:
        """Return the levels that a table of a place is drawn with."""
        return tuple(
            Level(level.value, level.name, level.valid_from, level.valid_to, level.is_own)
            for level in self.levels(day, place)
        )

    def count(self, row: PublishableRow, day: dt.date | None, place: Place) -> int | None:
        """Return how many of the levels are reached; None where there is no verdict.

        The user's own targets are not counted.
        """
        held = [level for level in self.levels(day, place) if not level.is_own]
        if row.value is None or not held or self._indicator.direction == Direction.NEUTRAL:
            return None
        return sum(self._is_reached(row, level) for level in held)

    def judging(self, day: dt.date | None, place: Place) -> tuple[LevelRow, ...]:
        """Return the levels that a place is judged by, the easiest first: else its own targets."""
        levels = self.levels(day, place)
        official = tuple(level for level in levels if not level.is_own)
        judging = official or levels
        return judging[::-1] if self._indicator.direction == Direction.LOWER else judging

    def verdict(
        self, row: PublishableRow, day: dt.date | None, place: Place
    ) -> tuple[int, tuple[float, ...]] | None:
        """Return how many of the judging levels are reached, and these; None for no verdict."""
        levels = self.judging(day, place)
        if row.value is None or not levels or self._indicator.direction == Direction.NEUTRAL:
            return None
        reached = sum(self._is_reached(row, level) for level in levels)
        return reached, tuple(level.value for level in levels)

    def doubts(self, day: dt.date | None, place: Place, table: Place) -> tuple[str, ...]:
        """Say so where a figure has other levels than the table it stands in."""
        if self.levels(day, place) == self.levels(day, table):
            return ()
        return ("level_override",)

    def _is_reached(self, row: PublishableRow, level: LevelRow) -> bool:
        value, of = row.value, 1.0
        if self._indicator.is_proportion and row.numerator is not None and row.denominator:
            value, of = row.numerator, row.denominator
        assert value is not None
        if self._indicator.direction == Direction.LOWER:
            return is_reached(-value, of, -level.value)
        return is_reached(value, of, level.value)


def only_code(where: Sequence[tuple[str, Sequence[str]]], name: str) -> str:
    """Return the one code that a selection keeps of a field; empty for none or several."""
    codes = next((codes for each, codes in where if each == name), ())
    return codes[0] if len(codes) == 1 else ""
