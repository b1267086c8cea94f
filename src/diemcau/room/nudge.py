"""Wake the relay after a commit. A lost nudge costs a quarter of a second: the relay also looks by itself."""

from collections.abc import Callable
from typing import Literal

from django.db import transaction

What = Literal["log", "tallies"]

# Set by the process that has a connection (the web application); nobody is woken where there is none.
publish: Callable[[str, bytes], None] | None = None


def say(slug: str, what: What) -> None:
    """Publish `nudge.<slug>` once the running transaction is committed."""
    transaction.on_commit(lambda: publish(f"nudge.{slug}", what.encode()) if publish else None)
