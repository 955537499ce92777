"""The first start: three ways to begin, and a short profile that can be changed later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

import rccdesk
from rccdesk import paths
from rccdesk.settings import Settings
from rccdesk.ui import messages, opening, theme
from rccdesk.ui.dropping import PATTERNS
from rccdesk.ui.icons import set_icon
from rccdesk.ui.tasks import Task, TaskRunner
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.profile_form import ProfileForm
from rccdesk.ui.widgets.sidebar import Mark

EXAMPLE, IMPORT, OPEN = "example", "import", "open"
_WIDTH = 1000
Offer = tuple[str, Callable[[], object]]  # words and what they do


class FirstStart(QWidget):
    """Emits ``store_chosen`` with the file to open and what to hand to the import page."""

    store_chosen = Signal(object, object)  # Path, Mapping[str, object]
    language_changed = Signal()

    def __init__(
        self, tasks: TaskRunner, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._settings = settings
        self._example_path = paths.example_store()
        self._task: Task | None = None
        self.setProperty("ground", "bg")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea()
        area.setProperty("ground", "bg")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area, 1)
        sheet = QWidget()
        area.setWidget(sheet)
        row = QHBoxLayout(sheet)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(round(_WIDTH * theme.current().text_scale))
        row.addWidget(middle, 1000)
        row.addStretch(1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        self._build_head(column)
        self._build_cards(column)
        self._build_profile(column)
        self._build_foot(column)
        column.addStretch(5)
        outer.addWidget(self._build_status())
        self._choose(EXAMPLE)
        self._tasks.run_alone(self, opening.read_first_choices).then(self.profile.set_choices)

    def show_problem(self, sentence: str, offers: Sequence[Offer] = ()) -> None:
        """Show why a file was not opened and a button per offer; nothing for no sentence."""
        self._problem.setVisible(bool(sentence))
        self._problem_words.setText(sentence)
        clear(self._offers)
        buttons = [
            Button(words, "secondary" if number else "recommended", act)
            for number, (words, act) in enumerate(offers)
        ]
        for button in buttons:
            self._offers.addWidget(button)
        self._offers.addStretch(1)
        if sentence:
            self._choose(OPEN)
        if buttons:
            buttons[0].setFocus()  # what to do next

    @property
    def choice(self) -> str:
        """The way to begin that is chosen."""
        return next(key for key, card in self._cards.items() if card.isChecked())

    def _build_head(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Mark(34))
        row.addWidget(Label(self.tr("Välkommen till rccdesk"), "h1"), 1)
        column.addLayout(row)
        column.addSpacing(4)
        words = self.tr(
            "Välj hur du vill börja. Allt sparas i en fil på den här datorn. "
            "Inget skickas någonstans."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        column.addSpacing(16)
        self._problem = QFrame()
        self._problem.setProperty("edge", "warning")
        inside = QHBoxLayout(self._problem)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(10)
        icon = QLabel()
        set_icon(icon, "doubt", "near_text", 18)
        inside.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._problem_words = Label("", "body", "text", wraps=True)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        inside.addLayout(beside, 1)
        beside.addWidget(self._problem_words)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        beside.addLayout(self._offers)
        self._problem.hide()
        column.addWidget(self._problem)

    def _build_cards(self, column: QVBoxLayout) -> None:
        words = {
            EXAMPLE: (
                "example",
                self.tr("Prova med exempeldata"),
                self.tr(
                    "Påhittade uppgifter och regioner, alltid märkta EXEMPELDATA. "
                    "Dina egna uppgifter hålls i en annan fil."
                ),
            ),
            IMPORT: (
                "workbook",
                self.tr("Läs in min fil"),
                self.tr(
                    "Ett uttag i Excel eller CSV. Du ser vad som hittas innan något sparas, "
                    "och allt kan ångras."
                ),
            ),
            OPEN: (
                "folder",
                self.tr("Öppna en fil"),
                self.tr("En rccdesk-fil som du har sedan tidigare, eller en säkerhetskopia."),
            ),
        }
        self._group = QButtonGroup(self)
        self._cards: dict[str, ChoiceCard] = {}
        row = QHBoxLayout()
        row.setSpacing(12)
        for key, (icon, title, text) in words.items():
            card = ChoiceCard(icon, title, text)
            card.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            self._group.addButton(card)
            self._cards[key] = card
            row.addWidget(card, 1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addSpacing(14)

    def _build_profile(self, column: QVBoxLayout) -> None:
        self._card = QFrame()
        self._card.setProperty("card", "true")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(20, 12, 20, 18)
        inside.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(self.tr("Om dig"), "h2"))
        words = self.tr("Styr vilka ord och sidor du ser först. Kan ändras i Inställningar.")
        row.addWidget(Label(words, "small", "text2", wraps=True), 1)
        inside.addLayout(row)
        self.profile = ProfileForm()
        inside.addWidget(self.profile)
        column.addWidget(self._card)
        column.addSpacing(14)

    def _build_foot(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._where = Label("", "small", "text2")
        self._elsewhere = Button(self.tr("Välj annan plats"), "link", self._choose_place)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(260)
        self._bar.setAccessibleName(self.tr("Skapar exempeldata"))
        self._bar.hide()
        self._cancel = Button(self.tr("Avbryt"), "flat", self._stop)
        self._cancel.hide()
        self.primary = Button("", "primary", self.start)
        set_icon(self.primary, "forward", "on_pri", 16, room=-5)
        self.primary.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        row.addWidget(self._where)
        row.addWidget(self._elsewhere)
        row.addWidget(self._bar)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.primary)
        column.addLayout(row)

    def _build_status(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("statusBar")
        bar.setFixedHeight(theme.current().size("status_bar"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        version = f"rccdesk {rccdesk.__version__} · "
        row.addWidget(Label(version, "caption", "text2"))
        names = {"sv": "Svenska", "en": "English"}
        other = "en" if self._settings.language == "sv" else "sv"
        row.addWidget(Label(names[self._settings.language], "caption", "text2"))
        row.addSpacing(8)
        button = Button(names[other], "link", lambda: self._speak(other))
        row.addWidget(button)
        return bar

    def _choose(self, key: str) -> None:
        self._cards[key].setChecked(True)
        words = {
            EXAMPLE: self.tr("Starta med exempeldata"),
            IMPORT: self.tr("Läs in uttag…"),
            OPEN: self.tr("Öppna filen"),
        }
        self.primary.setText(words[key])
        self._elsewhere.setVisible(key == EXAMPLE)
        self._card.setVisible(key != OPEN)
        self.profile.set_example(example=key == EXAMPLE)
        if key == EXAMPLE:
            words_where = self.tr("Exempeldata läggs i en egen fil, {file}").format(
                file=self._example_path.name
            )
        elif key == IMPORT:
            words_where = self.tr("Uppgifterna sparas i {file}").format(
                file=paths.default_store().name
            )
        else:
            words_where = self.tr("Profilen ligger i filen.")
        self._where.setText(words_where)

    def start(self) -> None:
        """Begin in the chosen way."""
        if self.choice == EXAMPLE:
            self._start_example()
        elif self.choice == IMPORT:
            self._start_import()
        else:
            name, _kind = QFileDialog.getOpenFileName(
                self, self.tr("Öppna fil"), "", f"rccdesk (*{paths.STORE_SUFFIX})"
            )
            if name:
                self.store_chosen.emit(Path(name), {})

    def _start_example(self) -> None:
        self._set_working(working=True)
        self._task = self._tasks.run_alone(
            self, opening.make_example, self._example_path, self.profile.values()
        )
        self._task.watch(self._show_progress).then(self._on_made).catch(self._on_failed)

    def _start_import(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("Läs in uttag"),
            self._settings.last_import_dir,
            self.tr("Excel och CSV ({files})").format(files=PATTERNS),
        )
        if not name:
            return
        arguments: Mapping[str, object] = {"files": (Path(name),)}
        self._set_working(working=True)
        self._tasks.run_alone(
            self, opening.make_own, paths.default_store(), self.profile.values()
        ).then(lambda path: self.store_chosen.emit(path, arguments)).catch(self._on_failed)

    def _on_made(self, path: Path) -> None:
        self._set_working(working=False)
        self.store_chosen.emit(path, {})

    def _on_failed(self, error: Exception) -> None:
        self._set_working(working=False)
        if not messages.report_bug(error, self):
            self.show_problem(messages.sentence(error))

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._set_working(working=False)

    def _set_working(self, *, working: bool) -> None:
        self._bar.setRange(0, 1 if theme.current().reduced_motion else 0)
        self._bar.setVisible(working)
        if working and self.choice == EXAMPLE:
            self._where.setText(self.tr("Skapar exempeldata …"))
        elif not working:
            self._choose(self.choice)
        self._cancel.setVisible(working and self.choice == EXAMPLE)
        self._elsewhere.setVisible(self.choice == EXAMPLE and not working)
        for widget in (self.primary, self.profile, *self._cards.values()):
            widget.setEnabled(not working)

    def _choose_place(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Spara exempeldata"),
            str(self._example_path),
            f"rccdesk (*{paths.STORE_SUFFIX})",
        )
        if name:
            self._example_path = paths.with_store_suffix(name)
            self._choose(EXAMPLE)

    def _speak(self, language: str) -> None:
        self._settings.language = language
        self.language_changed.emit()


class ChoiceCard(QAbstractButton):
    """A card with icon, title, words and a radio mark; one of a group."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(title)
        self.setAccessibleName(f"{title}. {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 14)
        row.setSpacing(14)
        self._icon = QLabel()
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        column.addWidget(Label(title, "h2", wraps=True))
        text = Label(words, "small", "text2", wraps=True)
        column.addWidget(text)
        column.addStretch(1)
        row.addSpacing(round(18 * theme.current().text_scale))
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._tint)
        self._tint()

    def sizeHint(self) -> QSize:
        """Return the layout's wish."""
        return self._row.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Paint again when enabled or disabled."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint ground, border and radio mark."""
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        width = 2 if chosen else 1
        inset = width / 2
        painter.setPen(QPen(theme.colour("pri" if chosen else "line2"), width))
        ground = "pri_tint" if chosen else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(ground))
        radius = theme.current().size("card_radius")
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
        )
        scale = theme.current().text_scale
        side = 14 * scale
        ring = QRectF(self.width() - 18 - side, 12 + 6 * scale, side, side)
        painter.setPen(QPen(theme.colour("pri" if chosen else "line2"), 1.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(ring)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pri"))
            inner = side * 0.22
            painter.drawEllipse(ring.adjusted(inner, inner, -inner, -inner))

    def _tint(self) -> None:
        set_icon(self._icon, self._icon_name, "pri" if self.isChecked() else "text2", 28)
        self.update()
