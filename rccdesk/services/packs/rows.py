"""What goes into packs, comments on figures and the RCC's templates, as plain data.

"" is "not said". References are uuids, "" for none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part of a pack: whether it comes along, and own words that stand first in it."""

    key: str
    included: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What goes into a pack and in which order: of a meeting, or a template by its name."""

    kind: str
    parts: tuple[OutlinePart, ...]
    meeting_uuid: str = ""
    name: str = ""
    summary: str = ""  # own words in place of the program's sentences
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What somebody wrote of a figure; without a meeting it comes along in every pack."""

    value_key: str
    body: str
    written_on: dt.date
    author: str = ""
    meeting_uuid: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template of the RCC's own; ``mapping`` gives our role its layout or style by name."""

    format: str  # pptx, docx
    name: str  # of the file, without its folder
    sha256: str
    added_on: dt.date
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_used: bool = False
    uuid: str = ""
