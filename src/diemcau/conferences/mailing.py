"""Sending the links by e-mail in the background: a row per letter, so that a crash repeats one letter at most."""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from diemcau.conferences.links import link_of
from diemcau.conferences.models import Letter, LetterStatus, Mailing, VenueAccess
from diemcau.core.clock import now

LANGUAGE = "vi"  # of the letters: the language of the units, whatever the organiser reads
LEASE = timedelta(minutes=1)  # a worker that was silent for so long is dead
_FAULTS = (smtplib.SMTPException, OSError)


def start_sending(mailing: Mailing) -> None:
    """Hand a mailing to the background."""
    send_mailing.enqueue(mailing.pk)


def resume_mailings() -> int:
    """Hand every mailing whose worker died to the background again, and return how many there were."""
    stalled = list(Mailing.objects.filter(_free()))
    for mailing in stalled:
        start_sending(mailing)
    return len(stalled)


def is_stalled(mailing: Mailing) -> bool:
    """Say whether a mailing was begun and its worker has been silent for too long."""
    return mailing.finished_at is None and mailing.worked_at is not None and mailing.worked_at < now() - LEASE


def _free() -> Q:
    return Q(finished_at=None) & (Q(worked_at=None) | Q(worked_at__lt=now() - LEASE))


@task()  # type: ignore[untyped-decorator]
def send_mailing(mailing_id: int) -> None:
    """Send what is waiting of a mailing. May be repeated: while another worker is at it, this looks again later."""
    if not Mailing.objects.filter(_free(), pk=mailing_id).update(worked_at=now()):
        if Mailing.objects.filter(pk=mailing_id, finished_at=None).exists():
            send_mailing.using(run_after=now() + LEASE).enqueue(mailing_id)
        return
    waiting = Letter.objects.filter(mailing_id=mailing_id, status=LetterStatus.WAITING)
    letters = list(waiting.select_related("access__venue__conference"))
    connection = get_connection()
    try:
        if letters:
            connection.open()
        for letter in letters:
            _send(letter, connection)
            Mailing.objects.filter(pk=mailing_id).update(worked_at=now())
    except _FAULTS as fault:  # the mail server does not answer at all: no letter would go
        waiting.update(status=LetterStatus.FAILED, reason=_said(fault), done_at=now())
    finally:
        connection.close()
    Mailing.objects.filter(pk=mailing_id).update(finished_at=now())


def _send(letter: Letter, connection: BaseEmailBackend) -> None:
    access = letter.access
    if access.revoked_at is not None:
        _done(letter, LetterStatus.FAILED, "revoked")
        return
    try:
        letter_text(letter, connection).send()
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as fault:
        _done(letter, LetterStatus.FAILED, _said(fault))
        return
    _done(letter, LetterStatus.SENT, "")
    VenueAccess.objects.filter(pk=access.pk).update(sent_at=now(), sent_to=letter.address)


def _done(letter: Letter, status: LetterStatus, reason: str) -> None:
    Letter.objects.filter(pk=letter.pk).update(status=status, reason=reason[:300], done_at=now())


def _said(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}"[:300]


def letter_text(letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Return the letter as it goes out."""
    conference = letter.access.venue.conference
    with translation.override(LANGUAGE):
        subject = _("Link to the conference: %(title)s") % {"title": conference.title}
        facts = {"link": link_of(letter.access), "conference": conference, "base": settings.PUBLIC_URL}
        body = render_to_string("conferences/letter.txt", facts)
    return EmailMessage(subject, body, to=[letter.address], connection=connection)


def reason_text(reason: str) -> str:
    """Return why a letter failed, for people: our own reasons in words, the mail server's as it gave them."""
    ours = {
        "no_address": _("The venue has no e-mail address."),
        "revoked": _("The link was taken back before the letter went out."),
    }
    return ours.get(reason, reason)
