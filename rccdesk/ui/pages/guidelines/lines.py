"""The guidelines with the answers to a version, and the log of support, read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.enums import Adoption
from rccdesk.services import guidelines, mapping75, organisation
from rccdesk.services.labels import get_labels
from rccdesk.ui.cell_marks import symbol_mark
from rccdesk.ui.initiative_words import symbol_of, words_of
from rccdesk.ui.tables.line_table import Cell, Column, Line

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.guidelines import AdoptionLine, AdoptionTable, GuidelineRow, SupportRow

STATES = tuple(Adoption)
"""The states in the order of their digits, 1-6."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows: all guidelines, the table of one, the log.

    ``region_names`` and ``svf_names`` by code, ``causes`` (key, name), ``units`` (region, name).
    """

    known: tuple[GuidelineRow, ...]
    table: AdoptionTable | None
    support: tuple[SupportRow, ...]
    region_names: Mapping[str, str]
    regions: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    causes: tuple[tuple[str, str], ...]
    svf_names: Mapping[str, str]
    plan_title: str

    def place(self, line: AdoptionLine) -> str:
        """Return the region and the unit of a line."""
        region = self.region_names.get(line.region, line.region)
        return f"{region}, {line.unit}" if line.unit else region


def read(database: Database, guideline: str, version: str) -> Answer:
    """Return a guideline, "" for the first, and a version of it, "" for the newest."""
    known = guidelines.list_guidelines(database)
    keys = [row.uuid for row in known]
    chosen = guideline if guideline in keys else next(iter(keys), "")
    table = None
    if chosen:
        versions = {row.uuid for row in guidelines.list_versions(database, chosen)}
        asked = version if version in versions else None
        table = guidelines.get_adoption_table(database, chosen, asked)
    regions = organisation.list_regions(database)
    own = organisation.get_profile(database).rcc
    word = organisation.get_terms(database)["cancer_plan"].singular
    causes = mapping75.list_causes(database, with_retired=True)
    return Answer(
        known,
        table,
        guidelines.list_support(database),
        {region.code: region.full_name for region in regions},
        tuple((r.code, r.full_name) for r in regions if not own or own in r.rcc_keys),
        tuple((unit.region_code or "", unit.name) for unit in organisation.list_units(database)),
        tuple((cause.key, cause.name) for cause in causes),
        dict(get_labels(database).names["svf"]),
        word[:1].upper() + word[1:],
    )


def adoption_columns() -> tuple[Column, ...]:
    """Return the heads of the table of units."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GuidelinesPage", "Verksamhet"), 200, 3),
        Column(translate("GuidelinesPage", "Läge nu"), 160, 1),
        Column(translate("GuidelinesPage", "Svar på versionen före"), 180, 1),
        Column(translate("GuidelinesPage", "Verksamhetens skäl"), 200, 4),
        Column(translate("GuidelinesPage", "Datum"), 104),
    )


def adoption_lines(answer: Answer) -> tuple[Line, ...]:
    """Return the units under their regions, with how many have introduced it in each."""
    table = answer.table
    if table is None or table.version is None:
        return ()
    causes = dict(answer.causes)
    lines: list[Line] = []
    for code in dict.fromkeys(line.region for line in table.rows):
        rows = [line for line in table.rows if line.region == code]
        introduced = sum(line.state is Adoption.INTRODUCED for line in rows)
        words = QCoreApplication.translate("GuidelinesPage", "{region}: {of} har infört")
        name = answer.region_names.get(code, code)
        said = words.format(region=name, of=formats.of(introduced, len(rows)))
        lines.append(Line(f"region {code}", (Cell(said),), is_group=True))
        lines += [_line(answer, line, causes) for line in rows]
    return tuple(lines)


def key_of(line: AdoptionLine) -> str:
    """Return what names a unit in the table."""
    return f"{line.region}|{line.unit}"


def _line(answer: Answer, line: AdoptionLine, causes: Mapping[str, str]) -> Line:
    translate = QCoreApplication.translate
    unit = line.unit or translate("GuidelinesPage", "Regionen som helhet")
    now = words_of(line.state)
    if line.is_carried:
        now = translate("GuidelinesPage", "{state} (från förra)").format(state=now)
    reason = ": ".join(part for part in (causes.get(line.cause, line.cause), line.reason) if part)
    day = "" if line.day is None else formats.iso_date(line.day)
    old = Cell(formats.MISSING, role="text2", order=-1.0)
    if line.old_state is not None:
        old = _state_cell(line.old_state)
        old_reason = ": ".join(
            part for part in (causes.get(line.old_cause, line.old_cause), line.old_reason) if part
        )
        old = replace(old, full=f"{old.words}. {old_reason}" if old_reason else "")
    return Line(
        key_of(line),
        (
            Cell(unit, full=answer.place(line)),
            replace(_state_cell(line.state), words=now),
            old,
            Cell(reason),
            Cell(day or formats.MISSING, role="text" if day else "text2", order=day),
        ),
    )


def _state_cell(state: Adoption) -> Cell:
    return Cell(
        words_of(state), mark=symbol_mark(symbol_of(state)), order=float(STATES.index(state))
    )


def support_columns() -> tuple[Column, ...]:
    """Return the heads of the log of support."""
    translate = QCoreApplication.translate
    return (
        Column(translate("GuidelinesPage", "Datum"), 104),
        Column(translate("GuidelinesPage", "Vad gjordes?"), 260, 4),
        Column(translate("GuidelinesPage", "Slag"), 110, 1),
        Column(translate("GuidelinesPage", "För vilka"), 160, 2),
        Column(translate("GuidelinesPage", "Process"), 130, 1),
        Column(translate("GuidelinesPage", "Riktlinje"), 170, 2),
    )


def support_lines(answer: Answer, svf: Sequence[str]) -> tuple[Line, ...]:
    """Return the log, the newest first, of the chosen pathways and of all."""
    titles = {row.uuid: row.title for row in answer.known}
    found = []
    for row in answer.support:
        if svf and row.svf and not set(row.svf) & set(svf):
            continue
        names = ", ".join(answer.svf_names.get(code, code) for code in row.svf)
        kind = "" if row.kind is None else words_of(row.kind)
        cells = (
            formats.iso_date(row.day),
            row.text,
            kind or formats.MISSING,
            row.audience or formats.MISSING,
            names or QCoreApplication.translate("GuidelinesPage", "Alla"),
            titles.get(row.guideline_uuid, formats.MISSING),
        )
        found.append(Line(row.uuid, tuple(Cell(words) for words in cells)))
    return tuple(found)
