"""Where things lie: in a checkout, in a wheel and in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

APP_NAME = "rccdesk"
STORE_SUFFIX = ".rccdesk"


def _root() -> Path:
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS", Path(sys.executable).parent))
    bundled = Path(__file__).parent / "_bundled"
    return bundled if bundled.is_dir() else Path(__file__).parent.parent


def resource_dir() -> Path:
    """Return the folder with texts, seeds, fonts, icons and themes."""
    return _root() / "resources"


def migrations_dir() -> Path:
    """Return the folder with the database migrations."""
    return _root() / "migrations"


def data_dir() -> Path:
    """Return the user's data folder, which need not exist yet."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def default_store() -> Path:
    """Return the user's own store, which need not exist yet."""
    return data_dir() / f"min{STORE_SUFFIX}"


def example_store() -> Path:
    """Return the store of the example data, which need not exist yet."""
    return data_dir() / f"exempeldata{STORE_SUFFIX}"


def settings_file() -> Path:
    """Return the file of the user's own settings, which need not exist yet."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def with_store_suffix(name: str) -> Path:
    """Return ``name`` as the path of a store; a dot in the name stays a part of it."""
    path = Path(name)
    if path.suffix.casefold() == STORE_SUFFIX:
        return path
    return path.with_name(path.name + STORE_SUFFIX)
