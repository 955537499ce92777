"""The line of tabs, and at its right what the table shows: whose assessments, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from rccdesk.settings import Settings
from rccdesk.ui.pages.framework.reading import BY_PERIOD, BY_REGION, NOW, TAB_OWN, TABS
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label, rule

_SHOWN_AS = "framework.shown_as"


class TopLine(QWidget):
    """Tells which tab was chosen (also one that is shown already), and of a change at the right."""

    tab_chosen = Signal(str)
    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._under = FlowLayout(gap=8)  # takes the choices where the tabs leave no room
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click leaves what it hides
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Flikar"))
        for words in (
            *(self.tr("Kriterier"), self.tr("Områden")),
            *(self.tr("Egna ramverk"), self.tr("Luckor")),
        ):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda at: self.tab_chosen.emit(TABS[at]))
        self.tabs.tabBarClicked.connect(self._on_clicked)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(8)
        row.addLayout(self._beside)
        self.bodies, self._bodies = self._choice(self.tr("Bedömt av"), 14)
        self.shown, self._shown = self._choice(self.tr("Visa"), 17)
        for key, words in (
            (NOW, self.tr("Kriterium och nuläge")),
            (BY_PERIOD, self.tr("Över tid")),
            (BY_REGION, self.tr("Per region")),
        ):
            self.shown.addItem(words, key)
        kept = settings.shown_as.get(_SHOWN_AS, NOW)
        self.shown.setCurrentIndex(max(0, self.shown.findData(kept)))
        self.shown.currentIndexChanged.connect(self._keep_shown)
        self.bodies.currentIndexChanged.connect(lambda _at: self.changed.emit())
        column.addLayout(row)
        column.addWidget(rule())
        column.addLayout(self._under)

    @property
    def shown_as(self) -> str:
        """How the items are shown: as they stand, by period, or by region."""
        return str(self.shown.currentData() or NOW)

    @property
    def body(self) -> str:
        """The body whose assessments are shown; "" for the latest of any."""
        return str(self.bodies.currentData() or "")

    def set_tab(self, tab: str) -> None:
        """Show ``tab`` as the chosen one without telling of it."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(TABS.index(tab))
        self.tabs.updateGeometry()  # the chosen tab's bold words are wider

    def set_shown_as(self, key: str) -> None:
        """Show the items as ``key`` says without telling of it."""
        with QSignalBlocker(self.shown):
            self.shown.setCurrentIndex(max(0, self.shown.findData(key)))

    def offer(self, bodies: Sequence[str], *, has_items: bool, item_word: str) -> None:
        """Offer ``bodies``, where there are several, and the ways to show items of that name."""
        kept = self.body
        with QSignalBlocker(self.bodies):
            self.bodies.clear()
            self.bodies.addItem(self.tr("Alla grupper"), "")
            for body in bodies:
                self.bodies.addItem(body, body)
            self.bodies.setCurrentIndex(max(0, self.bodies.findData(kept)))
        self.shown.setItemText(0, self.tr("{item} och nuläge").format(item=item_word))
        for widget in self._shown:
            widget.setVisible(has_items)
        for widget in self._bodies:
            widget.setVisible(has_items and len(bodies) > 1)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the choices go under the tabs, and these scroll."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices where they fit."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        choices = (*self._bodies, *self._shown)
        seen = [each for each in choices if not each.isHidden()]
        wanted = sum(each.sizeHint().width() + 8 for each in seen)
        is_under = wanted + self.tabs.sizeHint().width() > self.width()
        if is_under == bool(self._under.count()):
            return
        for each in choices:
            (self._beside if is_under else self._under).removeWidget(each)
            (self._under if is_under else self._beside).addWidget(each)
        self._under.setContentsMargins(0, 8 if is_under else 0, 0, 0)

    def _choice(self, words: str, letters: int) -> tuple[ChoiceBox, tuple[QWidget, ...]]:
        label = Label(words, "small", "text2")
        box = ChoiceBox()
        box.setProperty("small", "true")
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(letters)
        label.setBuddy(box)
        self._beside.addWidget(label)
        self._beside.addWidget(box)
        return box, (label, box)

    def _on_clicked(self, at: int) -> None:
        """Lead back from one framework to all of them, by the tab that is shown already."""
        if at == self.tabs.currentIndex() == TABS.index(TAB_OWN):
            self.tab_chosen.emit(TAB_OWN)

    def _keep_shown(self) -> None:
        self._settings.shown_as[_SHOWN_AS] = self.shown_as
        self.changed.emit()
