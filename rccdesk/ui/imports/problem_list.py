"""The problems of a file as cards, grouped by what would settle them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.enums import Severity
from rccdesk.services.imports import Problem
from rccdesk.services.imports.problems import Action
from rccdesk.ui.imports.problem_card import Act, ProblemCard
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

_IN_THE_FILE = ("personal_identifier", "identifying_column")  # only the file can be mended


class ProblemList(QWidget):
    """Shows problems; ``fixed`` tells the proposal that the user takes.

    ``accept`` takes the letter of a column that does not point out anybody.
    """

    fixed = Signal(object)  # Proposal

    def __init__(
        self,
        *,
        open_file: Callable[[], object],
        read_again: Callable[[], object],
        accept: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._open_file, self._read_again, self._accept = open_file, read_again, accept
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        outer.addLayout(self._cards)
        outer.addStretch(1)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems in their order."""
        clear(self._cards)
        for problem in problems:
            self._cards.addWidget(ProblemCard(problem, acts=self._acts_for(problem)))
        if not problems:
            words = self.tr("Inga problem hittades i filen.")
            self._cards.addWidget(Label(words, "small", "text2"))

    def _acts_for(self, problem: Problem) -> tuple[Act, ...]:
        if problem.severity is Severity.STOP and problem.code in _IN_THE_FILE:
            return self._acts_in_the_file(problem)
        acts: list[Act] = []
        for action in problem.actions:
            if action is Action.FIX_ALL and problem.proposal is not None:
                fix = partial(self.fixed.emit, problem.proposal)
                acts.append((self.tr("Rätta alla lika"), "recommended", "done", fix))
            elif action is Action.SKIP_ROWS and problem.skip is not None:
                skip = partial(self.fixed.emit, problem.skip)
                acts.append((self.tr("Hoppa över raderna"), "secondary", "", skip))
            elif action is Action.OPEN_FILE and acts:
                acts.append((self.tr("Öppna filen"), "flat", "external", self._open_file))
        return tuple(acts)

    def _acts_in_the_file(self, problem: Problem) -> tuple[Act, ...]:
        acts: list[Act] = [
            (self.tr("Öppna filen"), "recommended", "external", self._open_file),
            (self.tr("Läs filen igen"), "secondary", "refresh", self._read_again),
        ]
        if problem.code == "identifying_column" and problem.cells:
            letter = problem.cells[0].rstrip("0123456789")
            words = self.tr("Kolumn {letter} pekar inte ut någon").format(letter=letter)
            acts.append((words, "secondary", "", lambda: self._accept(letter)))
        return tuple(acts)
