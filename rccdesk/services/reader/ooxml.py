"""The parts of an .xlsx or .xlsm workbook."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree

from rccdesk.services.reader.archive import Archive, named
from rccdesk.services.reader.findings import SheetFindings
from rccdesk.services.reader.kinds import XLSM, XLSX
from rccdesk.services.reader.scanning import Report, ScanTask
from rccdesk.services.reader.sheet_xml import scan_sheet
from rccdesk.services.reader.workbook_parts import SheetPart


class OoxmlParts:
    """An .xlsx or .xlsm workbook in a checked container."""

    def __init__(self, archive: Archive) -> None:
        """Read the list of sheets; refuse document types in all parts but the sheets."""
        self._archive = archive
        archive.refuse_dtds(except_in="xl/worksheets/")
        root = next(
            (r.target for r in archive.relations("") if r.kind.endswith("/officeDocument")),
            "xl/workbook.xml",
        )
        workbook = archive.parse(root)
        targets = {relation.key: relation.target for relation in archive.relations(root)}
        self.has_macros = archive.has_macros
        self.has_links = archive.has_links
        self.kind = XLSM if self.has_macros else XLSX
        self.is_date1904 = any(
            element.get("date1904") in {"1", "true"} for element in named(workbook, "workbookPr")
        )
        self.sheets = tuple(
            SheetPart(element.get("name", ""), targets.get(_relation_id(element)))
            for element in named(workbook, "sheet")
        )

    def tasks(self) -> list[ScanTask]:
        """Return one scan for each sheet."""
        return [
            ScanTask(self._archive.size(sheet.part), partial(self._scan, sheet.name, sheet.part))
            for sheet in self.sheets
            if sheet.part
        ]

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


def _relation_id(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
