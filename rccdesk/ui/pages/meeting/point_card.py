"""The point in the middle of a meeting: the matter, the ways to go, and what is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import PointKind, PointState
from rccdesk.ui import theme
from rccdesk.ui.dialogs.point_boxes import MinutesBox, kind_box
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.meeting_words import words_of
from rccdesk.ui.pages.meeting.point_fields import (
    MOST_BACKGROUND,
    NamedField,
    check_of,
    kind_of,
    line_of,
    minutes_of,
    text_of,
)
from rccdesk.ui.pages.meeting.point_tables import (
    AlternativesPart,
    AnchoringPart,
    DecisionsPart,
    is_asked,
)
from rccdesk.ui.pages.meeting.saving import PointSaver
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.growing_text import GrowingText
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.meetings import PointView
    from rccdesk.ui.pages.meeting.reading import Answer
    from rccdesk.ui.tasks import TaskRunner

_SIDE = 12


class PointCard(QFrame):
    """Shows a `PointView`. Its fields save themselves through ``saver``."""

    menu_wanted = Signal(object)  # where, on the screen
    postpone_wanted = Signal()
    decision_wanted = Signal()
    turn_wanted = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.saver = PointSaver(tasks, self)
        self._named: dict[str, NamedField] = {}
        self._view: PointView | None = None
        self._own = 0  # regions of the RCC
        column = self._outer = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(rule())
        self._inside = QWidget()
        self._inside.setProperty("ground", "surface")
        self._room = QVBoxLayout(self._inside)
        self._room.setContentsMargins(_SIDE, 6, _SIDE, 12)
        self._room.setSpacing(5)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        column.addWidget(self._area, 1)
        self.saver.refused.connect(self._say)

    def hasHeightForWidth(self) -> bool:
        """Return that no width asks for a height: what is inside scrolls."""
        return False

    # Building, in turns

    def build_texts(self) -> None:
        """Build what a meeting reads first."""
        self._missing = QWidget()
        row = QHBoxLayout(self._missing)
        row.setContentsMargins(5, 0, 0, 0)
        row.setSpacing(6)
        mark = QLabel()
        set_icon(mark, "doubt", "near_text", 16)
        mark.setFixedWidth(icon_side(16))
        self.missing = Label("", "small_strong", "near_text", wraps=True)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.missing, 1)
        self._room.addWidget(self._missing)
        self.matter = GrowingText(self.tr("Vilken fråga ska mötet svara på?"))
        self._add_text("matter", self.tr("Frågan"), self.matter)
        self.background = GrowingText(self.tr("Det mötet behöver veta, i högst fem rader."))
        self._add_text("background", self.tr("Bakgrund"), self.background)
        self.background.textChanged.connect(self._count_lines)

    def build_proposal(self) -> None:
        """Build the alternatives and the proposal."""
        self.alternatives = AlternativesPart()
        self._room.addWidget(self.alternatives)
        self.proposal_box = QFrame()
        self.proposal_box.setProperty("box", "proposal")
        column = QVBoxLayout(self.proposal_box)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(2)
        self.proposal = GrowingText(self.tr("Vad föreslås mötet besluta eller rekommendera?"))
        field = self._named["proposal"] = NamedField(self.tr("Förslag till beslut"), self.proposal)
        field.label.setProperty("role", "pri")
        text_of(self.saver, "proposal", self.proposal)
        column.addWidget(field)
        self.fixed = Label(
            self.tr("Rekommendation. Regionen beslutar, verksamheten inför."),
            "small",
            "text2",
            wraps=True,
        )
        self.fixed.setContentsMargins(5, 0, 0, 0)
        column.addWidget(self.fixed)
        self._room.addWidget(self.proposal_box)
        self.proposal.textChanged.connect(self._show_fixed_line)
        self.decisions = DecisionsPart()
        self._room.addWidget(self.decisions)

    def build_anchoring(self) -> None:
        """Build what regions and councils have said, and the perspective of the patients."""
        self.anchoring = AnchoringPart()
        self._room.addWidget(self.anchoring)
        self.patient_view = GrowingText(self.tr("Vad betyder frågan för patienter och närstående?"))
        words = self.tr("Patient- och närståendeperspektiv")
        self._add_text("patient_view", words, self.patient_view)
        self.no_patient_view = QCheckBox(self.tr("Ej aktuellt för den här punkten"))
        check_of(self.saver, "patient_view_not_applicable", self.no_patient_view)
        self._room.addWidget(self.no_patient_view)
        self.next_decider = QLineEdit()
        line_of(self.saver, "next_decider", self.next_decider)
        self._add("next_decider", self.tr("Vem beslutar härnäst? (valfritt)"), self.next_decider)

    def build_rest(self) -> None:
        """Build the notes and what the point is."""
        self.notes = GrowingText(self.tr("Det som sades, till protokollet."))
        self._add_text("notes", self.tr("Anteckningar från mötet"), self.notes)
        self._room.addSpacing(4)
        self._room.addWidget(rule())
        self._room.addWidget(Label(self.tr("Om punkten"), "h3"))
        self.title = QLineEdit()
        line_of(self.saver, "title", self.title)
        self._add("title", self.tr("Rubrik"), self.title)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        self.kind, self.minutes, self.rapporteur = kind_box(), MinutesBox(), QLineEdit()
        self.minutes.setSpecialValueText(self.tr("Inte angivet"))
        self.minutes.setSuffix(self.tr(" min"))
        kind_of(self.saver, "kind", self.kind)
        minutes_of(self.saver, "minutes", self.minutes)
        line_of(self.saver, "rapporteur", self.rapporteur)
        for at, (name, words, field) in enumerate(
            (
                ("kind", self.tr("Slag"), self.kind),
                ("minutes", self.tr("Tid"), self.minutes),
                ("rapporteur", self.tr("Föredragande (valfritt)"), self.rapporteur),
            )
        ):
            self._named[name] = named = NamedField(words, field)
            grid.addWidget(named, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 2 if name == "rapporteur" else 1)
        self._room.addWidget(holder)
        self.level = QCheckBox(self.tr("Nivåstrukturering: konsekvenser anges per region"))
        self.confidential = QCheckBox(self.tr("Konfidentiell: kan lämnas utanför protokollet"))
        check_of(self.saver, "is_level_structure", self.level)
        check_of(self.saver, "is_confidential", self.confidential)
        for box in (self.level, self.confidential):
            self._room.addWidget(box)
        self._room.addStretch(1)

    def build_foot(self) -> None:
        """Build the line that sums up, and what can be done with the point."""
        self._outer.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        self.sums = Label("", "small", "text2", wraps=True)
        self.decide = Button(
            self.tr("Anteckna beslut"), act=self.decision_wanted.emit, icon="decision", small=True
        )
        self.postpone = Button(self.tr("Bordlägg till…"), act=self.postpone_wanted.emit, small=True)
        foot.addWidget(self.sums, 1)
        foot.addWidget(self.decide)
        foot.addWidget(self.postpone)
        self._outer.addLayout(foot)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 8, 8)
        head.setSpacing(10)
        self.heading = Label("", "h2", elides=True)
        self.tag = QLabel()
        self.tag.setProperty("tag", "kind")
        self.tag.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.turn = IconButton("panel", "", self.turn_wanted.emit, size=28)
        self.turn.hide()
        self.more = IconButton("more", self.tr("Fler val för punkten"), self._open_menu, size=28)
        head.addWidget(self.heading, 1)
        head.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.turn)
        head.addWidget(self.more)
        return head

    def _add_text(self, name: str, words: str, field: GrowingText) -> None:
        text_of(self.saver, name, field)
        self._add(name, words, field)

    def _add(self, name: str, words: str, field: QWidget) -> None:
        self._named[name] = named = NamedField(words, field)
        self._room.addWidget(named)

    # Showing

    def show_texts(self, view: PointView, number: str, *, can_write: bool) -> None:
        """Show the title and the texts of a point."""
        self._view = view
        point = view.point
        is_other = self.saver.uuid != point.uuid
        self.heading.setText(f"{number}. {point.title}" if number else point.title)
        self.tag.setText(words_of(point.kind))
        self.tag.setProperty("strong", point.kind is PointKind.DECISION)
        theme.repolish(self.tag)
        self.missing.setText(
            self.tr("Saknas: {what}").format(what=", ".join(view.missing)) if view.missing else ""
        )
        # What was wanted ahead of a decision is no longer to be done once the point is treated.
        self._missing.setVisible(bool(view.missing) and point.state is not PointState.TREATED)
        self.saver.show(point)
        for field in self._texts():
            field.setReadOnly(not can_write)
        for line in (self.next_decider, self.title, self.rapporteur):
            line.setReadOnly(not can_write)
        for widget in (
            self.no_patient_view,
            self.kind,
            self.minutes,
            self.level,
            self.confidential,
        ):
            widget.setEnabled(can_write)
        for button in (self.decide, self.postpone):
            button.setEnabled(can_write)
        self.more.setVisible(True)
        self._show_fixed_line()
        self._count_lines()
        if is_other:
            self._area.verticalScrollBar().setValue(0)

    def show_tables(self, view: PointView, answer: Answer, *, can_write: bool) -> None:
        """Show the alternatives, the answers and the decisions of a point."""
        self.alternatives.show_view(view, can_write=can_write)
        self.decisions.show_view(view)
        self.anchoring.show_view(view, answer, can_write=can_write)
        self.sums.setText(self._sum_words(view, answer))

    def _sum_words(self, view: PointView, answer: Answer) -> str:
        point = view.point
        if point.patient_view:
            state = self.tr("beskrivet")
        elif point.patient_view_not_applicable:
            state = self.tr("ej aktuellt")
        else:
            state = self.tr("saknas")
        parts = [self.tr("Patientperspektiv: {state}").format(state=state)]
        asked = {row.region for row in view.regions if is_asked(row)}
        count = sum(code not in asked for code, _name in answer.regions)
        if point.kind is PointKind.DECISION and answer.regions:
            parts.append(
                self.tr("Inte kontaktade: {count} av {total} regioner").format(
                    count=count, total=len(answer.regions)
                )
            )
        return " · ".join(parts)

    def offer_turn(self, *, is_offered: bool, shows_weigh: bool) -> None:
        """Offer to show what there is to weigh in where there is no room for all columns."""
        self.turn.setVisible(is_offered)
        self.turn.set_words(
            self.tr("Visa dagordningen") if shows_weigh else self.tr("Visa uppgifter att väga in")
        )

    def focus_first(self) -> None:
        """Go to the first field."""
        self.matter.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_title(self) -> None:
        """Go to the field of the title, as when it is to be changed."""
        self._area.ensureWidgetVisible(self.title)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def _texts(self) -> Sequence[GrowingText]:
        return self.matter, self.background, self.proposal, self.patient_view, self.notes

    def _say(self, name: str, sentence: str) -> None:
        if name in self._named:
            self._named[name].say(sentence)

    def _count_lines(self) -> None:
        """Say how many of its lines the background takes, once it is broken into lines."""
        QTimer.singleShot(0, self, self._show_lines)

    def _show_lines(self) -> None:
        words = self.tr("{count} av högst {most} rader").format(
            count=self.background.lines, most=MOST_BACKGROUND
        )
        self._named["background"].set_note(words if self.background.lines else "")

    def _show_fixed_line(self) -> None:
        is_decision = self._view is not None and self._view.point.kind is PointKind.DECISION
        words = self.proposal.toPlainText().casefold()
        self.proposal_box.setVisible(is_decision or bool(words))
        self.fixed.setVisible("rekommend" in words)

    def _open_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))
