"""The names of the live subjects; docs/contracts.md says what is said on each."""


def events(conference: str) -> str:
    """Public envelope of every row."""
    return f"conf.{conference}.events"


def head(conference: str) -> str:
    """The last `seq` and the server's clock, every 5 s."""
    return f"conf.{conference}.head"


def staff(conference: str) -> str:
    """Full envelopes, for the staff."""
    return f"conf.{conference}.staff"


def venue(conference: str, key: str) -> str:
    """What one venue alone may know."""
    return f"conf.{conference}.venue.{key}"


def pulse(conference: str, key: str) -> str:
    """A venue's report of its link."""
    return f"conf.{conference}.venue.{key}.pulse"


def board(conference: str) -> str:
    """The links of all venues, for the staff."""
    return f"conf.{conference}.board"


def nudge(conference: str) -> str:
    """Something was committed."""
    return f"nudge.{conference}"
