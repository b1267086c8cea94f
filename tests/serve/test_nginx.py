"""The generated configuration, tried with the real nginx and a small web application behind it."""

import json
import re
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from pytest_django import Settings

from diemcau.config import env
from diemcau.core import feedpass
from diemcau.core.clock import now
from diemcau.serve import certificates, children
from diemcau.serve.nginx.render import write_config
from tests.conftest import find_free_port
from tests.serve.conftest import wait_until

pytestmark = pytest.mark.real


@dataclass
class Front:
    """A front door that runs; `asked` are the requests that reached the web application."""

    data: Path
    port: int
    tls_port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    web: "Web | None" = None

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask over plain HTTP on loopback."""
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", headers=headers, trust_env=False)

    def get_with_pass(self, path: str, value: str) -> httpx.Response:
        """Ask with a feed pass."""
        return self.get(path, Cookie=f"{feedpass.COOKIE}={value}")

    def stop_web(self) -> None:
        """Take the web application away, as if it were killed."""
        if self.web is not None:
            self.web.kill()
            self.web = None


class Web(ThreadingHTTPServer):
    """A web application; the connections that nginx holds open to it are its `held`."""

    def __init__(self, *args: Any) -> None:
        self.held: list[socket.socket] = []
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.held.append(request)
        super().process_request(request, client_address)

    def kill(self) -> None:
        """End with all connections: those held open would still be answered."""
        self.shutdown()
        self.server_close()
        for connection in self.held:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def front(data_dir: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Front]:
    """The front door of an installation of its own, with a feed of the conference `demo`."""
    monkeypatch.setattr(env, "DATA", data_dir)
    for name in ("PORT", "TLS_PORT", "WEB_PORT", "NATS_WS_PORT", "MEDIA_PORT"):
        monkeypatch.setattr(env, name, find_free_port())
    settings.FEED_PASS_SECRET = env.secret("feed_pass")
    front = Front(data_dir, env.PORT, env.TLS_PORT)
    front.web = _web(front)
    _lay_feed(data_dir / "feeds" / "demo")
    (data_dir / "run").mkdir()
    certificates.make_own(data_dir / "cert", ["localhost"], [])
    argv = [children.program("nginx"), "-e", "stderr", "-c", str(write_config())]
    with (data_dir / "nginx.log").open("wb") as log:
        nginx = subprocess.Popen(argv, stdout=log, stderr=subprocess.STDOUT)
    wait_until(lambda: _answers(front) or nginx.poll() is not None, "nginx does not answer")
    yield front
    nginx.send_signal(signal.SIGTERM)
    nginx.wait(10)
    front.stop_web()


def _answers(front: Front) -> bool:
    try:
        return front.get("/authority.crt").status_code == 200
    except httpx.TransportError:
        return False


def _web(front: Front) -> Web:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            front.asked.append((self.path, dict(self.headers)))
            body = json.dumps({"path": self.path, "n": len(front.asked)}).encode()
            self.send_response(404 if "gone" in self.path else 200)
            self.send_header("Content-Length", str(len(body)))
            for name, value in _headers(self.path):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            pass

    server = Web(("127.0.0.1", env.WEB_PORT), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def _headers(path: str) -> list[tuple[str, str]]:
    """Return what the web application sends with an answer: a cookie, or leave to keep it; with both, the cookie counts."""
    cookie = ("Set-Cookie", "dc_session=of-one-visitor")
    public = [("X-Accel-Expires", "1"), ("Cache-Control", "no-cache"), ("Vary", "Cookie"), ("ETag", '"a"')]
    if not path.startswith(("/vi/", "/sitemap", "/robots")) or "private" in path:
        return [cookie]
    return [*public, cookie] if "cookie" in path else public


def _lay_feed(folder: Path) -> None:
    (folder / "720p").mkdir(parents=True)
    (folder / "master.m3u8").write_text("#EXTM3U\n")
    (folder / "720p" / "index.m3u8").write_text("#EXTM3U\n")
    (folder / "720p" / "seg000001.ts").write_bytes(b"\x47" * 188)


def _pass(slug: str = "demo", minutes: float = 15) -> str:
    return feedpass.make(slug, now() + timedelta(minutes=minutes))


def test_feed_opens_with_its_pass_without_asking_python(front: Front) -> None:
    master = front.get_with_pass("/feed/demo/hls/master.m3u8", _pass())
    segment = front.get_with_pass("/feed/demo/hls/720p/seg000001.ts", _pass())
    assert (master.status_code, master.headers["content-type"]) == (200, "application/vnd.apple.mpegurl")
    assert master.headers["cache-control"] == "no-cache"
    assert (segment.status_code, segment.headers["content-type"]) == (200, "video/mp2t")
    assert segment.headers["cache-control"] == "private, max-age=3600, immutable"
    assert front.asked == []


@pytest.mark.parametrize(
    "path",
    ["hls/master.m3u8", "hls/720p/index.m3u8", "hls/720p/seg000001.ts", "snapshot.json", "events?after=3"],
)
def test_feed_stays_shut_without_a_good_pass(front: Front, path: str) -> None:
    expiry = int((now() + timedelta(minutes=15)).timestamp())
    bad = {
        "none": "",
        "expired": _pass(minutes=-1),
        "of another conference": _pass("other"),
        "prolonged": f"{_pass(minutes=-1).split('.')[0]}.{expiry}",
        "made up": f"{'A' * 22}.{expiry}",
        "no pass at all": "nonsense",
    }
    found = {why: front.get_with_pass(f"/feed/demo/{path}", value).status_code for why, value in bad.items()}
    assert found == dict.fromkeys(bad, 403)
    assert front.asked == []


def test_public_feed_opens_without_a_pass(front: Front) -> None:
    (front.data / "feeds" / "demo" / ".public").touch()
    assert front.get("/feed/demo/hls/master.m3u8").status_code == 200
    assert front.get("/feed/demo/snapshot.json").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "hls/.public",
        "hls/../../secrets/feed_pass",
        "hls/%2e%2e/%2e%2e/secrets/feed_pass",
        "hls/720p/",
        "hls/notes.txt",
    ],
)
def test_feed_gives_nothing_but_playlists_and_segments(front: Front, path: str) -> None:
    (front.data / "feeds" / "demo" / ".public").touch()
    (front.data / "feeds" / "demo" / "notes.txt").touch()
    with httpx.Client(base_url=f"http://127.0.0.1:{front.port}", trust_env=False) as client:
        answer = client.send(httpx.Request("GET", f"http://127.0.0.1:{front.port}/feed/demo/{path}"))
    assert answer.status_code in {400, 403, 404}


def test_snapshot_is_asked_for_once_for_everybody(front: Front) -> None:
    answers = [front.get_with_pass("/feed/demo/snapshot.json", _pass()) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(front.asked) < 5
    path, headers = front.asked[0]
    assert path == "/feed/demo/snapshot.json"
    assert re.fullmatch(r"dc_feed=[^;]+", headers["Cookie"])  # the pass, and no session
    assert all("set-cookie" not in answer.headers for answer in answers)


def test_events_are_kept_apart_by_their_query(front: Front) -> None:
    for after in (1, 2):
        answer = front.get_with_pass(f"/feed/demo/events?after={after}", _pass())
        assert answer.json()["path"] == f"/feed/demo/events?after={after}"


def test_web_learns_the_visitor_and_nothing_that_he_claims(front: Front) -> None:
    front.get(
        "/app/", **{"X-Forwarded-For": "8.8.8.8", "X-Forwarded-Proto": "https", "Forwarded": "for=8.8.8.8"}
    )
    headers = front.asked[0][1]
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "http"
    assert headers["X-Forwarded-Host"] == f"127.0.0.1:{front.port}"
    assert "Forwarded" not in headers


def test_https_speaks_tls_1_2_and_newer_only(front: Front) -> None:
    trust = ssl.create_default_context(cafile=str(front.data / "cert" / "authority.pem"))
    url = f"https://localhost:{front.tls_port}/app/"
    with httpx.Client(verify=trust, trust_env=False) as client:
        assert client.get(url).status_code == 200
    assert front.asked[0][1]["X-Forwarded-Proto"] == "https"
    plain = httpx.get(f"http://localhost:{front.tls_port}/app/", trust_env=False)
    assert (plain.status_code, plain.headers["location"]) == (301, url)


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Hệ thống đang khởi động lại"), ("en", "The system is starting again")]
)
def test_page_says_so_when_web_is_away(front: Front, language: str, words: str) -> None:
    front.stop_web()
    answer = front.get("/app/", **{"Accept-Language": f"{language};q=0.9"})
    assert answer.status_code == 503
    assert words in answer.text
    assert 'http-equiv="refresh"' in answer.text
    assert answer.headers["retry-after"] == "5"
    assert front.get("/app/", Cookie="dc_language=en", **{"Accept-Language": "vi"}).text.startswith(
        '<!doctype html>\n<html lang="en">'
    )


def test_api_says_so_in_json_when_web_is_away(front: Front) -> None:
    front.stop_web()
    answer = front.get("/api/conferences/demo/events?after=1")
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


def test_log_has_no_queries_and_no_keys(front: Front) -> None:
    front.get("/app/?word=a-search", Referer="http://elsewhere/private")
    front.get("/app/accounts/password/reset/key/1-secret-key/")
    front.get("/anh/photographer-secret?x=hidden")
    front.stop_web()
    front.get("/app/accounts/password/reset/key/1-other-secret/?next=hidden")
    log = front.data / "nginx.log"
    wait_until(lambda: log.read_text().count(" GET /app/") == 3, "not every request is in the log")
    text = log.read_text()
    assert "/app/accounts/password/reset/key/(not logged)" in text
    assert "/anh/(not logged)" in text
    assert not [word for word in ("a-search", "elsewhere", "secret", "hidden") if word in text]


def test_large_request_is_refused(front: Front) -> None:
    answer = httpx.post(f"http://127.0.0.1:{front.port}/api/x", content=b"0" * 2_100_000, trust_env=False)
    assert answer.status_code == 413


def test_originals_of_pictures_are_not_served_renditions_are(front: Front) -> None:
    """What a photographer sent lies beside the renditions; only these are public."""
    for folder in ("original_images", "images"):
        (front.data / "files" / folder).mkdir(parents=True)
        (front.data / "files" / folder / "a.jpg").write_bytes(b"the file itself")
    assert front.get("/files/images/a.jpg").content == b"the file itself"
    for path in (
        "/files/original_images/a.jpg",
        "/files/images/../original_images/a.jpg",
        "/files/images%2e%2e/a.jpg",
    ):
        assert b"the file itself" not in front.get(path).content


def test_photographers_may_send_more_than_others(front: Front) -> None:
    answer = httpx.post(f"http://127.0.0.1:{front.port}/anh/", content=b"0" * 2_100_000, trust_env=False)
    assert answer.status_code != 413


def test_configuration_is_for_its_owner_only(front: Front) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in (front.data / "nginx").glob("*.conf")}
    assert modes == dict.fromkeys(modes, 0o600)
    assert "feed_pass.conf" in modes
