"""Which of many periods are shown: the arithmetic of panning and zooming."""

from __future__ import annotations

_LEAST_PX = 6.0  # per period; with less, the newest that fit are shown
_LEAST_SHOWN = 4.0


class PeriodWindow:
    """``shown`` periods of ``count``, from ``first``; both may be fractions while moving."""

    def __init__(self) -> None:
        self.count = 0
        self.first = 0.0
        self.shown = 0.0
        self._is_chosen = False

    def begin(self, count: int, room: float) -> None:
        """Take ``count`` periods; a choice of the user stays while their number does."""
        if count != self.count:
            self._is_chosen = False
        self.count = count
        self.fit(room)

    def fit(self, room: float) -> bool:
        """Show the newest periods that fit in ``room`` px; tell whether anything changed."""
        if self._is_chosen:
            return False
        before = (self.first, self.shown)
        self.shown = float(min(self.count, max(int(room / _LEAST_PX), int(_LEAST_SHOWN))))
        self.first = self.count - self.shown
        return before != (self.first, self.shown)

    @property
    def can_pan(self) -> bool:
        """Whether there are periods that are not shown."""
        return self.shown < self.count - 1e-9

    @property
    def last(self) -> int:
        """The last period that is shown whole."""
        return int(self.first + self.shown - 0.5 + 1e-9)

    def range(self) -> tuple[float, float]:
        """Return the ends of the axis, half a period outside the first and last."""
        return self.first - 0.5, self.first + max(self.shown, 1.0) - 0.5

    def part(self) -> tuple[float, float]:
        """Return where the periods shown begin and end among all, 0-1."""
        return self.first / self.count, (self.first + self.shown) / self.count

    def move(self, periods: float) -> bool:
        """Move by ``periods``, stopping at the ends; tell whether anything moved."""
        return self._put(self.first + periods, self.shown)

    def zoom(self, factor: float, around: float) -> bool:
        """Show ``factor`` times as many periods; the one at the part ``around`` stays there."""
        shown = min(max(self.shown * factor, min(_LEAST_SHOWN, self.count)), float(self.count))
        return self._put(self.first + (self.shown - shown) * around, shown)

    def reveal(self, period: int) -> bool:
        """Move so that ``period`` is shown; tell whether anything moved."""
        first = min(self.first, float(period))
        return self._put(max(first, period + 1 - self.shown), self.shown)

    def _put(self, first: float, shown: float) -> bool:
        first = min(max(first, 0.0), max(self.count - shown, 0.0))
        if (first, shown) == (self.first, self.shown):
            return False
        self.first, self.shown = first, shown
        self._is_chosen = True
        return True
