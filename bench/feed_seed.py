"""Fill an empty installation with one open room called `demo`; run with its environment."""

from datetime import timedelta

import django


def main() -> None:
    """Make a unit and a conference of it, open and start the room."""
    django.setup()

    from diemcau.conferences.commands.conference import announce_conference, create_conference  # noqa: PLC0415
    from diemcau.conferences.commands.venues import make_venues  # noqa: PLC0415
    from diemcau.core.clock import now  # noqa: PLC0415
    from diemcau.people.api import SYSTEM  # noqa: PLC0415
    from diemcau.room import api as room  # noqa: PLC0415
    from diemcau.units import api as units  # noqa: PLC0415

    made = {"actor": "bench", "on": units.BEGINNING}
    root = units.found(name="Trung ương", code="TW", level="central", parent_id=None, **made).id
    units.found(name="Tỉnh Hà Giang", code="P02", level="province", parent_id=root, **made)
    create_conference(
        actor=SYSTEM,
        slug="demo",
        title="Hội nghị đo kiểm đường truyền",
        unit_id=root,
        desk_phone="0241234567",
        starts_at=now(),
        ends_at=now() + timedelta(hours=8),
        open_to_public=True,
    )
    make_venues(actor=SYSTEM, slug="demo", branch_id=root, levels=["province"])
    announce_conference(actor=SYSTEM, slug="demo")
    room.dispatch("demo", "open")
    room.dispatch("demo", "start")


if __name__ == "__main__":
    main()
