"""What the words of a file are read as, and the way to say what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.imports.value_matching import How
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.imports.code_box import CodeBox, make_choices
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, set_role

if TYPE_CHECKING:
    from rccdesk.services.imports.value_matching import ValueMatch, ValueReading

_FEW, _MOST = 12, 200  # rows shown at first, and when all are asked for
_A_TURN = 4  # rows made while the window waits
_BOX_WIDTH = 260  # px at 100 % text
_NARROW = 900  # px at 100 % text, under which a word takes three lines
# Line, column and columns spanned of the six cells of a word.
_ONE_LINE = tuple((0, column, 1) for column in range(6))
_THREE_LINES = ((0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 2), (2, 0, 3), (1, 2, 1))
_OPEN = (How.UNKNOWN, How.TEXT)
_ROLES = {How.UNKNOWN: "near_text", How.TEXT: "text2"}


@dataclass(slots=True)
class _Row:
    """The widgets of one word; ``act`` takes the proposal or forgets the word."""

    match: ValueMatch
    box: CodeBox
    how: Label
    act: Button
    cells: tuple[QWidget, ...]  # from the left


class ValuesCard(QFrame):
    """A row for each word that is not surely read, and on demand for all.

    ``tell`` gets fix -> code, None for one that is taken back; ``forget`` a remembered word.
    """

    def __init__(
        self,
        tell: Callable[[Mapping[str, str | None]], object],
        forget: Callable[[ValueMatch], object],
    ) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._tell, self._forget = tell, forget
        self._reading: ValueReading | None = None
        self._models: dict[str, QStandardItemModel] = {}
        self._rows: dict[tuple[str, str], _Row] = {}
        self._ahead: dict[tuple[str, str], _Row] = {}  # made, not shown yet
        self._listed: tuple[tuple[str, str], ...] = ()  # all words, in the order first shown
        self._sticky: tuple[tuple[str, str], ...] = ()  # those that are shown even when few are
        self._is_whole = False
        self._heads: tuple[Label, ...] = ()
        self._is_narrow = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 8, 14, 10)
        outer.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Label(self.tr("Para ihop värden"), "h2"))
        self._state = Label("", "small", "text2", wraps=True)
        head.addWidget(self._state, 1)
        self.show_all = Button("", "link", self._toggle)
        head.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        outer.addLayout(self._grid)
        self.take_all = Button("", "recommended", self._take_proposals, icon="done", small=True)
        outer.addWidget(self.take_all)
        self.remember = QCheckBox(self.tr("Kom ihåg valen till nästa gång"))
        self.remember.setChecked(True)
        self._where = Label("", "small", "text2", wraps=True)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(10)
        foot.addWidget(self.remember)
        foot.addWidget(self._where, 1)
        outer.addWidget(self._foot)
        theme.current().changed.connect(self._fit)

    @property
    def first_open(self) -> CodeBox | None:
        """The field of the first word that is not recognised."""
        return next((r.box for r in self._rows.values() if r.match.how in _OPEN), None)

    def begin(self) -> None:
        """Forget the file before."""
        self._listed = ()
        self._is_whole = False
        self.remember.setChecked(True)

    def list_turns(
        self, reading: ValueReading, profile_name: str
    ) -> tuple[Callable[[], object], ...]:
        """Return the parts of `show_values`, which together would hold the window up."""
        return (
            partial(self._take, reading),
            *(self._make_some,) * (_FEW // _A_TURN),
            partial(self.show_values, reading, profile_name),
        )

    def show_values(self, reading: ValueReading, profile_name: str) -> None:
        """Show the words of a file that is read by a saved profile, or by none (empty)."""
        found = self._take(reading)
        self._where.setText(
            self.tr("Gäller filer som läses med profilen ”{name}”.").format(name=profile_name)
            if profile_name
            else self.tr("Gäller alla uttag som läses in i den här rccdesk-filen.")
        )
        self._show_rows(found)
        self._show_state(reading)

    def _take(self, reading: ValueReading) -> dict[tuple[str, str], ValueMatch]:
        """Remember the words and which of them are shown; return them by their keys."""
        self._reading = reading
        found = {_key(match): match for match in reading.matches}
        if set(found) != set(self._listed):
            self._listed = tuple(found)
            self._sticky = ()
            self._models = {}
            self._rows = {}
            self._drop_ahead()
        fresh = [k for k, m in found.items() if _is_wanted(m) and k not in self._sticky]
        self._sticky = (*self._sticky, *fresh)
        return found

    # Rows

    @property
    def _wanted(self) -> tuple[tuple[str, str], ...]:
        """The words that are to be shown, in their order."""
        if self._is_whole:
            return tuple(dict.fromkeys((*self._sticky, *self._listed[:_MOST])))[:_MOST]
        return self._sticky[:_FEW]

    def _make_some(self) -> None:
        """Make a few of the rows that will be shown."""
        if self._reading is None or tuple(self._rows) == self._wanted:
            return
        found = {_key(match): match for match in self._reading.matches}
        missing = [key for key in self._wanted if key not in self._ahead]
        for key in missing[:_A_TURN]:
            row = self._ahead[key] = self._make_row(found[key])
            for cell in row.cells:
                cell.setParent(self)

    def _drop_ahead(self) -> None:
        for row in self._ahead.values():
            for cell in row.cells:
                cell.deleteLater()
        self._ahead = {}

    def _show_rows(self, found: Mapping[tuple[str, str], ValueMatch]) -> None:
        wanted = self._wanted
        if tuple(self._rows) != wanted:
            self._rows = {}
            clear(self._grid)
            self._heads = self._make_heads() if wanted else ()
            self._rows = {
                key: self._ahead.pop(key) if key in self._ahead else self._make_row(found[key])
                for key in wanted
            }
            self._drop_ahead()
            self._fit()  # which updates the rows too
            return
        for key, row in self._rows.items():
            self._update(row, found[key])

    def _make_heads(self) -> tuple[Label, ...]:
        titles = (
            self.tr("Kolumn"),
            self.tr("Står i filen"),
            self.tr("Rader"),
            self.tr("Läses som"),
            self.tr("Hur säkert"),
            self.tr("Förslag"),
        )
        heads = tuple(Label(title, "small_strong", "text2") for title in titles)
        heads[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return heads

    def _make_row(self, match: ValueMatch) -> _Row:
        field = text(f"imports.field.{match.field}")
        box = CodeBox(self._model(match.field))
        box.setAccessibleName(
            self.tr("{field}, ”{written}”, läses som").format(field=field, written=match.written)
        )
        box.setEnabled(bool(match.key))
        box.chosen.connect(lambda code: self._tell({match.key: code}))
        rows = Label(formats.number(match.rows), "small")
        rows.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        written = Label(match.written, "small_strong", elides=True)
        how, act = Label("", "small"), Button("", "link")
        act.clicked.connect(lambda _checked=False: self._press(_key(match)))
        return _Row(match, box, how, act, (Label(field, "small"), written, rows, box, how, act))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a word take three lines where there is no room for one."""
        super().resizeEvent(event)
        if self._is_narrow is not (self.width() / theme.current().text_scale < _NARROW):
            self._fit()

    def _model(self, field: str) -> QStandardItemModel:
        if field not in self._models:
            assert self._reading is not None
            is_text = field in {"unit", "home_unit", "group"}
            first = self.tr("Behåll som text") if is_text else self.tr("Välj …")
            model = make_choices(first, self._reading.choices.get(field, ()))
            model.setParent(self)
            self._models[field] = model
        return self._models[field]

    def _update(self, row: _Row, match: ValueMatch) -> None:
        row.match = match
        code = None if match.how in _OPEN else match.code
        row.box.show_code(code, match.name)
        row.how.setText(_how_words(match))
        set_role(row.how, _ROLES.get(match.how, "text"))
        words, name = "", ""
        if match.remembered_as:
            words = self.tr("Glöm")
            name = self.tr("Glöm vad ”{written}” står för").format(written=match.written)
        elif match.proposals:
            words = match.proposals[0].name
            name = self.tr("Läs ”{written}” som {name}").format(written=match.written, name=words)
            if self._is_narrow:  # where no head stands over it
                words = self.tr("Förslag: {name}").format(name=words)
        row.act.setText(words)
        row.act.setAccessibleName(name)
        row.act.setToolTip(name)
        row.act.setVisible(bool(words))

    def _press(self, key: tuple[str, str]) -> None:
        match = self._rows[key].match
        if match.remembered_as:
            self._forget(match)
        elif match.proposals:
            self._rows[key].box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell({match.key: match.proposals[0].code})

    def _take_proposals(self) -> None:
        assert self._reading is not None
        self._tell({m.key: m.proposals[0].code for m in _proposed(self._reading)})

    def _toggle(self) -> None:
        self._is_whole = not self._is_whole
        assert self._reading is not None
        self._show_rows({_key(match): match for match in self._reading.matches})
        self._show_state(self._reading)

    # The sentence over the rows

    def _show_state(self, reading: ValueReading) -> None:
        matches = reading.matches
        self._state.setText(self._sentence(reading))
        proposed = len(_proposed(reading))
        self.take_all.setVisible(proposed > 1)
        self.take_all.setText(
            self.tr("Ta alla {count} förslag").format(count=formats.number(proposed))
        )
        hidden = min(len(matches), _MOST) > min(len(self._sticky), _FEW)
        self.show_all.setVisible(hidden)
        if self._is_whole:
            self.show_all.setText(self.tr("Visa färre"))
        elif len(matches) > _MOST:
            self.show_all.setText(
                self.tr("Visa de {count} första").format(count=formats.number(_MOST))
            )
        else:
            self.show_all.setText(
                self.tr("Visa alla {count}").format(count=formats.number(len(matches)))
            )
        self._foot.setVisible(bool(self._rows))

    def _sentence(self, reading: ValueReading) -> str:
        matches = reading.matches
        count, columns = len(matches), len({match.field for match in matches})
        unknown = sum(match.how is How.UNKNOWN for match in matches)
        texts = sum(match.how is How.TEXT for match in matches)
        values = {
            "count": formats.number(count),
            "columns": formats.number(columns),
            "unknown": formats.number(unknown),
            "texts": formats.number(texts),
        }
        if unknown and texts:
            words = self.tr("{unknown} av {count} känns inte igen, {texts} behålls som text.")
        elif unknown:
            words = self.tr("{unknown} av {count} värden känns inte igen.")
        elif texts:
            words = self.tr("{texts} av {count} värden behålls som text.")
        elif count == 1:
            words = self.tr("Det enda värdet känns igen.")
        elif columns == 1:
            words = self.tr("Alla {count} värden i 1 kolumn känns igen.")
        else:
            words = self.tr("Alla {count} värden i {columns} kolumner känns igen.")
        return words.format(**values)

    def _fit(self) -> None:
        """Place the cells for the width and text size in use."""
        scale = theme.current().text_scale
        self._is_narrow = narrow = self.width() / scale < _NARROW
        spans = _THREE_LINES if narrow else _ONE_LINE
        height = max(line for line, _, _ in spans) + 1
        for number, cells in enumerate((self._heads, *(r.cells for r in self._rows.values()))):
            top = number * height
            for cell, (line, column, span) in zip(cells, spans, strict=False):
                self._grid.addWidget(cell, top + line, column, 1, span)
        for head in self._heads[3:]:
            head.setVisible(not narrow)
        for row in self._rows.values():
            row.how.setWordWrap(narrow)
            row.cells[1].setMinimumWidth(round(120 * scale))
            self._update(row, row.match)
            row.box.setFixedWidth(round(_BOX_WIDTH * min(scale, 1.6)))
        self._grid.setColumnStretch(1, 1)


def _key(match: ValueMatch) -> tuple[str, str]:
    return match.field, match.key or f"{match.written} {match.cells[:1]}"


def _is_wanted(match: ValueMatch) -> bool:
    """Tell whether a word is shown without being asked for."""
    return match.how is How.UNKNOWN or bool(match.proposals) or match.is_told


def _proposed(reading: ValueReading) -> list[ValueMatch]:
    return [m for m in reading.matches if m.proposals and m.key and m.how in _OPEN]


def _how_words(match: ValueMatch) -> str:
    key = "skipped" if match.skips_rows else match.how.value
    return text(f"imports.values.how.{key}")
