"""Two columns for the terminal: what it is, and where or what."""

from collections.abc import Iterable


def columns(rows: Iterable[tuple[str, str]], *, indent: str = "") -> str:
    """Return a line for each pair, the second parts below each other."""
    kept = list(rows)
    width = max((len(name) for name, _ in kept), default=0)
    return "\n".join(f"{indent}{name:<{width}}   {said}" for name, said in kept)
