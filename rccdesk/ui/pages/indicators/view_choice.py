"""How the figures of a tab are shown: kept per tab, in the settings of the user."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rccdesk.services.charts import build
from rccdesk.settings import Settings
from rccdesk.ui.pages.indicators.views import (
    BARS,
    CONTROL,
    FIGURES,
    FUNNEL,
    HEATMAP,
    LEGS,
    LINES,
    REACHED,
    TEXT,
    VIEWS,
    gap_field,
)
from rccdesk.ui.widgets.choice_box import ChoiceBox


class ViewChoice(QWidget):
    """The ways to show a tab; ``order`` is put at the title of the chart."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tab = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._view = _small(self.tr("Visa som"))
        self._view.activated.connect(self._choose)
        row.addWidget(self._view)
        self.order = _small(self.tr("Ordning"))
        self.order.setParent(self)  # until it is put at the chart's title
        self.order.addItem(self.tr("Ordning: organisationen"), build.ORGANISATION)
        self.order.addItem(self.tr("Ordning: värde"), build.VALUE)
        self.order.activated.connect(self.changed)

    @property
    def chosen_order(self) -> str:
        """The order of bars."""
        return str(self.order.currentData())

    def view_of(self, tab: str) -> str:
        """Return the way that is kept for a tab; empty for none."""
        kept = self._settings.shown_as.get(f"indicators.{tab}", "")
        return kept if kept in VIEWS[tab] else ""

    def keep(self, tab: str, view: str) -> None:
        """Show a tab so from now on."""
        self._settings.shown_as[f"indicators.{tab}"] = view

    def show_views(self, tab: str, views: tuple[str, ...], current: str) -> None:
        """Offer ``views`` of a tab."""
        self._tab = tab
        self._view.clear()
        for view in views:
            words = self._words(view)
            self._view.addItem(self.tr("Visa som: {what}").format(what=words), view)
        self._view.setCurrentIndex(max(0, self._view.findData(current)))
        self._view.setVisible(len(views) > 1)
        self.order.setVisible(current == BARS)

    def _choose(self, at: int) -> None:
        self.keep(self._tab, str(self._view.itemData(at)))
        self._settings.save()
        self.changed.emit()

    def _words(self, view: str) -> str:
        if gap_field(view):
            return {
                "sex": self.tr("skillnad mellan könen"),
                "age_group": self.tr("skillnad mellan åldersgrupper"),
                "unit": self.tr("skillnad mellan enheter"),
                "group": self.tr("skillnad mellan grupper"),
            }[gap_field(view)]
        return {
            BARS: self.tr("staplar"),
            FUNNEL: self.tr("tratt"),
            LEGS: self.tr("inklusion, ledtid, upplevelse"),
            CONTROL: self.tr("styrdiagram"),
            LINES: self.tr("linjer"),
            HEATMAP: self.tr("värmekarta"),
            FIGURES: self.tr("alla uppgifter"),
            REACHED: self.tr("regioner som når nivåerna, då och nu"),
            TEXT: "",
        }[view]


def _small(name: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setProperty("small", True)  # noqa: FBT003 - Qt's signature
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
    box.ensurePolished()  # else the first size that it is asked for, a large one, is kept
    return box
