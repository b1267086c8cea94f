import stat

from diemcau.adapters.nats.config import Ports, write_config

SEED = "a seed that only tests use, 32 or more"
PORTS = Ports(client=1, websocket=2, monitoring=3)


def test_configuration_is_for_its_owner_and_holds_no_seed(tmp_path):
    path = write_config(tmp_path / "nats", seed=SEED, ports=PORTS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert SEED not in path.read_text()


def test_everything_listens_on_loopback(tmp_path):
    lines = write_config(tmp_path / "nats", seed=SEED, ports=PORTS).read_text().splitlines()
    hosts = [line.split(":", 1)[1].strip() for line in lines if line.strip().startswith(("host:", "http:"))]
    assert hosts == ["127.0.0.1", "127.0.0.1:3", "127.0.0.1"]
