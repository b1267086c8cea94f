"""Put the administrator's own certificate in place of the local authority's, if it can be used."""

from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization

from diemcau.core.clock import now
from diemcau.core.terminal import gettext as _
from diemcau.serve.errors import CertificateFault

_PUBLIC = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def install(folder: Path, certificate_file: Path, key_file: Path) -> x509.Certificate:
    """Check the certificate with its chain and the key, and copy both; return the certificate.

    Raises:
        CertificateFault: it cannot be used; nothing was changed.
    """
    chain = _chain(certificate_file)
    _check_key(chain[0], key_file)
    _check_dates(chain[0])
    _check_names(chain[0])
    _check_chain(chain)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = folder / "server.key"
    key.touch(mode=0o600)
    key.chmod(0o600)
    key.write_bytes(key_file.read_bytes())
    (folder / "server.pem").write_bytes(certificate_file.read_bytes())
    return chain[0]


def _chain(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as fault:
        said = _("%(path)s holds no certificate in PEM form: %(fault)s")
        raise CertificateFault(said % {"path": path, "fault": fault}) from None


def _check_key(certificate: x509.Certificate, path: Path) -> None:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except TypeError:
        said = _(
            "The key in %s is locked by a password; save it without one, since the server starts by itself."
        )
        raise CertificateFault(said % path) from None
    except (OSError, ValueError) as fault:
        said = _("%(path)s holds no private key in PEM form: %(fault)s")
        raise CertificateFault(said % {"path": path, "fault": fault}) from None
    if key.public_key().public_bytes(*_PUBLIC) != certificate.public_key().public_bytes(*_PUBLIC):
        said = _(
            "The key in %s does not belong to the certificate: both files must come from the same request."
        )
        raise CertificateFault(said % path)


def _check_dates(certificate: x509.Certificate) -> None:
    if now() < certificate.not_valid_before_utc:
        said = _("The certificate is good only from %s; check this machine's clock.")
        raise CertificateFault(said % f"{certificate.not_valid_before_utc:%d/%m/%Y}")
    if now() >= certificate.not_valid_after_utc:
        said = _("The certificate ended on %s; ask its issuer for a new one.")
        raise CertificateFault(said % f"{certificate.not_valid_after_utc:%d/%m/%Y}")


def _check_names(certificate: x509.Certificate) -> None:
    try:
        certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        raise CertificateFault(
            _("The certificate names no host (subject alternative name); browsers refuse such a one.")
        ) from None


def _check_chain(chain: list[x509.Certificate]) -> None:
    for below, above in pairwise(chain):
        try:
            below.verify_directly_issued_by(above)
        except (ValueError, TypeError, InvalidSignature):
            raise CertificateFault(
                _(
                    "The certificates in the file do not stand in order: the server's own first, then each one's issuer."
                )
            ) from None
