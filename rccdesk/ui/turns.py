"""Long work of the window in parts, so that it answers between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

_working: set[Turns] = set()


def is_working() -> bool:
    """Tell whether parts are left anywhere."""
    return any(isValid(turns) for turns in _working)


class Turns(QObject):
    """Calls one part per turn of the event loop; new parts take the place of those left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take_turn)

    @property
    def is_working(self) -> bool:
        """Whether parts are left here."""
        return bool(self._left)

    def run(self, *parts: Callable[[], object]) -> None:
        """Call the parts in their order, from the next turn on."""
        self._left = deque(parts)
        if parts:
            _working.add(self)
            if not self._timer.isActive():  # started anew in a part, it would come in the same turn
                self._timer.start(0)
        else:
            self.drop()

    def run_next(self, *parts: Callable[[], object]) -> None:
        """Call the parts in their order before those left, as for a part that is long itself."""
        self.run(*parts, *self._left)

    def repeat(self, step: Callable[[], bool]) -> None:
        """Call ``step`` once a turn for as long as it says that there is more to do."""

        def again() -> None:
            if step() and not self._left:
                self.run(again)

        self.run(again)

    def drop(self) -> None:
        """Call none of the parts that are left."""
        self._left.clear()
        self._timer.stop()
        _working.discard(self)

    def finish(self) -> None:
        """Call at once all parts that are left, for one who cannot wait."""
        while self._left:
            self._take_turn()

    def _take_turn(self) -> None:
        part = self._left.popleft()
        try:
            part()
        finally:
            if not self._left:
                self.drop()
