"""Sending the links by e-mail in the background: a row per letter, so that a crash repeats one letter at most."""

import smtplib
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from diemcau.conferences.links import link_of
from diemcau.conferences.mail_line import LineDropped, MailLine, MailServerAway, said
from diemcau.conferences.models import Conference, Letter, LetterStatus, Mailing, VenueAccess
from diemcau.core.clock import now

LANGUAGE = "vi"  # of the letters: the language of the units, whatever the organiser reads
LEASE = timedelta(minutes=3)  # a worker that was silent for so long is dead; two tries of a letter take less


def start_sending(mailing: Mailing) -> None:
    """Hand a mailing to the background."""
    send_mailing.enqueue(mailing.pk)


def resume_mailings(conference: Conference) -> int:
    """Hand the conference's mailings that nobody works at to the background again, and return how many there were."""
    stalled = list(conference.mailings.filter(_free()))
    for mailing in stalled:
        _waiting(mailing.pk).update(reason="")
        transaction.on_commit(partial(start_sending, mailing))
    return len(stalled)


def is_stalled(mailing: Mailing) -> bool:
    """Say whether a mailing was begun and its worker gave up, or has been silent for too long."""
    if mailing.finished_at is not None:
        return False
    if mailing.worked_at is not None:
        return mailing.worked_at < now() - LEASE
    return bool(stop_reason(mailing))


def stop_reason(mailing: Mailing) -> str:
    """Return why the worker gave up, in the mail server's words; it stands with the letters that wait."""
    return _waiting(mailing.pk).exclude(reason="").values_list("reason", flat=True).first() or ""


def _free() -> Q:
    return Q(finished_at=None) & (Q(worked_at=None) | Q(worked_at__lt=now() - LEASE))


def _waiting(mailing_id: int) -> QuerySet[Letter]:
    return Letter.objects.filter(mailing_id=mailing_id, status=LetterStatus.WAITING)


@task()  # type: ignore[untyped-decorator]
def send_mailing(mailing_id: int) -> None:
    """Send what is waiting of a mailing. May be repeated: while another worker is at it, this looks again later."""
    if not Mailing.objects.filter(_free(), pk=mailing_id).update(worked_at=now()):
        if Mailing.objects.filter(pk=mailing_id, finished_at=None).exists():
            send_mailing.using(run_after=now() + LEASE).enqueue(mailing_id)
        return
    line = MailLine()
    try:
        stopped = _send_all(mailing_id, line)
    finally:
        line.close()
    if stopped:
        _waiting(mailing_id).update(reason=stopped)
        Mailing.objects.filter(pk=mailing_id).update(worked_at=None)
    else:
        Mailing.objects.filter(pk=mailing_id).update(finished_at=now())


def _send_all(mailing_id: int, line: MailLine) -> str:
    """Send letter after letter; return why some are left, or an empty text.

    A letter over which the line drops again and again is left and the next one tried; two in succession, or a server
    that lets nobody in, end it.
    """
    left, dropped = "", False
    for letter in list(_waiting(mailing_id)):
        Mailing.objects.filter(pk=mailing_id).update(worked_at=now())
        try:
            _send(letter, line)
        except LineDropped as fault:
            left = str(fault)
            if dropped or isinstance(fault, MailServerAway):
                return left
            dropped = True
        else:
            dropped = False
    return left


def _send(letter: Letter, line: MailLine) -> None:
    access = _valid_access(letter)
    if access is None:
        _done(letter, LetterStatus.FAILED, "revoked")
        return
    letter.access = access
    try:
        line.send(letter_text(letter))
    except (smtplib.SMTPException, ValueError) as fault:
        _done(letter, LetterStatus.FAILED, said(fault))
        return
    _done(letter, LetterStatus.SENT, "")
    VenueAccess.objects.filter(pk=access.pk).update(sent_at=now(), sent_to=letter.address)


def _valid_access(letter: Letter) -> VenueAccess | None:
    """Return the access that the venue has at this moment, which may be another than at the mailing's beginning."""
    valid = VenueAccess.objects.select_related("venue__conference").filter(revoked_at=None)
    return valid.filter(venue__accesses=letter.access_id).first()


def _done(letter: Letter, status: LetterStatus, reason: str) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        access_id=letter.access_id, status=status, reason=reason[:300], done_at=now()
    )


def letter_text(letter: Letter) -> EmailMessage:
    """Return the letter as it goes out."""
    conference = letter.access.venue.conference
    with translation.override(LANGUAGE):
        subject = _("Link to the conference: %(title)s") % {"title": conference.title}
        facts = {"link": link_of(letter.access), "conference": conference, "base": settings.PUBLIC_URL}
        body = render_to_string("conferences/letter.txt", facts)
    return EmailMessage(subject, body, to=[letter.address])


def reason_text(reason: str) -> str:
    """Return why a letter failed, for people: our own reasons in words, the mail server's as it gave them."""
    ours = {
        "no_address": _("The venue has no e-mail address."),
        "revoked": _("The link was taken back before the letter went out."),
    }
    return ours.get(reason, reason)
