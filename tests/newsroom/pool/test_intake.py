"""What is sent in is drawn anew: upright, small enough, without where it was taken, with who took it."""

import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from diemcau.newsroom.pool.credits import credits_of
from diemcau.newsroom.pool.errors import PictureRefused
from diemcau.newsroom.pool.intake import LONGEST_SIDE, MOST_BYTES, Taken, take_in
from diemcau.newsroom.pool.iptc import Credits, read, write
from tests.newsroom.pool.files import draw, from_phone, iptc_segment, phone_exif, save, srgb

HANOI = timezone(timedelta(hours=7))


def _image(taken: Taken) -> Image.Image:
    return Image.open(io.BytesIO(taken.data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_picture_of_every_kind_becomes_a_jpeg(form: str) -> None:
    taken = take_in(save(draw(), form))
    image = _image(taken)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (640, 480))
    assert (taken.width, taken.height) == (640, 480)
    red, _green, blue = image.getpixel((100, 240))  # type: ignore[misc]
    assert red > 150 > blue


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_position_is_gone_whatever_the_kind(form: str) -> None:
    sent = save(draw(), form, exif=phone_exif().tobytes())
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    exif = _image(take_in(sent)).getexif()
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert exif.keys() <= {ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.IFD.Exif}
    assert exif.get_ifd(ExifTags.IFD.Exif).keys() == {ExifTags.Base.DateTimeOriginal}


def test_nothing_of_xmp_make_or_place_is_left() -> None:
    sent = from_phone(extra=iptc_segment((90, "Thành phố bí mật".encode()), (80, "Lê Ảnh".encode())))
    taken = take_in(sent)
    for trace in (b"GPS", b"xmpmeta", b"106,41", "bí mật".encode()):
        assert trace in sent or trace == b"GPS"
        assert trace not in taken.data
    assert "xmp" not in _image(taken).info


def test_credits_come_from_iptc_then_xmp_then_exif() -> None:
    taken = take_in(from_phone(extra=iptc_segment((80, "Lê Ảnh".encode()))))
    assert taken.credits == Credits(
        by_line="Lê Ảnh",
        credit="Cổng tin",
        copyright="© Cổng tin Hải Phòng",
        caption="Quang cảnh điểm cầu",
        taken_at=datetime(2022, 4, 28, 9, 30, tzinfo=HANOI),
    )
    assert take_in(from_phone()).credits.by_line == "Trần Ảnh"
    only_exif = take_in(save(draw(), exif=phone_exif())).credits
    assert only_exif.by_line == "Nguyễn Ảnh"
    assert only_exif.taken_at == datetime(2022, 4, 28, 2, 15, tzinfo=UTC)


def test_credits_are_written_back_into_the_file() -> None:
    taken = take_in(from_phone())
    image = _image(taken)
    again = credits_of(image)
    assert again == taken.credits
    assert image.getexif()[ExifTags.Base.Artist].encode("latin-1").decode() == "Trần Ảnh"


def test_iptc_without_a_charset_is_read_and_broken_iptc_is_not() -> None:
    latin = take_in(save(draw(), extra=iptc_segment((80, "Jos\xe9".encode("cp1252")), utf8=False)))
    assert latin.credits.by_line == "José"
    cut = write(Credits(by_line="Lê Ảnh"))[30:50]
    assert read(cut) == Credits()


def test_xmp_with_a_document_type_is_not_read() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>&a;</dc:rights></x>'
    assert take_in(save(draw(), xmp=bomb.encode())).credits == Credits()


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (5, 5)), (3, (634, 474)), (6, (474, 5)), (8, (5, 634))]
)
def test_picture_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    image = _image(take_in(save(draw(), exif=phone_exif(orientation=orientation))))
    assert min(image.getpixel(corner)) > 200  # type: ignore[arg-type]
    assert ExifTags.Base.Orientation not in image.getexif()


def test_transparent_and_grey_pictures_and_those_with_a_profile_are_kept() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert _image(take_in(save(clear, "PNG"))).getpixel((20, 20)) == (255, 255, 255)
    for mode in ("L", "P", "1"):
        assert _image(take_in(save(draw(mode=mode), "PNG"))).mode == "RGB"
    assert _image(take_in(save(draw(mode="CMYK")))).mode == "RGB"
    taken = take_in(save(draw(), icc_profile=srgb()))
    assert "icc_profile" not in _image(taken).info


def test_long_side_is_at_most_six_thousand() -> None:
    assert (take_in(save(draw(9000, 300)))).width == LONGEST_SIDE
    assert (take_in(save(draw(300, 900)))).height == 900


_MEASURE = """
import resource, sys
from diemcau.newsroom.pool.intake import take_in
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
taken = take_in(data)
print(taken.width, taken.height, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(("width", "height"), [(7300, 5480), (12000, 9900)])
def test_very_large_picture_works_in_little_memory(width: int, height: int, tmp_path: Path) -> None:
    """In a process of its own, whose highest use of memory is looked at: 450 MB at most."""
    path = tmp_path / "large.jpg"
    draw(width, height).save(path, quality=60)
    out = subprocess.run([sys.executable, "-c", _MEASURE, path], check=True, capture_output=True, text=True)
    kept_width, kept_height, used_mb = (int(word) for word in out.stdout.split())
    assert max(kept_width, kept_height) == LONGEST_SIDE
    assert kept_width / kept_height == pytest.approx(width / height, rel=0.01)
    assert used_mb < 450


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xff" * (MOST_BYTES + 1), "too_big"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "no_picture"),
        (b"GIF89a" + b"\x00" * 100, "no_picture"),
        (b"%PDF-1.7 nothing", "no_picture"),
        (save(draw(1200, 900))[:9000], "damaged"),
        (save(draw(), "PNG")[:300], "damaged"),
    ],
)
def test_what_is_no_usable_picture_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        take_in(data)
    assert refused.value.reason == why
    assert str(refused.value)


def test_too_many_pixels_are_refused_before_they_are_drawn() -> None:
    header = save(Image.new("1", (12001, 10001)), "PNG")
    with pytest.raises(PictureRefused) as refused:
        take_in(header)
    assert refused.value.reason == "too_many_pixels"


def test_fingerprint_is_that_of_what_was_sent() -> None:
    data = save(draw())
    assert take_in(data).fingerprint == take_in(data).fingerprint
    assert take_in(data).fingerprint != take_in(save(draw(), quality=50)).fingerprint
