"""A moving picture from still ones: an animated PNG, which every browser shows, without another library."""

import struct
import zlib
from collections.abc import Iterator, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def moving(frames: Sequence[bytes], seconds: Sequence[float]) -> bytes:
    """Show PNGs of one size and kind after one another, each for so many seconds, for ever."""
    first = list(_chunks(frames[0]))
    header = next(data for name, data in first if name == b"IHDR")
    width, height = struct.unpack(">II", header[:8])
    made = [_chunk(b"IHDR", header), _chunk(b"acTL", struct.pack(">II", len(frames), 0))]
    number = 0
    for place, (frame, lasts) in enumerate(zip(frames, seconds, strict=True)):
        chunks = list(_chunks(frame))
        if next(data for name, data in chunks if name == b"IHDR") != header:
            raise ValueError("the pictures are of different sizes or kinds")
        shown = struct.pack(">IIIIIHHBB", number, width, height, 0, 0, round(lasts * 100), 100, 0, 0)
        made.append(_chunk(b"fcTL", shown))
        number += 1
        data = b"".join(data for name, data in chunks if name == b"IDAT")
        if place == 0:
            made.append(_chunk(b"IDAT", data))
        else:
            made.append(_chunk(b"fdAT", struct.pack(">I", number) + data))
            number += 1
    return b"".join([SIGNATURE, *made, _chunk(b"IEND", b"")])


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
