"""What people read in the terminal, in the terminal's own language: Vietnamese or English.

A web page speaks its reader's language, through Django. A command speaks that of the terminal's locale, and many commands
run without Django: their texts go through the standard library's gettext, in catalogues that are collected and compiled
like those of the web.
"""

import gettext as catalogues
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

VIETNAMESE, ENGLISH = "vi", "en"
_PACKAGE = Path(__file__).resolve().parent.parent
_SPEAKERS = ("cli", "serve", "simulation")  # the folders whose texts are said in a terminal
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

_chosen: ContextVar[str] = ContextVar("language of the terminal", default="")


def language() -> str:
    """Return `vi` or `en`: the first of LC_ALL, LC_MESSAGES and LANG that is set decides, as for other programs.

    Source: POSIX.1-2017, Base Definitions, 8.2 Internationalization Variables.
    """
    named = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    return _chosen.get() or (VIETNAMESE if named.lower().startswith(VIETNAMESE) else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `vi` or `en` for a while, whatever the locale says: what programs read does not depend on it."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def gettext(message: str) -> str:
    """Return the message in the language of the terminal."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the message for `n` things in the language of the terminal."""
    return _catalogue(language()).ngettext(singular, plural, n)


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    whole = catalogues.NullTranslations()
    for name in _SPEAKERS:
        folder = _PACKAGE / name / "locale"
        whole.add_fallback(catalogues.translation("django", folder, [language], fallback=True))
    return whole
