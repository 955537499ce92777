"""The selection that all pages share: process (SVF), area and period."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from rccdesk.periods import period_words

REGION, HEALTH_CARE_REGION, ALL = "region", "health_care_region", "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be chosen: its key and its name in the window."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Area:
    """What the figures are about: a region, a health care region, or all in the extract."""

    kind: str = ALL
    key: str = ""


@dataclass(frozen=True, slots=True)
class SelectionValues:
    """What can be chosen in the open store, in the order of the menus."""

    processes: tuple[Choice, ...] = ()
    regions: tuple[Choice, ...] = ()
    health_care_regions: tuple[Choice, ...] = ()
    periods: tuple[Choice, ...] = ()
    own_processes: tuple[str, ...] = ()
    own_region: str = ""
    own_health_care_region: str = ""
    default_process: str = ""
    default_period: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    svf: tuple[str, ...] = ()
    area: Area = field(default_factory=Area)
    period: str = ""


class Selection(QObject):
    """What is chosen. ``changed`` comes once for each act, ``values_changed`` for a new store."""

    changed = Signal()
    values_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.values = SelectionValues()
        self._state = _State()

    @property
    def svf(self) -> tuple[str, ...]:
        """The prefixes of the chosen pathways; empty for all."""
        return self._state.svf

    @property
    def area(self) -> Area:
        """The chosen area."""
        return self._state.area

    @property
    def region(self) -> str | None:
        """The code of the chosen region, or None for a larger area."""
        return self._state.area.key if self._state.area.kind == REGION else None

    @property
    def period(self) -> str:
        """The spelling of the chosen period; empty where nothing has been imported."""
        return self._state.period

    def begin(self, values: SelectionValues, line: str = "") -> None:
        """Start in a store just opened: as ``line`` remembers, else with the natural choice."""
        self.values = values
        self.values_changed.emit()
        self._set(self._defaults())
        self.restore(line)

    def set_values(self, values: SelectionValues) -> None:
        """Take what the open store offers and keep what can be kept of the choice."""
        if values == self.values:
            return
        self.values = values
        kept = self._kept(self._state)
        self.values_changed.emit()
        self._set(kept)

    def set_svf(self, *prefixes: str) -> None:
        """Choose pathways; none at all for all of them."""
        self._set(replace(self._state, svf=tuple(prefixes)))

    def set_area(self, kind: str, key: str = "") -> None:
        """Choose an area."""
        self._set(replace(self._state, area=Area(kind, key)))

    def set_period(self, key: str) -> None:
        """Choose a period."""
        self._set(replace(self._state, period=key))

    def reset(self) -> None:
        """Choose what the profile and the newest extract make the natural choice."""
        self._set(self._defaults())

    @property
    def can_reset(self) -> bool:
        """Whether `reset` would change something."""
        return self._state != self._defaults()

    def process_label(self) -> str:
        """Return the name of the chosen pathways, joined; empty for all."""
        names = {choice.key: choice.label for choice in self.values.processes}
        return ", ".join(names.get(key, key) for key in self.svf)

    def area_label(self) -> str:
        """Return the name of the chosen area; empty for all in the extract."""
        lists = {REGION: self.values.regions, HEALTH_CARE_REGION: self.values.health_care_regions}
        names = {choice.key: choice.label for choice in lists.get(self.area.kind, ())}
        return names.get(self.area.key, self.area.key)

    def period_label(self) -> str:
        """Return the chosen period in words, also one that a link led to and no menu has."""
        names = {choice.key: choice.label for choice in self.values.periods}
        if self.period in names:
            return names[self.period]
        words = period_words(self.period)
        return words[:1].upper() + words[1:]

    def as_text(self) -> str:
        """Return the choice as one line that `restore` reads."""
        return "|".join([",".join(self.svf), self.area.kind, self.area.key, self.period])

    def restore(self, line: str) -> None:
        """Choose what `as_text` gave, as far as the store still has it."""
        parts = line.split("|")
        if len(parts) == 4:
            svf = tuple(part for part in parts[0].split(",") if part)
            self._set(self._kept(_State(svf, Area(parts[1], parts[2]), parts[3])))

    def _defaults(self) -> _State:
        values = self.values
        svf = (values.default_process,) if values.default_process else ()
        area = Area()
        if values.own_region:
            area = Area(REGION, values.own_region)
        elif values.own_health_care_region:
            area = Area(HEALTH_CARE_REGION, values.own_health_care_region)
        return _State(svf, area, values.default_period)

    def _kept(self, state: _State) -> _State:
        default = self._defaults()
        processes = {choice.key for choice in self.values.processes}
        regions = {choice.key for choice in self.values.regions}
        larger = {choice.key for choice in self.values.health_care_regions}
        svf = tuple(key for key in state.svf if key in processes)
        area = state.area
        known = (
            (area.kind == REGION and area.key in regions)
            or (area.kind == HEALTH_CARE_REGION and area.key in larger)
            or (area.kind == ALL and bool(self.values.periods))
        )
        periods = {choice.key for choice in self.values.periods}
        return _State(
            svf or default.svf,
            area if known else default.area,
            state.period if state.period in periods else default.period,
        )

    def _set(self, state: _State) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()
