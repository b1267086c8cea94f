"""Contacts as CSV: out, filled in, and back in whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from diemcau.conferences.contacts import ContactFaults, as_csv, export_contacts, import_contacts
from diemcau.conferences.models import Conference, Status, Venue
from diemcau.people.api import SYSTEM, Role
from tests.factories.people import make_holder, sign_in


def take(conference: Conference, text: str, encoding: str = "utf-8") -> int:
    """Take a table over."""
    return import_contacts(actor=SYSTEM, slug=conference.slug, content=text.encode(encoding))


def test_filled_in_table_is_taken_over(conference: Conference) -> None:
    table = "Mã;Chủ trì;Chức vụ chủ trì;Cán bộ kỹ thuật;Điện thoại;E-mail;Số đại biểu dự kiến\r\n"
    table += "P31;Chủ trì điểm cầu;Phó trưởng ban;Cán bộ trực;+84 225 384 2000;p31@example.vn;1.200\r\n"
    assert take(conference, table, "utf-8-sig") == 1
    venue = conference.venues.get(code="P31")
    assert (venue.chair_name, venue.chair_post, venue.phone) == (
        "Chủ trì điểm cầu",
        "Phó trưởng ban",
        "02253842000",
    )
    assert (venue.operator_name, venue.email, venue.quota) == ("Cán bộ trực", "p31@example.vn", 1200)
    assert "can bo truc" in venue.search


def test_missing_column_stays_and_empty_cell_empties(conference: Conference) -> None:
    Venue.objects.update(phone="0225111222", quota=10)
    take(conference, "code,quota\nP31,\n")
    venue = conference.venues.get(code="P31")
    assert (venue.phone, venue.quota) == ("0225111222", None)


def test_export_comes_back_unchanged(conference: Conference) -> None:
    Venue.objects.update(phone="+86123456", chair_name="=1+1")
    before = list(conference.venues.values())
    text = export_contacts(actor=SYSTEM, slug=conference.slug)
    assert "'=1+1" in text
    assert take(conference, text) == 5
    assert list(conference.venues.values("phone", "chair_name")) == [
        {"phone": row["phone"], "chair_name": row["chair_name"]} for row in before
    ]


def test_each_fault_has_its_line_and_nothing_is_taken_over(conference: Conference) -> None:
    table = "Mã,Điện thoại,E-mail,Số đại biểu dự kiến\nP31,0225,,\nX9,,,\nP20,gọi,,\nD308,,không,\nD307,,,nhiều\nP31,,,\n"
    with pytest.raises(ContactFaults) as refused:
        take(conference, table)
    assert [fault.line for fault in refused.value.faults] == [3, 4, 5, 6, 7]
    assert not conference.venues.exclude(phone="").exists()


@pytest.mark.parametrize(
    "content", ["Tên,Điện thoại\nx,1\n".encode(), "Mã,Chủ trì\nP31,Đỗ\n".encode("utf-16"), b""]
)
def test_unreadable_file_is_refused_at_line_one(conference: Conference, content: bytes) -> None:
    with pytest.raises(ContactFaults) as refused:
        import_contacts(actor=SYSTEM, slug=conference.slug, content=content)
    assert [fault.line for fault in refused.value.faults] == [1]


def test_cell_that_a_spreadsheet_would_run_is_defused() -> None:
    assert as_csv(["a"], [["=cmd()"], ["@x"], ["ok"], [None]]).splitlines()[1:] == [
        "'=cmd()",
        "'@x",
        "ok",
        '""',
    ]


def test_page_lists_the_faults(conference: Conference) -> None:
    browser = sign_in(make_holder(conference.unit_id, Role.ORGANISER))
    file = SimpleUploadedFile("lien-he.csv", "Mã,Điện thoại\nX9,1\n".encode())
    answer = browser.post(reverse("contacts_import", args=[conference.slug]), {"file": file})
    assert answer.status_code == 422
    assert "X9" in answer.content.decode()
    good = SimpleUploadedFile("lien-he.csv", "Mã,Điện thoại\nP31,0225\n".encode())
    assert browser.post(reverse("contacts_import", args=[conference.slug]), {"file": good}).status_code == 302
    Conference.objects.update(status=Status.OPEN)
    late = SimpleUploadedFile("lien-he.csv", "Mã,Điện thoại\nP31,0226\n".encode())
    assert browser.post(reverse("contacts_import", args=[conference.slug]), {"file": late}).status_code == 409
