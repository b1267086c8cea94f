import json
import os
import socket
from pathlib import Path

import pytest
from django.test import Client

from diemcau.config import env
from diemcau.serve import health, probes, state
from diemcau.serve.health import DEGRADED, DOWN, OK
from tests.conftest import find_free_port

ALL_WELL = dict.fromkeys(health._PARTS, OK)


@pytest.fixture(autouse=True)
def own_installation(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of another installation on this machine is looked at."""
    (data_dir / "run").mkdir()
    monkeypatch.setattr(env, "DATA", data_dir)
    monkeypatch.setattr(env, "NATS_MONITOR_PORT", find_free_port())
    monkeypatch.setattr(health, "_known", (-10.0, {}))


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (ALL_WELL, OK),
        ({**ALL_WELL, "producer": DOWN}, DEGRADED),
        ({**ALL_WELL, "nats": DOWN, "janus": DOWN}, DEGRADED),
        ({**ALL_WELL, "database": DOWN}, DOWN),
    ],
)
def test_whole_is_down_only_without_its_database(parts: dict[str, str], whole: str) -> None:
    assert health._sum_up(parts) == whole


@pytest.mark.django_db(transaction=True)
def test_healthz_names_every_part_and_what_is_missing(client: Client) -> None:
    answer = client.get("/healthz")
    told = answer.json()
    assert answer.status_code == 200
    assert told["status"] == DEGRADED
    assert set(told["parts"]) == {"database", "nats", "relay", "pulse", "janus", "media", "producer", "tasks"}
    assert told["parts"]["database"] == OK
    assert told["parts"]["nats"] == DOWN
    assert told["parts"]["tasks"] == DOWN


async def test_producer_is_well_when_none_is_wanted() -> None:
    assert await health._producer()


async def test_wanted_producer_must_run_and_write_its_playlist(data_dir: Path) -> None:
    (data_dir / "run" / "producers").mkdir()
    (data_dir / "run" / "producers" / "demo").touch()
    assert not await health._producer()
    own = state.ChildState(pid=1, state="running", restarts=0, since="2022-04-28T01:00:00+00:00")
    state.write(data_dir / "run", {"producer-demo": own})
    assert not await health._producer()
    playlist = data_dir / "feeds" / "demo" / "720p" / "index.m3u8"
    playlist.parent.mkdir(parents=True)
    playlist.touch()
    assert await health._producer()


async def test_heartbeat_must_be_fresh(tmp_path: Path) -> None:
    probe = probes.heartbeat(tmp_path, "relay")
    assert not await probe()
    (tmp_path / "relay.heartbeat").touch()
    assert await probe()
    os.utime(tmp_path / "relay.heartbeat", (1, 1))
    assert not await probe()


async def test_tcp_probe_sees_who_listens(free_port: int) -> None:
    assert not await probes.tcp(free_port)()
    with socket.socket() as server:
        server.bind(("127.0.0.1", free_port))
        server.listen()
        assert await probes.tcp(free_port)()


@pytest.mark.django_db
def test_metrics_tell_of_processes(client: Client, data_dir: Path) -> None:
    own = state.ChildState(pid=1, state="running", restarts=2, since="2022-04-28T01:00:00+00:00")
    state.write(data_dir / "run", {"relay": own})
    text = client.get("/metrics").content.decode()
    assert 'diemcau_process_up{process="relay"} 1.0' in text
    assert 'diemcau_process_restarts_total{process="relay"} 2.0' in text


def test_half_written_state_reads_as_none(data_dir: Path) -> None:
    (data_dir / "run" / state.FILE).write_text(json.dumps({"web": {}})[:-1])
    assert state.read(data_dir / "run") == {}
