"""What a check has found."""

from dataclasses import dataclass
from enum import StrEnum

from diemcau.core.terminal import gettext as _


class Level(StrEnum):
    """How grave it is; only a fault keeps the system from working."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"

    @property
    def word(self) -> str:
        """Return it as people read it."""
        return {Level.OK: _("ok"), Level.WARNING: _("warning"), Level.FAULT: _("fault")}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `remedy` is empty where all is well."""

    part: str
    level: Level
    what: str
    remedy: str = ""


def ok(part: str, what: str) -> Finding:
    """All is well."""
    return Finding(part, Level.OK, what)


def warning(part: str, what: str, remedy: str) -> Finding:
    """It works, but somebody should look at it."""
    return Finding(part, Level.WARNING, what, remedy)


def fault(part: str, what: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(part, Level.FAULT, what, remedy)
