"""The one way in for pictures: looked at before they are decoded, turned upright, reduced, freed of position data.

`Picture.save` sends every new file through here; who wants the faults in words beforehand calls `check`.
"""

import os
from io import BytesIO
from typing import IO, Any
from zoneinfo import ZoneInfo

import pillow_heif
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from diemcau.newsroom.pictures import credit as credits_
from diemcau.newsroom.pictures.credit import Credit
from diemcau.newsroom.pictures.errors import PictureRefused

MAX_BYTES = 60_000_000
MAX_PIXELS = 120_000_000
LONG_SIDE = 6000
EXTENSIONS = ("jpg", "jpeg", "png", "webp", "avif", "heic", "heif")
# How each kind is kept; what only phones know becomes a JPEG.
_KEPT_AS = {"JPEG": "JPEG", "MPO": "JPEG", "HEIF": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF"}
_EXTENSION = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "subsampling": 0, "optimize": True},
    "PNG": {},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 85, "speed": 8},
}
_WITH_MODES = {"RGB", "RGBA", "L", "LA", "P"}

pillow_heif.register_heif_opener()
# Pillow's own guard against pictures that unfold without end, set to what is taken here.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class CleanPicture(ContentFile[bytes]):
    """A picture that has been through here: `content_type` (`image/…`), `width` and `height` in pixels."""

    def __init__(self, data: bytes, name: str, kind: str, size: tuple[int, int]) -> None:
        super().__init__(data, name)
        self.content_type = f"image/{kind.lower()}"
        self.width, self.height = size


def check(file: IO[bytes]) -> list[str]:
    """Return what speaks against a file, in the reader's words; only its head is read."""
    if _length(file) > MAX_BYTES:
        return [_("The picture is larger than 60 MB. Send a smaller version.")]
    try:
        image = _open(file)
    except PictureRefused as fault:
        return [fault.message]
    return _faults(image)


def clean(file: IO[bytes], name: str = "picture") -> CleanPicture:
    """Return the picture as it is kept: upright, at most 6,000 pixels long, without position data.

    By-line, credit, copyright, caption and the time of taking stay in it.

    Raises:
        PictureRefused: it is no picture, a damaged one, or too large.
    """
    if faults := check(file):
        raise PictureRefused(faults[0])
    image = _open(file)
    kind = _KEPT_AS[str(image.format)]
    try:
        kept = _prepared(image, kind)
        data = _written(kept, kind, image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise PictureRefused(
            _("The picture is damaged: it cannot be read to its end. Send it again.")
        ) from fault
    stem = os.path.splitext(os.path.basename(name))[0] or "picture"  # noqa: PTH119, PTH122 (a name, no path)
    return CleanPicture(data, f"{stem}.{_EXTENSION[kind]}", kind, kept.size)


def credit(file: IO[bytes], zone: ZoneInfo | None = None) -> Credit:
    """Return who made the picture, what it shows and when it was taken, as the file tells; empty where it does not."""
    try:
        return credits_.read(_open(file), zone or ZoneInfo(settings.TIME_ZONE))
    except PictureRefused:
        return Credit()


def _length(file: IO[bytes]) -> int:
    file.seek(0, os.SEEK_END)
    length = file.tell()
    file.seek(0)
    return length


def _open(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    try:
        image = Image.open(file, formats=[kind for kind in _KEPT_AS if kind != "MPO"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise PictureRefused(_too_many()) from fault
    except (OSError, SyntaxError, ValueError) as fault:
        words = _("This is no picture that the portal takes. Send a JPEG, PNG, WebP, AVIF or HEIC file.")
        raise PictureRefused(words) from fault
    return image


def _faults(image: Image.Image) -> list[str]:
    width, height = image.size
    if width * height > MAX_PIXELS:
        return [_too_many()]
    if image.format not in {"MPO", "HEIF"} and getattr(image, "n_frames", 1) > 1:
        return [_("This is a moving picture. Send a still one.")]
    return []


def _too_many() -> str:
    return _("The picture has more than 120 million pixels. Send a smaller version.")


def _prepared(image: Image.Image, kind: str) -> Image.Image:
    """Return the pixels upright, in colours that the kind can hold, reduced where they are too many."""
    image.draft("RGB", (LONG_SIDE, LONG_SIDE))
    if max(image.size) > LONG_SIDE:
        image.thumbnail((LONG_SIDE, LONG_SIDE), reducing_gap=2.0)
    upright = ImageOps.exif_transpose(image)
    if upright.mode == "CMYK":
        return _from_print(upright)
    if kind == "JPEG":
        return upright if upright.mode in {"RGB", "L"} else upright.convert("RGB")
    return upright if upright.mode in _WITH_MODES else upright.convert("RGB")


def _from_print(image: Image.Image) -> Image.Image:
    profile = image.info.pop("icc_profile", None)
    if profile:
        try:
            screen = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(image, BytesIO(profile), screen, outputMode="RGB")
        except ImageCms.PyCMSError:
            found = None
        if found is not None:
            found.info.pop("icc_profile", None)
            return found
    return image.convert("RGB")


def _written(kept: Image.Image, kind: str, original: Image.Image) -> bytes:
    options = dict(_OPTIONS[kind])
    if profile := kept.info.get("icc_profile"):
        options["icc_profile"] = profile
    exif = credits_.exif_of(original)
    if kind == "JPEG":
        options |= {"extra": credits_.iptc_segment_of(original), "comment": b""}
    bare = kept.copy() if kept is original else kept
    bare.info = {name: value for name, value in kept.info.items() if name == "transparency"}
    out = BytesIO()
    bare.save(out, kind, exif=exif.tobytes() if exif else b"", **options)
    return out.getvalue()
