"""What can go wrong between us and a producer.

Unavailable (diemcau.core.errors)
└── ProducerDown          it does not answer, or not in time
DiemCauError
└── ProducerRefused       it refused what we asked; `reason` is its own code (no_slot, no_port, no_file, invalid)
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from diemcau.core.errors import DiemCauError, Unavailable


class ProducerDown(Unavailable):
    """It does not answer, or not in time."""

    code = "producer_down"


class ProducerRefused(DiemCauError):
    """It refused what we asked."""

    code = "producer_refused"


def down() -> ProducerDown:
    """Return the error of a producer that does not answer."""
    return ProducerDown(
        _("The producer of the programme feed does not answer. It is started again by itself.")
    )


def refused(code: str, message: str) -> ProducerRefused:
    """Return the error of a refused request."""
    return ProducerRefused(_("The producer refused: %(message)s.") % {"message": message}, code=code)


@contextmanager
def translated() -> Iterator[None]:
    """Raise our own errors in place of the network's."""
    try:
        yield
    except (OSError, TimeoutError, EOFError, ValueError) as error:
        raise down() from error
