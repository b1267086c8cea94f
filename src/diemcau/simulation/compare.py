"""Compare what one client has applied with the log."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a client's record is from the log; three zeros mean that they agree."""

    missing: int
    doubled: int
    out_of_order: int


def compare(applied: Sequence[int], log: Sequence[int]) -> Difference:
    """Return what the record `applied` lacks of `log`, has twice, and has before an earlier one."""
    if list(applied) == list(log):
        return Difference(0, 0, 0)
    once = set(applied)
    return Difference(
        missing=len(set(log) - once),
        doubled=len(applied) - len(once),
        out_of_order=sum(later < earlier for earlier, later in itertools.pairwise(applied)),
    )
