"""The files of ``resources/seed``, and the keys of the rows that are made of them."""

from __future__ import annotations

import csv
import tomllib
import uuid
from collections.abc import Iterator
from typing import Any

from rccdesk.paths import resource_dir

_NAMESPACE = uuid.UUID("6f1c0a52-7d0e-4b8e-9a57-52434344534b")


def seed_uuid(table: str, *parts: object) -> str:
    """Return the key of a shipped row: the same for the same name in every store."""
    return str(uuid.uuid5(_NAMESPACE, "|".join([table, *map(str, parts)])))


def read_toml(name: str) -> dict[str, Any]:
    """Return the content of a seed file."""
    return tomllib.loads((resource_dir() / "seed" / name).read_text(encoding="utf-8"))


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a seed table."""
    with (resource_dir() / "seed" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")
