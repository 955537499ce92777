"""The writers of packs, one for each format: each is imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.services import progress as reporting
from rccdesk.services.packs.steady_files import steady

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.template_files import OwnTemplate
    from rccdesk.services.progress import Progress

FORMATS = ("pptx", "docx", "pdf", "xlsx")


def writer_of(name: str) -> Callable[[Pack], bytes]:
    """Return what writes a pack in a format of `FORMATS`; KeyError for another."""
    if name == "pdf":
        from rccdesk.services.packs.pdf import write_pdf

        return write_pdf
    if name == "docx":
        from rccdesk.services.packs.docx import write_docx

        return write_docx
    if name == "xlsx":
        from rccdesk.services.packs.xlsx import write_xlsx

        return write_xlsx
    if name == "pptx":
        from rccdesk.services.packs.pptx import write_pptx

        return write_pptx
    raise KeyError(name)


def write_formats(
    pack: Pack,
    names: Collection[str],
    templates: Mapping[str, OwnTemplate],
    progress: Progress = reporting.ignore,
) -> dict[str, bytes]:
    """Return a pack in several formats as `write_pack` does, by their names."""
    contents = {}
    for number, name in enumerate(names):
        progress(number, len(names))
        contents[name] = write_pack(pack, name, templates)
    progress(len(names), len(names))
    return contents


def write_pack(pack: Pack, name: str, templates: Mapping[str, OwnTemplate]) -> bytes:
    """Return a pack in a format of `FORMATS`, on the RCC's own template if any.

    In PDF its template is its logo. The same pack is the same bytes. KeyError for another format.
    """
    content = _written(pack, name, templates.get(name))
    return content if name == "pdf" else steady(content, pack.made_on)


def _written(pack: Pack, name: str, template: OwnTemplate | None) -> bytes:
    if template is not None and name == "pptx":
        from rccdesk.services.packs.pptx import write_pptx

        return write_pptx(pack, template)
    if template is not None and name == "docx":
        from rccdesk.services.packs.docx import write_docx

        return write_docx(pack, template)
    if template is not None and name == "pdf":
        from rccdesk.services.packs.pdf import write_pdf

        return write_pdf(pack, template.content)
    return writer_of(name)(pack)
