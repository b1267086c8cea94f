"""What many readers ask for at the same time is worked out once a moment, and forgotten before it can mislead."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

# With the second and a half for which the front door keeps an answer: less than two from publishing to reading.
_KEPT_S = 0.4
_MOST = 2000

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, each for less than a second; the process that changes something forgets all at once."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[float, Value]] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made now or a moment ago."""
        kept = self._values.get(key)
        if kept is not None and monotonic() - kept[0] < _KEPT_S:
            return kept[1]
        if len(self._values) >= _MOST:
            self._values.clear()
        made = make()
        self._values[key] = (monotonic(), made)
        return made

    def forget(self, **_signal: object) -> None:
        """Drop everything; takes what Django's signals send."""
        self._values.clear()
