"""The pages of an open store: made when first shown, and the way back to those visited."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from rccdesk.enums import Topic
from rccdesk.ui.pages.page import Page
from rccdesk.ui.polishing import polish_some
from rccdesk.ui.registry import PageEntry
from rccdesk.ui.turns import Turns, is_working

PREPARED = (  # pages whose first showing is long
    *("plan", "framework", "follow_up", "plan_item"),
    *("meetings", "meeting", "groups", "group", "decision"),
)
_CALM_MS, _BETWEEN_MS = 500, 10  # before what is made ahead, and between its parts


class PageStack(QStackedWidget):
    """Shows one page. ``make`` builds a page of a class; ``shown`` tells the key of the page.

    A page is made, styled and laid out in turns, while the page before it is still seen.
    ``shown`` comes when a page is asked for, and again when it is seen where that was later.
    What `prepare` names is made and read ahead, while nothing else is.
    """

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
        self._classes: dict[str, type[Page]] = {}
        self._pages: dict[str, Page] = {}
        self._ready: set[str] = set()
        self._waiting: dict[str, list[Mapping[str, object]]] = {}  # for pages not yet ready
        self._visited: list[str] = []
        self._place = -1
        self._turns = Turns(self)
        self._ahead: deque[str] = deque()
        self._calm = QTimer(self)
        self._calm.timeout.connect(self._prepare_some)

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
        """The page shown; one on its way is finished first, for one who cannot wait."""
        self._turns.finish()
        return self._pages.get(self.key)

    def show_page(self, key: str, arguments: Mapping[str, object]) -> None:
        """Show the page ``key`` with ``arguments`` and remember the way; KeyError if unknown."""
        if self.key != key:
            if key not in self._entries:
                raise KeyError(key)
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

    def prepare(self, keys: Iterable[str]) -> None:
        """Make the pages ``keys`` and let them read, a part at a time, before they are asked for.

        What changes after that is read when they are shown, as with every hidden page.
        """
        self._ahead = deque(keys)
        if self._ahead:
            self._calm.start(_CALM_MS)

    @property
    def is_preparing(self) -> bool:
        """Whether pages are still to be made ahead."""
        return self._calm.isActive()

    def mark_stale(self, topics: frozenset[Topic]) -> None:
        """Let the pages that show one of ``topics`` read again, those not visible when shown."""
        for page in self._pages.values():
            if topics & page.topics:
                page.mark_stale()

    def forget(self) -> None:
        """Take all pages away, as when another store is opened."""
        self._turns.drop()
        self._ahead.clear()
        self._calm.stop()
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._ready.clear()
        self._waiting.clear()
        self._visited.clear()
        self._place = -1

    def _show(self, key: str, arguments: Mapping[str, object]) -> None:
        if arguments:
            self._waiting.setdefault(key, []).append(arguments)
        if key in self._ready:
            self._turns.drop()
            self._arrive(key)
        else:
            self.shown.emit(key)
            self._turns.repeat(lambda: self._bring_on(key))

    def _prepare_some(self) -> None:
        """Do the next part of the first page to prepare, unless the window has other work."""
        self._calm.setInterval(_BETWEEN_MS)
        if self._ahead and not is_working():
            key = self._ahead.popleft()  # for good, where it fails
            if self._bring_nearer(key) or self._pages[key].read_ahead():
                self._ahead.appendleft(key)
            elif not self._pages[key].isVisible():
                self._pages[key].grab()  # lays out and paints while nobody waits for it
        if not self._ahead:
            self._calm.stop()

    def _bring_on(self, key: str) -> bool:
        """Do the next part of what lets a page be seen; False when it is."""
        if self._bring_nearer(key):
            return True
        self._arrive(key)
        return False

    def _bring_nearer(self, key: str) -> bool:
        """Do the next part of making a page, wherever it stands; False when it is ready."""
        if key in self._ready:
            return False
        page = self._pages.get(key)
        if key not in self._classes:
            self._classes[key] = self._entries[key].load()  # mostly imported ahead, by `Loading`
        elif page is None:
            page = self._pages[key] = self._make(self._classes[key])
            page.setAccessibleName(self._entries[key].label)
        elif not page.is_built:
            page.build_next()
        elif self.indexOf(page) < 0:
            self.addWidget(page)
        elif not polish_some(page):
            page.resize(self.size())
            layout = page.layout()
            if layout is not None:
                layout.activate()
            self._ready.add(key)
        return True

    def _arrive(self, key: str) -> None:
        page = self._pages[key]
        for arguments in self._waiting.pop(key, ()):
            page.arrive(arguments)
        self.setCurrentWidget(page)
        self.shown.emit(key)
