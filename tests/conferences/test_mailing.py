"""Letters: in the background, a row each, taken up again after a crash, failures with their reason."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from diemcau.conferences import mail_line
from diemcau.conferences import mailing as letters
from diemcau.conferences.commands.links import issue_links, reissue_link, send_links
from diemcau.conferences.listing import last_mailing
from diemcau.conferences.models import Conference, Letter, LetterStatus, Mailing, Venue, VenueAccess
from diemcau.core.clock import now
from diemcau.people.api import SYSTEM
from diemcau.people.models import AuditEntry
from tests.factories.conferences import code, token


class Broken(EmailBackend):
    """A mail server with whims: it refuses one address, or dies after some letters."""

    refuses = ""
    dies_after = 999
    absent = False
    drops: ClassVar[list[OSError | None]] = []
    on_first: ClassVar[Callable[[], object]] = staticmethod(lambda: None)
    opened = 0
    is_open = False

    def open(self) -> bool:
        if Broken.absent:
            raise ConnectionRefusedError("no server")
        Broken.opened += not self.is_open
        self.is_open = True
        return True

    def close(self) -> None:
        self.is_open = False

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        if not mail.outbox:
            Broken.on_first()
        if Broken.drops and (fault := Broken.drops.pop(0)):
            raise fault
        if messages[0].to == [Broken.refuses]:
            raise smtplib.SMTPRecipientsRefused({Broken.refuses: (550, b"no such box")})
        if len(mail.outbox) >= Broken.dies_after:
            raise KeyboardInterrupt
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def whims(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send to the test's own mail server, whose whims end with the test."""
    settings.EMAIL_BACKEND = "tests.conferences.test_mailing.Broken"
    settings.PUBLIC_URL = "https://hoinghi.example"
    for name in ("refuses", "dies_after", "absent", "drops", "opened", "on_first"):
        monkeypatch.setattr(Broken, name, getattr(Broken, name))


@pytest.fixture
def addressed(conference: Conference) -> Conference:
    """A conference all of whose venues have an address."""
    for venue in conference.venues.all():
        Venue.objects.filter(pk=venue.pk).update(email=f"{venue.code.lower()}@example.vn")
    return conference


def send(mailing: Mailing) -> None:
    """Do what the worker does."""
    letters.send_mailing.func(mailing.pk)


def test_letter_carries_link_code_and_desk_in_vietnamese(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    send(mailing)
    assert len(mail.outbox) == 5
    access = VenueAccess.objects.get(venue__code="P31", revoked_at=None)
    letter = next(one for one in mail.outbox if one.to == ["p31@example.vn"])
    assert f"https://hoinghi.example/v#k={token(access)}" in letter.body
    digits = code(access)
    assert f"{digits[:4]} {digits[4:]}" in letter.body
    assert addressed.desk_phone in letter.body
    assert access.sent_to == "p31@example.vn"
    assert access.sent_at is not None


def test_one_action_hands_the_letters_to_the_background(
    addressed: Conference, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    job = DBTaskResult.objects.get()
    assert job.args_kwargs["args"] == [mailing.pk]
    assert not mail.outbox


def test_failures_are_listed_with_their_reason(addressed: Conference) -> None:
    Venue.objects.filter(code="P20").update(email="")
    Broken.refuses = "d308@example.vn"
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    send(mailing)
    progress = last_mailing(addressed)
    assert (progress.sent, progress.failed, progress.waiting, progress.percent) == (3, 2, 0, 100)
    reasons = dict(mailing.letters.filter(status="failed").values_list("access__venue__code", "reason"))
    assert reasons["P20"] == "no_address"
    assert "no such box" in reasons["D308"]
    assert letters.reason_text("no_address") != "no_address"


def test_crash_loses_no_letter_and_repeats_none(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    Broken.dies_after = 2
    with pytest.raises(KeyboardInterrupt):
        send(mailing)
    assert mailing.letters.filter(status=LetterStatus.SENT).count() == 2
    Broken.dies_after = 999
    send(mailing)
    assert len(mail.outbox) == 2, "the dead worker's lease still holds"
    Mailing.objects.update(worked_at=now() - letters.LEASE - timedelta(seconds=1))
    assert letters.resume_mailings(addressed) == 1
    send(mailing)
    assert sorted(one.to[0] for one in mail.outbox) == sorted(
        addressed.venues.values_list("email", flat=True)
    )
    assert letters.resume_mailings(addressed) == 0


def test_second_worker_looks_again_later(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    Mailing.objects.update(worked_at=now())
    send(mailing)
    assert not mail.outbox
    job = DBTaskResult.objects.get()
    assert job.run_after > now()


def test_absent_mail_server_leaves_the_letters_waiting(addressed: Conference) -> None:
    Broken.absent = True
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    send(mailing)
    mailing.refresh_from_db()
    assert set(mailing.letters.values_list("status", flat=True)) == {LetterStatus.WAITING}
    assert letters.is_stalled(mailing)
    assert "no server" in letters.stop_reason(mailing)
    Broken.absent = False
    assert letters.resume_mailings(addressed) == 1
    assert letters.stop_reason(mailing) == ""
    send(mailing)
    assert len(mail.outbox) == 5
    assert last_mailing(addressed).sent == 5


@pytest.mark.parametrize(
    "fault",
    [smtplib.SMTPServerDisconnected("gone"), ConnectionResetError(), smtplib.SMTPDataError(421, b"bye")],
)
def test_dropped_connection_is_made_anew_and_no_letter_fails(addressed: Conference, fault: OSError) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    Broken.drops = [fault, None, fault]
    send(mailing)
    assert len(mail.outbox) == last_mailing(addressed).sent == 5
    assert Broken.opened == 3


def test_letter_that_drops_every_connection_waits_and_the_others_go(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    gone = smtplib.SMTPServerDisconnected("gone")
    Broken.drops = [gone, gone]
    send(mailing)
    mailing.refresh_from_db()
    assert (len(mail.outbox), last_mailing(addressed).waiting, letters.is_stalled(mailing)) == (4, 1, True)
    send(mailing)
    assert len(mail.outbox) == 5


def test_server_that_drops_every_letter_ends_the_try(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    Broken.drops = [smtplib.SMTPServerDisconnected("gone")] * 99
    send(mailing)
    assert (last_mailing(addressed).waiting, len(Broken.drops)) == (5, 95)


def test_connection_is_made_anew_after_some_letters(
    addressed: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_line, "LETTERS_PER_CONNECTION", 2)
    send(send_links(actor=SYSTEM, slug=addressed.slug))
    assert (len(mail.outbox), Broken.opened) == (5, 3)


def test_link_reissued_meanwhile_goes_out_as_the_new_one(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    last = mailing.letters.last()
    Broken.on_first = lambda: reissue_link(actor=SYSTEM, slug=addressed.slug, key=last.access.venue.key)
    send(mailing)
    new = VenueAccess.objects.get(venue=last.access.venue, revoked_at=None)
    assert new != last.access
    assert token(new) in mail.outbox[-1].body
    assert new.sent_at is not None


def test_only_unsent_links_are_sent_unless_asked(addressed: Conference) -> None:
    send(send_links(actor=SYSTEM, slug=addressed.slug))
    assert not send_links(actor=SYSTEM, slug=addressed.slug).letters.exists()
    assert send_links(actor=SYSTEM, slug=addressed.slug, again=True).letters.count() == 5


def test_link_taken_back_meanwhile_is_not_sent(addressed: Conference) -> None:
    mailing = send_links(actor=SYSTEM, slug=addressed.slug)
    VenueAccess.objects.update(revoked_at=now())
    send(mailing)
    assert not mail.outbox
    assert set(Letter.objects.values_list("reason", flat=True)) == {"revoked"}


def test_neither_trail_nor_log_nor_job_holds_a_secret(
    addressed: Conference, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks
) -> None:
    with caplog.at_level("DEBUG"), django_capture_on_commit_callbacks(execute=True):
        issue_links(actor=SYSTEM, slug=addressed.slug)
        mailing = send_links(actor=SYSTEM, slug=addressed.slug)
        send(mailing)
    kept = caplog.text + str(list(AuditEntry.objects.values())) + str(list(DBTaskResult.objects.values()))
    for access in VenueAccess.objects.all():
        assert token(access).split(".")[1] not in kept
        assert code(access) not in kept
