"""What the reading child and the program send each other.

A message is a JSON header of names and sizes, followed by raw buffers: bulk data are never JSON
or pickle. Both ends import this module, so it needs only the standard library.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

_LENGTH = struct.Struct("<I")
_EMPTY, _TEXT, _NUMBER, _BOOL, _DATE, _DATETIME, _ERROR, _UNCACHED, _MASKED = range(9)
_FAULTS = {"error": _ERROR, "uncached": _UNCACHED, "masked": _MASKED}
_FAULT_NAMES = {code: name for name, code in _FAULTS.items()}
_DAY_MS = 86_400_000


@dataclass(frozen=True)
class CellFault:
    """A cell without a usable value.

    ``kind``: ``error`` (#N/A …; ``text`` is Excel's own sign), ``uncached`` (a formula that was
    never calculated) or ``masked`` (a personal identifier that did not leave the child).
    """

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Message:
    """One message: what it is, its small fields and its buffers."""

    kind: str
    fields: dict[str, object]
    buffers: tuple[bytes, ...] = ()


def send(stream: BinaryIO, kind: str, fields: dict[str, object], *buffers: bytes) -> None:
    """Write one message and flush."""
    header = json.dumps({"kind": kind, "fields": fields, "sizes": [len(b) for b in buffers]})
    encoded = header.encode()
    stream.write(_LENGTH.pack(len(encoded)))
    stream.write(encoded)
    for buffer in buffers:
        stream.write(buffer)
    stream.flush()


def receive(stream: BinaryIO) -> Message | None:
    """Read one message; None at the end of the stream, also when it ends within a message."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    header = stream.read(_LENGTH.unpack(start)[0])
    try:
        parsed = json.loads(header)
    except ValueError:
        return None
    buffers = []
    for size in parsed["sizes"]:
        buffer = stream.read(size)
        if len(buffer) < size:
            return None
        buffers.append(buffer)
    return Message(parsed["kind"], parsed["fields"], tuple(buffers))


def pack_values(values: Sequence[object]) -> tuple[bytes, bytes, bytes, bytes]:
    """Return ``values`` as type bytes, float64 numbers, uint32 text lengths and UTF-8 text.

    Dates are ordinals, times of a day milliseconds since year 1, durations days.
    """
    types = bytearray()
    numbers = array("d")
    lengths = array("I")
    texts: list[bytes] = []
    for value in values:
        kind = _EMPTY
        if isinstance(value, str):
            kind = _TEXT
            _append(value, texts, lengths)
        elif isinstance(value, bool):
            kind = _BOOL
            numbers.append(value)
        elif isinstance(value, int | float):
            kind = _NUMBER
            numbers.append(value)
        elif isinstance(value, dt.datetime):
            kind = _DATETIME
            midnight = dt.datetime.combine(value.date(), dt.time())
            since = (value - midnight) // dt.timedelta(milliseconds=1)
            numbers.append(value.toordinal() * _DAY_MS + since)
        elif isinstance(value, dt.date):
            kind = _DATE
            numbers.append(value.toordinal())
        elif isinstance(value, dt.timedelta):
            kind = _NUMBER
            numbers.append(value / dt.timedelta(days=1))
        elif isinstance(value, dt.time):
            kind = _TEXT
            _append(value.isoformat(), texts, lengths)
        elif isinstance(value, CellFault):
            kind = _FAULTS[value.kind]
            _append(value.text, texts, lengths)
        types.append(kind)
    return bytes(types), numbers.tobytes(), lengths.tobytes(), b"".join(texts)


def unpack_values(types: bytes, numbers: bytes, lengths: bytes, text: bytes) -> list[object]:
    """Return the values that `pack_values` packed."""
    if types.count(_EMPTY) == len(types):  # a column of ids, which has no values here
        return [None] * len(types)
    floats = iter(memoryview(numbers).cast("d"))
    sizes = iter(memoryview(lengths).cast("I"))
    position = 0
    values: list[object] = []
    for kind in types:
        if kind in (_TEXT, _ERROR, _UNCACHED, _MASKED):
            end = position + next(sizes)
            part = text[position:end].decode("utf-8", "replace")
            position = end
            values.append(part if kind == _TEXT else CellFault(_FAULT_NAMES[kind], part))
        elif kind == _NUMBER:
            values.append(next(floats))
        elif kind == _DATE:
            values.append(dt.date.fromordinal(int(next(floats))))
        elif kind == _DATETIME:
            ordinal, since = divmod(int(next(floats)), _DAY_MS)
            midnight = dt.datetime.combine(dt.date.fromordinal(ordinal), dt.time())
            values.append(midnight + dt.timedelta(milliseconds=since))
        elif kind == _BOOL:
            values.append(bool(next(floats)))
        else:
            values.append(None)
    return values


def _append(text: str, texts: list[bytes], lengths: array[int]) -> None:
    encoded = text.encode("utf-8", "replace")
    texts.append(encoded)
    lengths.append(len(encoded))
