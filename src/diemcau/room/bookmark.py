"""How far the relay has told each room's log, in a file that survives it."""

import json
from pathlib import Path


class Bookmark:
    """Slug → `seq` of the last row that the live server has taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: dict[str, int] = {}
        self.found = path.exists()
        if self.found:
            self._told = json.loads(path.read_text())

    def get(self, slug: str) -> int:
        """Return the last row told of a room; 0 for a room of which nothing was told."""
        return self._told.get(slug, 0)

    def put(self, slug: str, seq: int) -> None:
        """Remember, so that a killed relay goes on from here."""
        self._told[slug] = seq
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(self._told))
        draft.replace(self._path)
