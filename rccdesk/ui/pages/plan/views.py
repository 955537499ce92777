"""The six views of a plan by key; each is made when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rccdesk.ui.pages.plan.line_view import LineView

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
