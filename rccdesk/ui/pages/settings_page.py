"""Settings: each change is kept when its field is left; what lies in the file can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.services import organisation, store_settings
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import DoubtLimits, SmallNumberLimits
from rccdesk.ui import messages, opening, theme
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.pages.settings_backups import BackupsSection, read_backups
from rccdesk.ui.pages.settings_files import FilesSection
from rccdesk.ui.pages.settings_limits import limits_card
from rccdesk.ui.pages.settings_parts import card, field_row, sheet, stack_of_cards
from rccdesk.ui.pages.settings_persons import PersonsSection, list_names
from rccdesk.ui.pages.settings_terms import TermsSection, read_terms
from rccdesk.ui.selection import Choice
from rccdesk.ui.tasks import Task
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.profile_form import ProfileChoices, ProfileForm, ProfileValues, RccChoice
from rccdesk.ui.widgets.progress_strip import ProgressStrip

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
    doubts: DoubtLimits


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
        store_settings.get_doubt_limits(database),
    )


def _points(share: float) -> float:
    return share * 100


class SettingsPage(Page):
    """Tabs: profile, words, figures, appearance, files, backups, persons."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.ORGANISATION, Topic.SETTINGS, Topic.PATHWAYS, Topic.HISTORY}
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = (
        "profile",
        "terms",
        "figures",
        "appearance",
        "files",
        "backups",
        "persons",
    )

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
        self.terms = TermsSection(context, self)
        self.files = FilesSection(self)
        self.backups = BackupsSection(self)
        self.persons = PersonsSection(self)
        self._strip = ProgressStrip()
        for words, widget in (
            (self.tr("Profil"), sheet(self._build_profile())),
            (self.tr("Ord"), sheet(self.terms)),
            (self.tr("Siffror"), sheet(self._build_figures())),
            (self.tr("Utseende"), sheet(self._build_appearance())),
            (self.tr("Filer"), sheet(self.files)),
            (self.tr("Säkerhetskopior"), sheet(self.backups)),
            (self.tr("Personuppgifter"), sheet(self.persons)),
        ):
            self.tabs.addTab(words)
            self._stack.addWidget(widget)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.set_head_gap(0)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Read everything the page shows."""
        if self._shown is None:
            self.show_busy()
        self._tasks.run_latest(self, _read).then(self._show).catch(self.show_error)
        database = self.database
        self.files.show_file(None if database is None else database.path)
        if database is not None:
            self.backups.set_reading(reading=database.is_reading)
            self.persons.set_reading(reading=database.is_reading)
            self.terms.set_reading(reading=database.is_reading)
            self.read(read_terms).then(self.terms.show_terms).catch(self.show_error)
            self.read(read_backups).then(self.backups.show_backups).catch(self.show_error)
            self.read(list_names).then(self.persons.show_names).catch(self.show_error)

    @property
    def database(self) -> Database | None:
        """The open file."""
        return self._tasks.database

    @property
    def second_place(self) -> Path | None:
        """The folder that gets a copy of each backup, where one is chosen."""
        words = self.settings.second_backup_dir
        return Path(words) if words else None

    def read(self, function: Callable[..., Any], *args: object, **kw: Any) -> Task:
        """Call ``function(database, …)`` in the reading thread, the latest call only."""
        return self._tasks.run_latest(self, function, *args, **kw)

    def work(self, sentence: str, function: Callable[..., Any], *args: object, **kw: Any) -> Task:
        """Call ``function(database, …)``, which may take long, and show how far it has come."""
        task = self._tasks.run_file(self, function, *args, **kw).catch(self._refuse)
        self._strip.follow(sentence, task)
        return task

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the tab named ``view``."""
        self.show_view(str(arguments.get("view", "")))

    def show_view(self, view: str) -> None:
        """Show one of ``views``."""
        if view in self.views:
            self.tabs.setCurrentIndex(self.views.index(view))

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs that change a word, put a backup back and erase a person."""
        return {
            "term": self.terms.make_dialog,
            "restore": self.backups.make_dialog,
            "erase_person": self.persons.make_dialog,
        }

    def write(self, function: Callable[..., Any], *args: object, said: str = "", **kw: Any) -> None:
        """Save a change; a refused one says why and shows again what the store holds."""
        task = self._tasks.run_write(self, function, *args, **kw)
        if said:
            task.then(lambda _result: self.toast(said, self.window_actions.undo))
        task.catch(self._refuse)

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.toast(messages.sentence(error))
        self.refresh()

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self.profile.set_choices(shown.choices)
        self.profile.show_values(shown.profile)
        self.growth.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.growth.setValue(_points(shown.doubts.missing_share_growth))
        self._growth_shown = self.growth.value()
        self.growth.blockSignals(False)  # noqa: FBT003 - Qt's signature
        for field, value in (
            (self.group, shown.small.group),
            (self.month, shown.small.month),
            (self.lag, shown.lag_days),
            (self.long_wait, shown.doubts.long_lead_time_days),
        ):
            field.blockSignals(True)  # noqa: FBT003 - Qt's signature
            field.setValue(value)
            field.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.cells.setChecked(shown.small.cells)
        self.show_content()

    # Profile

    def _build_profile(self) -> QWidget:
        frame, column = card(
            self.tr("Om dig"),
            self.tr("Styr vilka ord, processer och områden du ser först."),
        )
        column.addWidget(self.profile)
        self.profile.committed.connect(
            lambda: self.write(opening.save_profile, self.profile.values())
        )
        return frame

    # Figures

    def _build_figures(self) -> QWidget:
        box, column = stack_of_cards()
        small, inside = card(
            self.tr("Små tal"),
            self.tr(
                "Uppgifter med färre fall visas inte. "
                "Gränsen kan höjas men aldrig sänkas under {floor}."
            ).format(floor=store_settings.FLOOR),
        )
        self.group = self._number(store_settings.FLOOR, 999)
        self.month = self._number(store_settings.FLOOR, 999)
        inside.addLayout(field_row(self.tr("Minsta antal fall"), self.group))
        inside.addLayout(field_row(self.tr("Minsta antal fall, enskild månad"), self.month))
        self.cells = QCheckBox(self.tr("Dölj också små celler"))
        inside.addWidget(self.cells)
        about = self.tr(
            "En liten cell har färre fall än så i täljaren, eller i resten av nämnaren. "
            "Då är nästan alla i gruppen kända."
        )
        inside.addWidget(Label(about, "small", "text2", wraps=True))
        lag, inside = card(
            self.tr("Eftersläpning"),
            self.tr(
                "En period är preliminär tills uttaget är taget så många dagar efter dess slut. "
                "30 dagar är ett antagande; ändra det till vad som gäller hos er."
            ),
        )
        self.lag = self._number(0, 366)
        inside.addLayout(field_row(self.tr("Dagar efter periodens slut"), self.lag))
        for field in (self.group, self.month):
            field.editingFinished.connect(self._save_small)
        self.cells.clicked.connect(self._save_cells)
        self.lag.editingFinished.connect(self._save_lag)
        column.addWidget(small)
        column.addWidget(lag)
        column.addWidget(self._build_doubts())
        column.addWidget(limits_card(lambda: self.navigate("limits")))
        return box

    def _build_doubts(self) -> QWidget:
        frame, inside = card(
            self.tr("Datatvivel"),
            self.tr(
                "En ledtid som är längre, eller en kolumn där andelen utan värde har ökat så "
                "mycket sedan förra uttaget, blir ett datatvivel. {days} dagar och {points} "
                "procentenheter är antaganden; ändra dem till vad som gäller hos er. Ändringen "
                "gäller från nästa import."
            ).format(
                days=DoubtLimits().long_lead_time_days,
                points=formats.number(_points(DoubtLimits().missing_share_growth)),
            ),
        )
        self.long_wait = self._number(1, store_settings.LONGEST_LEAD_TIME)
        self._growth_shown = 0.0
        self.growth: QDoubleSpinBox = QDoubleSpinBox()
        self.growth.setDecimals(1)
        self.growth.setRange(0.1, 100)
        self.growth.setMaximumWidth(round(110 * theme.current().text_scale))
        inside.addLayout(field_row(self.tr("Lång ledtid, dagar"), self.long_wait))
        inside.addLayout(field_row(self.tr("Ökad andel utan värde, procentenheter"), self.growth))
        for field in (self.long_wait, self.growth):
            field.editingFinished.connect(self._save_doubts)
        return frame

    def _save_small(self) -> None:
        if self._shown is None:
            return
        kept = self._shown.small
        limits = replace(kept, group=self.group.value(), month=self.month.value())
        if limits != kept:
            self.write(store_settings.update_small_number_limits, limits)

    def _save_cells(self, hides: bool) -> None:
        if self._shown is not None and hides != self._shown.small.cells:
            self.write(store_settings.update_small_cells, hides=hides)

    def _save_lag(self) -> None:
        if self._shown is not None and self.lag.value() != self._shown.lag_days:
            self.write(store_settings.update_reporting_lag_days, self.lag.value())

    def _save_doubts(self) -> None:
        if self._shown is None:
            return
        kept = self._shown.doubts
        points = self.growth.value()
        # The field rounds: a share with more decimals stays until another one is chosen.
        is_same = points == self._growth_shown
        growth = kept.missing_share_growth if is_same else round(points / 100, 3)
        limits = DoubtLimits(self.long_wait.value(), growth)
        if limits != kept:
            self.write(store_settings.update_doubt_limits, limits)

    # Appearance

    def _build_appearance(self) -> QWidget:
        frame, column = card(
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
        column.addLayout(field_row(self.tr("Tema"), self.theme))
        column.addLayout(field_row(self.tr("Textstorlek"), self.scale))
        column.addLayout(field_row(self.tr("Språk"), self.language))
        column.addLayout(field_row(self.tr("Rörelse"), self.motion))
        self.theme.chosen.connect(lambda key: self._keep(theme=key))
        self.scale.chosen.connect(lambda key: self._keep(text_scale=float(key)))
        self.language.chosen.connect(lambda key: self._keep(language=key))
        self.motion.toggled.connect(lambda on: self._keep(reduced_motion=on))
        return frame

    def _keep(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.settings, name, value)
        self.window_actions.apply_settings()

    # Parts

    def _number(self, low: int, high: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(low, high)
        field.setMaximumWidth(round(110 * theme.current().text_scale))
        return field
