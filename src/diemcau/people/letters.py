"""Letters to people."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from diemcau.people.models import User

logger = logging.getLogger(__name__)


def send_invitation(person: User, link: str) -> bool:
    """Send the link that sets a password, in the installation's language; say whether the letter went out."""
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("people/letters/invitation.txt", {"person": person, "link": link})
        subject = _("Invitation to Điểm Cầu")
    try:
        send_mail(subject, text, None, [person.email])
    except (SMTPException, OSError) as error:
        logger.warning("An invitation could not be sent: %s", type(error).__name__)
        return False
    return True
