"""What is chosen above the figures of Ledtider: how, per what, in how long periods."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from rccdesk.enums import Grain
from rccdesk.services.charts import build
from rccdesk.settings import Settings
from rccdesk.ui.pages.figure_page import COMPARISON, TABLE
from rccdesk.ui.pages.lead_times.answers import PER
from rccdesk.ui.pages.lead_times.views import (
    BARS,
    ECDF,
    FUNNEL,
    PLACES,
    SUMMARY,
    VIEWS,
    WITH_GRAIN,
    WITH_UNITS,
    gap_field,
)
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.labels import Label

_LONGEST = 366


class LeadTimesOptions(QWidget):
    """``changed`` comes when the user has chosen something; ``order`` is put at the chart's title.

    The way to show is kept per tab, in the settings of the user.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tab = COMPARISON
        self._per: str | None = None  # the user's own choice; None follows the selection
        self._shows_all = False
        self._days: int | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.view = self._combo(self.tr("Visa som"))
        self.view.activated.connect(self._choose_view)
        self.per = self._combo(self.tr("Jämför per"))
        for key in PER:
            words = "SVF" if key == "svf" else self._per_words(key)
            self.per.addItem(self.tr("Per: {what}").format(what=words), key)
        self.per.activated.connect(self._choose_per)
        self.order = self._combo(self.tr("Ordning"))
        self.order.setParent(self)  # until it is put at the chart's title
        self.order.addItem(self.tr("Ordning: organisationen"), build.ORGANISATION)
        self.order.addItem(self.tr("Ordning: värde"), build.VALUE)
        self.order.activated.connect(self.changed)
        self.grain = Segment(
            (
                (Grain.MONTH.value, self.tr("Månad")),
                (Grain.QUARTER.value, self.tr("Kvartal")),
                (Grain.HALF.value, self.tr("Halvår")),
                (Grain.YEAR.value, self.tr("År")),
            ),
            Grain.QUARTER.value,
            small=True,
        )
        self.grain.setAccessibleName(self.tr("Visa per"))
        self.grain.chosen.connect(self._choose_grain)
        self.grain.set_current(settings.shown_as.get("lead_times.grain", Grain.QUARTER.value))
        self._within = Label(self.tr("Inom"), "small", "text2")
        self.days = QSpinBox()
        self.days.setRange(0, _LONGEST)
        self.days.setSpecialValueText(self.tr("ledtidsgränsen"))
        self.days.setSuffix(self.tr(" dagar"))
        self.days.setKeyboardTracking(False)
        self.days.setProperty("small", True)  # noqa: FBT003 - Qt's signature
        self.days.setAccessibleName(self.tr("Andel inom så många dagar"))
        self.days.valueChanged.connect(self._choose_days)
        self._within.setBuddy(self.days)
        for widget in (self.view, self.grain, self.per, self._within, self.days):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_tab(COMPARISON, shows_all=False)

    @property
    def shown_as(self) -> str:
        """The chosen way to show the tab."""
        return self._view_of(self._tab)

    @property
    def chosen_per(self) -> str:
        """What is compared: the user's choice, else what the selection makes natural."""
        per = self._per or ("svf" if self._shows_all else "region")
        return per if self.shown_as != FUNNEL or per in PLACES else "region"

    @property
    def chosen_order(self) -> str:
        """The order of bars."""
        return str(self.order.currentData())

    @property
    def chosen_grain(self) -> Grain:
        """The length of the periods."""
        return Grain(self.grain.current)

    @property
    def chosen_days(self) -> int | None:
        """The days of "within so many days"; None for the limit."""
        return self._days

    def show_tab(self, tab: str, *, shows_all: bool) -> None:
        """Offer what belongs to ``tab``; ``shows_all`` where no pathway is chosen."""
        self._tab, self._shows_all = tab, shows_all
        views = self._offered(tab)
        self.view.clear()
        for key in views:
            words = self._view_words(key)
            self.view.addItem(self.tr("Visa som: {what}").format(what=words), key)
        current = self.shown_as
        self.view.setCurrentIndex(max(0, self.view.findData(current)))
        self.view.setVisible(len(views) > 1)
        self.per.setVisible(current in WITH_UNITS)
        self.per.setCurrentIndex(self.per.findData(self.chosen_per))
        self.order.setVisible(current == BARS)
        self.grain.setVisible(current in WITH_GRAIN)
        self._within.setVisible(current == ECDF)
        self.days.setVisible(current == ECDF)
        self.days.setFixedHeight(self.view.sizeHint().height())  # in line with its neighbour

    def choose(self, view: str) -> None:
        """Choose how the tab is shown, as another page or a menu asks for."""
        for tab, views in VIEWS.items():
            if view in views:
                self._settings.shown_as[f"lead_times.{tab}"] = view
        self.show_tab(self._tab, shows_all=self._shows_all)

    def choose_grain(self, grain: Grain) -> None:
        """Choose the length of the periods."""
        self.grain.set_current(grain.value)
        self._settings.shown_as["lead_times.grain"] = grain.value

    def set_days(self, days: int) -> None:
        """Take the days that the line of the chart was moved to."""
        self.days.setValue(days)

    def _offered(self, tab: str) -> tuple[str, ...]:
        views = VIEWS[tab]
        if tab == TABLE and not self._shows_all:
            return tuple(view for view in views if view != SUMMARY)
        return views

    def _view_of(self, tab: str) -> str:
        views = self._offered(tab)
        kept = self._settings.shown_as.get(f"lead_times.{tab}", views[0])
        return kept if kept in views else views[0]

    def _choose_view(self, index: int) -> None:
        self._settings.shown_as[f"lead_times.{self._tab}"] = str(self.view.itemData(index))
        self._settings.save()
        self.show_tab(self._tab, shows_all=self._shows_all)
        self.changed.emit()

    def _choose_per(self) -> None:
        self._per = str(self.per.currentData())
        self.changed.emit()

    def _choose_grain(self, key: str) -> None:
        self._settings.shown_as["lead_times.grain"] = key
        self._settings.save()
        self.changed.emit()

    def _choose_days(self, days: int) -> None:
        self._days = days or None
        self.changed.emit()

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setProperty("small", True)  # noqa: FBT003 - Qt's signature
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    def _view_words(self, key: str) -> str:
        field = gap_field(key)
        if field:
            return self.tr("skillnad mellan {groups}").format(groups=self._gap_words(field))
        return {
            "bars": self.tr("staplar"),
            "funnel": self.tr("tratt"),
            "control": self.tr("styrdiagram"),
            "lines": self.tr("linjer per region"),
            "heatmap": self.tr("värmekarta SVF × kvartal"),
            "histogram": self.tr("histogram"),
            "ecdf": self.tr("andel inom X dagar"),
            "overtime": self.tr("tid över ledtiden"),
            "stages": self.tr("delledtider"),
            "summary": self.tr("sammanfattning av alla SVF"),
            "numbers": self.tr("siffror"),
            "text": "",
        }[key]

    def _gap_words(self, field: str) -> str:
        return {
            "sex": self.tr("könen"),
            "age_group": self.tr("åldersgrupper"),
            "region": self.tr("regioner"),
        }[field]

    def _per_words(self, key: str) -> str:
        return {
            "region": self.tr("region"),
            "home_region": self.tr("hemregion"),
            "unit": self.tr("enhet"),
            "treatment": self.tr("behandling"),
            "sex": self.tr("kön"),
            "age_group": self.tr("åldersgrupp"),
        }[key]
