"""Whether two indicators may be set beside each other, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.indicators.catalogue import IndicatorRow


@dataclass(frozen=True, slots=True)
class Comparability:
    """What may be done with two indicators; ``sentence`` says why not more.

    ``is_refused``: not compared at all. Otherwise ``share_axis`` tells whether their levels may
    be read against each other.
    """

    is_refused: bool
    share_axis: bool
    sentence: str = ""


def check_comparable(first: IndicatorRow, second: IndicatorRow) -> Comparability:
    """Return how two indicators may be compared.

    Those of one family that count different things are refused. Different populations, or one
    that is not stated, and different units never share an axis.
    """
    if first.family and first.family == second.family and first.definition != second.definition:
        names = [row.definition or text("indicators.definition_unknown") for row in (first, second)]
        return Comparability(
            is_refused=True,
            share_axis=False,
            sentence=text("indicators.definitions_differ", a=names[0], b=names[1]),
        )
    if not first.population or first.population != second.population:
        unknown = text("indicators.population_unknown")
        return Comparability(
            is_refused=False,
            share_axis=False,
            sentence=text(
                "indicators.populations_differ",
                a=first.population or unknown,
                b=second.population or unknown,
            ),
        )
    if first.unit_of_measure != second.unit_of_measure:
        return Comparability(
            is_refused=False, share_axis=False, sentence=text("indicators.units_differ")
        )
    return Comparability(is_refused=False, share_axis=True)
