"""How the front door keeps the portals' pages, tried with the real nginx."""

import socket
import time

import httpx
import pytest

from diemcau.config import env
from tests.serve.conftest import wait_until
from tests.serve.test_nginx import Front, front

__all__ = ["front"]

pytestmark = pytest.mark.real

_LONGER_THAN_FRESH_S = 2.1


def _paths(front: Front) -> list[str]:
    return [path for path, _headers in front.asked]


@pytest.mark.parametrize(
    "path",
    ["/vi/", "/vi/tin-tuc/bai/", "/vi/tin-tuc/bai/qr.svg", "/vi/rss.xml", "/sitemap-vi.xml", "/robots.txt"],
)
def test_public_page_is_asked_for_once_for_everybody(front: Front, path: str) -> None:
    answers = [front.get(path, Cookie=f"dc_language=en; other={number}") for number in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(front.asked) < 5
    assert all("Cookie" not in headers and "Accept-Language" not in headers for _path, headers in front.asked)
    assert all("x-accel-expires" not in answer.headers for answer in answers)


def test_page_is_asked_for_again_after_a_second(front: Front) -> None:
    front.get("/vi/")
    time.sleep(_LONGER_THAN_FRESH_S)
    assert front.get("/vi/").json()["n"] == 2


def test_unchanged_page_is_not_sent_again(front: Front) -> None:
    front.get("/vi/")
    answer = front.get("/vi/", **{"If-None-Match": '"a"'})
    assert (answer.status_code, answer.content) == (304, b"")


def test_whoever_is_signed_in_is_answered_for_himself(front: Front) -> None:
    first = front.get("/vi/")
    own = front.get("/vi/", Cookie="dc_session=mine; dc_language=vi")
    assert (first.json()["n"], own.json()["n"]) == (1, 2)
    assert front.asked[1][1]["Cookie"] == "dc_session=mine; dc_language=vi"
    assert front.get("/vi/").json()["n"] in {1, 3}  # never what was answered to the one who is signed in


@pytest.mark.parametrize("path", ["/vi/with-cookie/", "/vi/private/"])
def test_answer_that_sets_a_cookie_or_has_no_leave_is_not_kept(front: Front, path: str) -> None:
    assert [front.get(path).json()["n"] for _ in range(3)] == [1, 2, 3]


def test_post_is_never_answered_from_what_is_kept(front: Front) -> None:
    front.get("/vi/")
    answer = httpx.post(f"http://127.0.0.1:{front.port}/vi/", trust_env=False)
    assert answer.json()["n"] == 2


def test_workspace_and_previews_are_not_kept(front: Front) -> None:
    for path in ("/app/cms/pages/1/edit/preview/", "/app/", "/", "/vilain"):
        before = len(front.asked)
        front.get(path)
        front.get(path)
        assert len(front.asked) == before + 2


def test_arguments_that_no_page_knows_do_not_reach_it(front: Front) -> None:
    for path in ("/vi/?utm_source=x&fbclid=1", "/vi/?a=b", "/vi/?q=&page=", "/vi/"):
        front.get(path)
    assert set(_paths(front)) == {"/vi/"}
    assert len(front.asked) < 4


def test_arguments_that_pages_know_are_kept_apart_and_counted_once(front: Front) -> None:
    answers = [
        front.get(f"/vi/tim-kiem/?{args}").json()["path"]
        for args in ("q=a&page=2&x=1", "page=2&q=a", "q=b&q=a")
    ]
    assert answers == ["/vi/tim-kiem/?&q=a&page=2", "/vi/tim-kiem/?&q=a&page=2", "/vi/tim-kiem/?&q=b"]
    assert (
        front.get("/vi/tim-kiem/?q=%C4%91%E1%BA%A3o+xa").json()["path"]
        == "/vi/tim-kiem/?&q=%C4%91%E1%BA%A3o+xa"
    )


def test_hosts_are_kept_apart(front: Front) -> None:
    for host in ("a.example", "b.example"):
        front.get("/vi/", Host=host)
    assert [headers["X-Forwarded-Host"] for _path, headers in front.asked] == ["a.example", "b.example"]


def test_readers_go_on_reading_while_web_is_away(front: Front) -> None:
    front.get("/vi/tin-tuc/bai/")
    front.stop_web()
    wait_until(lambda: not _listens(front), "the web application is still there")
    time.sleep(_LONGER_THAN_FRESH_S)
    assert front.get("/vi/tin-tuc/bai/").json()["n"] == 1
    assert front.get("/vi/tin-tuc/bai/?utm_source=x").json()["n"] == 1
    assert front.get("/vi/chua-ai-doc/").status_code == 503
    own = front.get("/vi/tin-tuc/bai/", Cookie="dc_session=mine")
    assert own.status_code in {200, 503}


def test_page_that_is_gone_does_not_come_back_while_web_is_away(front: Front) -> None:
    """What says that it is gone is kept like any other answer."""
    assert front.get("/vi/gone/").status_code == 404
    front.stop_web()
    time.sleep(_LONGER_THAN_FRESH_S)
    assert front.get("/vi/gone/").status_code == 404


def _listens(front: Front) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", env.WEB_PORT)) == 0
