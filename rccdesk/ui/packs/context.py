"""What the cards of packs are given by their page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rccdesk.settings import Settings
    from rccdesk.ui.selection import Selection
    from rccdesk.ui.tasks import TaskRunner


class Window(Protocol):
    """What a card may ask the window for."""

    def toast(self, sentence: str, undo: Callable[[], object] | None = None, act: str = "") -> None:
        """Say what was done, with "Ångra" where ``undo`` is given, or the words of another act."""

    def undo(self) -> None:
        """Undo the last act of this session."""


class PackContext(Protocol):
    """The calls on the store, what is remembered, and the window."""

    @property
    def tasks(self) -> TaskRunner:
        """The calls on the store."""

    @property
    def selection(self) -> Selection:
        """The shared selection with what can be chosen."""

    @property
    def settings(self) -> Settings:
        """What is remembered."""

    @property
    def window(self) -> Window:
        """The window that says what was done."""
