"""Run the work of the reading child in this process: for faults that must be put into its files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import BinaryIO, cast

from rccdesk.services.reader import process, wire
from rccdesk.services.reader.limits import Refusal


class _Ended(Exception):  # noqa: N818 - stands for the end of the process
    """The child has sent everything."""


class _Heard(process.Outlet):
    """An outlet that remembers what is sent."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())
        self.kinds: list[str] = []
        self.fields: dict[str, dict[str, object]] = {}

    def send(self, kind: str, fields: dict[str, object], *buffers: bytes) -> None:
        wire.send(io.BytesIO(), kind, fields, *buffers)
        self.kinds.append(kind)
        self.fields[kind] = fields


class _Requests:
    """Asks for the file, then for the first visible sheet that has rows."""

    def __init__(self, path: Path, heard: _Heard) -> None:
        self._path = path
        self._heard = heard

    def readline(self) -> bytes:
        head = self._heard.fields.get("head")
        if head is None:
            return json.dumps({"path": str(self._path)}).encode()
        sheets = cast("list[dict[str, object]]", head["sheets"])
        sheet = next(s for s in sheets if s["visible"] and s["row_count"])
        plan = {
            "sheet": sheet["name"],
            "header_row": sheet["first_row"],
            "id_column": None,
            "hash_key": "",
            "columns": None,
            "sha256": None,
        }
        return json.dumps(plan).encode()


def read_here(path: Path) -> tuple[str, list[str]]:
    """Return what came of reading ``path`` (read, a refusal's code or failed) and what was sent.

    A panic or an error of the child's own is "failed", as the program sees it.
    """
    heard = _Heard()
    exit_child = process.os._exit

    def end(_code: int) -> None:
        raise _Ended

    process.os._exit = end  # type: ignore[assignment]
    try:
        process._serve(cast("BinaryIO", _Requests(path, heard)), heard)
    except _Ended:
        return "read", heard.kinds
    except Refusal as refusal:
        return refusal.code, heard.kinds
    except PermissionError:
        return "file_locked", heard.kinds
    except OSError:
        return "file_unreadable", heard.kinds
    except BaseException as error:  # noqa: BLE001 - a panic in calamine is a BaseException
        return f"failed {type(error).__name__}", heard.kinds
    finally:
        process.os._exit = exit_child
    return "nothing", heard.kinds
