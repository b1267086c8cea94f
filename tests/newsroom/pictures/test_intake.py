"""What becomes of pictures that are sent in."""

import resource
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import ExifTags, Image, IptcImagePlugin

from diemcau.newsroom.pictures import intake
from diemcau.newsroom.pictures.errors import PictureRefused


def _iptc(**texts: str) -> bytes:
    numbers = {"by_line": 80, "credit": 110, "caption": 120, "city": 90}
    data = b"\x1c\x01\x5a\x00\x03\x1b%G"
    for name, text in texts.items():
        raw = text.encode()
        data += b"\x1c\x02" + bytes([numbers[name]]) + len(raw).to_bytes(2, "big") + raw
    resource_ = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\x00" * (len(data) % 2)
    payload = b"Photoshop 3.0\x00" + resource_
    return b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload


def _photo(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **options: object) -> BytesIO:
    """A picture as a phone makes it: with its place, lying on its side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Phone"
    exif[ExifTags.Base.Artist] = "Minh Châu"
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {ExifTags.Base.DateTimeOriginal: "2022:04:28 08:30:00", ExifTags.Base.OffsetTimeOriginal: "+07:00"}
    )
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (10.0, 46.0, 30.0), 3: "E", 4: (106.0, 42.0, 0.0)})
    out = BytesIO()
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    image.save(out, kind, exif=exif.tobytes(), **options)
    return out


def test_photo_loses_its_place_and_stands_upright() -> None:
    kept = intake.clean(_photo(), "hop.jpg")
    image = Image.open(kept)
    assert image.size == (40, 60) == (kept.width, kept.height)
    assert image.getpixel((20, 5))[2] > 200  # what was left is on top now
    assert dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}
    assert ExifTags.Base.Make not in image.getexif()
    assert ExifTags.Base.Orientation not in image.getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_other_kinds_lose_their_place_too(kind: str) -> None:
    kept = intake.clean(_photo(kind=kind), "hop")
    image = Image.open(kept)
    assert image.format == kind
    assert image.size == (40, 60)
    assert dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}


def test_phones_own_format_becomes_jpeg_without_place() -> None:
    kept = intake.clean(_photo((64, 48), "HEIF"), "IMG_0001.HEIC")
    image = Image.open(kept)
    assert (image.format, kept.name, image.size) == ("JPEG", "IMG_0001.jpg", (48, 64))
    assert dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}


def test_place_in_xmp_and_behind_the_picture_is_gone() -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>exif:GPSLatitude 10,46.5N</x:xmpmeta>"
    sent = BytesIO(_photo(xmp=xmp, comment=b"GPSLatitude").getvalue() + b"trailer GPSLatitude")
    assert b"GPSLatitude" in sent.getvalue()
    assert b"GPSLatitude" not in intake.clean(sent).read()


def test_credit_and_caption_are_kept_and_read() -> None:
    extra = _iptc(
        by_line="Nguyễn Phúc", credit="Báo Thử Nghiệm", caption="Toàn cảnh hội nghị.", city="Hà Nội"
    )
    sent = _photo(extra=extra)
    told = intake.credit(sent)
    assert (told.by_line, told.credit, told.caption) == (
        "Nguyễn Phúc",
        "Báo Thử Nghiệm",
        "Toàn cảnh hội nghị.",
    )
    assert told.taken_at == datetime(2022, 4, 28, 1, 30, tzinfo=UTC)
    kept = intake.clean(sent)
    assert intake.credit(kept) == told
    assert (2, 90) not in (IptcImagePlugin.getiptcinfo(Image.open(kept)) or {})


def test_credit_of_a_bare_picture_is_empty() -> None:
    out = BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    assert intake.credit(out) == intake.Credit()
    assert intake.credit(BytesIO(b"no picture")) == intake.Credit()


def test_forty_megapixels_are_reduced_without_exhausting_memory() -> None:
    out = BytesIO()
    Image.new("RGB", (7728, 5152), "green").save(out, "JPEG", quality=80)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    kept = intake.clean(out)
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert (kept.width, kept.height) == (6000, 4000)
    assert grown_mb < 500


def test_too_many_pixels_are_refused_before_they_are_unfolded() -> None:
    out = BytesIO()
    Image.new("1", (12_000, 11_000)).save(out, "PNG")
    assert "120" in intake.check(out)[0]
    with pytest.raises(PictureRefused):
        intake.clean(out)


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    assert "60" in intake.check(_photo())[0]


@pytest.mark.parametrize(
    "sent",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    ],
)
def test_what_is_no_picture_is_refused(sent: bytes) -> None:
    assert len(intake.check(BytesIO(sent))) == 1


def test_damaged_picture_is_refused() -> None:
    whole = _photo((400, 300)).getvalue()
    with pytest.raises(PictureRefused):
        intake.clean(BytesIO(whole[: len(whole) // 2]))


def test_moving_picture_is_refused() -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert len(intake.check(out)) == 1


def test_print_colours_become_those_of_screens() -> None:
    out = BytesIO()
    Image.new("CMYK", (9, 9)).save(out, "JPEG")
    assert Image.open(intake.clean(out)).mode == "RGB"


def test_transparency_is_kept() -> None:
    out = BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(out, "PNG")
    image = Image.open(intake.clean(out))
    assert image.mode == "RGBA"
    assert image.getpixel((1, 1))[3] == 0
