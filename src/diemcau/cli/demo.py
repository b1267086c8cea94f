"""`diemcau demo`: seed the demonstration, so that `diemcau serve` shows a live conference at once."""

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from diemcau.cli.columns import columns
from diemcau.cli.django import ready
from diemcau.core.terminal import gettext as _

if TYPE_CHECKING:
    from diemcau.conferences.api import Conference
    from diemcau.people.api import DemonstrationAccount

_UNITS = "data/units-2024.csv"
# Venues that announced a text beforehand: code of the venue, title, speaker by role.
_STATEMENTS = [
    ("P31", "Kinh nghiệm tổ chức bồi dưỡng ở trung tâm chính trị quận, huyện", "Đại diện điểm cầu Hải Phòng"),
    ("P20", "Khó khăn của giảng viên ở huyện miền núi và cách tháo gỡ", "Đại diện điểm cầu Lạng Sơn"),
    ("P46", "Đổi mới cách học cho đảng viên mới", "Đại diện điểm cầu Huế"),
]


@click.command(
    "demo",
    help=_(
        "Seed the demonstration: units, accounts, a conference of 759 venues, its room live. May be repeated."
    ),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object last, and nothing else."))
def command(as_json: bool) -> None:
    """Seed what is missing, in the installation's language; a repeat changes nothing."""
    ready()
    began = perf_counter()
    say = _silent if as_json else _say
    root_id = _seed_units(say)
    from diemcau.conferences.api import demonstration, list_links, venues  # noqa: PLC0415
    from diemcau.newsroom.demonstration import make_portals  # noqa: PLC0415
    from diemcau.people.api import make_demonstration_accounts  # noqa: PLC0415
    from diemcau.units import api as units  # noqa: PLC0415

    accounts = make_demonstration_accounts(units.as_of().get(root_id))
    conference = demonstration.make_demonstration(root_id)
    links = list_links(conference)
    said = _("The conference has %(venues)s venues, %(links)s of them with a link.")
    say(said % {"venues": len(venues(conference)), "links": len(links)})
    _make_live(conference)
    portals = make_portals(conference.slug)
    say(_("News portals: %s.") % (", ".join(portals) or _("none, their units are missing")))
    door = next((link for link in links if link.venue_code == "P31"), links[0] if links else None)
    facts: dict[str, Any] = {
        "conference": conference.slug,
        "venues": len(venues(conference)),
        "links": len(links),
        "addresses": _addresses(conference.slug),
        "accounts": [asdict(account) for account in accounts],
        "venue": {"name": door.venue_name, "code": door.grouped_code} if door else None,
        "seconds": round(perf_counter() - began, 2),
    }
    text = _text(facts, accounts)
    _keep(text)
    click.echo(json.dumps(facts, ensure_ascii=False, default=str) if as_json else f"\n{text}")


def _say(line: str) -> None:
    click.echo(line)


def _silent(_line: str) -> None:
    return


def _seed_units(say: Any) -> int:
    """Import the list of 2024 into an empty tree, and return the id of the root unit; another tree is left alone."""
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415

    from diemcau.conferences.api import demonstration  # noqa: PLC0415
    from diemcau.units import api as units  # noqa: PLC0415

    try:
        empty = not len(units.as_of())
    except (OperationalError, ProgrammingError):
        raise click.ClickException(_("The database is not set up yet. Run first: diemcau prepare")) from None
    if empty:
        say(_("Importing the units of 2024 …"))
        path = Path(str(files("diemcau.units").joinpath(_UNITS)))
        result = units.import_units(path, actor="diemcau demo", root=demonstration.ROOT_NAME)
        if result.faults:
            raise click.ClickException(_("The list of units cannot be used: %s") % result.faults[0])
        demonstration.add_bodies()
    root = units.root()
    if root is None:
        raise click.ClickException(
            _("The units have no root. Import them with: diemcau units import FILE --root NAME")
        )
    return root.id


def _make_live(conference: "Conference") -> None:
    """Open and start the room, announce some statements and begin the first item; what happened already stays."""
    from diemcau.conferences.api import agenda, get_conference, venues  # noqa: PLC0415
    from diemcau.room import api as room  # noqa: PLC0415

    slug = conference.slug
    if conference.is_prepared_here:
        room.dispatch(slug, "open", key="demo-open")
    if room.state_of(get_conference(slug).pk).phase != "open":
        return
    keys = {row.code: row.key for row in venues(conference)}
    for code, title, speaker in _STATEMENTS:
        if code in keys:
            room.dispatch(
                slug,
                "register_statement",
                key=f"demo-statement-{code}",
                venue=keys[code],
                title=title,
                speaker=speaker,
            )
    room.dispatch(slug, "start", key="demo-start")
    first = agenda(conference)[:1]
    if first:
        room.dispatch(slug, "start_item", key="demo-item", item=first[0].key)


def _addresses(slug: str) -> dict[str, str]:
    from diemcau.config import env, settings  # noqa: PLC0415

    here = f"http://127.0.0.1:{env.PORT}"
    return {
        "workspace": f"{here}/app/",
        "control": f"{here}/live/{slug}/control",
        "stage": f"{here}/live/{slug}/stage",
        "hall": f"{here}/live/{slug}/hall",
        "entry": f"{here}/v",
        "portal": f"{here}/",
        "public": settings.PUBLIC_URL,
    }


def _text(facts: dict[str, Any], accounts: "list[DemonstrationAccount]") -> str:
    addresses, venue = facts["addresses"], facts["venue"]
    lines = [_("Demonstration (its accounts work on this machine only):")]
    lines += [f"  {account.email:<26} {account.password}   {account.label}" for account in accounts]
    rows = [
        (_("sign in"), addresses["workspace"]),
        (_("control room"), addresses["control"]),
        (_("stage"), addresses["stage"]),
        (_("hall screen"), addresses["hall"]),
        (_("news portal"), addresses["portal"]),
    ]
    if venue:
        code = _("code %(code)s (%(venue)s)") % {"code": venue["code"], "venue": venue["name"]}
        rows.append((_("as a venue"), f"{addresses['entry']}   {code}"))
    return "\n".join([*lines, columns(rows, indent="  ")])


def _keep(text: str) -> None:
    """Leave the text for `diemcau serve --demo` to print; it opens doors, so only its owner reads it."""
    from diemcau.config import env  # noqa: PLC0415

    path = env.DATA / "run" / "demonstration.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text + "\n")
