"""Read many damaged copies of one file: ``python -m tests.faults.fuzz_worker FILE FIRST LAST DIR``.

For each number it makes the same damage again, reads the copy as the reading child would, and
prints the number, what came of it and the seconds. A damage that ends the process shows as a
number that is missing: whoever started it goes on with the next.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from pathlib import Path

from rccdesk.services.reader.limits import confine
from tests.faults.reading_in_process import read_here


def damaged(original: bytes, number: int) -> bytes:
    """Return damage ``number`` of a file, the same each time."""
    rng = random.Random(number)
    if original.startswith(b"PK") and rng.random() < 0.75:
        return _damage_member(original, rng)
    return _damage_bytes(original, rng)


def _damage_bytes(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    if not changed:
        return content
    way = rng.random()
    if way < 0.1:
        return bytes(changed[: rng.randrange(len(changed))])
    if way < 0.2:
        start = rng.randrange(len(changed))
        del changed[start : start + rng.randrange(1, 64)]
    elif way < 0.3:
        start = rng.randrange(len(changed))
        piece = changed[start : start + rng.randrange(1, 64)]
        changed[rng.randrange(len(changed)) :] = piece * rng.randrange(1, 20)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if changed:
            place = rng.randrange(len(changed))
            changed[place] = rng.choice((0, 255, 127, rng.randrange(256), changed[place] ^ 1))
    return bytes(changed)


def _damage_member(content: bytes, rng: random.Random) -> bytes:
    """Damage the unpacked content of one part, so that the damage is reached."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    chosen = rng.randrange(len(parts))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for index, (info, part) in enumerate(parts):
            changed = part
            if index == chosen:
                damage = _swap_number if rng.random() < 0.4 else _damage_bytes
                changed = damage(part, rng)
            archive.writestr(info.filename, changed, info.compress_type)
    return target.getvalue()


def _swap_number(part: bytes, rng: random.Random) -> bytes:
    """Replace a digit of an XML part by a number that is too large, or a byte of any other."""
    places = [index for index, byte in enumerate(part) if 48 <= byte <= 57]
    if not places:
        return _damage_bytes(part, rng)
    place = rng.choice(places)
    number = rng.choice((b"-1", b"4294967295", b"99999999999999999999", b"1048577", b"1e400", b""))
    return part[:place] + number + part[place + 1 :]


def main() -> None:
    """Read the damaged copies; the first argument is the sound file."""
    original = Path(sys.argv[1])
    first, last, folder = int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    confine()
    content = original.read_bytes()
    path = folder / f"{first}{original.suffix}"
    for number in range(first, last):
        path.write_bytes(damaged(content, number))
        begun = time.monotonic()
        outcome = read_here(path)[0]
        sys.stdout.write(f"{number} {time.monotonic() - begun:.3f} {outcome}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
