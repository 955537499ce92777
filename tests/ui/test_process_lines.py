"""The rows of a process: a lead time stands with its inclusion."""

from __future__ import annotations

from rccdesk.enums import FigureStatus
from rccdesk.services.plans import ItemFigure, PlanItemRow, PlanRow
from rccdesk.services.process_page import ProcessGoal
from rccdesk.ui.pages.process.lines import goal_lines


def test_a_lead_time_of_a_goal_stands_with_its_inclusion() -> None:
    figure = ItemFigure(
        "svf_lead_time",
        "Ledtidsmålet",
        FigureStatus.NOT_REACHED,
        "Ej uppnått",
        value=0.64,
        value_text="64 %",
        count_text="45 av 70",
        inclusion_text="inklusion 58 %, ej representativ",
    )
    goal = ProcessGoal(PlanItemRow("p", "Mål"), PlanRow("Plan"), figure, "", is_overdue=False)
    (line,) = goal_lines([goal])
    assert "64 % · 45 av 70 · inklusion 58 %, ej representativ" in [c.words for c in line.cells]
