"""The order of words in Swedish, without the help of the operating system: å, ä, ö come last."""

from __future__ import annotations

import unicodedata

# Private code points come after every letter; æ and ø are ordered as ä and ö.
_LAST = str.maketrans({"å": "\ue000", "ä": "\ue001", "æ": "\ue001", "ö": "\ue002", "ø": "\ue002"})
_LETTERS = frozenset("åäö")


def folded(words: str) -> str:
    """Return words as they are compared in a search: composed, upper and lower case alike."""
    return unicodedata.normalize("NFC", words).casefold()


def sort_key(words: str) -> tuple[str, str]:
    """Return what words are sorted by; accents count only between words that are else alike."""
    plain = folded(words)
    bare = "".join(
        letter if letter in _LETTERS else unicodedata.normalize("NFD", letter)[0]
        for letter in plain
    )
    return bare.translate(_LAST), plain
