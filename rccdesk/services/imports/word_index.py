"""Which known words a written word may mean: by spelling, without marks, or cut short."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

_SHORTEST = 3  # letters; a shorter word resembles too many others
_TWO_FAULTS, _THREE_FAULTS = 5, 12  # letters, from where so many may be wrong
_LOOKED_AT = 40  # known words with the most pairs of letters in common
_CUT_SHORT = 1.5  # as near as between one and two faults


class WordIndex:
    """Known words by the pairs of letters that they hold, so that few have to be compared."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Index folded words -> codes."""
        self._codes: list[str] = []
        self._words: list[str] = []
        self._plain: list[str] = []
        self._by_pair: dict[str, list[int]] = {}
        for number, (word, code) in enumerate(words.items()):
            plain = plain_letters(word)
            self._codes.append(code)
            self._words.append(word)
            self._plain.append(plain)
            for pair in _pairs(plain):
                self._by_pair.setdefault(pair, []).append(number)

    def propose(self, word: str, most: int = 3) -> list[str]:
        """Return the codes of the known words nearest to a folded word, the nearest first.

        Words that differ in their digits are never alike.
        """
        plain = plain_letters(word)
        if len(plain) < _SHORTEST or plain.isdigit():
            return []
        common: Counter[int] = Counter()
        for pair in _pairs(plain):
            common.update(self._by_pair.get(pair, ()))
        # Long words share pairs with many others: what counts is the part that is shared.
        likeness = {n: 2 * k / (len(plain) + len(self._plain[n]) + 2) for n, k in common.items()}
        nearest = sorted(likeness, key=lambda n: (-likeness[n], self._words[n]))[:_LOOKED_AT]
        best: dict[str, tuple[float, str]] = {}
        for number in nearest:
            score = self._score(word, plain, number)
            if score is not None:
                code, found = self._codes[number], (score, self._words[number])
                best[code] = min(best.get(code, found), found)
        return sorted(best, key=lambda code: best[code])[:most]

    def _score(self, word: str, plain: str, number: int) -> float | None:
        known = self._plain[number]
        if [c for c in plain if c.isdigit()] != [c for c in known if c.isdigit()]:
            return None
        shorter = min(len(plain), len(known))
        most = 1 + (shorter >= _TWO_FAULTS) + (shorter >= _THREE_FAULTS)
        faults = count_faults(plain, known, most)
        if faults is not None:
            return float(faults)
        return _CUT_SHORT if _is_cut_short(word, self._words[number]) else None


@cache
def plain_letters(word: str) -> str:
    """Return the letters of a word without their marks, and its digits."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if c.isalnum())


def count_faults(one: str, other: str, most: int) -> int | None:
    """Return how many letters are wrong, missing, too many or swapped; None for over ``most``."""
    if abs(len(one) - len(other)) > most:
        return None
    last: list[int] = []
    before = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        row = [number]
        for place, there in enumerate(other, start=1):
            cost = min(before[place - 1] + (letter != there), before[place] + 1, row[-1] + 1)
            is_swap = number > 1 and place > 1 and letter == other[place - 2]
            if is_swap and there == one[number - 2]:
                cost = min(cost, last[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        last, before = before, row
    return before[-1] if before[-1] <= most else None


def _is_cut_short(written: str, known: str) -> bool:
    """Tell whether a name is another with parts cut short, as in "ekmarks las."."""
    parts, whole = written.replace(".", ". ").split(), known.split()
    if len(parts) != len(whole) or "." not in written:
        return False
    return all(
        there.startswith(part.rstrip(".")) if part.endswith(".") else part == there
        for part, there in zip(parts, whole, strict=True)
    )


def _pairs(plain: str) -> set[str]:
    edged = f"^{plain}$"
    return {edged[place : place + 2] for place in range(len(edged) - 1)}
