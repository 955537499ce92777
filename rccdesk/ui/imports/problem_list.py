"""The problems of a file as cards, grouped by what would settle them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rccdesk.enums import Severity
from rccdesk.services.imports import Problem
from rccdesk.services.imports.problems import Action
from rccdesk.ui.imports.problem_card import Act, ProblemCard
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

FIRST_CARDS = 4  # fill the window


@dataclass(frozen=True, slots=True)
class ProblemActs:
    """What the cards of problems ask of the wizard.

    ``accept`` takes the letter of a column that does not point out anybody, ``leave_out`` the
    letter of one that is not to be read, ``show_cell`` sheet and address, ``show_sheet`` the name
    of a hidden sheet.
    """

    open_file: Callable[[], object]
    read_again: Callable[[], object]
    accept: Callable[[str], object]
    leave_out: Callable[[str], object]
    match_columns: Callable[[], object]
    match_values: Callable[[], object]
    show_cell: Callable[[str, str], object]
    show_sheet: Callable[[str], object]


class ProblemList(QWidget):
    """Shows problems; ``fixed`` tells the proposal that the user takes."""

    fixed = Signal(object)  # Proposal

    def __init__(self, acts: ProblemActs) -> None:
        super().__init__()
        self._acts = acts
        self._columns_of_words: frozenset[str] = frozenset()
        self._ahead: list[ProblemCard] = []  # made, not shown yet
        self.acted_on: int | None = None  # the place of the card that had the focus
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        outer.addLayout(self._cards)
        outer.addStretch(1)

    def list_turns(
        self,
        problems: tuple[Problem, ...],
        sheet: str = "",
        columns_of_words: frozenset[str] = frozenset(),
        most: int | None = None,
    ) -> tuple[Callable[[], object], ...]:
        """Return what shows the problems in their order, in parts for `Turns`.

        ``sheet`` is the one that is read, ``columns_of_words`` are the letters of the columns
        whose words can be matched. Those before stand until all cards are made. ``most`` are
        shown; the others come by `list_later_turns`.
        """

        def begin() -> None:
            self._columns_of_words = columns_of_words
            for card in self._ahead:
                card.deleteLater()
            self._ahead = []

        makes = (partial(self._make_card, problem, problems, sheet) for problem in problems)
        return (begin, *makes, partial(self._show_cards, most))

    def list_later_turns(self, problems: tuple[Problem, ...]) -> tuple[Callable[[], object], ...]:
        """Return what shows those over the first few, once these can be seen."""
        return (self._show_next,) * max(0, len(problems) - FIRST_CARDS)

    def _make_card(self, problem: Problem, problems: tuple[Problem, ...], sheet: str) -> None:
        masked = {str(p.values.get("column", "")) for p in problems if _is_person(p)}
        go = partial(self._acts.show_cell, problem.sheet or sheet)
        acts = self._acts_for(problem, masked)
        self._ahead.append(ProblemCard(problem, acts=acts, go=go, parent=self))

    def _show_cards(self, most: int | None) -> None:
        """Put the cards that have been made in the place of those before."""
        self.acted_on = self._find_focused()
        clear(self._cards)
        for card in self._ahead[:most]:
            self._cards.addWidget(card)
        if not self._ahead:
            words = self.tr("Inga problem hittades i filen.")
            self._cards.addWidget(Label(words, "small", "text2"))
        del self._ahead[:most]

    def _show_next(self) -> None:
        if self._ahead:
            self._cards.addWidget(self._ahead.pop(0))

    @property
    def next_act(self) -> QWidget | None:
        """The next proposed button from the card acted on, else the first; None without any."""
        cards = self._list_cards()
        first = self.acted_on or 0
        for card in (*cards[first:], *cards[:first]):
            for button in card.findChildren(Button):
                if button.property("kind") == "recommended":
                    return button
        return None

    def _list_cards(self) -> list[QWidget]:
        items = (self._cards.itemAt(place) for place in range(self._cards.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if widget is not None]

    def _find_focused(self) -> int | None:
        focused = QApplication.focusWidget()
        return next(
            (
                place
                for place, card in enumerate(self._list_cards())
                if focused is not None and card.isAncestorOf(focused)
            ),
            None,
        )

    def _acts_for(self, problem: Problem, masked: set[str]) -> tuple[Act, ...]:
        acts = self._acts
        if _is_person(problem):
            return (
                (self.tr("Öppna filen"), "recommended", "external", acts.open_file),
                (self.tr("Läs filen igen"), "secondary", "refresh", acts.read_again),
            )
        if problem.severity is Severity.STOP and problem.code == "identifying_column":
            return self._acts_for_column(problem, masked)
        own: dict[str, Act] = {
            "unused_columns": (self.tr("Para ihop ändå"), "flat", "", acts.match_columns),
            "extract_date_assumed": (
                self.tr("Ange datumet"), "secondary", "calendar", acts.match_columns,
            ),
        }  # fmt: skip
        if problem.sheet:
            show = partial(acts.show_sheet, problem.sheet)
            own["hidden_sheets"] = (self.tr("Visa bladet"), "flat", "", show)
        if problem.code in own:
            return (own[problem.code],)
        return tuple(self._acts_for_rows(problem))

    def _acts_for_rows(self, problem: Problem) -> list[Act]:
        found: list[Act] = []
        if problem.severity is Severity.INFO:
            return found
        for action in problem.actions:
            if action is Action.FIX_ALL and problem.proposal is not None:
                fix = partial(self.fixed.emit, problem.proposal)
                found.append((self.tr("Rätta alla lika"), "recommended", "done", fix))
            elif action is Action.SKIP_ROWS and problem.skip is not None:
                skip = partial(self.fixed.emit, problem.skip)
                words = self.tr("Hoppa över raderna")
                found.append((words, "secondary", "", skip))
            elif action is Action.OPEN_FILE:
                found.append((self.tr("Öppna filen"), "flat", "external", self._acts.open_file))
        if problem.code == "unknown_code" and problem.values.get("column") in (
            self._columns_of_words
        ):
            kind = "secondary" if problem.proposal else "recommended"
            matching = (self.tr("Para ihop värden"), kind, "", self._acts.match_values)
            found.insert(1 if problem.proposal else 0, matching)
        return found

    def _acts_for_column(self, problem: Problem, masked: set[str]) -> tuple[Act, ...]:
        """Return what to do about a column named after persons: leave it out, or accept it."""
        letter = str(problem.values["column"])
        leave_out = partial(self._acts.leave_out, letter)
        accept = partial(self._acts.accept, letter)
        words = self.tr("Kolumn {letter} pekar inte ut någon").format(letter=letter)
        acts: tuple[Act, ...] = ()
        if letter not in masked:
            acts = ((self.tr("Läs in utan kolumnen"), "recommended", "done", leave_out),)
        return (
            *acts,
            (words, "secondary", "", accept),
            (self.tr("Öppna filen"), "flat", "external", self._acts.open_file),
        )


def _is_person(problem: Problem) -> bool:
    return problem.severity is Severity.STOP and problem.code == "personal_identifier"
