"""Templates that carry what must not be carried on: people, earlier slides, links, programs.

Each is made of the libraries' own empty file, with parts and words put into the package by hand as
Office writes them. Every mark stands at one place only.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from docx import Document
from pptx import Presentation
from pptx.util import Cm

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R = f'xmlns:r="{_OFFICE}"'
MARK = "Kanarie"  # every mark begins so
LOOK = "Region Exempels logotyp"  # what must stay


def picture() -> bytes:
    """Return a small PNG with its author and its place in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head),
            chunk(b"tEXt", f"Author\0{MARK}Png".encode()),
            chunk(b"IDAT", zlib.compress(b"\0" + b"\xff" * 6 + b"\0" + b"\xff" * 6)),
            chunk(b"IEND", b""),
        )
    )  # fmt: skip


class Package:
    """The parts of a file, to be changed by hand."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            self.parts = {name: packed.read(name) for name in packed.namelist()}

    def insert(self, part: str, before: str, words: str) -> None:
        """Put words before the first place where ``before`` stands."""
        content = self.parts[part].decode()
        assert before in content, (part, before)
        self.parts[part] = content.replace(before, words + before, 1).encode()

    def relate(
        self, part: str, key: str, kind: str, target: str, *, external: bool = False
    ) -> None:
        folder, _, leaf = part.rpartition("/")
        name = f"{folder}/_rels/{leaf}.rels" if part else "_rels/.rels"
        empty = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            "</Relationships>"
        )
        self.parts.setdefault(name, empty.encode())
        kind = kind if kind.startswith("http") else f"{_OFFICE}/{kind}"
        mode = ' TargetMode="External"' if external else ""
        line = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
        self.insert(name, "</Relationships>", line)

    def add(self, name: str, content: bytes | str, kind: str = "application/xml") -> None:
        self.parts[name] = content if isinstance(content, bytes) else content.encode()
        line = f'<Override PartName="/{name}" ContentType="{kind}"/>'
        self.insert("[Content_Types].xml", "</Types>", line)

    def written(self) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in self.parts.items():
                packed.writestr(name, content)
        return target.getvalue()


def hostile_slides() -> bytes:
    """Return a presentation with all that a template should not hold."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = f"{MARK}Bild"
    slide.notes_slide.notes_text_frame.text = f"{MARK}Anteckning"
    core = made.core_properties
    core.author = core.last_modified_by = f"{MARK}Person"
    core.identifier = core.version = core.content_status = core.category = f"{MARK}Egenskap"
    core.keywords = core.comments = core.subject = f"{MARK}Egenskap"
    master = made.slide_master
    for shape in master.placeholders:
        if (
            shape.placeholder_format.type is not None
            and shape.placeholder_format.type.name == "FOOTER"
        ):
            shape.text_frame.text = f"{MARK}Fot"
    target = io.BytesIO()
    made.save(target)
    package = Package(target.getvalue())
    main, layout = "ppt/presentation.xml", "ppt/slideLayouts/slideLayout6.xml"
    # What hangs on the presentation.
    for number, (kind, words) in enumerate(
        (
            ("http://schemas.microsoft.com/office/2016/11/relationships/changesInfo", "Andring"),
            ("http://schemas.microsoft.com/office/2018/10/relationships/authors", "Forfattare"),
            ("commentAuthors", "Kommentator"),
            ("customXml", "Bibliotek"),
            ("tags", "Etikett"),
            ("handoutMaster", "Ahorarkopia"),
        )
    ):
        package.add(f"ppt/extra{number}.xml", f"<x>{MARK}{words}</x>")
        package.relate(main, f"rIdX{number}", kind, f"extra{number}.xml")
    package.relate(
        main, "rIdOut", "http://example.org/unknown", f"https://{MARK}.example/a", external=True
    )
    package.insert(main, "</p:presentation>",
                   f'<p:modifyVerifier algIdExt="{MARK}Losenord"/><p:extLst><p:ext uri="x">'
                   f'<x name="{MARK}Avsnitt"/></p:ext></p:extLst>')  # fmt: skip
    package.insert("ppt/presProps.xml", "</p:presentationPr>",
                   f'<p:extLst><p:ext uri="{MARK}Visning"/></p:extLst>')  # fmt: skip
    package.add("docProps/custom.xml", f"<x>{MARK}Anpassad</x>")
    package.relate("", "rIdC", "custom-properties", "docProps/custom.xml")
    # What hangs on a layout: a jump to the old slide, a link, a program, a linked picture, a sound.
    package.relate(layout, "rIdJump", "slide", "../slides/slide1.xml")
    package.relate(layout, "rIdWeb", "hyperlink", f"https://{MARK}Webb.example/", external=True)
    package.relate(layout, "rIdLink", "image", f"file:///C:/Users/{MARK}Fil/a.png", external=True)
    package.relate(layout, "rIdOle", "oleObject", "../embeddings/oleObject1.bin")
    package.add("ppt/embeddings/oleObject1.bin", f"{MARK}Objekt", "application/vnd.x-ole")
    package.relate(layout, "rIdPic", "image", f"../media/{MARK}logo.png")
    package.add(f"ppt/media/{MARK}logo.png", picture(), "image/png")
    package.insert(
        layout,
        "</p:spTree>",
        _shape(40, LOOK, at=(0, 0), inside='<a:hlinkClick r:id="rIdJump"/>')
        + _shape(41, "Webben", at=(0, 0), inside='<a:hlinkClick r:id="rIdWeb"/>')
        + _shape(42, f"{MARK}Gomd", at=(0, 0), attributes=' hidden="1"')
        + _shape(43, f"{MARK}Bredvid", at=(-5_000_000, 0))
        + image(44, 'r:link="rIdLink"', "Bild 44")
        + image(45, 'r:embed="rIdPic"', f"C:\\Users\\{MARK}Bildnamn\\logo.png")
        + f'<p:graphicFrame {_R}><p:nvGraphicFramePr><p:cNvPr id="46" name="Objekt"/>'
        '<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="x">'
        f'<p:oleObj r:id="rIdOle" progId="{MARK}Program"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>",
    )
    package.insert(layout, "</p:sldLayout>", f"<!-- {MARK}Kommentar -->")
    return package.written()


def _shape(
    number: int, words: str, *, at: tuple[int, int], attributes: str = "", inside: str = ""
) -> str:
    return (
        f'<p:sp {_R}><p:nvSpPr><p:cNvPr id="{number}" name="Text {number}"{attributes}>{inside}'
        "</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>"
        f'<a:off x="{at[0]}" y="{at[1]}"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def image(number: int, reference: str, name: str) -> str:
    return (
        f'<p:pic {_R}><p:nvPicPr><p:cNvPr id="{number}" name="{name}" descr="{name}"/><p:cNvPicPr/>'
        f"<p:nvPr/></p:nvPicPr><p:blipFill><a:blip {reference}/></p:blipFill><p:spPr><a:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="9000" cy="9000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></p:spPr></p:pic>"
    )


def hostile_document() -> bytes:
    """Return a document with all that a template should not hold."""
    made = Document()
    made.add_paragraph(f"{MARK}Stycke")
    made.add_picture(io.BytesIO(picture()), Cm(2))
    core = made.core_properties
    core.author = core.last_modified_by = f"{MARK}Person"
    core.identifier = core.version = core.content_status = core.category = f"{MARK}Egenskap"
    core.keywords = core.comments = core.subject = f"{MARK}Egenskap"
    made.sections[0].header.paragraphs[0].text = LOOK
    made.sections[0].footer.paragraphs[0].text = "Sidfot"
    target = io.BytesIO()
    made.save(target)
    package = Package(target.getvalue())
    main = "word/document.xml"
    head = next(n for n in package.parts if n.startswith("word/header"))
    for number, (kind, words) in enumerate(
        (
            ("comments", "Kommentar"),
            ("http://schemas.microsoft.com/office/2011/relationships/people", "Folk"),
            ("glossaryDocument", "Byggblock"),
            ("aFChunk", "Bit"),
            ("footnotes", "Fotnot"),
            ("chart", "Diagram"),
            ("package", "Bok"),
            ("mailMergeSource", "Koppling"),
            ("customXml", "Bibliotek"),
        )
    ):
        package.add(f"word/extra{number}.xml", f"<x>{MARK}{words}</x>")
        package.relate(main, f"rIdX{number}", kind, f"extra{number}.xml")
    package.relate(main, "rIdWeb", "hyperlink", f"https://{MARK}Webb.example/", external=True)
    package.relate("word/settings.xml", "rIdMall", "attachedTemplate",
                   f"file:///C:/Users/{MARK}Mall/n.dotm", external=True)  # fmt: skip
    package.insert(
        "word/settings.xml",
        "</w:settings>",
        f'<w:attachedTemplate {_R} r:id="rIdMall"/><w:docVars><w:docVar w:name="a" '
        f'w:val="{MARK}Variabel"/></w:docVars><w:rsids><w:rsid w:val="00{MARK}"/></w:rsids>',
    )
    package.relate(head, "rIdWeb", "hyperlink", f"https://{MARK}Huvud.example/", external=True)
    package.relate(head, "rIdLink", "image", f"file:///C:/{MARK}Fil.png", external=True)
    package.insert(head, "</w:hdr>", _head())
    package.insert(main, "<w:sectPr", f'<w:p w:rsidR="00{MARK}"/>')
    package.add("docProps/custom.xml", f"<x>{MARK}Anpassad</x>")
    package.relate("", "rIdC", "custom-properties", "docProps/custom.xml")
    return package.written()


def _head() -> str:
    def run(words: str, properties: str = "") -> str:
        return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"

    def code(words: str) -> str:
        return f"<w:r><w:instrText>{words}</w:instrText></w:r>"

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="9" cy="9"/><wp:docPr id="9" name="Bild" '
        f'descr="{MARK}@region.example"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/'
        f'drawingml/2006/main"><a:graphicData uri="x"><a:blip {_R} r:link="rIdLink"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return (
        f'<w:p w:rsidR="00{MARK}">{run("Sida ")}{mark("begin")}{code(" PAGE ")}{mark("separate")}'
        f"{run('1')}{mark('end')}"
        f"{mark('begin')}{code(' AUTHOR ')}{mark('separate')}{run(f'{MARK}Falt')}{mark('end')}"
        f'<w:fldSimple w:instr=" FILENAME \\p ">{run(f"{MARK}Filnamn")}</w:fldSimple>'
        f'<w:del w:id="1" w:author="{MARK}Granskare"><w:r><w:delText>{MARK}Struket</w:delText>'
        f'</w:r></w:del><w:ins w:id="2" w:author="{MARK}Granskare">{run("Tillagt")}</w:ins>'
        f"{run(f'{MARK}Dold', '<w:rPr><w:vanish/></w:rPr>')}"
        f'<w:hyperlink {_R} r:id="rIdWeb">{run("Webb")}</w:hyperlink>'
        f'<w:sdt><w:sdtPr><w:alias w:val="{MARK}Alias"/><w:dataBinding w:xpath="a"/></w:sdtPr>'
        f"<w:sdtContent>{run(f'{MARK}Bunden')}</w:sdtContent></w:sdt>{drawing}</w:p>"
    )


def everything(content: bytes) -> Mapping[str, bytes]:
    """Return every byte of a package by part, names too; packages within it opened as well."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            found[name] = name.encode() + b"\n" + part
            if part.startswith(b"PK\x03\x04"):
                inner = everything(part)
                found |= {f"{name}/{each}": words for each, words in inner.items()}
    return found
