"""QR codes of pages, as drawings."""

import io
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=512)
def qr_svg(address: str, *, title: str = "", inline: bool = True) -> SafeString:
    """Draw an address as a QR code (SVG, always dark on white); `title` is read aloud in place of it.

    Drawing one costs as much as a whole plain page, and the same ones are asked for again and again.
    """
    code = segno.make(address, micro=False, error="m")
    # Segno escapes the title; everything else that it writes are numbers.
    if inline:
        drawn = code.svg_inline(
            border=3, omitsize=True, light="#fff", dark="#000", title=title or None, svgclass="qr"
        )
        return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308
    return mark_safe(_file(code, title))  # noqa: S308


def _file(code: "segno.QRCode", title: str) -> str:
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, scale=8, light="#fff", dark="#000", title=title or None)
    return out.getvalue().decode()
