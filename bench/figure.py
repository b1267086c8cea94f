"""One measured figure, with the limit it is held to."""

import json
import sys
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`; good if it is at most `limit`. Without a limit it only explains another."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def good(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.value <= self.limit

    def in_words(self) -> str:
        """Return a line for the terminal."""
        held = (
            ""
            if self.limit is None
            else f"   (at most {self.limit:g}: {'kept' if self.good else 'NOT KEPT'})"
        )
        return f"{self.name}: {self.value:g} {self.unit}{held}"


def show(figures: list[Figure]) -> int:
    """Print figures, last as JSON; return the exit status."""
    for figure in figures:
        print(figure.in_words(), file=sys.stderr)
    print(json.dumps([asdict(figure) for figure in figures]))
    return 0 if all(figure.good for figure in figures) else 1


def say(text: str) -> None:
    """Tell how it goes."""
    print(text, file=sys.stderr, flush=True)
