"""A template of Office as it is kept and written into: its look, and nothing else that it carries.

A file that somebody has worked in for years holds names of people, earlier slides, comments,
changes, links to other files and machines, and objects of other programs. Only the parts that make
up the look are taken over, by the relations that lead to them (ECMA-376 part 2), each with
`template_parts` gone through; whatever else there is, known or not, stays behind.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from rccdesk.services.packs.template_parts import Kept, clean_part, parse, strip_picture

_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "officeDocument"
# Which relations are followed, by the one that led to the part. "" is the package itself.
_FOLLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "": frozenset({_MAIN}),
        "pptx": frozenset({"slideMaster", "theme", "tableStyles", "font"}),
        "docx": frozenset(
            {"styles", "settings", "fontTable", "theme", "numbering", "header", "footer"}
        ),
        "slideMaster": frozenset({"slideLayout", "theme", "image"}),
        "slideLayout": frozenset({"slideMaster", "image"}),
        "theme": frozenset({"image"}),
        "header": frozenset({"image"}),
        "footer": frozenset({"image"}),
        "numbering": frozenset({"image"}),
        "fontTable": frozenset({"font"}),
    }
)
# Followed without being named in the part itself.
_IMPLIED = frozenset(
    {"theme", "tableStyles", "styles", "settings", "fontTable", "numbering", "slideMaster"}
)
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _Part:
    """A part under its name of old, with what it refers to: id -> (type, target)."""

    kind: str
    content: bytes
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)


def clean_package(content: bytes, format: str, types: Mapping[str, str]) -> bytes:
    """Return a template with its look alone; the same bytes for the same template.

    ``types`` are content types to be declared as others. Raises ValueError, KeyError,
    zipfile.BadZipFile or lxml's errors for what is no such file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        reader = _Reader(package, format)
        reader.read()
    return _write(reader.main, reader.parts, reader.types, types)


class _Reader:
    """Walks from the main part along the relations that are followed."""

    def __init__(self, package: zipfile.ZipFile, format: str) -> None:
        self._package, self._format = package, format
        self._names = {f"/{name}".lower(): name for name in package.namelist()}
        self.types = _Types(package.read("[Content_Types].xml"))
        self.parts: dict[str, _Part] = {}
        self.main = ""

    def read(self) -> None:
        """Read every part that belongs to the look."""
        (self.main,) = (
            target for kind, target in self._relations("", "").values() if kind == _MAIN
        )
        waiting = [(self.main, self._format)]
        while waiting:
            name, kind = waiting.pop(0)
            if name in self.parts:
                continue
            found = self._relations(name, kind)
            there = {key: each for key, each in found.items() if each[1].lower() in self._names}
            raw = self._package.read(self._names[name.lower()])
            part = _Part(kind, raw)
            self.parts[name] = part
            if kind in ("image", "font"):
                part.content = strip_picture(raw) if kind == "image" else raw
                continue
            kept = Kept(frozenset(there), self._size())
            part.content, named = clean_part(raw, kind, kept)
            part.relations = {
                key: each for key, each in there.items() if key in named or each[0] in _IMPLIED
            }
            waiting += [(target, of) for of, target in part.relations.values()]

    def _size(self) -> tuple[int, int]:
        """Return the size of slides in EMU; (0, 0) before it is known, and of documents."""
        found = re.search(rb"<p:sldSz\b[^>]*>", self._main_content())
        if found is None:
            return 0, 0
        sides = [re.search(rb"\b" + side + rb'="(\d+)"', found[0]) for side in (b"cx", b"cy")]
        width, height = (int(side[1]) if side else 0 for side in sides)
        return width, height

    def _main_content(self) -> bytes:
        return self.parts[self.main].content if self.main in self.parts else b""

    def _relations(self, name: str, kind: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part that are followed: id -> (kind, name of the target)."""
        folder, leaf = posixpath.split(name or "/")
        entry = self._names.get(posixpath.join(folder, "_rels", f"{leaf}.rels").lower())
        if entry is None:
            return {}
        found = {}
        for each in parse(self._package.read(entry)).iter(f"{{{_PACKAGE_RELS}}}Relationship"):
            of = each.get("Type", "").rpartition("/")[2]
            if each.get("TargetMode") == "External" or of not in _FOLLOWED.get(kind, frozenset()):
                continue
            target = posixpath.normpath(posixpath.join(folder, each.get("Target", "")))
            found[each.get("Id", "")] = (of, target)
        return found


class _Types:
    """The content types of a package, by name and by ending."""

    def __init__(self, content: bytes) -> None:
        root = parse(content)
        self._endings = {
            each.get("Extension", "").lower(): each.get("ContentType", "")
            for each in root.iter(f"{{{_TYPES}}}Default")
        }
        self._names = {
            each.get("PartName", "").lower(): each.get("ContentType", "")
            for each in root.iter(f"{{{_TYPES}}}Override")
        }

    def of(self, name: str) -> str:
        """Return the type of a part; KeyError for one without."""
        ending = name.rpartition(".")[2].lower()
        return str(self._names.get(name.lower()) or self._endings[ending])


def _write(main: str, parts: Mapping[str, _Part], types: _Types, other: Mapping[str, str]) -> bytes:
    """Return the parts as a package; pictures and fonts lose their names of old."""
    names = {name: name for name in parts}
    for number, name in enumerate(sorted(n for n in parts if parts[n].kind in ("image", "font"))):
        ending = re.sub("[^a-z0-9]", "", name.rpartition(".")[2].lower())[:8] or "bin"
        names[name] = f"{posixpath.dirname(main)}/media/part{number + 1}.{ending}"
    declared = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(declared, f"{{{_TYPES}}}Default", Extension="rels", ContentType=rels)
    for name in parts:
        kind = types.of(name)
        etree.SubElement(
            declared, f"{{{_TYPES}}}Override", PartName=names[name],
            ContentType=other.get(kind, kind),
        )  # fmt: skip
    made = {"[Content_Types].xml": _serial(declared)}
    made["_rels/.rels"] = _relations_of("/", {"rId1": (_MAIN, main)}, names)
    for name, part in parts.items():
        made[names[name][1:]] = part.content
        if part.relations:
            folder, leaf = posixpath.split(names[name][1:])
            made[f"{folder}/_rels/{leaf}.rels"] = _relations_of(f"/{folder}", part.relations, names)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in made.items():
            package.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _relations_of(
    folder: str, relations: Mapping[str, tuple[str, str]], names: Mapping[str, str]
) -> bytes:
    root = etree.Element(f"{{{_PACKAGE_RELS}}}Relationships", nsmap={None: _PACKAGE_RELS})
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for key, (kind, target) in relations.items():
        etree.SubElement(
            root, f"{{{_PACKAGE_RELS}}}Relationship", Id=key, Type=base + kind,
            Target=posixpath.relpath(names[target], folder),
        )  # fmt: skip
    return _serial(root)


def _serial(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
