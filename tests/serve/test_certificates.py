from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.verification import PolicyBuilder, Store

from diemcau.config import env
from diemcau.core.clock import now
from diemcau.serve import certificates, own_certificate
from diemcau.serve.errors import CertificateFault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cert"


def _make(folder: Path) -> x509.Certificate:
    return certificates.make_own(folder, ["localhost", "diemcau.example"], [ip_address("192.0.2.7")])


def test_own_certificate_is_trusted_through_its_authority(folder: Path) -> None:
    certificate = _make(folder)
    store = Store([certificates.read(folder / "authority.pem")])
    for subject in (x509.DNSName("diemcau.example"), x509.IPAddress(ip_address("192.0.2.7"))):
        chain = PolicyBuilder().store(store).build_server_verifier(subject).verify(certificate, [])
        assert len(chain) == 2


def test_own_certificate_lives_no_longer_than_browsers_allow(folder: Path) -> None:
    certificate = _make(folder)
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= timedelta(days=825)


def test_keys_are_for_their_owner_only(folder: Path) -> None:
    _make(folder)
    assert {path.stat().st_mode & 0o777 for path in folder.glob("*.key")} == {0o600}


def test_authority_stays_when_the_server_gets_a_new_certificate(folder: Path) -> None:
    first = _make(folder)
    authority = (folder / "authority.pem").read_bytes()
    second = _make(folder)
    assert first.serial_number != second.serial_number
    assert (folder / "authority.pem").read_bytes() == authority


def test_certificate_is_kept_while_it_is_good(folder: Path) -> None:
    assert certificates.ensure(folder, "https://diemcau.example:8443")
    before = (folder / "server.pem").read_bytes()
    assert not certificates.ensure(folder, "https://diemcau.example:8443")
    assert (folder / "server.pem").read_bytes() == before


def test_certificate_is_made_anew_for_a_new_name(folder: Path) -> None:
    certificates.ensure(folder, "https://old.example")
    assert certificates.ensure(folder, "https://new.example")


def test_certificate_is_due_a_month_before_its_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = _make(folder)
    assert not certificates.is_due(certificate, ["localhost"], [])
    later = certificate.not_valid_after_utc - timedelta(days=29)
    monkeypatch.setattr(certificates, "now", lambda: later)
    assert certificates.is_due(certificate, ["localhost"], [])


def test_administrators_own_takes_its_place_and_is_never_renewed(folder: Path, tmp_path: Path) -> None:
    _make(folder)
    _make(tmp_path / "elsewhere")
    own_certificate.install(
        folder, tmp_path / "elsewhere" / "server.pem", tmp_path / "elsewhere" / "server.key"
    )
    before = (folder / "server.pem").read_bytes()
    (folder / "authority.pem").unlink()
    assert not certificates.ensure(folder, "https://new.example")
    assert (folder / "server.pem").read_bytes() == before
    assert (folder / "server.key").stat().st_mode & 0o777 == 0o600


def test_own_certificate_is_known_by_its_authority_not_by_a_name(folder: Path, tmp_path: Path) -> None:
    _make(folder)
    _make(tmp_path / "elsewhere")
    own_certificate.install(
        folder, tmp_path / "elsewhere" / "server.pem", tmp_path / "elsewhere" / "server.key"
    )
    assert not certificates.is_own(folder)


def test_key_of_another_certificate_is_refused(folder: Path, tmp_path: Path) -> None:
    _make(folder)
    _make(tmp_path / "elsewhere")
    before = (folder / "server.pem").read_bytes()
    with pytest.raises(CertificateFault, match="does not belong to the certificate"):
        own_certificate.install(folder, folder / "server.pem", tmp_path / "elsewhere" / "server.key")
    assert (folder / "server.pem").read_bytes() == before


def test_chain_in_the_wrong_order_is_refused(folder: Path, tmp_path: Path) -> None:
    _make(folder)
    _make(tmp_path / "elsewhere")
    mixed = tmp_path / "mixed.pem"
    stranger = certificates.read(tmp_path / "elsewhere" / "authority.pem")
    mixed.write_bytes(certificates.pem(certificates.read(folder / "server.pem")) + certificates.pem(stranger))
    with pytest.raises(CertificateFault, match="order"):
        own_certificate.install(tmp_path / "new", mixed, folder / "server.key")


@pytest.mark.parametrize(
    ("starts_days", "ends_days", "words"), [(-10, -1, "ended on"), (1, 10, "good only from")]
)
def test_certificate_out_of_date_is_refused(
    tmp_path: Path, starts_days: int, ends_days: int, words: str
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "old")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now() + timedelta(days=starts_days))
        .not_valid_after(now() + timedelta(days=ends_days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("old.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "old.pem").write_bytes(certificates.pem(certificate))
    certificates.write_key(tmp_path / "old.key", key)
    with pytest.raises(CertificateFault, match=words):
        own_certificate.install(tmp_path / "new", tmp_path / "old.pem", tmp_path / "old.key")


def test_file_without_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").touch()
    with pytest.raises(CertificateFault, match="holds no certificate"):
        own_certificate.install(tmp_path / "new", tmp_path / "empty.pem", tmp_path / "empty.pem")


def test_certificate_names_the_portals_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "HOSTS", "*, .example.vn, HaiPhong.example.vn,lang-son.example.vn")
    names, _addresses = certificates.names_of_machine("https://diemcau.example.vn")
    assert {"diemcau.example.vn", "haiphong.example.vn", "lang-son.example.vn"} <= set(names)
    assert not [name for name in names if name.startswith(("*", "."))]
