"""How long to wait before a child that ended is started again."""

FIRST_S = 0.2
LONGEST_S = 10.0
HEALTHY_S = 30.0


class Backoff:
    """Doubles the pause from one failure to the next, and starts anew after a child has lived long enough."""

    def __init__(self) -> None:
        self._next_s = FIRST_S

    def after(self, lived_s: float) -> float:
        """Return the pause in seconds after a child that lived for `lived_s`."""
        if lived_s >= HEALTHY_S:
            self._next_s = FIRST_S
        pause_s = self._next_s
        self._next_s = min(self._next_s * 2, LONGEST_S)
        return pause_s
