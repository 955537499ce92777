"""Versions of the program and of everything it ships with, with their licences."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata
from typing import Any

_SHIPPED = (
    "PySide6_Essentials",
    "shiboken6",
    "pyqtgraph",
    "colorama",
    "numpy",
    "SQLAlchemy",
    "alembic",
    "Mako",
    "MarkupSafe",
    "typing_extensions",
    "python-calamine",
    "openpyxl",
    "et_xmlfile",
    "xlsxwriter",
    "python-pptx",
    "python-docx",
    "lxml",
    "pillow",
    "icalendar",
    "python-dateutil",
    "tzdata",
    "typst",
    "platformdirs",
)
_FILES = (  # what is shipped as files, without package metadata
    {"name": "Source Sans 3", "version": "3.052", "licence": "OFL-1.1"},
    {"name": "Tabler Icons", "version": "3", "licence": "MIT"},
)


def collect_versions() -> dict[str, Any]:
    """Return python, qt, sqlite, schema and the licences of all parts."""
    from rccdesk.services.database import SCHEMA

    return {
        "python": platform.python_version(),
        "qt": _version("PySide6_Essentials"),
        "sqlite": sqlite3.sqlite_version,
        "schema": SCHEMA,
        "licences": [*(_licence(name) for name in _SHIPPED), *_FILES],
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _licence(name: str) -> dict[str, str]:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return {"name": name, "version": "", "licence": ""}
    stated = next((found[key] for key in ("License-Expression", "License") if key in found), "")
    if not stated or "\n" in stated or len(stated) > 60:
        classifiers = found.get_all("Classifier") or []
        named = [c.split(" :: ")[-1] for c in classifiers if c.startswith("License ::")]
        stated = ", ".join(named) or stated.splitlines()[0] if stated or named else ""
    return {"name": found["Name"], "version": found["Version"], "licence": stated}
