"""What belongs to this installation: certificate, database, live screens, letters."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.mail import get_connection
from django.db import Error as DatabaseFault
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from diemcau.config import env, settings
from diemcau.core.clock import now
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
    path = env.DATA / "cert" / "server.pem"
    if not path.exists():
        return ok("certificate", "none yet; `diemcau serve` makes one")
    certificate = certificates.read(path)
    ends = f"{certificate.not_valid_after_utc:%d/%m/%Y}"
    if certificate.not_valid_after_utc <= now():
        return fault(
            "certificate", f"ended on {ends}", "diemcau cert, or diemcau cert --cert FILE --key FILE"
        )
    if certificate.not_valid_after_utc - now() < _SOON:
        return warning(
            "certificate", f"good until {ends}", "install a new one: diemcau cert --cert FILE --key FILE"
        )
    if not certificates.is_for(certificate, settings.PUBLIC_URL):
        return fault(
            "certificate",
            f"does not name the host of {settings.PUBLIC_URL}",
            "diemcau cert, or set DIEMCAU_PUBLIC_URL",
        )
    return ok("certificate", f"good until {ends}")


def _database() -> Finding:
    try:
        executor = MigrationExecutor(connection)
        left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseFault as problem:
        first = str(problem).partition("\n")[0]
        return fault(
            "database",
            f"{connection.vendor} does not answer: {first}",
            "start it, and look at DIEMCAU_DATABASE_URL",
        )
    if left:
        return fault(
            "database", f"{connection.vendor}, {len(left)} migrations are not applied", "diemcau prepare"
        )
    return ok("database", f"{connection.vendor}, up to date")


def _screens() -> Finding:
    if not (settings.FRONTEND_DIST / "manifest.json").exists():
        return fault("live screens", "are not built", "make setup")
    return ok("live screens", "built")


def _letters() -> Finding:
    if not env.EMAIL_URL:
        return warning(
            "letters",
            f"are kept as files in {env.DATA / 'mail'}",
            "set DIEMCAU_EMAIL_URL=smtp://… to send them",
        )
    try:
        with get_connection(timeout=5):
            return ok("letters", "the mail server answers")
    except OSError as problem:
        return fault("letters", f"the mail server does not answer: {problem}", "look at DIEMCAU_EMAIL_URL")
