"""What can go wrong in a simulation.

DiemCauError
├── NotEntered      the server did not let a simulated venue in
└── NothingToRun    the conference or the server is not as the simulation needs it
"""

from diemcau.core.errors import DiemCauError


class NotEntered(DiemCauError):
    """The server did not let a simulated venue in."""

    code = "not_entered"


class NothingToRun(DiemCauError):
    """The conference or the server is not as the simulation needs it."""

    code = "nothing_to_run"
