"""Överenskommelsen: inclusion per half-year, and lead time year on year, by region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton, QVBoxLayout, QWidget

from rccdesk.enums import Topic
from rccdesk.services import agreement, organisation
from rccdesk.services import labels as names
from rccdesk.services.pathways import catalogue
from rccdesk.ui import theme
from rccdesk.ui.charts.frame import ChartFrame
from rccdesk.ui.pages.cards import TableCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import IconButton, Segment
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from rccdesk.services.agreement import Years
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database

INCLUSION = "inclusion"
_CHART_HEIGHT = 460  # px at 100 % text
_LINE_ROOM = 760  # px at 100 % text that the line in the head needs


@dataclass(frozen=True, slots=True)
class Question:
    """Inclusion, or the prefix of the SVF whose years are compared; year 0 = the newest."""

    view: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``problem`` is "" or why there is no chart."""

    question: Question
    years: Years
    year: int = 0
    names: tuple[tuple[str, str], ...] = ()
    spec: ChartSpec | None = None
    problem: str = ""


def read(database: Database, question: Question) -> Answer:
    """Return what the page shows for ``question``."""
    years = agreement.list_years(database)
    known = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    named = tuple((svf, known.get(svf, "")) for svf in agreement.SVFS)
    if years.extract_date is None:
        return Answer(question, years, names=named, problem="no_data")
    labels = names.get_labels(database)
    own = organisation.get_profile(database).region or None
    year = question.year if question.year in years.known else next(iter(years.known), 0)
    spec, problem = None, ""
    if question.view == INCLUSION:
        inclusion = agreement.get_inclusion(database)
        if any(row.value is not None for row in inclusion.table.rows):
            spec = agreement.build_inclusion(inclusion, labels, own_code=own)
        else:
            few = any(row.hidden is not None for row in inclusion.table.rows)
            problem = "few" if few else "no_expected"
    elif not known.get(question.view):
        problem = "no_svf"
    elif not year:
        problem = "no_years"
    else:
        found = agreement.get_year_changes(database, question.view, year)
        if any(row.value is not None for row in found.years.table.rows):
            spec = agreement.build_changes(found, labels, own_code=own)
        else:
            problem = "few" if found.changes else "no_figures"
    return Answer(question, years, year, named, spec, problem)


class AgreementPage(Page):
    """A choice of what is followed, its chart, and the table of every period."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEAD_TIMES, Topic.IMPORTS, Topic.PATHWAYS, Topic.ORGANISATION, Topic.SETTINGS}
    )
    uses_selection: ClassVar[bool] = False
    views: ClassVar[tuple[str, ...]] = (INCLUSION, *agreement.SVFS)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._question = Question(INCLUSION)
        self._answer: Answer | None = None
        self.head.set_trail(self.tr("Ledtider / Överenskommelsen"))
        self.head.set_title(self.tr("Överenskommelsen"))
        self.build_in_turns(
            self._build_room, self._build_tools, self._build_frame, self._build_table
        )

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show what another page asks for."""
        view = arguments.get("view")
        if isinstance(view, str) and view in self.views:
            self.show_view(view)

    def show_view(self, view: str) -> None:
        """Show the inclusion or an SVF."""
        self.segment.set_current(view)
        self._choose(view)

    def refresh(self) -> None:
        """Read the figures of the view."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self._question).then(self._show).catch(self.show_error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer the page's question in the head where there is room for all of it."""
        super().resizeEvent(event)
        line = self.tr("Hur ser inklusion och ledtid ut jämfört med föregående period?")
        has_room = self.width() >= _LINE_ROOM * theme.current().text_scale
        self.head.set_line(line if has_room else "")

    def theme_changed(self) -> None:
        """Take the sizes of the text size in use."""
        self._fit()

    def _build_room(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().size("card_gap"))
        self._tools = QWidget()
        self._column.addWidget(self._tools)
        self.body.addWidget(PageScroll(inside, self), 1)

    def _build_frame(self) -> None:
        self.frame = ChartFrame(self._tasks, self._tools.parentWidget())
        self.frame.said.connect(self.toast)
        for action in (self.frame.table_action, self.frame.acts.data):
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._column.addWidget(self.frame)
        menu = QMenu(self._copy)
        menu.addActions([self.frame.acts.picture, self.frame.acts.data, self.frame.acts.text])
        self._copy.setMenu(menu)
        self._fit()

    def _build_table(self) -> None:
        self.table = TableCard(self.toast, self._tools.parentWidget())
        self.message = EmptyState()
        self._column.addWidget(self.table)
        self._column.addWidget(self.message)
        self._column.addStretch(1)

    def _build_tools(self) -> None:
        row = FlowLayout(self._tools, gap=8)
        row.setContentsMargins(0, 0, 0, 0)
        words = {
            INCLUSION: self.tr("Inklusion, alla SVF"),
            "VG9": self.tr("Bröstcancer"),
            "VB2": self.tr("Tjock- och ändtarmscancer"),
            "VJ1": self.tr("Prostatacancer"),
        }
        self.segment = Segment(tuple(words.items()), INCLUSION, self._tools)
        self.segment.setAccessibleName(self.tr("Det som visas"))
        self.segment.chosen.connect(self._choose)
        self.year = ChoiceBox(self._tools)
        self.year.setAccessibleName(self.tr("År"))
        self.year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.year.activated.connect(self._choose_year)
        self._copy = IconButton("copy", self.tr("Kopiera"))
        self._copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._table_copy = IconButton("table", self.tr("Kopiera tabellen"), self._copy_table)
        self._save = IconButton("save", self.tr("Spara bild…"), self._save_picture)
        for tool in (self.segment, self.year, self._copy, self._table_copy, self._save):
            row.addWidget(tool)

    def _copy_table(self) -> None:
        self.table.copy()

    def _save_picture(self) -> None:
        self.frame.acts.save_picture()

    def _choose(self, view: str) -> None:
        self._question = Question(view, self._question.year)
        self.mark_stale()

    def _choose_year(self) -> None:
        self._question = Question(self._question.view, int(self.year.currentData()))
        self.mark_stale()

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        if answer.problem == "no_data":
            self.show_empty(
                "lead_times",
                self.tr("Här visas överenskommelsens mått när ett uttag är inläst"),
                self.tr(
                    "Läs in en händelselista för SVF och det väntade antalet. Programmet räknar "
                    "inklusion per halvår och ledtid år mot år."
                ),
                self.tr("Läs in uttag…"),
                lambda: self.navigate("imports"),
            )
            return
        self._show_years(answer)
        if answer.spec is None:
            self.show_in_turns(partial(self._show_problem, answer), self._show_parts)
            return
        self.show_in_turns(
            partial(self.frame.prepare, answer.spec),
            partial(self.frame.show_chart, answer.spec),
            partial(self._show_table, answer.spec),
            self._show_parts,
        )

    def _show_table(self, spec: ChartSpec) -> None:
        self.table.show_table(spec.table, "", spec.foot[-1:])
        self.table.view.fit_rows()

    def _show_parts(self) -> None:
        has_chart = self._answer is not None and self._answer.spec is not None
        for widget in (self.frame, self.table, self._copy, self._table_copy, self._save):
            widget.setVisible(has_chart)
        self.message.setVisible(not has_chart)
        self.show_content()

    def _show_years(self, answer: Answer) -> None:
        is_change = answer.question.view != INCLUSION and bool(answer.years.known)
        self.year.setVisible(is_change)
        self.year.clear()
        for year in answer.years.known:
            words = self.tr("År {year} mot {before}").format(year=year, before=year - 1)
            self.year.addItem(words, year)
        self.year.setCurrentIndex(self.year.findData(answer.year))

    def _show_problem(self, answer: Answer) -> None:
        name = dict(answer.names).get(answer.question.view, "") or answer.question.view
        title, sentence = {
            "few": (
                self.tr("För få fall"),
                self.tr("Uppgifterna visas inte, för att de gäller för få patienter."),
            ),
            "no_expected": (
                self.tr("Representativitet okänd"),
                self.tr(
                    "Uppgift om väntat antal fall saknas, så inklusionen kan inte räknas. Läs in "
                    "väntat antal per SVF, region och år."
                ),
            ),
            "no_svf": (
                self.tr("Vårdförloppet saknas"),
                self.tr("{svf} finns inte i katalogen över SVF.").format(svf=name),
            ),
            "no_years": (
                self.tr("Inget att jämföra"),
                self.tr("Uttaget har inte två hela år. Läs in ett uttag som omfattar fler år."),
            ),
            "no_figures": (
                self.tr("Inga uppgifter"),
                self.tr(
                    "Inga förlopp med känd ledtidsgräns finns för {svf} under åren. Kontrollera "
                    "ledtidsgränsen i Ledtidskatalogen."
                ).format(svf=name),
            ),
        }[answer.problem]
        if answer.problem == "no_expected":
            button, place = self.tr("Läs in uttag…"), "imports"
        elif answer.problem == "no_figures":
            button, place = self.tr("Öppna Ledtidskatalogen"), "limits"
        else:
            button, place = "", ""
        self.message.fill("note", title, sentence, button, lambda: self.navigate(place))

    def _fit(self) -> None:
        self.frame.setMinimumHeight(round(_CHART_HEIGHT * theme.current().text_scale))
