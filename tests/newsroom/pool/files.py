"""Picture files as phones, cameras and editors write them; all drawn here."""

import io
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageDraw

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 photoshop:Credit="Cổng tin" xmp:CreateDate="2022-04-28T09:30:00+07:00"
 exif:GPSLatitude="20,51.9N" exif:GPSLongitude="106,41.0E" photoshop:City="Nơi bí mật">
<dc:creator><rdf:Seq><rdf:li>Trần Ảnh</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Quang cảnh điểm cầu</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def draw(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Draw a picture: the left half red, the right half blue, a white mark at the upper left."""
    image = Image.new("RGB", (width, height), (40, 60, 200))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 2, height), fill=(200, 40, 40))
    pen.rectangle((0, 0, width // 10, height // 10), fill="white")
    return image.convert(mode)


def save(image: Image.Image, form: str = "JPEG", **more: Any) -> bytes:
    """Return the picture as a file."""
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def phone_exif(*, orientation: int = 1) -> Image.Exif:
    """Return what a phone writes: position, make, time, who it belongs to."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Điện thoại bí mật".encode()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Nguyễn Ảnh".encode()
    exif[ExifTags.Base.Copyright] = "© Cổng tin Hải Phòng".encode()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = "2022:04:28 09:15:00"
    inner[ExifTags.Base.OffsetTimeOriginal] = "+07:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (20.0, 51.0, 54.0)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (106.0, 41.0, 2.0)
    return exif


def iptc_segment(*fields: tuple[int, bytes], utf8: bool = True) -> bytes:
    """Return an APP13 segment with datasets of record 2, as an editor's program writes it."""
    marks = [(1, 90, b"\x1b%G")] if utf8 else []
    sets = [*marks, *((2, dataset, value) for dataset, value in fields)]
    data = b"".join(bytes([0x1C, rec, ds]) + len(v).to_bytes(2) + v for rec, ds, v in sets)
    block = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4) + data + b"\x00" * (len(data) % 2)
    content = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + (len(content) + 2).to_bytes(2) + content


def from_phone(**more: Any) -> bytes:
    """Return a JPEG as a phone sends it, with its position."""
    return save(draw(), exif=phone_exif(), xmp=XMP.encode(), **more)


def srgb() -> bytes:
    """Return an ICC profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
