"""What can keep the supervisor from starting.

DiemCauError
└── CannotServe
    ├── AlreadyServing      another supervisor holds this data folder
    ├── PortTaken           somebody else listens where a child should
    ├── PartMissing         a program or a module is not installed
    └── CertificateFault    a certificate cannot be read, does not fit its key, or is out of date
"""

from diemcau.core.errors import DiemCauError


class CannotServe(DiemCauError):
    """The system cannot be started as it stands; the message says what to do."""

    code = "cannot_serve"
    status = 503


class AlreadyServing(CannotServe):
    """Another supervisor holds this data folder."""


class PortTaken(CannotServe):
    """Somebody else listens where a child should."""


class PartMissing(CannotServe):
    """A program or a module is not installed."""


class CertificateFault(CannotServe):
    """A certificate cannot be read, does not fit its key, or is out of date."""
