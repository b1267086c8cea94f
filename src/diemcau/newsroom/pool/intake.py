"""Look at a file that somebody sent, and make of it a picture that may be kept. No database, no web.

Whatever comes in goes out as a JPEG that was drawn anew: upright, in sRGB, at most 6,000 pixels long, without anything
of the file it came from but who made it, what it shows and when it was taken. One picture is opened at a time, since a
large one fills some hundred megabytes.
"""

import io
import warnings
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from diemcau.newsroom.pool import iptc
from diemcau.newsroom.pool.credits import credits_of
from diemcau.newsroom.pool.errors import PictureRefused
from diemcau.newsroom.pool.iptc import Credits

MOST_BYTES = 30_000_000
MOST_PIXELS = 120_000_000
LONGEST_SIDE = 6000
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
_HALVED_FROM = (
    48_000_000  # pixels from which a JPEG is opened at half its size: less memory, still large enough
)
_QUALITY = 90
_one_at_a_time = Lock()

pillow_heif.register_heif_opener()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A picture as it is kept: a JPEG, its size in pixels, what its file said, the SHA-256 of what was sent."""

    data: bytes
    width: int
    height: int
    credits: Credits
    fingerprint: str


def take_in(data: bytes) -> Taken:
    """Return the picture that a sent file is, drawn anew.

    Raises:
        PictureRefused: too large, empty, no picture of a known kind, damaged.
    """
    if len(data) > MOST_BYTES:
        raise PictureRefused("too_big")
    if not data:
        raise PictureRefused("empty")
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is ours, below
        return _drawn_anew(data)


def fingerprint_of(data: bytes) -> str:
    """Return what a file is recognised by when it is sent twice."""
    return sha256(data).hexdigest()


def _drawn_anew(data: bytes) -> Taken:
    try:
        image: Image.Image = _open(data)
        told = credits_of(image)
        image = _upright(image)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        image = _in_srgb(image)
    except Image.DecompressionBombError:
        raise PictureRefused("too_many_pixels") from None
    except UnidentifiedImageError:
        raise PictureRefused("no_picture") from None
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError):
        raise PictureRefused("damaged") from None
    return Taken(
        data=_written(image, told),
        width=image.width,
        height=image.height,
        credits=told,
        fingerprint=fingerprint_of(data),
    )


def _open(data: bytes) -> ImageFile.ImageFile:
    image = Image.open(io.BytesIO(data), formats=_FORMATS)
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        raise PictureRefused("too_many_pixels")
    if pixels > _HALVED_FROM:
        image.draft("RGB", (image.width // 2, image.height // 2))
    image.load()
    return image


def _upright(image: Image.Image) -> Image.Image:
    return ImageOps.exif_transpose(image)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in the colours of the web, on white where it was transparent."""
    profile = image.info.get("icc_profile")
    if image.mode in {"RGBA", "LA", "P", "PA"} or "transparency" in image.info:
        drawn = image.convert("RGBA")
        image = Image.new("RGB", drawn.size, "white")
        image.paste(drawn, mask=drawn.getchannel("A"))
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _written(image: Image.Image, told: Credits) -> bytes:
    """Return the JPEG with the credits in EXIF and IPTC, and nothing else."""
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, progressive=True, exif=_exif(told), extra=iptc.write(told))
    return out.getvalue()


def _exif(told: Credits) -> Image.Exif:
    exif = Image.Exif()
    texts = {
        ExifTags.Base.Artist: told.by_line,
        ExifTags.Base.Copyright: told.copyright,
        ExifTags.Base.ImageDescription: told.caption,
    }
    for tag, text in texts.items():
        if text:
            exif[tag] = text.encode()
    if told.taken_at is not None:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = _as_camera(told.taken_at)
    return exif


def _as_camera(moment: datetime) -> str:
    return f"{moment:%Y:%m:%d %H:%M:%S}"
