"""PySide6's import hook, told not to read the source of every module.

After each import the hook reads the module's source to see whether it mentions PySide6, for the
snake_case switch that nothing here uses. That kept 27 MB of source lines in `linecache` and made
imports a third slower.
"""

from __future__ import annotations

import contextlib
import linecache
import sys
from types import ModuleType


def leave_sources_unread() -> None:
    """Let the hook take for granted that no module uses the switch, and forget what it has read."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        with contextlib.suppress(AttributeError):
            feature._mod_uses_pyside = _uses_no_switch  # type: ignore[union-attr]
    linecache.clearcache()


def _uses_no_switch(_module: ModuleType) -> bool:
    return False
