"""The one door to typst: our templates, our fonts, data as texts and never as markup."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from rccdesk.paths import resource_dir
from rccdesk.services.font_coverage import displayable

_NO_GLYPH = "could not be displayed"  # in what typst says


def typeset(
    template: str,
    inputs: Mapping[str, str],
    *,
    output: Literal["pdf", "png"],
    ppi: float = 144.0,
    stamp: dt.datetime | None = None,
    accessible: bool = False,
) -> list[bytes]:
    """Return the document of ``resources/templates/<template>``: one PDF, or a PNG per page.

    ``inputs`` reach the template as strings (``sys.inputs``), so that nothing in them is read as
    markup. ``stamp`` is the time of the document; with it the bytes are the same every time.
    ``accessible`` demands PDF/UA-1, which refuses a character without a glyph: a square stands for
    it then. Without our fonts the system's are used.
    """
    try:
        return _compile(template, inputs, output, ppi, stamp, accessible=accessible)
    except RuntimeError as error:
        if not accessible or _NO_GLYPH not in str(error):
            raise
    shown = {key: displayable(words) for key, words in inputs.items()}
    return _compile(template, shown, output, ppi, stamp, accessible=True)


def find_marks(template: str, inputs: Mapping[str, str], label: str) -> list[Any]:
    """Return what a template notes under ``label`` when it is laid out, in order."""
    import typst

    found = typst.query(
        Path(resource_dir() / "templates" / template),
        f"<{label}>",
        field="value",
        root=resource_dir() / "templates",
        sys_inputs=dict(inputs),
        **_font_places(),
    )
    return list(json.loads(found))


def _font_places() -> dict[str, Any]:
    fonts = resource_dir() / "fonts"
    has_fonts = any(fonts.glob("*.ttf"))
    return {"font_paths": [fonts] if has_fonts else [], "ignore_system_fonts": has_fonts}


def _compile(
    template: str,
    inputs: Mapping[str, str],
    output: Literal["pdf", "png"],
    ppi: float,
    stamp: dt.datetime | None,
    *,
    accessible: bool,
) -> list[bytes]:
    import typst

    found: bytes | list[bytes] | None = typst.compile(
        Path(resource_dir() / "templates" / template),
        root=resource_dir() / "templates",
        format=output,
        ppi=ppi,
        sys_inputs=dict(inputs),
        pdf_standards="ua-1" if accessible else None,
        timestamp=stamp,
        **_font_places(),
    )
    if found is None:
        return []
    return found if isinstance(found, list) else [found]
