"""Typing in one value or expected number: a few fields, what stands there now, what it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import Severity
from rccdesk.services import typing_in
from rccdesk.services.typing_in import Typed, TypedExpected, TypedValue
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.imports.file_card import key_of
from rccdesk.ui.imports.type_in_choices import DIVIDED, read_choices
from rccdesk.ui.imports.type_in_fields import FieldRow, WordField, connect_all
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.imports import Problem
    from rccdesk.services.typing_in import TypedPreview, TypedResult
    from rccdesk.ui.imports.type_in_choices import TypeInChoices
    from rccdesk.ui.tasks import TaskRunner

_WIDTH = 640
_LEAST = 120  # px of fields that show at any text size
_PAUSE = 250  # ms without a key before the store is asked
_FIGURE = ("indicator", "period", "unit", *DIVIDED, "numerator", "denominator", "value")
_EXPECTED = ("svf", "region", "period", "expected")
_ORIGIN = ("source", "date")
_WORDS = frozenset(("indicator", "period", "unit", "svf", "region", *DIVIDED))
_SHORT = frozenset(("numerator", "denominator", "value", "expected", "date", "period"))
_ROWS = ("indicator", "svf", "region", "period", "unit", *DIVIDED, "numerator", "denominator",
         "value", "expected", *_ORIGIN)  # fmt: skip


class _Window(Protocol):
    def undo(self) -> None: ...


class _Teller(Protocol):
    """A page that says what was done."""

    window_actions: _Window

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None: ...


def open_type_in(page: QWidget, tasks: TaskRunner, prefill: Typed | None = None) -> TypeInDialog:
    """Open the dialog over a page, which says what was saved and offers to undo it.

    ``prefill`` holds codes or names, such as the key of a figure that is to be corrected.
    """
    dialog = TypeInDialog(tasks, prefill, page)
    teller = cast("_Teller", page)
    dialog.saved.connect(lambda words: teller.toast(words, teller.window_actions.undo))
    dialog.unchanged.connect(teller.toast)
    dialog.open()
    return dialog


class TypeInDialog(QDialog):
    """Emits ``saved`` with what was saved in words; ``unchanged`` where it stood there already."""

    saved = Signal(str)
    unchanged = Signal(str)

    def __init__(
        self, tasks: TaskRunner, prefill: Typed | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._touched: set[str] = set()
        self._opened = self._asked = ""  # key of the indicator whose choices are shown
        self._wants_save = self._is_saving = self._is_done = False
        self._divided: frozenset[str] = frozenset()
        self._preview: TypedPreview | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Skriv in ett värde"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self._build()
        if prefill is not None:
            self._fill(prefill)
        self._show_rows()
        self._start = self._typed()
        connect_all(list(self.rows.values()), self._on_typed)
        self._read_choices()
        self._ask()
        self._focus_first()

    # ------------------------------------------------------------------------------ building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Skriv in ett värde"), "h2"))
        words = self.tr(
            "Värdet blir en egen import med källa och datum, som kan ångras. Det ersätter bara "
            "det som står på samma plats nu; filen det kom ur är kvar som den är."
        )
        column.addWidget(Label(words, "body", "text2", wraps=True))
        self.kind = Segment(
            [("value", self.tr("Indikator")), ("expected", self.tr("Väntat antal fall"))]
        )
        self.kind.setAccessibleName(self.tr("Vad"))
        self.kind.chosen.connect(lambda _key: self._on_kind())
        column.addWidget(self.kind)
        column.addWidget(self._fields(), 1)
        column.addWidget(rule("h"))
        self.line = Label("", "body", wraps=True)
        column.addWidget(self.line)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.reason = Label("", "small", "text2", wraps=True)
        foot.addWidget(self.reason, 1)
        self.save = Button(self.tr("Spara värdet"), "primary", self._try_save)
        self.save.setDefault(True)
        self.leave = Button(self.tr("Avbryt"), "secondary", self.reject)
        foot.addWidget(self.save)
        foot.addWidget(self.leave)
        column.addLayout(foot)
        scale = theme.current().text_scale
        screen = self.screen().availableGeometry()
        width = min(round(_WIDTH * min(scale, 1.6)), screen.width() - 40)
        self.setFixedWidth(width)
        self._most = screen.height() - 60

    def _fields(self) -> QScrollArea:
        self._inside = QWidget()
        self._inside.setProperty("ground", "bg")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(2, 2, 10, 2)  # room for the ring of focus, and the bar
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.rows: dict[str, FieldRow] = {}
        for name in _ROWS:
            if name == "numerator":
                self._add_form()
            field = WordField() if name in _WORDS else QLineEdit()
            self.rows[name] = FieldRow(self._grid, name, field, short=name in _SHORT)
            if name == "unit":
                self.more = Button(self.tr("Fler uppdelningar"), "link", self._show_more)
                self._grid.addWidget(
                    self.more, self._grid.rowCount(), 1, Qt.AlignmentFlag.AlignLeft
                )
        self.rows["period"].field.setPlaceholderText(self.tr("2026-Q3"))
        self.rows["date"].field.setPlaceholderText(self.tr("ÅÅÅÅ-MM-DD"))
        self.rows["value"].field.setPlaceholderText(self.tr("64 %"))
        self.rows["source"].field.setPlaceholderText(
            self.tr("Varifrån värdet kommer, till exempel ett mejl eller en rapport")
        )
        scroll = QScrollArea()
        scroll.setProperty("ground", "bg")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        self._scroll = scroll
        return scroll

    def _add_form(self) -> None:
        self.form = Segment(
            [("counts", self.tr("Täljare och nämnare")), ("single", self.tr("Ett värde"))],
            small=True,
        )
        self.form.setAccessibleName(self.tr("Hur värdet är angivet"))
        self.form.chosen.connect(lambda _key: self._on_kind())
        self._grid.addWidget(self.form, self._grid.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)

    def _fit(self) -> None:
        """Be as high as the fields need and the screen has."""
        layout = self.layout()
        assert layout is not None
        width = self.width()
        margins = layout.contentsMargins()
        self._scroll.setFixedHeight(0)
        layout.activate()
        rest = layout.totalHeightForWidth(width)
        self._grid.invalidate()
        wanted = (
            self._grid.totalHeightForWidth(width - margins.left() - margins.right())
            if self._grid.hasHeightForWidth()
            else self._grid.totalSizeHint().height()
        )
        self._scroll.setFixedHeight(min(wanted, max(self._most - rest, _LEAST)))
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(width))

    # ------------------------------------------------------------------------------- filling

    def _fill(self, prefill: Typed) -> None:
        is_expected = isinstance(prefill, TypedExpected)
        self.kind.set_current("expected" if is_expected else "value")
        for name, row in self.rows.items():
            words = str(getattr(prefill, name, ""))
            if isinstance(row.field, WordField):
                row.field.set_code(words)
            else:
                row.field.setText(words)
        if isinstance(prefill, TypedValue):
            if prefill.value and not prefill.numerator:
                self.form.set_current("single")
            self._divided = frozenset(name for name in DIVIDED if getattr(prefill, name))

    def _focus_first(self) -> None:
        shown = [row for row in self.rows.values() if row.is_shown]
        empty = next((row for row in shown if not row.field.text()), shown[0])
        self._go_to(empty)

    def _go_to(self, row: FieldRow) -> None:
        row.field.setFocus()
        self._scroll.ensureWidgetVisible(row.field)

    def _read_choices(self) -> None:
        key = self._code("indicator")
        self._asked = key
        self._tasks.run_latest(self, read_choices, key).then(
            lambda found: self._show_choices(key, found)
        ).catch(self._on_error)

    def _show_choices(self, key: str, found: TypeInChoices) -> None:
        if key != self._asked:
            return
        is_pristine = self._typed() == self._start
        for name, row in self.rows.items():
            if isinstance(row.field, WordField):
                row.field.set_choices(found.by_field.get(name, ()))
        self._divided |= found.divided
        self._show_rows()
        if is_pristine:
            self._start = self._typed()
            self._touched.clear()
        if self._code("indicator") != self._asked:  # its name was typed, and is a key now
            self._read_choices()

    def _on_kind(self) -> None:
        self._show_rows()
        self._later()

    def _show_more(self) -> None:
        self._divided = frozenset(DIVIDED)
        self._show_rows()
        self.rows[DIVIDED[0]].field.setFocus()

    def _show_rows(self) -> None:
        shown = set(self._names()) | set(_ORIGIN)
        for name, row in self.rows.items():
            row.show_row(shown=name in shown)
        is_value = self.kind.current == "value"
        self.form.setVisible(is_value)
        self.more.setVisible(is_value and self._divided != frozenset(DIVIDED))
        self._fit()

    def _names(self) -> tuple[str, ...]:
        """Return the fields of what is being typed."""
        if self.kind.current == "expected":
            return _EXPECTED
        hidden = {"value"} if self.form.current == "counts" else {"numerator", "denominator"}
        hidden |= set(DIVIDED) - self._divided
        return tuple(name for name in _FIGURE if name not in hidden)

    def _code(self, name: str) -> str:
        field = self.rows[name].field
        return field.code if isinstance(field, WordField) else field.text().strip()

    def _typed(self) -> Typed:
        words: dict[str, Any] = {name: self._code(name) for name in (*self._names(), *_ORIGIN)}
        if self.kind.current == "expected":
            return TypedExpected(**words)
        indicator = self.rows["indicator"].field
        if isinstance(indicator, WordField) and not indicator.is_known:
            title = indicator.text().strip()
            words |= {"indicator": key_of(title), "indicator_title": title}
        return TypedValue(**words)

    # ------------------------------------------------------------------------------- asking

    def _on_typed(self, name: str) -> None:
        self._touched.add(name)
        if name == "indicator" and self._code(name) != self._asked:
            self._read_choices()
        self._later()

    def _later(self) -> None:
        self._wants_save = False
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self._tasks.run_latest(self, typing_in.preview_typed, self._typed()).then(self._show).catch(
            self._on_error
        )

    def _show(self, preview: TypedPreview) -> None:
        self._preview = preview
        self._show_problems(preview.problems)
        self.line.setText(preview.sentence)
        self.line.setVisible(bool(preview.sentence))
        self.save.setEnabled(not preview.is_stopped and not self._is_saving)
        self._fit()
        if self._wants_save:
            self._wants_save = False
            if preview.is_stopped:
                self._go_to_first(preview)
            else:
                self._save()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        for row in self.rows.values():
            row.clear()
        by_field = {str(p.values["field"]): p for p in reversed(problems)}
        reason = ""
        for name, row in self.rows.items():
            problem = by_field.get(name)
            if problem is None or not row.is_shown:
                continue
            # What is still to be filled in is the reason beside the button, not a fault.
            is_faulty = bool(row.field.text().strip()) or problem.severity is not Severity.STOP
            if is_faulty:
                row.say(problem)
            if problem.severity is Severity.STOP and not reason:
                reason = f"{row.words}: {problem.message}"
        self.reason.setText(reason)

    def _go_to_first(self, preview: TypedPreview) -> None:
        stopped = {
            str(problem.values["field"])
            for problem in preview.problems
            if problem.severity is Severity.STOP
        }
        for name, row in self.rows.items():
            if name in stopped and row.is_shown:
                self._go_to(row)
                row.field.selectAll()
                return

    # ------------------------------------------------------------------------------- saving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Enter, also while what was typed last is being checked."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._try_save()
        else:
            super().keyPressEvent(event)

    def _try_save(self) -> None:
        if not self._is_saving:
            self._wants_save = True
            self._ask()

    def _save(self) -> None:
        self._is_saving = True
        self.save.setEnabled(False)
        self._tasks.run_write(self, typing_in.enter_typed, self._typed()).then(
            self._on_saved
        ).catch(self._on_error)

    def _on_saved(self, result: TypedResult) -> None:
        self._is_done = True
        if result.is_new:
            self.saved.emit(self.tr("Värdet är sparat"))
        else:
            self.unchanged.emit(self.tr("Samma värde var redan sparat. Inget har ändrats."))
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self._is_saving = self._wants_save = False
        if not messages.report_bug(error, self):
            self.reason.setText(messages.sentence(error))

    def reject(self) -> None:
        """Close; ask first where something was typed that would be lost."""
        if self._is_done or self._typed() == self._start:
            super().reject()
            return
        QuestionDialog(
            self.tr("Stänga utan att spara?"),
            [self.tr("Det du har skrivit sparas inte.")],
            [(self.tr("Stäng"), self._drop)],
            self,
            leave=self.tr("Fortsätt skriva"),
        ).open()

    def _drop(self) -> None:
        self._is_done = True
        super().reject()
