"""A name in texts: finding and replacing it, also within JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator

from rccdesk.errors import RccdeskError

_FEWEST_LETTERS = 2
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?', re.DOTALL)
_KEY = re.compile(r"[a-z0-9_]+")
_NO_GENITIVE = ("s", "x", "z")


class Name:
    """A name as somebody typed it, found whole, in any case, in any Unicode form.

    Between its words stand spaces, underscores or hyphens, as in names of files; a Swedish
    genitive (``Anna Eks``) is the same name. Another order of the words is another name.
    What else tells who somebody is, as an address of e-mail, is sought and replaced with it.
    """

    def __init__(self, typed: str, details: Collection[str] = ()) -> None:
        """Raise RccdeskError ``person_name`` for what is too short to be a name."""
        self.text = " ".join(unicodedata.normalize("NFC", typed).split())
        if sum(letter.isalpha() for letter in self.text) < _FEWEST_LETTERS:
            raise RccdeskError("person_name")
        genitive = "" if self.text.lower().endswith(_NO_GENITIVE) else r"(?P<genitive>:?s)?"
        self._patterns = [_pattern(self.text, genitive), *map(_pattern, sorted(details))]

    def count(self, stored: str) -> int:
        """Return how often the name stands in a stored text."""
        parts = list(_parts(stored))
        return sum(len(pattern.findall(part)) for pattern in self._patterns for part in parts)

    def passages(self, stored: str) -> tuple[str, ...]:
        """Return the texts that hold the name; within JSON each text by itself."""
        return tuple(
            part for part in _parts(stored) if any(each.search(part) for each in self._patterns)
        )

    def is_all_of(self, stored: str) -> bool:
        """Tell whether a text is the name and nothing else."""
        return bool(self._patterns[0].fullmatch(unicodedata.normalize("NFC", stored).strip()))

    def replace(self, stored: str, other: str, *, escaped: bool | None = None) -> str:
        """Return the stored text with ``other`` for the name and nothing else changed.

        ``escaped`` tells how letters beyond ASCII are written in JSON; None: as the text does.
        """
        if not _is_json(stored):
            return self._replace(unicodedata.normalize("NFC", stored), other, stored)

        def within(match: re.Match[str]) -> str:
            literal, colon = _split(match)
            before = json.loads(literal)
            if colon and _KEY.fullmatch(before):
                return match[0]
            after = self.replace(before, other)
            if after == before:
                return match[0]
            ascii_only = literal.isascii() if escaped is None else escaped
            return json.dumps(after, ensure_ascii=ascii_only) + colon

        return _LITERAL.sub(within, stored)

    def _replace(self, normal: str, other: str, stored: str) -> str:
        def instead(match: re.Match[str]) -> str:
            if not match.groupdict().get("genitive") or other.lower().endswith(_NO_GENITIVE):
                return other
            return other + (":s" if other[-1].isdigit() else "s")

        replaced = normal
        for pattern in self._patterns:
            replaced = pattern.sub(instead, replaced)
        return replaced if replaced != normal else stored


def _pattern(words: str, ending: str = "") -> re.Pattern[str]:
    """Return what finds words whole, with an ending; case and what parts them do not matter."""
    joined = r"[\s_\-]+".join(re.escape(word) for word in words.split())
    # \b would not do: an underscore beside the name is no letter of it
    return re.compile(rf"(?<![^\W_]){joined}{ending}(?![^\W_])", re.IGNORECASE)


def _parts(stored: str) -> Iterator[str]:
    """Give every text in a stored text, in the one Unicode form that names are compared in."""
    if not _is_json(stored):
        yield unicodedata.normalize("NFC", stored)
        return
    for match in _LITERAL.finditer(stored):
        literal, colon = _split(match)
        text = json.loads(literal)
        if not (colon and _KEY.fullmatch(text)):  # keys in small letters are the program's own
            yield from _parts(text)


def _split(match: re.Match[str]) -> tuple[str, str]:
    colon = match[1] or ""
    return match[0].removesuffix(colon), colon


def _is_json(text: str) -> bool:
    if text[:1] not in ("{", "[", '"'):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
