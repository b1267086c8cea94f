"""Contacts of venues as CSV: out for filling in, and back in whole or not at all."""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diemcau.conferences import rules
from diemcau.conferences.commands.gate import enter, log
from diemcau.conferences.commands.venues import CONTACT_FIELDS, Contacts, contact_values
from diemcau.conferences.models import Conference, Venue
from diemcau.conferences.places import search_text
from diemcau.core.errors import Invalid
from diemcau.core.text import fold
from diemcau.people.api import Actor

# Written in Vietnamese, since that is what the units fill in; English names are read, too.
HEADINGS = {
    "code": "Mã",
    "name": "Điểm cầu",
    "chair_name": "Chủ trì",
    "chair_post": "Chức vụ chủ trì",
    "operator_name": "Cán bộ kỹ thuật",
    "phone": "Điện thoại",
    "email": "E-mail",
    "quota": "Số đại biểu dự kiến",
}
_FIELD_OF = {fold(heading): field for field, heading in HEADINGS.items()} | {
    field: field for field in HEADINGS
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line; the header is line 1."""

    line: int
    fault: str


class ContactFaults(Invalid):
    """The file was not taken; `faults` says why, line by line."""

    code = "contact_faults"

    def __init__(self, faults: list[Fault]) -> None:
        count = len(faults)
        said = ngettext(
            "Nothing was taken over: one line has a fault.",
            "Nothing was taken over: %(count)s lines have faults.",
            count,
        )
        super().__init__(said % {"count": count})
        self.faults = faults


def as_csv(header: list[str], rows: list[list[object]]) -> str:
    """Write a table that Excel opens: UTF-8 with its mark, no cell that it would take for a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text


@transaction.atomic
def export_contacts(*, actor: Actor, slug: str) -> str:
    """Return the contacts of all venues as CSV; that it was done stays on record.

    Raises:
        NotAllowed: the actor may not see contacts.
    """
    conference = enter(slug, actor, rules.may_see_contacts)
    rows = conference.venues.order_by("position", "id").values_list(*HEADINGS)
    log(actor, "contacts.exported", conference, venues=len(rows))
    return as_csv(list(HEADINGS.values()), [list(row) for row in rows])


@transaction.atomic
def import_contacts(*, actor: Actor, slug: str, content: bytes) -> int:
    """Take contacts over from CSV (UTF-8; comma, semicolon or tab), and return how many venues changed.

    A column that is missing stays as it is; an empty cell empties. One fault anywhere, and nothing is taken over.

    Raises:
        NotAllowed, AlreadyOpened: the actor may not, or not any more.
        ContactFaults: what is wrong, line by line.
    """
    conference = enter(slug, actor, rules.may_edit, prepared=True)
    fields, rows = _read(content)
    changed, faults = _apply(conference, fields, rows)
    if faults:
        raise ContactFaults(faults)
    Venue.objects.bulk_update(changed, [*CONTACT_FIELDS, "search"], batch_size=400)
    log(actor, "contacts.imported", conference, venues=len(changed), fields=fields)
    return len(changed)


def _read(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ContactFaults(
            [Fault(1, _("The file is not UTF-8. In Excel save it as “CSV UTF-8”."))]
        ) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = [_FIELD_OF.get(fold(cell), "") for cell in next(reader, [])]
    if "code" not in fields:
        raise ContactFaults([Fault(1, _("The column “%(name)s” is missing.") % {"name": HEADINGS["code"]})])
    return fields, [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _apply(
    conference: Conference, fields: list[str], rows: list[tuple[int, list[str]]]
) -> tuple[list[Venue], list[Fault]]:
    venues = {venue.code: venue for venue in conference.venues.all()}
    changed: dict[str, Venue] = {}
    faults: list[Fault] = []
    for line, row in rows:
        cells = dict(zip(fields, (cell.strip() for cell in row), strict=False))
        venue = venues.get(cells["code"])
        try:
            if venue is None:
                raise Invalid(_("No venue has the code “%(code)s”.") % {"code": cells["code"]})
            if venue.code in changed:
                raise Invalid(_("The code “%(code)s” stands in the file twice.") % {"code": venue.code})
            _write(venue, cells)
            changed[venue.code] = venue
        except Invalid as fault:
            faults.append(Fault(line, fault.message))
    return list(changed.values()), faults


def _write(venue: Venue, cells: dict[str, str]) -> None:
    given = {field: cells[field].removeprefix("'") for field in CONTACT_FIELDS if field in cells}
    quota = _quota(given.pop("quota")) if "quota" in given else venue.quota
    kept = {field: getattr(venue, field) for field in CONTACT_FIELDS if field != "quota"}
    values = contact_values(Contacts(**{**kept, **given, "quota": quota}))
    if values["email"]:
        _check_email(str(values["email"]))
    for field, value in values.items():
        limit = getattr(venue._meta.get_field(field), "max_length", None)  # noqa: SLF001
        if limit is not None and len(str(value)) > limit:
            raise Invalid(
                _("“%(text)s…” is too long: at most %(limit)s letters.")
                % {"text": str(value)[:20], "limit": limit}
            )
        setattr(venue, field, value)
    venue.search = search_text(venue)


def _check_email(text: str) -> None:
    try:
        validate_email(text)
    except ValidationError:
        raise Invalid(_("“%(text)s” is not an e-mail address.") % {"text": text}) from None


def _quota(text: str) -> int | None:
    bare = text.replace(".", "").replace(" ", "")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 6:
        raise Invalid(_("“%(text)s” is not a number of delegates.") % {"text": text})
    return int(bare)
