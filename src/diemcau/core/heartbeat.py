"""The sign of life of a process that answers no HTTP."""

import logging
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


class Heartbeat:
    """The file `run/<name>.heartbeat`, touched whenever the process has done a round of its work."""

    def __init__(self, name: str) -> None:
        self._path: Path = settings.RUN_FOLDER / f"{name}.heartbeat"
        self._path.parent.mkdir(parents=True, exist_ok=True)

    def beat(self) -> None:
        """Touch it; where that fails the health check says so by itself."""
        try:
            self._path.touch()
        except OSError as fault:
            log.warning("%s cannot be touched: %s", self._path.name, fault)
