import stat
from pathlib import Path

import pytest

from diemcau.adapters.janus.config import Secrets, write_config


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    secrets = Secrets(tokens="token-secret", admin_key="admin-secret")
    return write_config(
        tmp_path / "janus",
        port=18188,
        rtp_ports=(25000, 25010),
        secrets=secrets,
        public_address="203.0.113.5",
    )


def test_write_config_keeps_the_secrets_from_others(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.glob("*.jcfg"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_write_config_listens_on_loopback_only(folder: Path) -> None:
    text = (folder / "janus.transport.websockets.jcfg").read_text()
    assert 'ws_ip = "127.0.0.1"' in text
    assert "ws_port = 18188" in text
    assert "admin_ws = false" in text


def test_write_config_asks_for_tokens_and_the_admin_key(folder: Path) -> None:
    core = (folder / "janus.jcfg").read_text()
    assert "token_auth = true" in core
    assert 'rtp_port_range = "25000-25010"' in core
    assert 'nat_1_1_mapping = "203.0.113.5"' in core
    assert 'admin_key = "admin-secret"' in (folder / "janus.plugin.videoroom.jcfg").read_text()
