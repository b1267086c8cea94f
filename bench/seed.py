"""Fill an empty installation with the units of 2024 and a conference under way; run with its environment."""

import argparse
import json
from datetime import timedelta
from pathlib import Path

import django

PROJECT = Path(__file__).parent.parent
SLUG = "bench"


def main() -> None:
    """Import, make, announce, issue links, open, start."""
    options = argparse.ArgumentParser()
    options.add_argument("--levels", default="province,district")
    options.add_argument("--list", default="units-2024.csv")
    options.add_argument("keys", help="file to write the venues' keys to")
    given = options.parse_args()
    levels = given.levels.split(",")
    django.setup()

    from diemcau.conferences.commands.conference import announce_conference, create_conference  # noqa: PLC0415
    from diemcau.conferences.commands.links import issue_links  # noqa: PLC0415
    from diemcau.conferences.commands.venues import make_venues  # noqa: PLC0415
    from diemcau.core.clock import now  # noqa: PLC0415
    from diemcau.people import api as people  # noqa: PLC0415
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.room import api as room  # noqa: PLC0415
    from diemcau.units import api as units  # noqa: PLC0415

    units.import_units(PROJECT / "src/diemcau/units/data" / given.list, actor="bench", root="Trung ương")
    root = units.root().id
    accounts = people.make_demonstration_accounts(units.root())
    create_conference(
        actor=SYSTEM,
        slug=SLUG,
        title="Hội nghị đo kiểm",
        unit_id=root,
        starts_at=now(),
        ends_at=now() + timedelta(hours=8),
        desk_phone="0241234567",
    )
    make_venues(actor=SYSTEM, slug=SLUG, branch_id=root, levels=levels)
    announce_conference(actor=SYSTEM, slug=SLUG)
    issue_links(actor=SYSTEM, slug=SLUG)
    room.dispatch(SLUG, "open")
    room.dispatch(SLUG, "start")
    _write_keys(Path(given.keys), accounts[0].password)


def _write_keys(path: Path, password: str) -> None:
    """Write what the simulated venues need to enter."""
    from django.conf import settings  # noqa: PLC0415

    from diemcau.conferences.api import get_conference, list_links  # noqa: PLC0415
    from diemcau.core import feedpass  # noqa: PLC0415
    from diemcau.core.clock import now  # noqa: PLC0415

    keys = {
        "password": password,
        "seats": [[link.venue_key, link.token] for link in list_links(get_conference(SLUG))],
        "seed": settings.NATS_SEED,
        "feed_pass": feedpass.make(SLUG, now() + timedelta(hours=6)),
    }
    path.write_text(json.dumps(keys))


if __name__ == "__main__":
    main()
