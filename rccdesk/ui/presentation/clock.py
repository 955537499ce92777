"""The time of a meeting that is shown: now, what is left of the point, when it was last saved."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

_HALF_A_DAY = dt.timedelta(hours=12)


class Clock:
    """Knows when the point in view was first shown, and how long it may take."""

    def __init__(self) -> None:
        self.minutes: int | None = None  # of the point, as planned
        self.ends_at = ""  # of the meeting, HH:MM
        self._begun: dict[str, dt.datetime] = {}
        self._point = ""
        self._saved: dt.datetime | None = None
        self._recorded = False

    def begin_point(self, uuid: str) -> None:
        """Count from now for a point that has not been shown before."""
        self._point = uuid
        self._begun.setdefault(uuid, dt.datetime.now().astimezone())

    def say_saved(self) -> None:
        """Be told that the store has taken something."""
        self._saved, self._recorded = dt.datetime.now().astimezone(), False

    def say_recorded(self) -> None:
        """Be told that a decision was recorded."""
        self._saved, self._recorded = dt.datetime.now().astimezone(), True

    def words(self, now: dt.datetime) -> str:
        """Return the time, what is left, and when something was last saved."""
        translate = QCoreApplication.translate
        parts = [_clock(now)]
        left = self._left(now)
        if left is not None and left >= 0:
            parts.append(translate("Presentation", "{n} min kvar").format(n=left))
        elif left is not None:
            parts.append(translate("Presentation", "{n} min över tiden").format(n=-left))
        if self._saved is not None:
            words = translate("Presentation", "sparat {time}")
            if self._recorded:
                words = translate("Presentation", "antecknat {time}")
            parts.append(words.format(time=_clock(self._saved)))
        return " · ".join(parts)

    def _left(self, now: dt.datetime) -> int | None:
        """Return whole minutes left of the point, else of the meeting; None where nobody said."""
        begun = self._begun.get(self._point)
        if self.minutes is not None and begun is not None:
            passed = int((now - begun).total_seconds() // 60)
            return self.minutes - passed
        try:
            end = dt.time.fromisoformat(self.ends_at)
        except ValueError:
            return None
        until = dt.datetime.combine(now.date(), end, now.tzinfo) - now
        if until < -_HALF_A_DAY:  # it ends after midnight
            until += 2 * _HALF_A_DAY
        return int(until.total_seconds() // 60)


def _clock(moment: dt.datetime) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
