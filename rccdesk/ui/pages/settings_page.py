"""Settings: each change is kept when its field is left; what lies in the file can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import Topic
from rccdesk.services import organisation, store_settings
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.ui import messages, opening, theme
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.settings_limits import AddLimitDialog, LimitsSection, LimitsShown
from rccdesk.ui.selection import Choice
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.profile_form import ProfileChoices, ProfileForm, ProfileValues, RccChoice

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_TEXT_WIDTH = 940
_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows of the store."""

    choices: ProfileChoices
    profile: ProfileValues
    small: SmallNumberLimits
    lag_days: int
    limits: LimitsShown


def _read(database: Database) -> _Shown:
    rccs = organisation.list_rccs(database)
    names = {region.code: region.full_name for region in organisation.list_regions(database)}
    profile = organisation.get_profile(database)
    pathways = tuple(Choice(svf.kva_prefix, svf.name) for svf in catalogue.list_svf(database))
    return _Shown(
        ProfileChoices(
            tuple(
                RccChoice(
                    rcc.key,
                    rcc.name,
                    tuple(Choice(code, names[code]) for code in rcc.region_codes),
                )
                for rcc in rccs
            ),
            pathways,
        ),
        ProfileValues(profile.rcc, profile.region, profile.processes, profile.role, profile.name),
        store_settings.get_small_number_limits(database),
        store_settings.get_reporting_lag_days(database),
        LimitsShown(catalogue.list_limits(database), pathways),
    )


class SettingsPage(Page):
    """Tabs: profile, figures, limits, appearance, files."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.ORGANISATION, Topic.SETTINGS, Topic.PATHWAYS}
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = ("profile", "figures", "limits", "appearance", "files")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.head.set_title(self.tr("Inställningar"), self.tr("Allt sparas när du lämnar fältet."))
        self._shown: _Shown | None = None
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Inställningar"))
        self._stack = QStackedWidget()
        self.profile = ProfileForm(with_region=True)
        self.limits = LimitsSection(self)
        for words, widget in (
            (self.tr("Profil"), self._sheet(self._build_profile())),
            (self.tr("Siffror"), self._sheet(self._build_figures())),
            (self.tr("Ledtidsgränser"), self.limits),
            (self.tr("Utseende"), self._sheet(self._build_appearance())),
            (self.tr("Filer"), self._sheet(self._build_files())),
        ):
            self.tabs.addTab(words)
            self._stack.addWidget(widget)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.set_head_gap(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read everything the page shows."""
        if self._shown is None:
            self.show_busy()
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)
        self._fill_recent()

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the tab named ``view``."""
        self.show_view(str(arguments.get("view", "")))

    def show_view(self, view: str) -> None:
        """Show one of ``views``."""
        if view in self.views:
            self.tabs.setCurrentIndex(self.views.index(view))

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialog that adds a limit."""
        return {"add_limit": self.limits.make_dialog}

    def write(self, function: Callable[..., Any], *args: object, said: str = "", **kw: Any) -> None:
        """Save a change; a refused one says why and shows again what the store holds."""
        task = self._tasks.run_write(self, function, *args, **kw)
        if said:
            task.then(lambda _result: self.toast(said, self.window_actions.undo))
        task.catch(self._refuse)

    def add_limit(self, limit: LimitRow, dialog: AddLimitDialog) -> None:
        """Save a new limit and close the dialog, or let the dialog say why not."""
        task = self._tasks.run_write(dialog, catalogue.add_limit, limit)
        task.then(lambda _limit: dialog.accept()).catch(dialog.refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self.profile.set_choices(shown.choices)
        self.profile.show_values(shown.profile)
        for field, value in (
            (self.group, shown.small.group),
            (self.month, shown.small.month),
            (self.lag, shown.lag_days),
        ):
            field.blockSignals(True)  # noqa: FBT003 - Qt's signature
            field.setValue(value)
            field.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.limits.show_limits(shown.limits, shown.profile.processes)
        self.show_content()

    # Profile

    def _build_profile(self) -> QWidget:
        card, column = _card(
            self.tr("Om dig"),
            self.tr("Styr vilka ord, processer och områden du ser först."),
        )
        column.addWidget(self.profile)
        self.profile.committed.connect(
            lambda: self.write(opening.save_profile, self.profile.values())
        )
        return card

    # Figures

    def _build_figures(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("card_gap"))
        small, inside = _card(
            self.tr("Små tal"),
            self.tr(
                "Uppgifter med färre fall visas inte. "
                "Gränsen kan höjas men aldrig sänkas under {floor}."
            ).format(floor=store_settings.FLOOR),
        )
        self.group = self._number(store_settings.FLOOR, 999)
        self.month = self._number(store_settings.FLOOR, 999)
        inside.addLayout(_row(self.tr("Minsta antal fall"), self.group))
        inside.addLayout(_row(self.tr("Minsta antal fall, enskild månad"), self.month))
        lag, inside = _card(
            self.tr("Eftersläpning"),
            self.tr(
                "En period är preliminär tills uttaget är taget så många dagar efter dess slut. "
                "30 dagar är ett antagande; ändra det till vad som gäller hos er."
            ),
        )
        self.lag = self._number(0, 366)
        inside.addLayout(_row(self.tr("Dagar efter periodens slut"), self.lag))
        for field in (self.group, self.month):
            field.editingFinished.connect(self._save_small)
        self.lag.editingFinished.connect(self._save_lag)
        column.addWidget(small)
        column.addWidget(lag)
        return box

    def _save_small(self) -> None:
        limits = SmallNumberLimits(self.group.value(), self.month.value())
        if self._shown is not None and limits != self._shown.small:
            self.write(store_settings.update_small_number_limits, limits)

    def _save_lag(self) -> None:
        if self._shown is not None and self.lag.value() != self._shown.lag_days:
            self.write(store_settings.update_reporting_lag_days, self.lag.value())

    # Appearance

    def _build_appearance(self) -> QWidget:
        card, column = _card(
            self.tr("Utseende"), self.tr("Gäller på den här datorn, i alla filer.")
        )
        settings = self.settings
        self.theme = Segment(
            [
                ("system", self.tr("Som datorn")),
                ("light", self.tr("Ljust")),
                ("dark", self.tr("Mörkt")),
                ("contrast", self.tr("Hög kontrast")),
            ],
            settings.theme,
        )
        self.scale = Segment([(str(s), f"{s * 100:.0f} %") for s in _SCALES])
        nearest = min(_SCALES, key=lambda s: abs(s - settings.text_scale))
        self.scale.set_current(str(nearest))
        self.language = Segment([("sv", "Svenska"), ("en", "English")], settings.language)
        self.motion = QCheckBox(self.tr("Minska rörelse på skärmen"))
        self.motion.setChecked(settings.reduced_motion)
        column.addLayout(_row(self.tr("Tema"), self.theme))
        column.addLayout(_row(self.tr("Textstorlek"), self.scale))
        column.addLayout(_row(self.tr("Språk"), self.language))
        column.addLayout(_row(self.tr("Rörelse"), self.motion))
        self.theme.chosen.connect(lambda key: self._keep(theme=key))
        self.scale.chosen.connect(lambda key: self._keep(text_scale=float(key)))
        self.language.chosen.connect(lambda key: self._keep(language=key))
        self.motion.toggled.connect(lambda on: self._keep(reduced_motion=on))
        return card

    def _keep(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.settings, name, value)
        self.window_actions.apply_settings()

    # Files

    def _build_files(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().size("card_gap"))
        card, inside = _card(self.tr("Filen som är öppen"), "")
        self._path = Label("", "body", "text2", wraps=True)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self._path)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(
            Button(self.tr("Spara en kopia som…"), act=self.window_actions.save_copy, icon="save")
        )
        row.addWidget(
            Button(self.tr("Öppna fil…"), act=self.window_actions.open_file, icon="folder")
        )
        row.addStretch(1)
        inside.addLayout(row)
        self._recent_card, inside = _card(self.tr("Senaste filer"), "")
        self._recent_buttons: list[Button] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        inside.addLayout(self._recent)
        column.addWidget(card)
        column.addWidget(self._recent_card)
        return box

    def _fill_recent(self) -> None:
        database = self._tasks.database
        self._path.setText("" if database is None else str(database.path))
        for button in self._recent_buttons:
            button.deleteLater()
        self._recent_buttons = []
        here = self._path.text()
        names = [name for name in self.settings.recent_stores if name != here]
        names = [name for name in names if Path(name).is_file()]
        for name in names:
            act = partial(self.window_actions.open_store, Path(name))
            self._recent_buttons.append(Button(name, "link", act))
            self._recent.addWidget(self._recent_buttons[-1])
        self._recent_card.setVisible(bool(names))

    # Parts

    def _number(self, low: int, high: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(low, high)
        field.setMaximumWidth(round(110 * theme.current().text_scale))
        return field

    def _sheet(self, widget: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("ground", "bg")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 4, 0, 0)
        row = QHBoxLayout()
        widget.setMaximumWidth(round(_TEXT_WIDTH * theme.current().text_scale))
        row.addWidget(widget, 1000)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        area.setWidget(sheet)
        return area


def _card(title: str, words: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", "true")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(10)
    column.addWidget(Label(title, "h2"))
    if words:
        column.addWidget(Label(words, "small", "text2", wraps=True))
    return card, column


def _row(words: str, field: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    label = Label(words, "h3", wraps=True)
    label.setBuddy(field)
    label.setFixedWidth(round(190 * theme.current().text_scale))
    field.setAccessibleName(words)
    row.addWidget(label)
    row.addWidget(field)
    row.addStretch(1)
    return row
