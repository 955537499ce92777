"""Guidelines: a guideline, a new version of it, and what a unit has made of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import Adoption
from rccdesk.services import guidelines
from rccdesk.services.guidelines.model import AdoptionRow, GuidelineRow, VersionRow
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import (
    DialogContext,
    SavingDialog,
    process_field,
    text_field,
    typed,
)
from rccdesk.ui.dialogs.unit_field import UnitField
from rccdesk.ui.initiative_words import choices_of, words_of


class GuidelineDialog(SavingDialog):
    """Adds or changes a national guideline; ``saved`` gives the stored `GuidelineRow`."""

    def __init__(
        self, context: DialogContext, row: GuidelineRow, parent: QWidget | None = None
    ) -> None:
        is_new = not row.uuid
        super().__init__(
            context,
            self.tr("Vilken riktlinje ska läggas till?")
            if is_new
            else self.tr("Vad ska ändras i riktlinjen?"),
            parent,
        )
        self._row = row
        self.title = QLineEdit(row.title)
        self.title.setPlaceholderText(self.tr("Nationellt vårdprogram …"))
        self.svf = process_field(context.selection.values.processes, row.svf)
        self.source = QLineEdit(row.source)
        self.note = text_field(row.note, 2)
        for words, field in (
            (self.tr("Namn"), self.title),
            (self.tr("Processer (tomt: alla)"), self.svf),
            (self.tr("Källa (valfritt)"), self.source),
            (self.tr("Anteckning (valfritt)"), self.note),
        ):
            self.add_row(words, field)
        self.set_buttons(self.tr("Lägg till riktlinje") if is_new else self.tr("Spara riktlinjen"))
        self.title.setFocus()

    def row(self) -> GuidelineRow:
        """Return what the fields hold."""
        return replace(
            self._row,
            title=self.title.text().strip(),
            svf=self.svf.keys,
            source=self.source.text().strip(),
            note=typed(self.note),
        )

    def send(self) -> None:
        """Store the guideline under its title."""
        row = self.row()
        if not row.title:
            self.say(self.tr("Skriv vad riktlinjen heter."), self.title)
        elif row.uuid:
            self.save(self.tr("Riktlinjen är sparad."), guidelines.update_guideline, row)
        else:
            self.save(self.tr("Riktlinjen är tillagd."), guidelines.add_guideline, row)


class VersionDialog(SavingDialog):
    """Adds a version beside the answers to the one ``before``, or changes ``row``.

    ``saved`` gives the stored `VersionRow`.
    """

    def __init__(
        self,
        context: DialogContext,
        guideline: GuidelineRow,
        parent: QWidget | None = None,
        *,
        before: VersionRow | None = None,
        row: VersionRow | None = None,
    ) -> None:
        is_new = row is None
        super().__init__(
            context,
            self.tr("Vad säger den nya versionen?")
            if is_new
            else self.tr("Vad ska ändras i versionen?"),
            parent,
        )
        regional = before.regional_title if before is not None else ""
        self._row = row or VersionRow(guideline.uuid, "", regional_title=regional)
        if is_new:
            self._say_beginning(before)
        self.add_note(guideline.title)
        self.version = QLineEdit(self._row.version)
        self.version.setPlaceholderText("4.0")
        self.published_on = day_field(self._row.published_on)
        self.changes = text_field(self._row.changes)
        self.regional_title = QLineEdit(self._row.regional_title)
        self.regional_on = day_field(self._row.regional_on)
        for words, field in (
            (self.tr("Version"), self.version),
            (self.tr("Publicerad (valfritt)"), self.published_on),
            (self.tr("Vad har ändrats? (valfritt)"), self.changes),
            (self.tr("Regional riktlinje (valfritt)"), self.regional_title),
            (self.tr("Regional riktlinje fastställd (valfritt)"), self.regional_on),
        ):
            self.add_row(words, field)
        self.set_buttons(self.tr("Lägg till versionen") if is_new else self.tr("Spara versionen"))
        self.version.setFocus()

    def _say_beginning(self, before: VersionRow | None) -> None:
        self.add_note(
            self.tr(
                "Alla verksamheter börjar som ej bedömda. Svaren på version {version} står kvar "
                "bredvid och kan föras över där inget har ändrats."
            ).format(version=before.version)
            if before is not None
            else self.tr("Den första versionen. Alla verksamheter börjar som ej bedömda.")
        )

    def row(self) -> VersionRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        return replace(
            self._row,
            version=self.version.text().strip(),
            published_on=read_day(self.published_on),
            changes=typed(self.changes),
            regional_title=self.regional_title.text().strip(),
            regional_on=read_day(self.regional_on),
        )

    def send(self) -> None:
        """Store the version under its number."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        if not row.version:
            self.say(self.tr("Skriv versionens nummer eller år."), self.version)
            return
        if row.uuid:
            self.save(self.tr("Versionen är sparad."), guidelines.update_version, row)
        else:
            self.save(self.tr("Versionen är tillagd."), guidelines.add_version, row)


class AdoptionDialog(SavingDialog):
    """What a unit has made of a version; the unit's reasons are asked for, never demanded.

    ``causes`` are (key, name), ``regions`` (code, name), ``units`` (region code, name). Without a
    ``place`` the unit is asked for too. ``saved`` gives the stored `AdoptionRow`.
    """

    def __init__(
        self,
        context: DialogContext,
        row: AdoptionRow,
        place: str,
        causes: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        regions: Sequence[tuple[str, str]] = (),
        units: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(context, self.tr("Vad svarar verksamheten?"), parent)
        self._row, self._place = row, place
        self.region = combo(regions, row.region)
        self.unit = UnitField(units, self.tr("Regionen som helhet"))
        self.unit.show_region(str(self.region.currentData()))
        if place:
            self.add_note(place)
        else:
            self.add_row(self.tr("Region"), self.region)
            self.add_row(self.tr("Verksamhet (tomt: hela regionen)"), self.unit)
            self.region.currentIndexChanged.connect(
                lambda _index: self.unit.show_region(str(self.region.currentData()))
            )
        self.state = combo(choices_of(Adoption, optional=False), row.state)
        self.cause = combo([("", words_of(None)), *causes], row.cause)
        self.reason = text_field(row.reason, 2)
        self.day = day_field(row.day)
        self.add_row(self.tr("Läge"), self.state)
        self.add_row(self.tr("Verksamhetens skäl (valfritt)"), self.cause)
        self.add_row(self.tr("Med egna ord (valfritt)"), self.reason)
        self.add_row(self.tr("Datum (tomt: i dag)"), self.day)
        self.set_buttons(self.tr("Anteckna svaret"))
        self.state.currentIndexChanged.connect(self._show_reasons)
        self._show_reasons()
        (self.state if place else self.unit).setFocus()

    @property
    def chosen(self) -> Adoption:
        """The state chosen."""
        return Adoption(str(self.state.currentData()))

    def row(self) -> AdoptionRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        has_reason = self.chosen in _WITH_REASON
        return replace(
            self._row,
            region=self._row.region if self._place else str(self.region.currentData()),
            unit=self._row.unit if self._place else self.unit.unit,
            state=self.chosen,
            cause=str(self.cause.currentData()) if has_reason else "",
            reason=typed(self.reason) if has_reason else "",
            day=read_day(self.day),
            is_carried=False,
        )

    def send(self) -> None:
        """Store the answer."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        said = self.tr("Svaret är antecknat: {state}.").format(state=words_of(row.state))
        self.save(said, guidelines.set_adoption, row)

    def _show_reasons(self, *_: object) -> None:
        has_reason = self.chosen in _WITH_REASON
        for field in (self.cause, self.reason):
            self.set_row_shown(field, shown=has_reason)


_WITH_REASON = frozenset({Adoption.NOT_INTRODUCED})
