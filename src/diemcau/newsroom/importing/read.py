"""From bytes to text: Unicode as it is, older Vietnamese encodings recognised by the words that come out."""

import codecs
import itertools
import re
import unicodedata
from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from diemcau.core.errors import Invalid
from diemcau.newsroom.importing.legacy import from_tcvn3, from_vni
from diemcau.newsroom.importing.syllables import vietnamese_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY: tuple[Callable[[bytes], str], ...] = (lambda data: data.decode("cp1258"), from_tcvn3, from_vni)
_SURE = 0.85
_DOUBTFUL = 0.5
_ENOUGH_WORDS = 3
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Unreadable(Invalid):
    """A file is not text in an encoding that can be known for certain."""

    code = "unreadable"


def decode(data: bytes) -> str:
    """Return the text of a saved page, NFC-normalised.

    Raises:
        Unreadable: it is empty, not text, or in no encoding that gives Vietnamese words.
    """
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Unreadable(_("The file is empty. Save the page again."))
    text = _unicode(data)
    if text is None:
        text = _best(data)
    if text is None:
        raise Unreadable(_broken(data))
    if _CONTROLS.search(text):
        raise Unreadable(_("This is not text. Save the page as HTML or plain text."))
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


def mend(text: str) -> str:
    """Undo what went wrong before the file was saved: TCVN3 or VNI kept as Latin letters, UTF-8 read as Windows-1252.

    Text that is plausible as it stands, or that no repair makes plausible, is returned as it is.
    """
    share, words = vietnamese_share(text)
    if words < _ENOUGH_WORDS or share >= _SURE:
        return text
    # Latin letters whose bytes happen to be UTF-8 are no accident; TCVN3 and VNI need a stronger reason.
    decoders = (_utf8, from_tcvn3, from_vni) if share < _DOUBTFUL else (_utf8,)
    for decoder in decoders:
        mended = _try(partial(_redecoded, text, decoder))
        if (
            mended is not None
            and vietnamese_share(mended)[0] >= _SURE
            and vietnamese_share(mended)[1] >= _ENOUGH_WORDS
        ):
            return unicodedata.normalize("NFC", mended)
    return text


def _utf8(data: bytes) -> str:
    return data.decode("utf-8")


def _redecoded(text: str, decoder: Callable[[bytes], str]) -> str:
    """Read the letters that one byte can hold as bytes again; the others stay as they are."""
    runs = itertools.groupby(((char, _as_byte(char)) for char in text), key=lambda pair: pair[1] is not None)
    out = []
    for has_byte, run in runs:
        pairs = list(run)
        out.append(
            decoder(b"".join(byte or b"" for _char, byte in pairs))
            if has_byte
            else "".join(char for char, _ in pairs)
        )
    return "".join(out)


def _unicode(data: bytes) -> str | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _try(partial(data.decode, name))
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > len(data) / 8 and odd > 4 * even:
        return _try(partial(data.decode, "utf-16-le"))
    if even > len(data) / 8 and even > 4 * odd:
        return _try(partial(data.decode, "utf-16-be"))
    return _try(partial(data.decode, "utf-8"))


def _best(data: bytes) -> str | None:
    decoded = [text for decoder in _LEGACY if (text := _try(partial(decoder, data))) is not None]
    found = [(*vietnamese_share(text), text) for text in decoded]
    sure = [entry for entry in found if entry[0] >= _SURE and entry[1] >= _ENOUGH_WORDS]
    return max(sure, key=lambda entry: entry[0])[2] if sure else None


def _try(decoder: Callable[[], str]) -> str | None:
    try:
        return decoder()
    except UnicodeError:
        return None


def _as_byte(char: str) -> bytes | None:
    """Return the byte that a character stands for in Windows-1252, or in Latin-1 where that has none."""
    for name in ("cp1252", "latin-1"):
        try:
            return char.encode(name)
        except UnicodeEncodeError:
            continue
    return None


def _broken(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _(
            "The text is damaged on line %(line)s (byte %(byte)s): it is neither UTF-8 nor an older Vietnamese "
            "encoding. Save the page again as UTF-8."
        ) % {"line": line, "byte": error.start + 1}
    return _("The text's encoding cannot be known. Save the page again as UTF-8.")
