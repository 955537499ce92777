"""Writing files: wholly or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from rccdesk.errors import FileWriteError
from rccdesk.files import safe_name, write_atomic


def test_writes_into_a_new_folder_and_returns_the_digest(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "mapp" / "fil.pdf"
    assert write_atomic(path, b"abc") == hashlib.sha256(b"abc").hexdigest()
    assert path.read_bytes() == b"abc"
    assert [one.name for one in path.parent.iterdir()] == ["fil.pdf"]


def test_replaces_an_old_file(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_target_that_cannot_be_replaced_is_named_and_left(tmp_path: Path) -> None:
    folder = tmp_path / "fil.pdf"
    folder.mkdir()  # a folder in the file's place: os.replace fails as it does on a locked file
    with pytest.raises(FileWriteError) as caught:
        write_atomic(folder, b"new")
    assert caught.value.code == "target_locked"
    assert caught.value.values["file"] == "fil.pdf"
    assert [one.name for one in tmp_path.iterdir()] == ["fil.pdf"]


def test_a_full_disk_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"old")
    with pytest.raises(FileWriteError) as caught:
        write_atomic(path, b"new")
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["fil.pdf"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Bröstcancer", "Brostcancer"),
        ("RCC Exempel", "RCC-Exempel"),
        ("../../etc/passwd", "etc-passwd"),
        ("Huvud- och hals: A/B", "Huvud-och-hals-A-B"),
    ],
)
def test_safe_names(words: str, name: str) -> None:
    assert safe_name(words) == name
