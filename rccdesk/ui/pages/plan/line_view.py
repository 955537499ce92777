"""What every view of a plan is: it shows lines, keeps the chosen one, and says what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from rccdesk.ui.pages.plan.filter_bar import Wanted
from rccdesk.ui.pages.plan.forest import Forest
from rccdesk.ui.pages.plan.reading import Answer

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine


@dataclass(frozen=True, slots=True)
class Shown:
    """What the views show: an answer, the lines asked for, and them in their tree."""

    answer: Answer = field(default_factory=Answer)
    wanted: Wanted = field(default_factory=Wanted)
    lines: tuple[PlanLine, ...] = ()  # in the order asked for, without those shown as parents
    forest: Forest = field(default_factory=Forest)
    is_reading: bool = False

    @property
    def is_movable(self) -> bool:
        """Tell whether lines lie as in the plan, so that they can be moved in it."""
        return not self.is_reading and not self.wanted.chooses and self.wanted.order == "plan"


class LineView(QFrame):
    """A view of a plan in a card. Lines are known by uuid, so that a new answer keeps the chosen.

    ``acted`` carries (what, uuid, more) for the page to do: open, edit, state, dates, move, drop,
    region, digit, delete, copied.
    """

    chosen = Signal(str)
    acted = Signal(str, str, object)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")

    def show_lines(self, shown: Shown) -> None:
        """Show the lines."""
        raise NotImplementedError

    def choose(self, uuid: str) -> None:
        """Make a line the chosen one, where it is shown."""
        raise NotImplementedError

    def focus(self) -> None:
        """Take the focus where the arrows walk the lines."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Take the theme and text size in use."""
