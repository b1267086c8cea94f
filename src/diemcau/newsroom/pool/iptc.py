"""The few fields of IPTC that a newsroom lives on: read from any writer's file, written into ours.

Source: IPTC-NAA Information Interchange Model 4.2, records 1 and 2; Adobe's image resource block 0x0404 in APP13.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

_UTF8 = b"\x1b%G"
_LONGEST = 0x7FFF  # of a field in standard form
_BY_LINE, _CREDIT, _COPYRIGHT, _CAPTION, _DAY, _TIME = 80, 110, 116, 120, 55, 60
_CHARSET = (1, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who made a picture and what it shows; `taken_at` is as the file says, aware only where it names a zone."""

    by_line: str = ""
    credit: str = ""
    copyright: str = ""
    caption: str = ""
    taken_at: datetime | None = None

    def or_else(self, other: "Credits") -> "Credits":
        """Return these, with what is missing taken from others."""
        return Credits(
            by_line=self.by_line or other.by_line,
            credit=self.credit or other.credit,
            copyright=self.copyright or other.copyright,
            caption=self.caption or other.caption,
            taken_at=self.taken_at or other.taken_at,
        )


def read(data: bytes) -> Credits:
    """Return what the datasets say; what cannot be read is not there."""
    fields: dict[tuple[int, int], list[bytes]] = {}
    for record, dataset, value in _datasets(data):
        fields.setdefault((record, dataset), []).append(value)
    is_utf8 = _UTF8 in fields.get(_CHARSET, [])

    def text(dataset: int) -> str:
        found = [_decode(value, is_utf8=is_utf8) for value in fields.get((2, dataset), [])]
        return ", ".join(part for part in found if part)

    return Credits(
        by_line=text(_BY_LINE),
        credit=text(_CREDIT),
        copyright=text(_COPYRIGHT),
        caption=text(_CAPTION),
        taken_at=_moment(text(_DAY), text(_TIME)),
    )


def write(told: Credits) -> bytes:
    """Return the APP13 segment of a JPEG that carries the fields, in UTF-8; nothing where there are none."""
    fields = [
        (_BY_LINE, told.by_line),
        (_CREDIT, told.credit),
        (_COPYRIGHT, told.copyright),
        (_CAPTION, told.caption),
    ]
    if told.taken_at is not None:
        fields += [
            (_DAY, f"{told.taken_at:%Y%m%d}"),
            (_TIME, f"{told.taken_at:%H%M%S}{_offset(told.taken_at)}"),
        ]
    filled = [(2, dataset, value.encode()[:2000]) for dataset, value in fields if value]
    if not filled:
        return b""
    datasets = b"".join(_dataset(*field) for field in [(1, 90, _UTF8), (2, 0, b"\x00\x04"), *filled])
    padded = datasets + b"\x00" * (len(datasets) % 2)
    block = b"8BIM\x04\x04\x00\x00" + len(datasets).to_bytes(4) + padded
    content = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + (len(content) + 2).to_bytes(2) + content


def _dataset(record: int, dataset: int, value: bytes) -> bytes:
    return bytes([0x1C, record, dataset]) + len(value).to_bytes(2) + value


def _datasets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, dataset = data[at + 1], data[at + 2]
        length = int.from_bytes(data[at + 3 : at + 5])
        if length > _LONGEST:  # extended form: nothing that is read here is so long
            return
        yield record, dataset, data[at + 5 : at + 5 + length]
        at += 5 + length


def _decode(value: bytes, *, is_utf8: bool) -> str:
    """Return a text; many writers forget to say that it is UTF-8."""
    try:
        found = value.decode("utf-8")
    except UnicodeDecodeError:
        found = value.decode("utf-8" if is_utf8 else "cp1252", errors="replace")
    return found.replace("\x00", "").strip()


def _moment(day: str, time: str) -> datetime | None:
    for text, form in ((f"{day}{time}", "%Y%m%d%H%M%S%z"), (f"{day}{time[:6]}", "%Y%m%d%H%M%S")):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  a camera without a zone is a camera without a zone
        except ValueError:
            continue
    return None


def _offset(moment: datetime) -> str:
    return f"{moment:%z}"[:5]
