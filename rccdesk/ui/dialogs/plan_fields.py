"""The fields that the dialogs of a plan share, and what can be chosen in them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from rccdesk import formats
from rccdesk.enums import ItemState
from rccdesk.services import organisation, plans
from rccdesk.services.plans.regions import own_regions
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.plan_state import paint_plan_state, state_words
from rccdesk.ui.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import Word

PROPORTION = "proportion"
"""The unit of a measure whose levels are stored as 0-1 and written as per cent."""


@dataclass(frozen=True, slots=True)
class PlanChoices:
    """What the dialogs of a plan offer: names by key, and words used before."""

    responsible: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()  # code, full name; those of the plan
    measures: tuple[tuple[str, str], ...] = ()  # key, name
    goals: tuple[tuple[str, str, int], ...] = ()  # uuid, name, depth
    plans: tuple[tuple[str, str], ...] = ()  # uuid, name
    terms: Mapping[str, Word] = field(default_factory=dict)


def read_choices(database: Database, plan_uuid: str) -> PlanChoices:
    """Return what the dialogs offer; ``plan_uuid`` "" for no plan yet."""
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    codes: Iterable[str] = own_regions(database)
    goals: tuple[tuple[str, str, int], ...] = ()
    if plan_uuid:
        codes = [row.region for row in plans.list_plan_regions(database, plan_uuid)]
        depths: dict[str, int] = {"": -1}
        rows = plans.list_items(database, plan_uuid)
        for row in rows:
            depths[row.uuid] = depths.get(row.parent_uuid, -1) + 1
        goals = tuple((row.uuid, row.name, depths[row.uuid]) for row in rows)
    return PlanChoices(
        plans.list_responsible(database),
        plans.list_actors(database),
        tuple((code, names.get(code, code)) for code in codes),
        tuple(plans.measure_names(database).items()),
        goals,
        tuple((row.uuid, row.name) for row in plans.list_plans(database)),
        organisation.get_terms(database),
    )


def code_words(area: str, value: StrEnum | None) -> str:
    """Return what a coded value is called, as a choice; "Inte angivet" for None."""
    if value is None:
        return QCoreApplication.translate("PlanFields", "Inte angivet")
    words = text(f"fields.code.{area}.{value}")
    return words[:1].upper() + words[1:]


def choices_of(area: str, values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return "Inte angivet" and the words of ``values`` for a choice."""
    return [("", code_words(area, None)), *((str(v), code_words(area, v)) for v in values)]


def state_icon(state: ItemState | None) -> QIcon:
    """Return the drawn symbol of a state for menus and choices."""
    side = round(14 * theme.current().text_scale)
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_plan_state(painter, QRectF(1.5, 1.5, side - 3, side - 3), state)
    painter.end()
    return QIcon(picture)


def state_box(states: Sequence[ItemState], current: ItemState | None) -> ChoiceBox:
    """Return a choice of states with their symbols."""
    box = ChoiceBox()
    for state in states:
        box.addItem(state_icon(state), state_words(state), state)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def chosen_state(box: QComboBox) -> ItemState:
    """Return the state of a `state_box`."""
    return ItemState(str(box.currentData()))


def offered_field(words: str, offered: Sequence[str]) -> QLineEdit:
    """Return a field that proposes what was written before, anywhere in the words."""
    field_ = QLineEdit(words)
    completer = QCompleter(list(offered), field_)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = QListView()
    popup.setProperty("popup", "true")
    popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    completer.setPopup(popup)
    field_.setCompleter(completer)
    return field_


def number_words(value: float | None, unit: str) -> str:
    """Return a level as it is typed: a proportion as per cent without its sign."""
    if value is None:
        return ""
    shown = round(value * 100, 6) if unit == PROPORTION else value
    decimals = 0 if float(shown).is_integer() else 2
    return formats.number(shown, decimals).replace(formats.NBSP, "").replace(formats.MINUS, "-")


def read_number(words: str, unit: str) -> float | None:
    """Return what was typed as a level, None for nothing; ValueError for no number."""
    plain = words.replace(formats.NBSP, "").replace(" ", "").replace(formats.MINUS, "-")
    plain = plain.removesuffix("%").replace(",", ".")
    if not plain:
        return None
    value = float(plain)
    if not math.isfinite(value):
        raise ValueError(words)
    return value / 100 if unit == PROPORTION else value


def read_whole(words: str) -> int | None:
    """Return a whole number that was typed, None for nothing; ValueError for anything else."""
    plain = words.strip()
    return int(plain) if plain else None
