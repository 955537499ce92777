"""Plain data of dataclasses as JSON, and back: what is stored as it was shown."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
import types
import typing
from enum import StrEnum
from typing import Any


def to_json(value: Any) -> str:
    """Return a dataclass with all it holds as JSON, stable in its order."""
    return json.dumps(
        dataclasses.asdict(value), ensure_ascii=False, sort_keys=True, default=dt.date.isoformat
    )


def read_as(kind: Any, value: Any) -> Any:
    """Return what `json.loads` gave as the annotated type: dataclasses, tuples, dates and texts."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        kind = next(part for part in parts if part is not type(None))
        return None if value is None else read_as(kind, value)
    if origin is tuple:
        kinds = itertools.repeat(parts[0]) if parts[-1] is Ellipsis else parts
        return tuple(read_as(part, item) for part, item in zip(kinds, value, strict=False))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return kind(**{name: read_as(hints[name], item) for name, item in value.items()})
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    is_vocabulary = isinstance(kind, type) and issubclass(kind, StrEnum)
    return kind(value) if is_vocabulary else value
