"""Who made a picture, what it shows and when it was taken, as the file itself tells (EXIF and IPTC).

Source: IPTC-IIM 4.2, record 2 (By-line 80, Credit 110, Source 115, Copyright 116, Caption 120, Date 55, Time 60);
Exif 2.32 (ImageDescription, Artist, Copyright, DateTimeOriginal, OffsetTimeOriginal).
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, IptcImagePlugin

from diemcau.core.text import clean

_BY_LINE, _CREDIT, _SOURCE, _COPYRIGHT, _CAPTION, _DATE, _TIME = 80, 110, 115, 116, 120, 55, 60
_KEPT = (_BY_LINE, _CREDIT, _SOURCE, _COPYRIGHT, _CAPTION, _DATE, _TIME)
_UTF8 = b"\x1b%G"


@dataclass(frozen=True, slots=True)
class Credit:
    """What is known of a picture's making; empty where the file does not tell. `taken_at` is UTC."""

    by_line: str = ""
    credit: str = ""
    copyright: str = ""
    caption: str = ""
    taken_at: datetime | None = None


def read(image: Image.Image, zone: ZoneInfo) -> Credit:
    """Return what the file tells; times without a zone are taken as those of `zone`."""
    iptc, exif = _iptc(image), image.getexif()
    artist = _words(exif.get(ExifTags.Base.Artist))
    return Credit(
        by_line=_words(iptc.get(_BY_LINE)) or artist,
        credit=_words(iptc.get(_CREDIT)) or _words(iptc.get(_SOURCE)),
        copyright=_words(iptc.get(_COPYRIGHT)) or _words(exif.get(ExifTags.Base.Copyright)),
        caption=_words(iptc.get(_CAPTION)) or _words(exif.get(ExifTags.Base.ImageDescription)),
        taken_at=_exif_time(exif, zone) or _iptc_time(iptc, zone),
    )


def exif_of(image: Image.Image) -> Image.Exif:
    """Return EXIF that holds the credit and the time and nothing else: no place, no serial number, no small preview."""
    old, new = image.getexif(), Image.Exif()
    for tag in (ExifTags.Base.ImageDescription, ExifTags.Base.Artist, ExifTags.Base.Copyright):
        if text := _words(old.get(tag)):
            new[tag] = text
    times = old.get_ifd(ExifTags.IFD.Exif)
    kept: dict[int, str] = {
        tag: str(times[tag])
        for tag in (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal)
        if tag in times
    }
    if kept:
        new.get_ifd(ExifTags.IFD.Exif).update(kept)
    return new


def iptc_segment_of(image: Image.Image) -> bytes:
    """Return a JPEG segment with the credit as IPTC, empty where the file has none; places are left out."""
    records = b"".join(
        _record(number, text) for number, text in sorted(_iptc(image).items()) if number in _KEPT
    )
    if not records:
        return b""
    data = b"\x1c\x01\x5a" + len(_UTF8).to_bytes(2, "big") + _UTF8 + records
    resource = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\x00" * (len(data) % 2)
    payload = b"Photoshop 3.0\x00" + resource
    return b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload


def _record(number: int, text: str) -> bytes:
    data = text.encode()[:2000]
    return b"\x1c\x02" + bytes([number]) + len(data).to_bytes(2, "big") + data


def _iptc(image: Image.Image) -> dict[int, str]:
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    except (SyntaxError, ValueError, OSError):
        return {}
    plain = found.get((1, 90)) != _UTF8
    return {
        number: text
        for (record, number), value in found.items()
        if record == 2 and (text := _decoded(value, plain=plain))
    }


def _decoded(value: bytes | list[bytes], *, plain: bool) -> str:
    parts = value if isinstance(value, list) else [value]
    texts = []
    for part in parts:
        try:
            texts.append(part.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(part.decode("cp1252" if plain else "utf-8", "replace"))
    return clean("; ".join(texts))


def _words(value: object) -> str:
    if not isinstance(value, str):
        return ""
    text = value.replace("\x00", "").strip()
    # Cameras write UTF-8 where EXIF asks for ASCII; Pillow reads it letter by letter.
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return clean(text)


def _exif_time(exif: Image.Exif, zone: ZoneInfo) -> datetime | None:
    times = exif.get_ifd(ExifTags.IFD.Exif)
    text = str(times.get(ExifTags.Base.DateTimeOriginal, "")).strip("\x00 ")
    offset = str(times.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\x00 ")
    return _time(text + offset, "%Y:%m:%d %H:%M:%S%z", zone) or _time(text, "%Y:%m:%d %H:%M:%S", zone)


def _iptc_time(iptc: dict[int, str], zone: ZoneInfo) -> datetime | None:
    day, time = iptc.get(_DATE, ""), iptc.get(_TIME, "")
    return _time(day + time, "%Y%m%d%H%M%S%z", zone) or _time(day + time, "%Y%m%d%H%M%S", zone)


def _time(text: str, form: str, zone: ZoneInfo) -> datetime | None:
    try:
        found = datetime.strptime(text, form)  # noqa: DTZ007 (given its zone in the next line)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
