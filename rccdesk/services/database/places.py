"""Where a store must not lie: on the network, in a folder that something else copies, twice.

SQLite's locks do not hold on network shares, and a program that synchronises a folder copies a
database in the middle of a write. Only finished backups may lie there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from rccdesk.errors import StoreError
from rccdesk.services import backups
from rccdesk.texts import text

_NETWORK = "network"
_NETWORK_SYSTEMS = {
    "9pnet", "afs", "cifs", "davfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs",
    "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
}  # fmt: skip
# Service -> whether a part of a path, in lower case, is one of its folders.
_SERVICES: dict[str, Callable[[str], bool]] = {
    "OneDrive": lambda p: p == "onedrive" or p.startswith(("onedrive - ", "onedrive-")),
    "Dropbox": lambda p: p == "dropbox" or p.startswith("dropbox ("),
    "Box": lambda p: p == "box sync",
    "Google Drive": lambda p: p in ("google drive", "googledrive") or p.startswith("googledrive-"),
    "iCloud": lambda p: p in ("iclouddrive", "com~apple~clouddocs"),
    "Nextcloud": lambda p: p == "nextcloud",
    "ownCloud": lambda p: p == "owncloud",
}
_REMOTE_DRIVE = 4  # GetDriveTypeW
_MOUNTS = Path("/proc/mounts")


def check_place(path: Path) -> None:
    """Refuse a real path where a live store would be in danger.

    Raises StoreError ``store_on_share`` (with the place in words), ``store_hard_linked``.
    """
    place = name_place(
        path,
        home=Path.home(),
        environ=os.environ,
        mounts=_read_mounts(),
        drive_type=_drive_type,
        is_marked=_is_dropbox,
    )
    if place is not None:
        raise StoreError("store_on_share", file=path.name, place=place)
    try:
        links = 1 if path.is_dir() else path.stat().st_nlink
    except OSError:
        return  # not there; what follows says why
    if links - len(backups.own_links(path)) > 1:
        raise StoreError("store_hard_linked", file=path.name)


def name_place(
    path: PurePath,
    *,
    home: PurePath,
    environ: Mapping[str, str],
    mounts: Iterable[tuple[str, str]],
    drive_type: Callable[[str], int],
    is_marked: Callable[[PurePath], bool],
) -> str | None:
    """Return in words why a live store must not lie at ``path``, None where it may.

    ``mounts`` gives (folder, file system) of the machine, ``drive_type`` Windows' number for the
    root of a drive, ``is_marked`` tells whether a folder belongs to Dropbox.
    """
    spelled = str(path)
    if spelled.startswith(("\\\\", "//")) and not _is_local_device(spelled):
        return text(f"store.place.{_NETWORK}")
    if isinstance(path, PureWindowsPath):
        if path.drive and drive_type(f"{path.drive}\\") == _REMOTE_DRIVE:
            return text(f"store.place.{_NETWORK}")
    elif _is_network_mount(path, mounts):
        return text(f"store.place.{_NETWORK}")
    service = _name_service(path, home, environ)
    if service is None and any(is_marked(folder) for folder in path.parents):
        service = "Dropbox"
    return service


def _is_local_device(spelled: str) -> bool:
    """Tell whether the name begins as Windows' long name of a drive, not of a share."""
    plain = spelled.replace("/", "\\")
    return plain.startswith(("\\\\?\\", "\\\\.\\")) and plain[4:8].upper() != "UNC\\"


def _is_network_mount(path: PurePath, mounts: Iterable[tuple[str, str]]) -> bool:
    holding = [
        (len(folder), kind) for folder, kind in mounts if path.is_relative_to(PurePosixPath(folder))
    ]
    # Of two mounts on one folder the later one is seen.
    return bool(holding) and sorted(holding, key=lambda m: m[0])[-1][1] in _NETWORK_SYSTEMS


def _name_service(path: PurePath, home: PurePath, environ: Mapping[str, str]) -> str | None:
    for variable, folder in environ.items():
        if variable.upper().startswith("ONEDRIVE") and folder and _lies_in(path, folder):
            return "OneDrive"
    parts = [part.casefold() for part in path.parts]
    for number, part in enumerate(parts):
        for service, is_its in _SERVICES.items():
            if is_its(part):
                return service
        if part == "box" and path.parents[-number] == home:
            return "Box"
        # Google's program shows itself as a drive of its own
        if part in ("my drive", "min enhet") and number == 1 and path.drive:
            return "Google Drive"
    if "library" in parts and "cloudstorage" in parts:
        return text("store.place.sync_folder")
    return None


def _lies_in(path: PurePath, folder: str) -> bool:
    root = type(path)(folder)
    return root.is_absolute() and path.is_relative_to(root)


def _read_mounts() -> list[tuple[str, str]]:
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    rows = (line.split(" ") for line in lines)
    return [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def _is_dropbox(folder: PurePath) -> bool:
    try:
        return (Path(folder) / ".dropbox.cache").exists()
    except OSError:
        return False
