"""The line to the mail server: made anew after some letters and when it drops."""

import smtplib

from django.core.mail import EmailMessage, get_connection

LETTERS_PER_CONNECTION = 50  # many servers end a connection after a hundred
_GOING = 421  # "service not available, closing transmission channel"; Source: RFC 5321, 4.2.3
_OWN_FAULTS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class LineDropped(Exception):
    """The letter went over neither the old connection nor a fresh one."""


class MailServerAway(LineDropped):
    """The mail server lets nobody in."""


class MailLine:
    """Sends one letter after the other."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._sent = 0

    def send(self, letter: EmailMessage) -> None:
        """Send a letter, over a fresh connection if the present one drops; that may repeat it.

        Raises:
            MailServerAway, LineDropped: the letter may go another time.
            smtplib.SMTPException, ValueError: the server, or what is written in it, keeps this letter from going.
        """
        try:
            self._send(letter)
        except LineDropped:
            self._send(letter)

    def _send(self, letter: EmailMessage) -> None:
        if self._sent >= LETTERS_PER_CONNECTION:
            self.close()
        self._open()
        letter.connection = self._connection
        try:
            letter.send()
        except OSError as fault:
            if _is_of_letter(fault):
                raise
            self.close()
            raise LineDropped(said(fault)) from fault
        self._sent += 1

    def _open(self) -> None:
        try:
            self._connection.open()
        except OSError as fault:  # smtplib's exceptions are such, too
            self.close()
            raise MailServerAway(said(fault)) from fault

    def close(self) -> None:
        """End the connection; the next letter opens another one."""
        self._sent = 0
        try:
            self._connection.close()
        except OSError:  # it was closed from the other side
            self._connection = get_connection()


def _is_of_letter(fault: OSError) -> bool:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code != _GOING for code, _ in fault.recipients.values())
    return isinstance(fault, _OWN_FAULTS) and getattr(fault, "smtp_code", None) != _GOING


def said(fault: BaseException) -> str:
    """Return a fault in a line of text."""
    return f"{type(fault).__name__}: {fault}"[:300]
