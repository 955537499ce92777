"""Files of zip form that are the same bytes each time: only their content tells them apart.

The writers stamp each part of a file, and the workbooks within it, with the moment of writing.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
import zlib

_CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<(dcterms:created|dcterms:modified|cp:lastPrinted)\b[^>]*>)[^<]*(?=</)")
_LOCAL = "<4s5H3I2H"  # of the format's description, 4.3.7
_CENTRAL = "<4s6H3I5H2I"  # 4.3.12
_END = "<4s4H2IH"  # 4.3.16
_UTF8 = 0x800
_VERSION = 20  # folders and deflate, no more


def steady(content: bytes, day: dt.date) -> bytes:
    """Return a zip file with its parts as they are, dated ``day`` at noon throughout.

    Parts are copied as they were compressed, but for the core properties and the workbooks within
    it, which are dated too. Raises zipfile.BadZipFile for what is no zip file.
    """
    body, index = bytearray(), bytearray()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        entries = opened.infolist()
        for info in entries:
            part = _changed(opened, info, day)
            if part is None:
                packed, method = _packed(content, info), info.compress_type
                crc, size = info.CRC, info.file_size
            else:
                packed, method = _deflated(part), zipfile.ZIP_DEFLATED
                crc, size = zlib.crc32(part), len(part)
            name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
            shared = (_VERSION, info.flag_bits & _UTF8, method, *_time(day), crc, len(packed), size)
            index += struct.pack(
                _CENTRAL, b"PK\1\2", _VERSION, *shared, len(name), 0, 0, 0, 0, 0, len(body)
            )
            index += name
            body += struct.pack(_LOCAL, b"PK\3\4", *shared, len(name), 0) + name + packed
    count = len(entries)
    end = struct.pack(_END, b"PK\5\6", 0, 0, count, count, len(index), len(body), 0)
    return bytes(body + index + end)


def _changed(opened: zipfile.ZipFile, info: zipfile.ZipInfo, day: dt.date) -> bytes | None:
    """Return a part that holds dates of its own, dated anew; None for one that holds none."""
    if info.filename == _CORE:
        stamp = f"{day.isoformat()}T12:00:00Z".encode()
        return _DATES.sub(rb"\g<1>" + stamp, opened.read(info))
    if info.filename.endswith(".xlsx"):
        return steady(opened.read(info), day)
    return None


def _packed(content: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a part as it is compressed; its head has a length of its own."""
    name, extra = struct.unpack_from("<2H", content, info.header_offset + 26)
    start = info.header_offset + struct.calcsize(_LOCAL) + name + extra
    return content[start : start + info.compress_size]


def _deflated(part: bytes) -> bytes:
    packing = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packing.compress(part) + packing.flush()


def _time(day: dt.date) -> tuple[int, int]:
    """Return noon of a day as zip files have it: two seconds and years from 1980."""
    return 12 << 11, (day.year - 1980) << 9 | day.month << 5 | day.day
