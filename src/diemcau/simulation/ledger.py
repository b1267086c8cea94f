"""What one client has received of the log: each number once and in order, as docs/contracts.md asks of every client."""

from array import array
from collections.abc import Iterable


class Ledger:
    """The rows that a client has applied, beginning after number `seq`."""

    __slots__ = ("_held", "_own", "applied", "repeats", "seq")

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.applied = array("I")
        self.repeats = 0
        self._held: set[int] = set()
        self._own: set[int] = set()

    @property
    def has_gap(self) -> bool:
        """Whether a later row has arrived before an earlier one."""
        return bool(self._held)

    def take(self, seq: int) -> bool:
        """Take a row that was told to all; return whether it was the next one."""
        if seq == self.seq + 1:
            self._apply(seq)
            return True
        if seq > self.seq:
            self._held.add(seq)
        elif seq in self._own:
            self._own.discard(seq)
        else:
            self.repeats += 1
        return False

    def take_own(self, seq: int) -> bool:
        """Take a fuller row that was told to this venue; the public one that follows is no repeat."""
        self._own.add(seq)
        return self.take(seq) if seq > self.seq else False

    def take_fetched(self, seqs: Iterable[int]) -> None:
        """Take rows that were fetched; those that have arrived meanwhile are dropped."""
        for seq in seqs:
            if seq > self.seq:
                self.take(seq)

    def _apply(self, seq: int) -> None:
        self.seq = seq
        self.applied.append(seq)
        while self.seq + 1 in self._held:
            self.seq += 1
            self._held.discard(self.seq)
            self.applied.append(self.seq)
