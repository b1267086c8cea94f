"""Phone numbers as they are dialled in Vietnam."""

import re

from django.utils.translation import gettext as _

from diemcau.core.errors import Invalid

_FILLING = re.compile(r"[\s.\-()/]")
_NUMBER = re.compile(r"\d{3,15}")


def normal(text: str) -> str:
    """Return a number in digits alone, `+84` and `0084` as `0`; empty stays empty, `+` of other countries stays.

    Raises:
        Invalid: it is not a phone number.
    """
    bare = _FILLING.sub("", text)
    for prefix in ("+84", "0084"):
        if bare.startswith(prefix):
            bare = "0" + bare.removeprefix(prefix).removeprefix("0")
    if bare and not _NUMBER.fullmatch(bare.removeprefix("+")):
        raise Invalid(
            _("“%(text)s” is not a phone number: write digits, such as 0225 3842 000.") % {"text": text}
        )
    return bare
