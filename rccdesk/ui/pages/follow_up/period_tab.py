"""The goals of a period, a row each, and under them the row that is being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.services.plans import FollowUpRound
from rccdesk.ui import theme
from rccdesk.ui.dialogs.period_lock_dialog import lock_words
from rccdesk.ui.pages.follow_up.lines import capital, round_columns, round_lines
from rccdesk.ui.pages.follow_up.reading import Answer, RowFigure
from rccdesk.ui.pages.follow_up.row_editor import Draft, RowEditor
from rccdesk.ui.tables.line_table import Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.kept_place import focus_of
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.message_band import MessageBand

_LEAST_ROWS = 5
Unsaved = tuple[str, str, Draft]  # of a goal, for a period


class PeriodTab(QWidget):
    """Saves a row when it is left: ``saved`` gives the goal, the period and what is said.

    What the store does not take stays as a draft of its row. ``figure_wanted`` gives the goal that
    is shown.
    """

    saved = Signal(str, str, object)  # Draft
    figure_wanted = Signal(str)
    period_chosen = Signal(str)
    lock_wanted = Signal()
    unlock_wanted = Signal()
    obstacle_wanted = Signal(str)
    goal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._round: FollowUpRound | None = None
        self._can_write = False
        self._drafts: dict[tuple[str, str], Draft] = {}  # by period and goal
        self._refusals: dict[tuple[str, str], str] = {}  # why a draft was not taken
        self._edited = ("", "")  # the period and the goal of the editor
        self._moves = False  # the table changes by itself
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.band = MessageBand()
        column.addWidget(self.band)
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 10, 1, 1)
        inside.setSpacing(8)
        inside.addWidget(self._build_top())
        self.table = LineView(round_columns(), sorts=False)
        self.table.setAccessibleName(self.tr("Mål att följa upp"))
        self.table.chosen.connect(self._on_chosen)
        inside.addWidget(self.table, 1)
        self.nothing = Label("", "body", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 4, 14, 12)
        inside.addWidget(self.nothing)
        column.addWidget(card, 1)

    def build_editor(self) -> None:
        """Add the card of the row that is being written, in a turn of its own."""
        self.editor = editor = RowEditor(self)
        self._column.addWidget(editor)
        self.table.opened.connect(lambda _key: editor.start_typing())
        editor.done.connect(self.go_on)
        editor.same.connect(self._repeat)
        editor.turned.connect(self._turn)
        editor.typed.connect(self._forget_taken_back)
        editor.obstacle_wanted.connect(self.obstacle_wanted)
        editor.goal_wanted.connect(self.goal_wanted)

    def show_table(self, answer: Answer, *, can_write: bool) -> None:
        """Show the goals of a period; `show_editor` shows the chosen one."""
        found = answer.round
        assert found is not None
        before, self._round = self._round, found
        self._can_write = can_write and found.lock is None
        self._offer(answer, can_write=can_write)
        self._say_progress(found)
        self._moves = True
        self.table.show_lines(self._lines())
        is_new = before is None or (before.plan_uuid, before.period) != (
            found.plan_uuid,
            found.period,
        )
        if is_new:
            left = (each.item.uuid for each in found.lines if each.said is None)
            self.table.choose(next(left, ""))
        self._moves = False
        has_rows = bool(found.lines)
        for widget in (self.table, self.editor):
            widget.setVisible(has_rows)
        self.nothing.setVisible(not has_rows)
        self.nothing.setText(
            self.tr("Inget mål i planen står på tur i perioden. Välj en annan period.")
        )
        size = theme.current().size
        self.table.setMinimumHeight(size("table_head") + _LEAST_ROWS * size("table_row"))

    def show_editor(self) -> None:
        """Show the chosen goal; one that is being written keeps what is typed."""
        if self._round is None or not self._round.lines:
            return
        key = self.table.current_key
        is_same = self._edited == (self._round.period, key)
        typed = self.editor.draft if is_same and self.editor.is_changed else None
        self._open(key, typed)

    def show_figure(self, figure: RowFigure) -> None:
        """Show the figure of the goal that is being written."""
        if figure.item_uuid == self.editor.uuid:
            self.editor.show_figure(figure.words)

    def leave(self) -> None:
        """Save what is typed in the row, if anything is."""
        if self.editor.is_changed and self._drafts.get(self._edited) != self.editor.draft:
            self._save()  # else it is on its way, or was refused as it stands

    def list_unsaved(self) -> tuple[Unsaved, ...]:
        """Return what the store does not have and is not on its way there, refused rows last."""
        found = []
        editor, on_its_way = self.editor, self._drafts.get(self._edited) == self.editor.draft
        is_refused = self._edited in self._refusals
        if editor.is_changed and editor.text.isEnabled() and (is_refused or not on_its_way):
            found.append((editor.uuid, self._edited[0], editor.draft))
        for (period, uuid), draft in self._drafts.items():
            if (period, uuid) in self._refusals and (period, uuid) != self._edited:
                found.append((uuid, period, draft))
        return tuple(found)

    def hold(self, uuid: str, period: str, draft: Draft, sentence: str) -> None:
        """Keep what was not taken, and show it where its period is shown."""
        self._drafts[period, uuid] = draft
        self.refuse(uuid, period, sentence)
        if self._round is not None and self._round.period == period:
            self.table.choose(uuid)

    def keep(self, uuid: str, period: str, draft: Draft) -> None:
        """Take ``draft`` for stored, unless something else has been typed since."""
        if self._drafts.get((period, uuid)) == draft:
            del self._drafts[period, uuid]
            self._refusals.pop((period, uuid), None)
            if self._round is not None and self._round.period == period:
                self.table.show_lines(self._lines())

    def refuse(self, uuid: str, period: str, sentence: str) -> None:
        """Keep what was not taken as a draft, and say why wherever its row is shown."""
        self._refusals[period, uuid] = sentence
        self.table.show_lines(self._lines())
        if self.editor.uuid == uuid:
            self.editor.say(sentence)

    def go_on(self) -> None:
        """Save the row as it stands and go to the next one; stay where it cannot be saved."""
        if not self.editor.check():
            return
        if self.editor.is_changed or not self.editor.is_said:
            self._save()
        self._turn(1)

    def _build_top(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=10)
        row.setContentsMargins(13, 0, 13, 0)
        pair = QWidget()
        inner = QHBoxLayout(pair)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        label = Label(self.tr("Period"), "small", "text2")
        self.period = ChoiceBox()
        self.period.setAccessibleName(self.tr("Period"))
        self.period.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.period.setMinimumContentsLength(16)
        self.period.activated.connect(self._choose_period)
        label.setBuddy(self.period)
        inner.addWidget(label)
        inner.addWidget(self.period)
        self.progress = Label("", "table_strong")
        self.lock = Button(self.tr("Lås perioden"), act=self.lock_wanted.emit, icon="locked")
        for widget in (pair, self.progress, self.lock):
            row.addWidget(widget)
        return holder

    def _offer(self, answer: Answer, *, can_write: bool) -> None:
        found = answer.round
        assert found is not None
        self.period.clear()
        for each in answer.periods:
            self.period.addItem(capital(each.label()), each.key)
        self.period.setCurrentIndex(max(0, self.period.findData(found.period)))
        focus = focus_of(self)
        goes = self.band if found.lock is None else self.lock  # the way to what is done now
        if focus is not None and (focus is goes or goes.isAncestorOf(focus)):
            self.period.setFocus(Qt.FocusReason.OtherFocusReason)
        self.lock.setVisible(found.lock is None)
        self.lock.setEnabled(can_write)
        if found.lock is None:
            self.band.hide()
        else:
            choices = [(self.tr("Lås upp perioden"), self.unlock_wanted.emit)]
            self.band.say(lock_words(found.lock), choices if can_write else ())

    def _say_progress(self, found: FollowUpRound) -> None:
        words = self.tr("{done} av {count} följda upp").format(
            done=found.done, count=len(found.lines)
        )
        self.progress.setText(words if found.lines else "")

    def _lines(self) -> tuple[Line, ...]:
        assert self._round is not None
        period = self._round.period
        drafts = {uuid for of, uuid in self._drafts if of == period}
        return round_lines(self._round.lines, drafts)

    def _save(self) -> None:
        if self.editor.uuid and self.editor.text.isEnabled():
            (period, uuid), draft = self._edited, self.editor.draft
            self._drafts[period, uuid] = draft
            self._refusals.pop((period, uuid), None)
            self.saved.emit(uuid, period, draft)

    def _forget_taken_back(self) -> None:
        """Take a refused row for untouched where what was refused is taken away again."""
        if self._edited in self._refusals and not self.editor.is_changed:
            del self._refusals[self._edited]
            self._drafts.pop(self._edited, None)
            self.table.show_lines(self._lines())
            self.editor.say("")

    def _on_chosen(self, key: str) -> None:
        if self._moves or not key or key == self.editor.uuid:
            return
        self.leave()
        self._open(key)

    def _open(self, key: str, typed: Draft | None = None) -> None:
        assert self._round is not None
        line = next((each for each in self._round.lines if each.item.uuid == key), None)
        if line is None:
            return
        self._edited = (self._round.period, key)
        draft = typed or self._drafts.get(self._edited)
        self.editor.show_line(line, can_write=self._can_write, draft=draft)
        if draft is not None:
            self.editor.say(self._refusals.get(self._edited, ""))
        self.figure_wanted.emit(key)

    def _repeat(self) -> None:
        """Save what was said last time once more, in one press, and go on."""
        if self.editor.repeat() and self.editor.check():
            self._save()
            self._turn(1)

    def _turn(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        line = self.table.model_.line(row)
        if line is None:
            self.leave()
        else:
            self.table.choose(line.key)
        QTimer.singleShot(0, self, self.editor.start_typing)

    def _choose_period(self, at: int) -> None:
        self.leave()
        self.period_chosen.emit(str(self.period.itemData(at)))
