"""The user's own choices on this computer. What belongs to the RCC lies in the store."""

from __future__ import annotations

import contextlib
import json
import uuid
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from rccdesk.errors import FileWriteError
from rccdesk.files import write_atomic
from rccdesk.paths import settings_file


@dataclass(slots=True)
class Settings:
    """Choices of one user; unknown keys in the file are ignored."""

    history_name: str = ""  # written beside own changes in Historik; may be empty
    language: str = "sv"
    theme: str = "system"  # system, light, dark, contrast
    text_scale: float = 1.0  # 1.0 to 2.0
    reduced_motion: bool = False
    last_store: str = ""
    recent_stores: list[str] = field(default_factory=list)
    last_page: str = "overview"
    last_selection: str = ""
    last_import_dir: str = ""
    last_export_dir: str = ""
    second_backup_dir: str = ""  # a copy of each backup goes here; empty: none
    seen_batches: dict[str, int] = field(default_factory=dict)  # store: newest batch looked at
    shown_as: dict[str, str] = field(default_factory=dict)  # page and tab: how it is shown
    window_geometry: str = ""

    @property
    def second_place(self) -> Path | None:
        """The folder where a copy of each backup goes too."""
        return Path(self.second_backup_dir) if self.second_backup_dir else None

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """Return the settings of the file; defaults for what is missing or unreadable.

        A damaged file is kept beside as ``.damaged``, because the next save would replace it.
        """
        file = path or settings_file()
        try:
            raw = json.loads(file.read_text(encoding="utf-8"))
            if not isinstance(raw, dict):
                raise TypeError
        except OSError:
            return cls()
        except (ValueError, TypeError):
            with contextlib.suppress(OSError):
                file.replace(file.with_name(f"{file.name}.damaged"))
            return cls()
        known = {f.name: type(getattr(cls(), f.name)) for f in fields(cls)}
        return cls(**{k: v for k, v in raw.items() if k in known and isinstance(v, known[k])})

    def save(self, path: Path | None = None) -> None:
        """Write the settings; a folder that cannot be written is ignored."""
        content = json.dumps(asdict(self), indent=1).encode()
        with contextlib.suppress(FileWriteError):
            write_atomic(path or settings_file(), content)

    def remember_store(self, store: Path) -> None:
        """Put ``store`` first among the recent files, which are at most eight."""
        name = str(store)
        self.last_store = name
        self.recent_stores = [name, *(s for s in self.recent_stores if s != name)][:8]


def installation_id() -> str:
    """Return the name of this installation, which owns the rows it makes; made at first use.

    It lies beside the settings, so that no other copy of them can overwrite it.
    """
    file = settings_file().with_name("installation")
    with contextlib.suppress(OSError, ValueError):
        return str(uuid.UUID(file.read_text(encoding="ascii").strip()))
    made = str(uuid.uuid4())
    with contextlib.suppress(FileWriteError):
        write_atomic(file, made.encode("ascii"))
    return made
