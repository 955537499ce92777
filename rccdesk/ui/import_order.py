"""What an import will import, leaves first, so that it can be taken a module at a time."""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from types import CodeType

_OURS = "rccdesk"


def find_modules(wanted: Sequence[str]) -> Iterator[str]:
    """Yield our modules that importing ``wanted`` imports and that are not there yet.

    Each comes after what it imports when it begins, but where two import each other. Reads the
    modules' code and runs none of it, so that a worker may ask for modules of the window.
    """
    search = _Search()
    for name in wanted:
        yield from search.visit(name)


class _Search:
    def __init__(self) -> None:
        self._specs: dict[str, ModuleSpec | None] = {}
        self._seen: set[str] = set()
        self._open: list[str] = []  # those whose own imports are being followed

    def visit(self, name: str) -> Iterator[str]:
        """Yield what ``name`` imports, then ``name``."""
        if name in self._seen or name in sys.modules:
            return
        package = name.rpartition(".")[0]
        if package:  # runs before any module in it, and so do all that it imports of them
            yield from self.visit(package)
        if name in self._seen:
            return
        self._seen.add(name)
        spec = self._find(name)
        get_code = getattr(spec.loader, "get_code", None) if spec is not None else None
        code = get_code(name) if get_code is not None else None
        if isinstance(code, CodeType):
            is_inside = any(name.startswith(f"{above}.") for above in self._open)
            self._open.append(name)
            for needed in self._needed(code):
                yield from self.visit(needed)
            self._open.pop()
            if not is_inside:
                yield name

    def _find(self, name: str) -> ModuleSpec | None:
        """Find a module without importing its package, as ``importlib.util`` would."""
        if name not in self._specs:
            package = name.rpartition(".")[0]
            above = self._find(package) if package else None
            path = above.submodule_search_locations if above is not None else None
            found = (finder.find_spec(name, path) for finder in sys.meta_path)
            self._specs[name] = next((spec for spec in found if spec is not None), None)
        return self._specs[name]

    def _needed(self, code: CodeType) -> Iterator[str]:
        """Yield which of our modules a module's own code imports, not for annotations only."""
        end = 0  # of a block that never runs
        is_checking = False
        name = ""
        for step in dis.get_instructions(code):
            if step.offset < end:
                continue
            if is_checking and "JUMP" in step.opname:
                end = int(step.argval)
            is_checking = step.argval == "TYPE_CHECKING"
            if step.opname == "IMPORT_NAME":
                name = str(step.argval)
                if name.partition(".")[0] == _OURS:
                    yield name
            elif step.opname == "IMPORT_FROM" and name.partition(".")[0] == _OURS:
                above, whole = self._find(name), f"{name}.{step.argval}"
                is_package = above is not None and above.submodule_search_locations is not None
                if is_package and self._find(whole) is not None:
                    yield whole
