"""The certificates of the front door: a local authority and what it signs, or the administrator's own.

`cert/authority.pem` and `cert/authority.key` are the local authority's, `cert/server.pem` (with the chain behind it) and
`cert/server.key` are what nginx shows. Keys are readable by their owner only.
"""

import socket
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from diemcau.config import env
from diemcau.core.clock import now

AUTHORITY_DAYS = 3650
SERVER_DAYS = 825  # Source: Apple's HT210176; longer ones are refused whoever has signed them
RENEW_DAYS = 30
_SKEW = timedelta(hours=1)

Address = IPv4Address | IPv6Address


def names_of_machine(public_url: str) -> tuple[list[str], list[Address]]:
    """Return the host names and the addresses under which this machine may be called; those of the portals among them.

    A portal's host is known by `DIEMCAU_HOSTS`, where it is named.
    """
    names = {"localhost", socket.gethostname(), socket.getfqdn(), *_named_hosts()}
    if host := urlsplit(public_url).hostname:
        names.add(host)
    found = {
        entry.address.split("%")[0]
        for entries in psutil.net_if_addrs().values()
        for entry in entries
        if entry.family in {socket.AF_INET, socket.AF_INET6}
    }
    addresses = {
        ip_address(text)
        for text in found | {"127.0.0.1", "::1"} | {name for name in names if _is_address(name)}
    }
    kept = [address for address in addresses if not address.is_link_local]
    return sorted(name for name in names if name and not _is_address(name)), sorted(kept, key=str)


def _named_hosts() -> list[str]:
    hosts = (host.strip().lower() for host in env.HOSTS.split(","))
    return [host for host in hosts if host and not host.startswith((".", "*", "["))]


def make_own(folder: Path, names: Iterable[str], addresses: Iterable[Address]) -> x509.Certificate:
    """Sign a new certificate for the server; make the authority first where there is none."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority, authority_key = _authority(folder)
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives = [*map(x509.DNSName, names), *map(x509.IPAddress, addresses)]
    until = min(now() + timedelta(days=SERVER_DAYS), authority.not_valid_after_utc)
    certificate = (
        _builder("Điểm Cầu", key.public_key(), issuer=authority.subject, until=until)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
        )
        .sign(authority_key, hashes.SHA256())
    )
    write_key(folder / "server.key", key)
    (folder / "server.pem").write_bytes(pem(certificate) + pem(authority))
    return certificate


def is_own(folder: Path) -> bool:
    """Tell whether the local authority has signed the server's certificate, so that we may renew it."""
    if not (folder / "authority.pem").exists():
        return False
    try:
        read(folder / "server.pem").verify_directly_issued_by(read(folder / "authority.pem"))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def is_due(certificate: x509.Certificate, names: Iterable[str], addresses: Iterable[Address]) -> bool:
    """Tell whether a certificate of our own ends soon or lacks a name that the machine has now."""
    if certificate.not_valid_after_utc - now() < timedelta(days=RENEW_DAYS):
        return True
    have = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return not (
        set(names) <= set(have.get_values_for_type(x509.DNSName))
        and set(addresses) <= set(have.get_values_for_type(x509.IPAddress))
    )


def is_for(certificate: x509.Certificate, public_url: str) -> bool:
    """Tell whether the certificate names the host of an address; `*` stands for one label, as browsers read it."""
    host = urlsplit(public_url).hostname or ""
    have = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if _is_address(host):
        return ip_address(host) in have.get_values_for_type(x509.IPAddress)
    named = {name.lower() for name in have.get_values_for_type(x509.DNSName)}
    return host in named or f"*.{host.partition('.')[2]}" in named


def ensure(folder: Path, public_url: str) -> bool:
    """Make the server's certificate where there is none, renew our own where it is due; return whether it changed."""
    names, addresses = names_of_machine(public_url)
    exists = (folder / "server.pem").exists() and (folder / "server.key").exists()
    if exists and not (is_own(folder) and is_due(read(folder / "server.pem"), names, addresses)):
        return False
    make_own(folder, names, addresses)
    return True


def read(path: Path) -> x509.Certificate:
    """Return the first certificate of a PEM file."""
    return x509.load_pem_x509_certificates(path.read_bytes())[0]


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 fingerprint as people read it out to each other."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def pem(certificate: x509.Certificate) -> bytes:
    """Return the certificate as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a private key that only its owner may read."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _authority(folder: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    if (folder / "authority.key").exists() and (folder / "authority.pem").exists():
        certificate = read(folder / "authority.pem")
        key = serialization.load_pem_private_key((folder / "authority.key").read_bytes(), password=None)
        if isinstance(
            key, ec.EllipticCurvePrivateKey
        ) and certificate.not_valid_after_utc - now() > timedelta(days=RENEW_DAYS):
            return certificate, key
    key = ec.generate_private_key(ec.SECP256R1())
    title = f"Điểm Cầu · {socket.gethostname()}"[:64]
    certificate = (
        _builder(title, key.public_key(), issuer=None, until=now() + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage_of_authority(), critical=True)
        .sign(key, hashes.SHA256())
    )
    write_key(folder / "authority.key", key)
    (folder / "authority.pem").write_bytes(pem(certificate))
    return certificate, key


def _builder(
    title: str, key: ec.EllipticCurvePublicKey, *, issuer: x509.Name | None, until: datetime
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - _SKEW)
        .not_valid_after(until - _SKEW)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _key_usage_of_authority() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
