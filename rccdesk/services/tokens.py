"""The design tokens of ``resources/themes/tokens.toml`` for everything that is drawn without Qt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rccdesk.paths import resource_dir

THEMES = ("light", "dark", "contrast")


@cache
def load_colours(theme: str = "light") -> Mapping[str, str]:
    """Return token → ``#rrggbb`` of ``theme``; documents use the light one. KeyError if unknown."""
    path = resource_dir() / "themes" / "tokens.toml"
    tokens = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType({name: column[theme] for name, column in tokens["colour"].items()})
