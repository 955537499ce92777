"""The RCC's own logo, which stands on the first page of a PDF.

It is kept as the templates are, under the format pdf: a picture made small enough, and nothing else
of what its file held.
"""

from __future__ import annotations

import base64
import io
from typing import Any

from rccdesk.errors import RccdeskError

ENDINGS = frozenset({"png", "jpg", "jpeg"})
OTHER_ENDINGS = frozenset({"svg", "gif", "bmp", "webp", "tif", "tiff", "heic"})  # not read
_MOST_PIXELS = 50_000_000  # that are unpacked
_KEPT = (1200, 600)  # px at most, three times what a page shows
_ROOM_MM = {False: (60.0, 18.0), True: (45.0, 12.0)}  # on a pack, on a sheet


def clean_logo(content: bytes, name: str = "") -> bytes:
    """Return a picture as PNG, without its empty margins and without words on who made it.

    Raises RccdeskError ``logo_unreadable``.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise RccdeskError("logo_unreadable", name=name)
            turned = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RccdeskError("logo_unreadable", name=name) from error
    seen = turned.getchannel("A").getbbox()
    if seen is None:
        raise RccdeskError("logo_unreadable", name=name)
    picture = Image.new("RGBA", (seen[2] - seen[0], seen[3] - seen[1]))
    picture.paste(turned.crop(seen))
    picture.thumbnail(_KEPT, Image.Resampling.LANCZOS)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def logo_block(logo: bytes, alt: str, *, is_sheet: bool) -> dict[str, Any]:
    """Return a logo as the template of the page takes it: its drawing, its width in mm, its words.

    ``logo`` is PNG of `clean_logo`. It fills the room that a page has for it in one direction.
    """
    from PIL import Image

    with Image.open(io.BytesIO(logo)) as picture:
        width, height = picture.size
    wide, high = _ROOM_MM[is_sheet]
    data = base64.b64encode(logo).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )
    return {"svg": svg, "width": min(wide, high * width / height), "alt": alt}
