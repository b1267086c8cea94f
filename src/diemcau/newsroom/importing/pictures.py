"""The pictures of a saved page: those whose files lie beside it become pictures of the portal."""

import hashlib
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wagtail.models import Collection

from diemcau.newsroom.importing.blocks import Placed
from diemcau.newsroom.importing.files import Saved
from diemcau.newsroom.importing.lines import PageImage
from diemcau.newsroom.importing.place import Found
from diemcau.newsroom.importing.sheet import Place
from diemcau.newsroom.models import Picture
from diemcau.newsroom.pictures.intake import clean

_NAME_LENGTH = 200


def keep_pictures(saved: Saved, root: Path, collection: Collection) -> list[Placed]:
    """Keep the article's pictures, each once however often it is brought, and return where they stand.

    Raises:
        PictureRefused: one of them is no picture that can be kept.
    """
    found = saved.found
    placed = []
    for image in _of_article(found):
        file = _file(saved.path, root, image.src)
        if file is not None:
            caption = _caption(found, image)
            alt = image.alt or caption or found.title
            picture = _keep(file, collection, alt, caption)
            placed.append(Placed(picture_id=picture.pk, alt=alt, caption=caption, before=image.before))
    return placed


def _of_article(found: Found) -> list[PageImage]:
    """Return the pictures between the article's first line and its last."""
    origins = [line.origin for _place, line in found.parts]
    if not origins:
        return []
    return [image for image in found.images if min(origins) - 2 <= image.before <= max(origins) + 1]


def _caption(found: Found, image: PageImage) -> str:
    """Return the caption that stands right after a picture."""
    after = {line.origin: line for place, line in found.parts if place is Place.CAPTION}
    line = after.get(image.before)
    return line.text[:300] if line is not None else ""


def _file(page: Path, root: Path, src: str) -> Path | None:
    """Return the file beside the page that an address names; never one outside the folder that was given."""
    parts = urlsplit(src)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    file = (page.parent / unquote(parts.path)).resolve()
    return file if file.is_relative_to(root.resolve()) and file.is_file() else None


def _keep(file: Path, collection: Collection, alt: str, caption: str) -> Picture:
    data = file.read_bytes()
    fingerprint = hashlib.sha256(data).hexdigest()
    known: Picture | None = Picture.objects.filter(fingerprint=fingerprint, collection=collection).first()
    if known is None:
        known = Picture.objects.create(
            title=(caption or alt or file.stem)[:_NAME_LENGTH],
            file=clean(BytesIO(data), file.name),
            description=alt[:255],
            caption=caption,
            collection=collection,
            fingerprint=fingerprint,
        )
    return known
