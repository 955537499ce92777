"""The parts of an .xlsx or .xlsm workbook."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree

from rccdesk.services.reader.archive import Archive, Relation, named
from rccdesk.services.reader.findings import SheetFindings
from rccdesk.services.reader.first_rows import FirstRows, find_date_styles, read_first_rows
from rccdesk.services.reader.kinds import XLSM, XLSX
from rccdesk.services.reader.scanning import Report, ScanTask
from rccdesk.services.reader.sheet_xml import scan_sheet
from rccdesk.services.reader.workbook_parts import SheetPart

_STRINGS = "xl/sharedStrings.xml"
# Smaller workbooks give their head as soon as their first rows.
_SOON_BYTES = 8 * 2**20
_FIRST_SHEETS = 4


class OoxmlParts:
    """An .xlsx or .xlsm workbook in a checked container."""

    def __init__(self, archive: Archive) -> None:
        """Read the list of sheets; refuse document types in all parts but the sheets."""
        self._archive = archive
        archive.refuse_dtds(except_in=("xl/worksheets/", _STRINGS))
        root = _target(archive.relations(""), "officeDocument") or "xl/workbook.xml"
        workbook = archive.parse(root)
        relations = archive.relations(root)
        targets = {relation.key: relation.target for relation in relations}
        self._strings = _target(relations, "sharedStrings") or _STRINGS
        self._styles = _target(relations, "styles") or "xl/styles.xml"
        self.has_macros = archive.has_macros
        self.has_links = archive.has_links
        self.kind = XLSM if self.has_macros else XLSX
        self.is_date1904 = any(
            element.get("date1904") in {"1", "true"} for element in named(workbook, "workbookPr")
        )
        self.sheets = tuple(
            SheetPart(
                element.get("name", ""),
                targets.get(_relation_id(element)),
                element.get("state", "visible") == "visible",
            )
            for element in named(workbook, "sheet")
        )

    def tasks(self) -> list[ScanTask]:
        """Return one scan for each sheet, once the shared texts have no document type."""
        for part in {_STRINGS, self._strings}:
            self._archive.refuse_dtd(part)
        return [
            ScanTask(self._archive.size(sheet.part), partial(self._scan, sheet.name, sheet.part))
            for sheet in self.sheets
            if sheet.part
        ]

    def first_rows(self) -> Iterator[tuple[str, FirstRows]]:
        """Yield name and first rows of the first visible sheets, where the head will take time."""
        large = sum(self._archive.size(sheet.part) for sheet in self.sheets if sheet.part)
        large += self._archive.size(self._strings)
        if large < _SOON_BYTES:
            return
        styles: frozenset[int] = frozenset()
        if self._archive.size(self._styles) < _SOON_BYTES and self._styles in self._archive:
            styles = find_date_styles(self._archive.parse(self._styles))
        visible = [sheet for sheet in self.sheets if sheet.is_visible]
        for sheet in visible[:_FIRST_SHEETS]:
            if sheet.part is None or not sheet.part.startswith("xl/worksheets/"):
                continue
            rows = read_first_rows(
                self._archive, sheet.part, self._strings, styles, is_1904=self.is_date1904
            )
            if rows is not None:
                yield sheet.name, rows

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """Yield (sheet, cell, text) of every note and comment."""
        for sheet in self.sheets:
            if sheet.part is not None:
                for cell, text in xml_comments(self._archive, sheet.part):
                    yield sheet.name, cell, text

    def _scan(self, name: str, part: str, report: Report | None) -> dict[str, SheetFindings]:
        return {name: scan_sheet(self._archive, name, part, report)}


def xml_comments(archive: Archive, sheet_part: str) -> Iterator[tuple[str, str]]:
    """Yield (cell, text) of the notes and comments of a sheet that are written as XML."""
    for relation in archive.relations(sheet_part):
        target = relation.target
        if "omment" not in posixpath.basename(target) and "omments" not in target:
            continue
        if target not in archive or not target.endswith(".xml"):
            continue
        root = archive.parse(target)
        for tag in ("comment", "threadedComment"):
            for element in named(root, tag):
                yield element.get("ref", "A1"), "".join(element.itertext())


def _target(relations: list[Relation], kind: str) -> str | None:
    return next((r.target for r in relations if r.kind.endswith(f"/{kind}")), None)


def _relation_id(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
