"""The heads of the columns of a plan; that of completeness is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from rccdesk.ui import icons
from rccdesk.ui.pages.plan.tree_model import COMPLETE, PlanTreeModel


class LineHeader(QHeaderView):
    """Draws the measure in place of the long word "Uppföljningsbart"."""

    def __init__(self, model: PlanTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._lines = model
        self.setProperty("dense", "lines")
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a head, and the drawing of completeness over an empty one."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        columns = self._lines.columns
        if section < len(columns) and columns[section] == COMPLETE:
            side = icons.icon_side(16)
            mark = icons.pixmap("limit", "text2", 16, self.devicePixelRatioF())
            middle = rect.center()
            painter.drawPixmap(middle.x() - side // 2 + 1, middle.y() - side // 2, mark)
