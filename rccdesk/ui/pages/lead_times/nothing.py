"""Why Ledtider shows no figure, and the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.enums import Grain
from rccdesk.texts import text
from rccdesk.ui.pages.lead_times.views import WITH_GRAIN, gap_field

if TYPE_CHECKING:
    from collections.abc import Callable

    from rccdesk.ui.pages.figure_page import FigurePage
    from rccdesk.ui.pages.lead_times.answers import Answer
    from rccdesk.ui.selection import Selection


_LONGER = {Grain.MONTH: Grain.QUARTER, Grain.QUARTER: Grain.HALF, Grain.HALF: Grain.YEAR}


def show_nothing(page: FigurePage, answer: Answer, choose_grain: Callable[[Grain], object]) -> None:
    """Say in the place of the chart why there is none; ``choose_grain`` takes longer periods."""
    translate = QCoreApplication.translate
    goal, selection = answer.goal, page.selection
    is_part = goal.to_event not in ("", "treatment_start")
    nothing = translate("LeadTimes", "Inget i urvalet")
    if answer.hidden_count:
        few = text("figures.insufficient", count=answer.floor)
        longer = _LONGER.get(answer.question.grain)
        title = translate("LeadTimes", "För få fall")
        if answer.question.view not in WITH_GRAIN or longer is None:
            page.show_message("hide", title, few)
            return
        if gap_field(answer.question.view):
            few = translate(
                "LeadTimes",
                "En grupp med för få fall döljs, och även dess grannar när summan annars skulle "
                "avslöja den. I längre perioder är grupperna större.",
            )
        words = {
            Grain.QUARTER: translate("LeadTimes", "Visa per kvartal"),
            Grain.HALF: translate("LeadTimes", "Visa per halvår"),
            Grain.YEAR: translate("LeadTimes", "Visa per år"),
        }[longer]
        page.show_message("hide", title, few, words, lambda: choose_grain(longer))
    elif answer.limit_is_missing and (answer.svf_name or is_part):
        page.show_message(
            "limit",
            translate("LeadTimes", "Ledtidsgräns saknas"),
            translate(
                "LeadTimes",
                "Ledtidsgräns saknas för {svf}. Patienterna räknas inte in i andelen. "
                "Gränsen skrivs in i Ledtidskatalogen när den är känd.",
            ).format(svf=answer.svf_name or text("charts.all.svf")),
            translate("LeadTimes", "Öppna Ledtidskatalogen"),
            lambda: page.navigate("limits"),
        )
    elif gap_field(answer.question.view) and answer.figure is not None:
        page.show_message(
            "filter",
            translate("LeadTimes", "Ingen skillnad att visa"),
            translate(
                "LeadTimes",
                "Uttaget har färre än två grupper med siffror för samma period. Välj en annan "
                "indelning, en längre period eller ett större område.",
            ),
        )
    elif answer.state is not None:
        page.show_message(
            "filter",
            nothing,
            translate(
                "LeadTimes",
                "Efter uttaget {date} fanns inga förlopp som målet gäller för: {what}. Välj "
                "en tidigare period, eller se siffrorna som nu.",
            ).format(
                date=formats.iso_date(answer.state.extract_date), what=_selection_words(selection)
            ),
            translate("LeadTimes", "Visa som nu"),
            page.snapshots.show_now,
        )
    else:
        is_start = not is_part and goal.fixed_days is None
        resets = selection.can_reset
        page.show_message(
            "filter",
            nothing,
            (
                translate(
                    "LeadTimes", "Inga avslutade förlopp med start av behandling finns för: {what}."
                )
                if is_start
                else translate("LeadTimes", "Inga förlopp som målet gäller finns för: {what}.")
            ).format(what=_selection_words(selection)),
            translate("LeadTimes", "Återställ urvalet") if resets else "",
            selection.reset if resets else None,
        )


def _selection_words(selection: Selection) -> str:
    words = (
        selection.process_label() or text("charts.all.svf"),
        selection.area_label() or text("charts.everyone"),
        selection.period_label(),
    )
    return ", ".join(word for word in words if word)
