"""Who the store is for: RCC, own region, processes, view and name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rccdesk.enums import Role
from rccdesk.ui import theme
from rccdesk.ui.roles import role_names
from rccdesk.ui.selection import Choice
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.process_field import ProcessField

_FIELD_WIDTH = 360
_LABEL_WIDTH = 156


@dataclass(frozen=True, slots=True)
class RccChoice:
    """An RCC and its regions."""

    key: str
    label: str
    regions: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """What the form holds; empty where nothing is chosen."""

    rcc: str = ""
    region: str = ""
    processes: tuple[str, ...] = ()
    role: Role = Role.PROCESS_LEADER
    name: str = ""


@dataclass(frozen=True, slots=True)
class ProfileChoices:
    """What the form offers."""

    rccs: tuple[RccChoice, ...] = ()
    processes: tuple[Choice, ...] = ()
    example: RccChoice = RccChoice("", "")
    example_values: ProfileValues = ProfileValues()


class ProfileForm(QWidget):
    """The fields with their labels. ``committed`` comes when the user leaves a changed field."""

    committed = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_region: bool = False) -> None:
        super().__init__(parent)
        self._choices = ProfileChoices()
        self._is_example = False
        self._labels: list[QWidget] = []
        self._own = ProfileValues()  # what the fields held before the example data were chosen
        self._committed = ProfileValues()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.rcc = QComboBox()
        self.region = QComboBox()
        self.processes = ProcessField()
        self.role = Segment([(str(role), words) for role, words in role_names().items()])
        self.name = QLineEdit()
        self._add(self.tr("RCC"), self.rcc)
        if with_region:
            self._add(self.tr("Egen region"), self.region, optional=True)
        self._add(self.tr("Processer"), self.processes, optional=True)
        self._add(
            self.tr("Roll"),
            self.role,
            hint=self.tr("En roll är en vy, inte en behörighet. Alla ser samma uppgifter."),
        )
        self._add(
            self.tr("Namn till historiken"),
            self.name,
            hint=self.tr(
                "Visas bara i Historik, vid det du själv har ändrat. Aldrig vid en siffra."
            ),
            optional=True,
        )
        self.rcc.currentIndexChanged.connect(self._fill_regions)
        self.rcc.activated.connect(self._commit)
        self.region.activated.connect(self._commit)
        self.processes.changed.connect(self._commit)
        self.role.chosen.connect(self._commit)
        self.name.editingFinished.connect(self._commit)
        theme.current().changed.connect(self._fit)
        self._fit()

    def set_choices(self, choices: ProfileChoices) -> None:
        """Offer these RCCs and pathways."""
        self._choices = choices
        self.processes.set_choices(choices.processes)
        self._fill_rccs()

    def set_example(self, *, example: bool) -> None:
        """Offer the invented RCC only, or the real ones."""
        if example != self._is_example:
            if example:
                self._own = self.values()
            self._is_example = example
        self._fill_rccs()

    def values(self) -> ProfileValues:
        """Return what the fields hold."""
        return ProfileValues(
            str(self.rcc.currentData() or ""),
            str(self.region.currentData() or ""),
            self.processes.keys,
            Role(self.role.current),
            self.name.text().strip(),
        )

    def show_values(self, values: ProfileValues) -> None:
        """Show ``values`` without emitting ``committed``."""
        self.rcc.setCurrentIndex(max(0, self.rcc.findData(values.rcc)))
        self._fill_regions()
        self.region.setCurrentIndex(max(0, self.region.findData(values.region)))
        self.processes.set_keys(values.processes)
        self.role.set_current(str(values.role))
        if not self.name.hasFocus():
            self.name.setText(values.name)
        self._committed = self.values()

    def _commit(self, *_: object) -> None:
        if self.values() != self._committed:
            self._committed = self.values()
            self.committed.emit()

    def _fill_rccs(self) -> None:
        held = self.values()
        self.rcc.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.rcc.clear()
        if self._is_example:
            if self._choices.example.key:
                self.rcc.addItem(self._choices.example.label, self._choices.example.key)
        else:
            self.rcc.addItem(self.tr("Välj RCC"), "")
            for rcc in self._choices.rccs:
                self.rcc.addItem(rcc.label, rcc.key)
        self.rcc.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if self._is_example:
            example = self._choices.example_values
            self.show_values(replace(held, rcc=example.rcc, processes=example.processes))
        else:
            self.show_values(replace(held, rcc=self._own.rcc, processes=self._own.processes))

    def _fill_regions(self) -> None:
        held = self.region.currentData()
        self.region.clear()
        self.region.addItem(self.tr("Ingen vald"), "")
        key = self.rcc.currentData()
        for rcc in (*self._choices.rccs, self._choices.example):
            if rcc.key and rcc.key == key:
                for region in rcc.regions:
                    self.region.addItem(region.label, region.key)
        self.region.setCurrentIndex(max(0, self.region.findData(held)))
        self.region.setEnabled(self.region.count() > 1)

    def _add(self, words: str, field: QWidget, *, hint: str = "", optional: bool = False) -> None:
        row = self._grid.rowCount()
        label = QWidget()
        names = FlowLayout(label, gap=4)
        names.setContentsMargins(0, 0, 0, 0)
        self._labels.append(label)
        name = Label(words, "h3")
        name.setBuddy(field)
        names.addWidget(name)
        if optional:
            names.addWidget(Label(self.tr("(valfritt)"), "small", "text2"))
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        field.setAccessibleName(words)
        column = QVBoxLayout()
        column.setSpacing(4)
        beside = QHBoxLayout()  # keeps the field's greatest width from narrowing the column
        beside.addWidget(field, 1000)
        beside.addStretch(1)
        column.addLayout(beside)
        if hint:
            column.addWidget(Label(hint, "caption", "text2", wraps=True))
        self._grid.addLayout(column, row, 1)

    def _fit(self) -> None:
        scale = theme.current().text_scale
        for label in self._labels:
            label.setFixedWidth(round(_LABEL_WIDTH * scale))
        for field in (self.rcc, self.region, self.name):
            field.setMaximumWidth(round(_FIELD_WIDTH * scale))
