"""Encodings of Vietnamese from before Unicode that Python does not know.

Source: TCVN 5712:1993, third set (fonts .VnTime and others); VNI's encoding for Windows (fonts VNI-Times and others).
"""

import unicodedata

_TCVN3 = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_FROM_TCVN3 = {first + place: char for first, row in _TCVN3.items() for place, char in enumerate(row)}

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
# After a vowel, these letters stand for marks.
_VNI_MARKS = {
    **dict(zip("ùøõûï", (_ACUTE, _GRAVE, _TILDE, _HOOK, _DOT), strict=True)),
    **dict(
        zip("âáàãåä", (_CIRCUMFLEX + tone for tone in ("", _ACUTE, _GRAVE, _TILDE, _HOOK, _DOT)), strict=True)
    ),
    **dict(zip("êéèüúë", (_BREVE + tone for tone in ("", _ACUTE, _GRAVE, _TILDE, _HOOK, _DOT)), strict=True)),
}
# Alone, these stand for letters.
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_CARRIERS = frozenset("aeoôöuy")


def from_tcvn3(data: bytes) -> str:
    """Decode TCVN3; what it does not define is read as Windows-1252 (quotation marks, dashes).

    Raises:
        UnicodeDecodeError: a byte that neither of the two defines.
    """
    return "".join(_FROM_TCVN3.get(byte) or bytes((byte,)).decode("cp1252") for byte in data)


def from_vni(data: bytes) -> str:
    """Decode VNI for Windows, where most accented letters are two.

    Raises:
        UnicodeDecodeError: a byte that Windows-1252 does not define.
    """
    out: list[str] = []
    carrier = False
    for char in data.decode("cp1252"):
        low = char.lower()
        if carrier and low in _VNI_MARKS:
            out.append(_VNI_MARKS[low])
            carrier = False
            continue
        letter = _VNI_LETTERS.get(low, low)
        out.append(letter.upper() if char != low else letter)
        carrier = low in _VNI_CARRIERS
    return unicodedata.normalize("NFC", "".join(out))
