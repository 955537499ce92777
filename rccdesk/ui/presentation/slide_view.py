"""A point as the group reads it: the question, its background, the ways to go, the proposal."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import DecisionKind
from rccdesk.ui import theme
from rccdesk.ui.decision_words import fixed_line, kind_words
from rccdesk.ui.presentation.sizes import STEPS, Step, px
from rccdesk.ui.presentation.slide import Choice, Recorded, Slide
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule

_MOST_NAMES = 3  # of those that were not asked; more are counted
_NAMES, _LETTERS = 190, 30  # px of the columns of the ways to go


class SlideView(QScrollArea):
    """Shows a `Slide`; scrolls where a text is longer than the screen.

    ``change_wanted`` gives the uuid of a decision that is to be mended.
    """

    change_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("ground", "surface")
        inside = QWidget()
        inside.setProperty("ground", "surface")
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        self.over = Label("", "small_strong", "text2", wraps=True)
        self.heading = Label("", "h1", wraps=True)
        self.background = Label("", "body", wraps=True)
        self.line = rule()
        self._choices = QGridLayout()
        self._choices.setVerticalSpacing(10)
        self._choices.setHorizontalSpacing(0)
        self._choices.setColumnStretch(2, 1)
        self.box = ProposalBox()
        self._recorded = QVBoxLayout()
        self._recorded.setSpacing(8)
        self.foot = Label("", "small", "text2", wraps=True)
        for widget in (self.over, self.heading, self.background, self.line):
            column.addWidget(widget)
        column.addLayout(self._choices)
        column.addStretch(1)
        column.addWidget(self.box)
        column.addLayout(self._recorded)
        column.addWidget(self.foot)
        self.setWidget(inside)
        self.heading.setProperty("slide", "heading")
        self._size = QSize(1366, 768)
        self._slide: Slide | None = None
        self._step: Step = STEPS[0]
        self._ways: list[Label] = []

    def set_screen(self, size: QSize) -> None:
        """Take the widths that fit the screen."""
        self._size = size
        if self._slide is not None:
            self.show_slide(self._slide)

    def show_slide(self, slide: Slide) -> None:
        """Show a point from its top."""
        is_other = self._slide is None or self._slide.uuid != slide.uuid
        self._slide = slide
        self.heading.setText(slide.question or slide.title)
        self.over.setText(slide.title)
        self._show_over()
        self.background.setText(slide.background)
        self.background.setVisible(bool(slide.background))
        self._show_choices(slide.choices)
        self._show_recorded(slide.recorded)
        is_as_proposed = any(each.text.strip() == slide.proposal for each in slide.recorded)
        self.box.show_proposal("" if is_as_proposed else slide.proposal)
        self._show_foot(slide)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def set_step(self, step: Step) -> None:
        """Set the point as densely as ``step`` says."""
        self._step = step
        self._set_types()
        self._column.setSpacing(step.gap)
        self._choices.setVerticalSpacing(step.gap)
        self._show_over()

    def _set_types(self) -> None:
        number = STEPS.index(self._step)
        for label in (self.heading, *self._ways):
            if label.property("step") != number:
                label.setProperty("step", number)
                theme.repolish(label)

    @property
    def names_title(self) -> bool:
        """Whether the title stands over the question."""
        return not self.over.isHidden()

    def needed_height(self, width: int) -> int:
        """Return px that all texts take where the view is ``width`` px wide."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        for box in self.findChildren(QFrame):
            box.updateGeometry()  # what it asked for before its words changed is remembered
        self._column.invalidate()
        return max(self._column.heightForWidth(width), self._column.minimumSize().height())

    def show_recorded(self) -> None:
        """Let what has been recorded be seen: it stands last."""
        if self._slide is not None and self._slide.recorded:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _show_over(self) -> None:
        slide = self._slide
        is_told = slide is not None and bool(slide.question) and slide.question != slide.title
        self.over.setVisible(is_told and self._step.has_title)

    def set_kind(self, kind: DecisionKind | None) -> None:
        """Say under the proposal what a recommendation is, where that is what is chosen."""
        self.box.set_fixed(fixed_line() if kind is DecisionKind.RECOMMENDATION else "")

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        clear(self._choices)
        self._ways.clear()
        self.line.setVisible(bool(choices))
        for row, choice in enumerate(choices):
            letter = Label(choice.letter, "h3")
            meaning = Label(choice.meaning, "body", wraps=True)
            letter.setFixedWidth(px(_LETTERS, self._size))
            name = Label(choice.name, "h3" if choice.meaning else "body", wraps=True)
            name.setFixedWidth(px(_NAMES, self._size))
            top = Qt.AlignmentFlag.AlignTop
            self._choices.addWidget(letter, row, 0, top)
            self._choices.addWidget(name, row, 1, top)
            self._choices.addWidget(meaning, row, 2, top)
            for label in (letter, name, meaning):
                label.setProperty("slide", "choice")
                label.show()  # a layout counts what is hidden as nothing
                self._ways.append(label)
        self._set_types()

    def _show_recorded(self, recorded: tuple[Recorded, ...]) -> None:
        clear(self._recorded)
        for each in recorded:
            box = RecordedBox(each)
            box.change_wanted.connect(self.change_wanted)
            self._recorded.addWidget(box)
            box.show()

    def _show_foot(self, slide: Slide) -> None:
        words = []
        if slide.rapporteur:
            words.append(self.tr("Föredragande: {who}").format(who=slide.rapporteur))
        if slide.not_asked:
            words.append(self._not_asked(slide.not_asked))
        self.foot.setText(" · ".join(words))
        self.foot.setVisible(bool(words))

    def _not_asked(self, names: tuple[str, ...]) -> str:
        if len(names) > _MOST_NAMES:
            return self.tr("Inte tillfrågade: {n} regioner eller råd").format(n=len(names))
        return self.tr("Inte tillfrågade: {names}").format(names=", ".join(names))


class ProposalBox(QFrame):
    """The proposal in a tinted box; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "proposal")
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 18, 16)
        column.setSpacing(4)
        column.addWidget(Label(self.tr("Förslag till beslut"), "small_strong", "pri"))
        self.words = Label("", "body", wraps=True)
        self.fixed = Label("", "small", "text2", wraps=True)
        column.addWidget(self.words)
        column.addWidget(self.fixed)

    def show_proposal(self, words: str) -> None:
        """Show the proposal."""
        self.words.setText(words)
        self.setVisible(bool(words))

    def set_fixed(self, words: str) -> None:
        """Show what always stands under a recommendation."""
        self.fixed.setText(words)
        self.fixed.setVisible(bool(words))


class RecordedBox(QFrame):
    """A decision that has been written down, with its kind as words."""

    change_wanted = Signal(str)  # uuid

    def __init__(self, recorded: Recorded) -> None:
        super().__init__()
        self.setProperty("box", "recorded")
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 10, 18, 12)
        column.setSpacing(4)
        day = "" if recorded.day is None else formats.iso_date(recorded.day)
        kind = kind_words(recorded.kind, day)
        words = self.tr("Antecknat: {kind}").format(kind=kind[:1].lower() + kind[1:])
        head = QHBoxLayout()
        head.addWidget(Label(words, "small_strong", "text"), 1)
        change = Button(self.tr("Ändra"), "flat", small=True)
        change.setAccessibleName(self.tr("Ändra beslutet: {text}").format(text=recorded.text))
        change.clicked.connect(lambda _checked=False: self.change_wanted.emit(recorded.uuid))
        head.addWidget(change)
        column.addLayout(head)
        column.addWidget(Label(recorded.text, "body", wraps=True))
        foot = self._foot(recorded, day)
        if foot:
            column.addWidget(Label(foot, "small", "text2", wraps=True))
        if recorded.kind is DecisionKind.RECOMMENDATION:
            column.addWidget(Label(fixed_line(), "small", "text2", wraps=True))

    def _foot(self, recorded: Recorded, day: str) -> str:
        parts = [recorded.responsible]
        if day and recorded.kind is not DecisionKind.POSTPONED:
            parts.append(self.tr("klart senast {date}").format(date=day))
        if recorded.is_every_region:
            parts.append(self.tr("alla regioner tar ställning"))
        elif recorded.regions:
            names = ", ".join(recorded.regions)
            parts.append(self.tr("tar ställning: {regions}").format(regions=names))
        if recorded.next_decider:
            parts.append(self.tr("nästa beslut: {who}").format(who=recorded.next_decider))
        words = " · ".join(part for part in parts if part)
        return words[:1].upper() + words[1:]
