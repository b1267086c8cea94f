"""`diemcau cert`: the certificate with which the front door speaks HTTPS."""

from pathlib import Path

import click

from diemcau.cli.columns import columns
from diemcau.core.terminal import gettext as _

_TRUST = _("""
How a venue's machine learns to trust this installation, once:
  1. Open %(url)s in its browser, past the warning, and save the file.
  2. Compare its SHA-256 fingerprint with the one above, over the phone.
  3. Windows: open the file, "Install Certificate", "Local Machine", "Trusted Root Certification Authorities".
     Android: Settings, Security, "Install a certificate", "CA certificate".
     iPhone: open the file, Settings, "Profile Downloaded"; then General, About, "Certificate Trust Settings".
     macOS: open it in Keychain Access, set it to "Always Trust".
     Debian, Ubuntu: copy it to /usr/local/share/ca-certificates/ and run update-ca-certificates.
     Firefox: Settings, Certificates, "View Certificates", Authorities, "Import".
With a certificate of a public authority none of this is needed: diemcau cert --cert FILE --key FILE
""")

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "cert", help=_("Make the HTTPS certificate, or put your own in place; then say how it is trusted.")
)
@click.option(
    "--cert", "certificate_file", type=_FILE, help=_("Your own certificate, with its chain, as PEM.")
)
@click.option("--key", "key_file", type=_FILE, help=_("Its private key as PEM, without a password."))
@click.option("--renew", is_flag=True, help=_("Make a new one even if the present one is still good."))
def command(certificate_file: Path | None, key_file: Path | None, renew: bool) -> None:
    """Leave a usable certificate in the data folder."""
    from diemcau.config import env, settings  # noqa: PLC0415
    from diemcau.serve import certificates, own_certificate  # noqa: PLC0415
    from diemcau.serve.errors import CertificateFault  # noqa: PLC0415

    if (certificate_file is None) != (key_file is None):
        raise click.UsageError(_("--cert and --key belong together."))
    folder = env.DATA / "cert"
    if certificate_file and key_file:
        try:
            certificate = own_certificate.install(folder, certificate_file, key_file)
        except CertificateFault as fault:
            click.echo(fault.message, err=True)
            raise SystemExit(2) from None
        said = _("In place: good until %(day)s. A running server shows it within a minute.")
        click.echo(said % {"day": f"{certificate.not_valid_after_utc:%d/%m/%Y}"})
        return
    if renew:
        certificates.make_own(folder, *certificates.names_of_machine(settings.PUBLIC_URL))
    else:
        certificates.ensure(folder, settings.PUBLIC_URL)
    _describe(folder)


def _describe(folder: Path) -> None:
    from diemcau.config import settings  # noqa: PLC0415
    from diemcau.serve import certificates  # noqa: PLC0415

    server = certificates.read(folder / "server.pem")
    ends = _("good until %(day)s") % {"day": f"{server.not_valid_after_utc:%d/%m/%Y}"}
    rows = [(_("Certificate"), f"{folder / 'server.pem'}, {ends}")]
    if not certificates.is_own(folder):
        click.echo(columns(rows))
        click.echo(_("It is the administrator's own."))
        return
    authority = certificates.read(folder / "authority.pem")
    rows += [(_("Authority"), str(folder / "authority.pem"))]
    rows += [("SHA-256", certificates.fingerprint(authority))]
    click.echo(columns(rows))
    click.echo(_TRUST % {"url": f"{settings.PUBLIC_URL}/authority.crt"})
