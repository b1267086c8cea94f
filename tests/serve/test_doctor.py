import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings as used

from diemcau.cli.doctor import command
from diemcau.config import env, settings
from diemcau.serve import certificates
from diemcau.serve.doctor import installation, machine, programs
from diemcau.serve.doctor.finding import Finding, Level
from tests.conftest import find_free_port


@pytest.fixture(autouse=True)
def own_installation(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at an installation of the test's own."""
    monkeypatch.setattr(env, "DATA", data_dir)
    for name in [name for name in vars(env) if name.endswith("PORT")]:
        monkeypatch.setattr(env, name, find_free_port())


def _of(findings: list[Finding], part: str) -> Finding:
    return next(one for one in findings if one.part == part)


def test_port_of_somebody_else_is_a_fault_with_its_variable() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", env.WEB_PORT))
        server.listen()
        found = _of(list(machine.check()), f"port {env.WEB_PORT}")
    assert found.level is Level.FAULT
    assert "DIEMCAU_WEB_PORT" in found.remedy


def test_free_ports_are_well() -> None:
    ports = [one for one in machine.check() if one.part.startswith("port ")]
    assert {one.level for one in ports} == {Level.OK}
    assert len(ports) == 9


def test_missing_program_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(env, "NATS_SERVER", str(tmp_path / "nowhere"))
    assert _of(list(programs.check()), "nats-server").level is Level.FAULT


def test_certificate_for_another_host_is_a_fault(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificates.make_own(data_dir / "cert", ["old.example"], [])
    monkeypatch.setattr(settings, "PUBLIC_URL", "https://new.example")
    assert installation._certificate().level is Level.FAULT
    monkeypatch.setattr(settings, "PUBLIC_URL", "https://old.example:8443")
    assert installation._certificate().level is Level.OK


def test_mail_server_that_does_not_answer_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "EMAIL_URL", "smtp://127.0.0.1")
    monkeypatch.setattr(used, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(used, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(used, "EMAIL_PORT", find_free_port())
    assert installation._letters().level is Level.FAULT


@pytest.mark.django_db
def test_doctor_prints_one_json_object_and_its_status_tells_of_faults() -> None:
    result = CliRunner().invoke(command, ["--json"])
    told = json.loads(result.stdout)
    assert result.exit_code == (1 if told["faults"] else 0)
    assert {"python", "nginx", "gstreamer", "database", "clock", "disk"} <= {
        one["part"] for one in told["findings"]
    }
