"""How far the relay has told each room's log, in a file that survives it."""

import json
import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)


class Bookmark:
    """Slug → `seq` of the last row that the live server has taken.

    A file that cannot be read, as after a power cut, counts as none. While it cannot be written, as on a full disk, the
    bookmark is kept in memory and every `save` tries again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        read = _read(path)
        self.found = read is not None
        self._told = read or {}
        self._unsaved = False
        self._faulty = False

    def get(self, slug: str) -> int:
        """Return the last row told of a room; 0 for a room of which nothing was told."""
        return self._told.get(slug, 0)

    def all(self) -> dict[str, int]:
        """Return the last row told of each room of which something was told."""
        return dict(self._told)

    def put(self, slug: str, seq: int) -> None:
        """Remember, so that a killed relay goes on from here."""
        self._told[slug] = seq
        self._unsaved = True
        self.save()

    def save(self) -> None:
        """Write what is not written yet."""
        if not self._unsaved:
            return
        try:
            self._write()
        except OSError as fault:
            if not self._faulty:
                log.error(
                    "the relay's bookmark cannot be written; free the disk or mend its rights: %s", fault
                )
            self._faulty = True
            return
        if self._faulty:
            log.warning("the relay's bookmark is written again")
        self._unsaved = self._faulty = False

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        with draft.open("w") as file:
            file.write(json.dumps(self._told))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


def _read(path: Path) -> dict[str, int] | None:
    try:
        told = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        log.warning("the relay's bookmark cannot be read; it begins at the present: %s", fault)
        return None
    if isinstance(told, dict) and all(isinstance(seq, int) for seq in told.values()):
        return told
    log.warning("the relay's bookmark holds something else; it begins at the present")
    return None
