"""Let nginx read its certificate again when that has changed, and renew our own before it ends."""

import asyncio
import signal
from pathlib import Path

from diemcau.serve import certificates
from diemcau.serve.supervisor import Supervisor

_LOOK_EVERY_S = 30.0
_RENEWAL_EVERY_LOOKS = 2 * 60 * 12  # twice a day


async def follow(folder: Path, public_url: str, supervisor: Supervisor) -> None:
    """Look at the certificate's file every half minute, and at its dates twice a day, for ever."""
    looks, known = 0, _stamp(folder)
    while True:
        await asyncio.sleep(_LOOK_EVERY_S)
        looks += 1
        if looks % _RENEWAL_EVERY_LOOKS == 0:
            certificates.ensure(folder, public_url)
        if (seen := _stamp(folder)) != known:
            known = seen
            supervisor.signal("nginx", signal.SIGHUP)


def _stamp(folder: Path) -> tuple[int, ...]:
    return tuple(
        path.stat().st_mtime_ns for path in (folder / "server.pem", folder / "server.key") if path.exists()
    )
