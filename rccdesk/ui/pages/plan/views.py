"""The six views of a plan by key, each made when it is first shown, and the years of a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk.ui.pages.plan.line_view import LineView

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanRow

TREE, TABLE, BOARD, TIMELINE, YEAR, REGIONS = (
    "tree",
    "table",
    "board",
    "timeline",
    "year",
    "regions",
)
VIEWS = (TREE, TABLE, BOARD, TIMELINE, YEAR, REGIONS)


def view_words() -> tuple[tuple[str, str], ...]:
    """Return the views with their words, in order."""
    translate = QCoreApplication.translate
    return (
        (TREE, translate("PlanViews", "Träd")),
        (TABLE, translate("PlanViews", "Tabell")),
        (BOARD, translate("PlanViews", "Tavla")),
        (TIMELINE, translate("PlanViews", "Tidslinje")),
        (YEAR, translate("PlanViews", "Årshjul")),
        (REGIONS, translate("PlanViews", "Regioner")),
    )


def make_view(key: str) -> LineView:
    """Return a new view; its module is read when it is first asked for."""
    if key == TREE:
        from rccdesk.ui.pages.plan.tree_card import TreeCard

        return TreeCard()
    if key == TABLE:
        from rccdesk.ui.pages.plan.table_card import TableCard

        return TableCard()
    if key == BOARD:
        from rccdesk.ui.pages.plan.board import Board

        return Board()
    if key == TIMELINE:
        from rccdesk.ui.pages.plan.timeline import Timeline

        return Timeline()
    if key == YEAR:
        from rccdesk.ui.pages.plan.year_card import YearCard

        return YearCard()
    from rccdesk.ui.pages.plan.matrix import RegionMatrix

    return RegionMatrix()


def plan_years(plan: PlanRow) -> str:
    """Return when a plan holds, in years where it is whole ones."""
    first = "" if plan.valid_from is None else str(plan.valid_from.year)
    last = "" if plan.valid_to is None else str(plan.valid_to.year)
    if first and last:
        return first if first == last else f"{first}–{last}"
    return f"{first}–" if first else last
