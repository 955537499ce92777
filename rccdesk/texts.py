"""The text catalogue of every layer without Qt: errors, problems, doubts, sentences, reports.

``resources/texts/<language>/<area>.toml`` holds the texts of one area as nested tables; a text
is named by its path, as in ``text("imports.problem.bad_date", count=3)``. The first part is the
file name. Curly brackets are filled in by `str.format`. A text that depends on a number is a
table with ``one`` and ``other``; the value ``count`` chooses.
"""

from __future__ import annotations

import tomllib
from functools import cache

from rccdesk.paths import resource_dir

LANGUAGES = ("sv", "en")
_THOUSANDS = {"sv": "\u00a0", "en": ","}
_language = "sv"


def use_language(language: str) -> None:
    """Choose the language of `text`; ValueError for an unknown one."""
    global _language  # noqa: PLW0603 - one process speaks one language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language


def language() -> str:
    """Return the language in use, ``sv`` or ``en``."""
    return _language


def text(key: str, /, **values: object) -> str:
    """Return the text ``key`` in the language in use; KeyError if there is none."""
    return text_in(_language, key, **values)


def text_in(language: str, key: str, /, **values: object) -> str:
    """Return the text ``key`` in a language: for files that are read back in any language."""
    area, _, path = key.partition(".")
    node: object = _load(language, area)
    for part in path.split("."):
        if not isinstance(node, dict) or part not in node:
            raise KeyError(key)
        node = node[part]
    if isinstance(node, dict):
        node = node["one" if values.get("count") == 1 else "other"]
    count = values.get("count")
    if isinstance(count, int) and abs(count) >= 1000:
        values["count"] = f"{count:,}".replace(",", _THOUSANDS[language])
    return str(node).format(**values) if values else str(node)


def has_text(key: str) -> bool:
    """Tell whether the catalogue has the text ``key``."""
    try:
        text(key)
    except (KeyError, IndexError):
        return False
    return True


@cache
def _load(language: str, area: str) -> dict[str, object]:
    path = resource_dir() / "texts" / language / f"{area}.toml"
    if not path.is_file():
        raise KeyError(area)
    return tomllib.loads(path.read_text(encoding="utf-8"))
