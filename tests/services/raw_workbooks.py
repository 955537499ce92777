"""Workbooks written as raw XML, so that they can be wrong in any way."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.corpus.binary_workbooks import write_zip

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def number_cell(address: str, number: object, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}"><v>{number}</v></c>'


def sheet_xml(rows: str, *, before: str = "", namespace: str = MAIN) -> str:
    data = f"<sheetData>{rows}</sheetData>"
    return f'{XML}<worksheet xmlns="{namespace}">{before}{data}</worksheet>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


TABLE = row(1, text_cell("A1", "Enhet"), text_cell("B1", "Antal")) + row(
    2, text_cell("A2", "Nord"), number_cell("B2", 7)
)


def write_workbook(
    path: Path,
    sheets: dict[str, str] | None = None,
    *,
    hidden: dict[str, str] | None = None,
    parts: dict[str, str | bytes] | None = None,
    date1904: bool = False,
    namespace: str = MAIN,
    shared_texts: bool = False,
) -> Path:
    """Write a workbook of whole sheet XMLs.

    ``hidden``: state by sheet name; style 1 = date; ``shared_texts``: that part is among ``parts``.
    """
    sheets = {"Blad1": sheet_xml(TABLE)} if sheets is None else sheets
    hidden = hidden or {}
    entries, relations, types = [], [], []
    for number, name in enumerate(sheets, 1):
        state = f' state="{hidden[name]}"' if name in hidden else ""
        entries.append(
            f'<sheet name={quoteattr(name)} sheetId="{number}"{state} r:id="rId{number}"/>'
        )
        relations.append(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        types.append(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
    relations.append(f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>')
    if shared_texts:
        target = f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        relations.append(f'<Relationship Id="rIdT" {target}')
    properties = '<workbookPr date1904="1"/>' if date1904 else ""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.sheet.main+xml"/>{"".join(types)}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{namespace}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{''.join(entries)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{''.join(relations)}</Relationships>",
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{namespace}"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for number, xml in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{number}.xml"] = xml
    files.update(parts or {})
    return write_zip(path, files)
