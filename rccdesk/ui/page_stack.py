"""The pages of an open store: made when first shown, and the way back to those visited."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from rccdesk.enums import Topic
from rccdesk.ui.pages.page import Page
from rccdesk.ui.registry import PageEntry


class PageStack(QStackedWidget):
    """Shows one page. ``make`` builds a page of a class; ``shown`` tells the key of the page."""

    shown = Signal(str)

    def __init__(
        self,
        entries: tuple[PageEntry, ...],
        make: Callable[[type[Page]], Page],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bg")
        self._entries = {entry.key: entry for entry in entries}
        self._make = make
        self._pages: dict[str, Page] = {}
        self._visited: list[str] = []
        self._place = -1

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all pages, shown or not."""
        return tuple(self._entries)

    @property
    def key(self) -> str:
        """The key of the page shown; empty before the first."""
        return self._visited[self._place] if self._place >= 0 else ""

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self.key)

    def show_page(self, key: str, arguments: Mapping[str, object]) -> None:
        """Show the page ``key`` with ``arguments`` and remember the way; KeyError if unknown."""
        if self.key != key:
            del self._visited[self._place + 1 :]
            self._visited.append(key)
            self._place = len(self._visited) - 1
        self._show(key, arguments)

    def go(self, steps: int) -> None:
        """Go back (-1) or forward (1) among the pages visited."""
        place = self._place + steps
        if 0 <= place < len(self._visited):
            self._place = place
            self._show(self._visited[place], {})

    def mark_stale(self, topics: frozenset[Topic]) -> None:
        """Let the pages that show one of ``topics`` read again, those not visible when shown."""
        for page in self._pages.values():
            if topics & page.topics:
                page.mark_stale()

    def forget(self) -> None:
        """Take all pages away, as when another store is opened."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._visited.clear()
        self._place = -1

    def _show(self, key: str, arguments: Mapping[str, object]) -> None:
        page = self._pages.get(key)
        if page is None:
            entry = self._entries[key]
            page = self._pages[key] = self._make(entry.load())
            page.setAccessibleName(entry.label)
            self.addWidget(page)
        if arguments:
            page.arrive(arguments)
        self.setCurrentWidget(page)
        self.shown.emit(key)
