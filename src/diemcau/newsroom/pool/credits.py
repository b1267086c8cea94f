"""What a picture file says about itself: IPTC first, then XMP, then EXIF. Where it was taken is never read."""

from datetime import datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import ExifTags, Image
from PIL.JpegImagePlugin import JpegImageFile

from diemcau.newsroom.pool import iptc
from diemcau.newsroom.pool.iptc import Credits

_XMP_LIMIT = 1_000_000
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# What cameras write into the caption by themselves.
_NO_CAPTIONS = frozenset({"", "olympus digital camera", "sony dsc", "digital camera", "default"})


def credits_of(image: Image.Image) -> Credits:
    """Return who made the picture, what it shows and when it was taken, as far as the file says."""
    return _from_iptc(image).or_else(_from_xmp(image)).or_else(_from_exif(image))


def _from_iptc(image: Image.Image) -> Credits:
    if not isinstance(image, JpegImageFile):
        return Credits()
    block = image.info.get("photoshop", {})
    data = block.get(0x0404) if isinstance(block, dict) else None
    return iptc.read(data) if isinstance(data, bytes) else Credits()


def _from_xmp(image: Image.Image) -> Credits:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    if not data or len(data) > _XMP_LIMIT:
        return Credits()
    try:
        root = fromstring(data.strip(b"\x00 \n\r\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return Credits()
    return Credits(
        by_line=", ".join(_values(root, f"{_DC}creator")),
        credit=_first(root, f"{_PHOTOSHOP}Credit"),
        copyright=_first(root, f"{_DC}rights"),
        caption=_first(root, f"{_DC}description"),
        taken_at=_iso(_first(root, f"{_PHOTOSHOP}DateCreated") or _first(root, f"{_XMP}CreateDate")),
    )


def _first(root: Element, name: str) -> str:
    return next(iter(_values(root, name)), "")


def _values(root: Element, name: str) -> list[str]:
    """Return a property's values, whether it stands as an attribute, as text or as a list."""
    found = [node.attrib[name] for node in root.iter(f"{_RDF}Description") if name in node.attrib]
    for node in root.iter(name):
        entries = [entry.text or "" for entry in node.iter(f"{_RDF}li")] or [node.text or ""]
        found += entries
    return [text.strip() for text in found if text.strip()]


def _from_exif(image: Image.Image) -> Credits:
    exif = image.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    caption = _text(exif.get(ExifTags.Base.ImageDescription))
    return Credits(
        by_line=_text(exif.get(ExifTags.Base.Artist)),
        copyright=_text(exif.get(ExifTags.Base.Copyright)),
        caption="" if caption.lower() in _NO_CAPTIONS else caption,
        taken_at=_camera_time(
            _text(inner.get(ExifTags.Base.DateTimeOriginal)),
            _text(inner.get(ExifTags.Base.OffsetTimeOriginal)),
        ),
    )


def _text(value: object) -> str:
    """Return an EXIF text; Pillow reads its bytes as Latin-1, cameras and editors write UTF-8."""
    if isinstance(value, bytes):
        text = value.decode("utf-8", errors="replace")
    elif isinstance(value, str):
        try:
            text = value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            text = value
    else:
        return ""
    return text.replace("\x00", "").strip()


def _camera_time(text: str, offset: str) -> datetime | None:
    for form, written in (("%Y:%m:%d %H:%M:%S%z", text + offset), ("%Y:%m:%d %H:%M:%S", text)):
        try:
            return datetime.strptime(written, form)  # noqa: DTZ007  a camera without a zone
        except ValueError:
            continue
    return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
