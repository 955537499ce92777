"""What recognition and memory add to a file, in a few facts: columns, told words, decimal signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.layouts import Certainty
from rccdesk.services.imports.value_matching import ValueMatch
from rccdesk.services.imports.values import judge_numbers

if TYPE_CHECKING:
    from rccdesk.services.imports.layouts import Recognition
    from rccdesk.services.imports.reading import CodedTable
    from rccdesk.services.imports.vocabulary import Vocabulary

_MOST = 2_000  # distinct values of a column that are looked at for a decimal sign
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """How many columns are matched how surely, which words a user has told, which decimal signs.

    ``likely`` includes the guessed ones, ``chosen`` are those of a user or a saved profile.
    ``words`` are remembered or chosen words that the file has, those of most rows first.
    ``decimals`` are column letters and ``comma`` or ``point``, for columns of figures whose
    decimals are written as text.
    """

    sure: int = 0
    likely: int = 0
    chosen: int = 0
    unused: int = 0
    words: tuple[ValueMatch, ...] = ()
    decimals: tuple[tuple[str, str], ...] = ()


def list_facts(
    certainties: Iterable[Certainty | None],
    matches: Iterable[ValueMatch],
    decimals: tuple[tuple[str, str], ...],
) -> ProfileFacts:
    """Return the facts of a file, with how surely each column is matched, None for an unused."""
    counts = Counter(certainties)
    words = sorted((m for m in matches if m.is_told), key=lambda m: (-m.rows, m.written))
    return ProfileFacts(
        counts[Certainty.SURE],
        counts[Certainty.LIKELY] + counts[Certainty.GUESSED],
        counts[Certainty.CHOSEN],
        counts[None],
        tuple(words),
        decimals,
    )


def find_decimals(
    table: CodedTable, found: Recognition, vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Return letter and decimal sign of each column of values whose decimals stand as text."""
    columns = {match.index for match in found.matches if match.field == "value"}
    columns |= {cell.index for cell in found.wide_cells if cell.figure == "value"}
    signs = []
    for index in sorted(columns):
        written = [v for v in table.column(index).values[:_MOST] if isinstance(v, str)]
        there = {sign for text in written for sign in _DECIMAL.findall(text)}
        style = judge_numbers(written, whole=False, decimal=vocabulary.fixes.of("decimal", index))
        there -= set(style.drop)
        if len(there) == 1:
            signs.append((column_letter(index), "comma" if "," in there else "point"))
    return tuple(signs)
