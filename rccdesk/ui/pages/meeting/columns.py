"""The three columns of a meeting: beside each other, two of them at a time, or under each other."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.pages.meeting.agenda_card import AgendaCard
from rccdesk.ui.pages.meeting.point_card import PointCard
from rccdesk.ui.pages.meeting.weigh_column import WeighColumn

# px at 100 % text
_AGENDA, _WEIGH, _WIDE_AGENDA, _WIDE_WEIGH = 284, 300, 380, 480
_LEAST_POINT, _STACKED, _WIDE = 400, 640, 1400
_HEIGHTS = (300, 620, 360)  # of the cards where they stand under each other
_UNBOUND = 16777215


class MeetingColumns(QWidget):
    """Places the cards for the room there is; `turn` shows the last in place of the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bg")
        self._cards: list[AgendaCard | PointCard | WeighColumn] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().size("tile_gap"))
        self._shows_weigh = False  # in place of the agenda, where there is room for two
        self.has_points = True
        theme.current().changed.connect(self.fit)

    def add(self, card: AgendaCard | PointCard | WeighColumn) -> None:
        """Add the next card: agenda, point, what to weigh in."""
        self._cards.append(card)
        self._row.addWidget(card, 1 if isinstance(card, PointCard) else 0)

    def turn(self) -> None:
        """Show what there is to weigh in where the agenda stood, or the agenda again."""
        self._shows_weigh = not self._shows_weigh
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each card its place and size."""
        if len(self._cards) < 3 or not self.width():
            return
        agenda, point, weigh = self._cards
        assert isinstance(point, PointCard)
        scale = theme.current().text_scale
        room = self.width() / scale
        is_stacked = room < _STACKED
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_stacked else direction.LeftToRight)
        for card, height in zip(self._cards, _HEIGHTS, strict=True):
            card.setMinimumHeight(round(height * scale) if is_stacked else 0)
        wide = room >= _WIDE
        widths = (_WIDE_AGENDA, _WIDE_WEIGH) if wide else (_AGENDA, _WEIGH)
        has_three = is_stacked or room - sum(widths) - 24 >= _LEAST_POINT
        for card, width in ((agenda, widths[0]), (weigh, widths[1])):
            card.setMinimumWidth(0 if is_stacked else round(width * scale))
            card.setMaximumWidth(_UNBOUND if is_stacked else round(width * scale))
        agenda.setVisible(has_three or not self._shows_weigh or not self.has_points)
        point.setVisible(self.has_points)
        weigh.setVisible(self.has_points and (has_three or self._shows_weigh))
        point.offer_turn(is_offered=not has_three, shows_weigh=self._shows_weigh)
