"""Remember what a step was done for, so that a repeat does only what has changed."""

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic

from tools.setup.project import BUILD, ROOT


def digest(paths: Iterable[Path], *more: str) -> str:
    """Return one hash over the names and the contents of files, and over `more`."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.relative_to(ROOT)}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    for text in more:
        whole.update(f"\0{text}".encode())
    return whole.hexdigest()


def once(name: str, key: str, work: Callable[[], None], *, still_there: bool = True) -> None:
    """Do `work` unless it was done for this `key` and its result is still there."""
    stamp = BUILD / "stamps" / name
    if still_there and stamp.exists() and stamp.read_text() == key:
        return
    began = monotonic()
    sys.stdout.write(f"  {name} …")
    sys.stdout.flush()
    try:
        work()
    except BaseException:
        sys.stdout.write("\n")
        raise
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)
    sys.stdout.write(f" {monotonic() - began:.0f} s\n")
    sys.stdout.flush()
