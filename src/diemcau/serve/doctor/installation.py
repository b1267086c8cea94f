"""What belongs to this installation: certificate, database, live screens, letters."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.mail import get_connection
from django.db import Error as DatabaseFault
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from diemcau.config import env, settings
from diemcau.core.clock import now
from diemcau.core.terminal import gettext as _
from diemcau.core.terminal import ngettext
from diemcau.serve import certificates
from diemcau.serve.doctor.finding import Finding, fault, ok, warning

_SOON = timedelta(days=14)


def check() -> Iterator[Finding]:
    """Look at certificate, database, live screens and letters."""
    yield _certificate()
    yield _database()
    yield _screens()
    yield _letters()


def _certificate() -> Finding:
    part, path = _("certificate"), env.DATA / "cert" / "server.pem"
    if not path.exists():
        return ok(part, _("none yet; `diemcau serve` makes one"))
    certificate = certificates.read(path)
    day = f"{certificate.not_valid_after_utc:%d/%m/%Y}"
    if certificate.not_valid_after_utc <= now():
        remedy = _("diemcau cert, or diemcau cert --cert FILE --key FILE")
        return fault(part, _("ended on %(day)s") % {"day": day}, remedy)
    good = _("good until %(day)s") % {"day": day}
    if certificate.not_valid_after_utc - now() < _SOON:
        return warning(part, good, _("install a new one: diemcau cert --cert FILE --key FILE"))
    if not certificates.is_for(certificate, settings.PUBLIC_URL):
        told = _("does not name the host of %s") % settings.PUBLIC_URL
        return fault(part, told, _("diemcau cert, or set DIEMCAU_PUBLIC_URL"))
    return ok(part, good)


def _database() -> Finding:
    part, kind = _("database"), connection.vendor
    try:
        executor = MigrationExecutor(connection)
        left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseFault as problem:
        first = str(problem).partition("\n")[0]
        told = _("%(database)s does not answer: %(reason)s") % {"database": kind, "reason": first}
        return fault(part, told, _("start it, and look at DIEMCAU_DATABASE_URL"))
    if left:
        told = ngettext(
            "%(database)s, %(n)s migration is not applied",
            "%(database)s, %(n)s migrations are not applied",
            len(left),
        )
        return fault(part, told % {"database": kind, "n": len(left)}, "diemcau prepare")
    return ok(part, _("%s, up to date") % kind)


def _screens() -> Finding:
    if not (settings.FRONTEND_DIST / "manifest.json").exists():
        return fault(_("live screens"), _("are not built"), "make setup")
    return ok(_("live screens"), _("built"))


def _letters() -> Finding:
    part = _("letters")
    if not env.EMAIL_URL:
        told = _("are kept as files in %s") % (env.DATA / "mail")
        return warning(part, told, _("set DIEMCAU_EMAIL_URL=smtp://… to send them"))
    try:
        with get_connection(timeout=5):
            return ok(part, _("the mail server answers"))
    except OSError as problem:
        told = _("the mail server does not answer: %s") % problem
        return fault(part, told, _("look at DIEMCAU_EMAIL_URL"))
