"""What can go wrong, in the reader's words.

DiemCauError
├── NotSignedIn         nobody is known here, or no longer            (HTTP 401)
├── NotAllowed          the actor may not do this here                (HTTP 403)
├── NotFound            there is no such thing, or none to be seen    (HTTP 404)
├── Refused             the state does not permit it now              (HTTP 409)
├── Invalid             what was sent cannot be understood            (HTTP 422)
└── Unavailable         a part that is needed does not answer         (HTTP 503)
"""

from typing import ClassVar


class DiemCauError(Exception):
    """Base of every error that a person may read.

    `code` is stable and for programs; the message is a translated sentence that says what happened and what to do.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.reason = code or self.code


class NotSignedIn(DiemCauError):
    """Nobody is known here, or no longer: no session, or it has ended."""

    code = "not_signed_in"
    status = 401


class NotAllowed(DiemCauError):
    """The actor may not do this here."""

    code = "not_allowed"
    status = 403


class NotFound(DiemCauError):
    """There is no such thing, or none that the actor may see."""

    code = "not_found"
    status = 404


class Refused(DiemCauError):
    """The state of things does not permit it now."""

    code = "refused"
    status = 409


class Invalid(DiemCauError):
    """What was sent cannot be understood."""

    code = "invalid"
    status = 422


class Unavailable(DiemCauError):
    """A part that is needed does not answer."""

    code = "unavailable"
    status = 503
