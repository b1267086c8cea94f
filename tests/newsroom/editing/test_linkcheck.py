"""Links of published articles: found, looked at without reaching inside, shown to editors, forgotten in time."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect

from diemcau.core.clock import now
from diemcau.newsroom.editing import linkcheck
from diemcau.newsroom.editing.linkcheck import ask_for, ask_for_due, broken_of, check_links
from diemcau.newsroom.editing.linkcheck_fetch import Look, is_public, look_at
from diemcau.newsroom.editing.linkcheck_find import links_of
from diemcau.newsroom.editing.linkcheck_inside import is_inside, look_inside, own_hosts
from diemcau.newsroom.models import Article, ArticleLink, LinkRound, LinkState
from diemcau.people.api import Role, User
from tests.newsroom.editing.conftest import Newsroom

Member = Callable[..., User]
As = Callable[[User], Client]


class _Answers(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to"))
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/")
        elif self.path == "/no-head" and method == "HEAD":
            self.send_response(501)
        else:
            self.send_response({"/gone": 404, "/barred": 403, "/broken": 500}.get(self.path, 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """A web server of this test; the looks at it are allowed to reach it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{served.server_port}"
        served.shutdown()
        thread.join()


def _only_loopback(address: str) -> bool:
    return address in {"127.0.0.1", "::1"}


def _name_has(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let `localhost` have these addresses in this order, whatever the machine's own list of names says."""
    resolve = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **named: Any) -> list[Any]:
        if host != "localhost":
            return resolve(host, port, *args, **named)
        return [found for address in addresses for found in resolve(address, port, *args, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.mark.parametrize(
    ("path", "look"),
    [
        ("/", Look(LinkState.FINE, 200)),
        ("/to/fine", Look(LinkState.FINE, 200)),
        ("/to/gone", Look(LinkState.GONE, 404)),
        ("/no-head", Look(LinkState.FINE, 200)),
        ("/barred", Look(LinkState.FINE, 403)),
        ("/broken", Look(LinkState.SILENT, 500)),
        ("/round", Look(LinkState.SILENT)),
        ("/away", Look(LinkState.INSIDE)),
    ],
)
def test_address_is_looked_at(server: str, path: str, look: Look) -> None:
    assert look_at(server + path, _only_loopback) == look


def test_next_address_of_a_name_is_tried_where_the_first_cannot_be_reached(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name_has(monkeypatch, "::1", "127.0.0.1")

    assert look_at(server, _only_loopback) == Look(LinkState.FINE, 200)


def test_one_inner_address_among_others_is_never_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _name_has(monkeypatch, "127.0.0.1", "10.0.0.1")

    assert look_at(server, _only_loopback) == Look(LinkState.INSIDE)


def test_host_that_nobody_has_is_silent() -> None:
    assert look_at("http://nobody.invalid/", _only_loopback).state == LinkState.SILENT


def test_inside_of_this_network_is_never_asked(server: str) -> None:
    assert look_at(server) == Look(LinkState.INSIDE)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "http://0x7f.1/", "http://2130706433/",
     "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/", "http://a:b@example.com/"],
)  # fmt: skip
def test_private_address_in_any_writing_is_refused(address: str) -> None:
    assert look_at(address).state == LinkState.INSIDE


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("192.168.1.1", False), ("100.64.0.1", False),
     ("fe80::1%eth0", False), ("224.0.0.1", False), ("240.0.0.1", False), ("2002:7f00:1::", False)],
)  # fmt: skip
def test_public_addresses_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_links_of_an_article_are_found_once_each() -> None:
    text = (
        '<p><a href="https://a.vn/x#p">Một</a> <a href="https://a.vn/x">lại</a> <a href="mailto:a@a.vn">thư</a> '
        '<a linktype="page" id="5">trang</a> <a href="/vi/tin/">trong</a> <a href="#m">mục</a></p>'
    )
    body = [
        {"type": "text", "value": text},
        {"type": "document", "value": {"document": 3, "title": "Tài liệu"}},
    ]
    found = links_of(body, "https://nguon.vn/", "https://cong.vn/vi/bai/")
    assert [(link.address, link.words) for link in found] == [
        ("https://a.vn/x", "Một"), ("page:5", "trang"), ("https://cong.vn/vi/tin/", "trong"),
        ("document:3", "Tài liệu"), ("https://nguon.vn/", ""),
    ]  # fmt: skip


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    """The north's article, published, with links inside and outside."""
    page = newsroom.articles["north"]
    links = (
        f'<a linktype="page" id="{newsroom.articles["south"].pk}">kia</a> <a href="/vi/khong-co/">hỏng</a> '
        '<a href="http://127.0.0.1/bi-mat">bẫy</a>'
    )
    page.body = json.dumps([{"type": "text", "value": f"<p>{links}</p>", "id": "a"}])
    page.save_revision().publish()
    found: Article = Article.objects.get(pk=page.pk)
    return found


def test_addresses_of_our_own_are_looked_up_here(article: Article, newsroom: Newsroom) -> None:
    assert article.full_url is not None
    hosts = own_hosts()
    assert is_inside(article.full_url, hosts)
    assert not is_inside("https://example.com/", hosts)
    assert look_inside(article.full_url).state == LinkState.FINE
    assert look_inside(article.full_url.replace("/tin/", "/khac/")).state == LinkState.GONE
    assert look_inside(f"page:{article.pk}").state == LinkState.FINE
    assert look_inside("page:999999").state == LinkState.GONE
    assert look_inside("document:1").state == LinkState.GONE
    assert look_inside("http://north.test/cu.html").state == LinkState.GONE
    Redirect.objects.create(old_path="/cu.html", redirect_page=article)
    assert look_inside("http://north.test/cu.html").state == LinkState.FINE


def _states(article: Article) -> dict[str, str]:
    return {link.words: link.state for link in article.links.all()}


def test_round_notes_states_and_since_when(article: Article, newsroom: Newsroom) -> None:
    ask_for(article)
    check_links.func(article.pk)
    assert _states(article) == {"kia": LinkState.FINE, "hỏng": LinkState.GONE, "bẫy": LinkState.INSIDE}
    assert [link.words for link in broken_of(newsroom.portals["north"])] == ["hỏng", "bẫy"]
    assert not broken_of(newsroom.portals["south"]).exists()
    before = article.links.get(words="hỏng").since
    ask_for(article)
    check_links.func(article.pk)
    assert article.links.get(words="hỏng").since == before
    assert article.links.get(words="hỏng").checked_at > before
    newsroom.articles["south"].unpublish()
    ask_for(article)
    check_links.func(article.pk)
    assert article.links.get(words="kia").state == LinkState.GONE
    assert article.links.get(words="kia").since > before


def test_round_that_takes_long_goes_on_where_it_was(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linkcheck, "BUDGET_S", -1.0)
    ask_for(article)
    before = DBTaskResult.objects.count()
    check_links.func(article.pk)
    assert not article.links.exists()
    assert DBTaskResult.objects.count() == before + 1
    monkeypatch.setattr(linkcheck, "BUDGET_S", 10.0)
    check_links.func(article.pk)
    assert article.links.count() == 3
    assert LinkRound.objects.get(article=article).finished_at is not None


def test_link_that_was_taken_out_is_forgotten(article: Article) -> None:
    ask_for(article)
    check_links.func(article.pk)
    article.body = json.dumps([])
    article.save_revision().publish()
    ask_for(article)
    check_links.func(article.pk)
    assert not article.links.exists()


def test_articles_come_round_once_a_week(article: Article) -> None:
    assert ask_for_due() == Article.objects.live().count()
    assert ask_for_due() == 0
    LinkRound.objects.update(finished_at=now() - timedelta(days=8))
    assert ask_for_due() == Article.objects.live().count()
    LinkRound.objects.update(finished_at=None, asked_at=now() - timedelta(hours=2))
    assert ask_for_due() == Article.objects.live().count()


def test_unpublished_article_is_forgotten(article: Article) -> None:
    ask_for(article)
    check_links.func(article.pk)
    article.unpublish()
    ask_for_due()
    assert not ArticleLink.objects.exists()
    assert not LinkRound.objects.filter(article=article).exists()


def test_editor_sees_broken_links_and_has_them_checked_again(
    article: Article, newsroom: Newsroom, member: Member, as_: As
) -> None:
    ask_for(article)
    check_links.func(article.pk)
    client = as_(member(Role.EDITOR, newsroom.north))
    page = client.get(reverse("broken_links"), {"portal": newsroom.portals["north"].pk}).content.decode()
    assert "http://127.0.0.1/bi-mat" in page
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in page
    assert "kia" not in page
    again = reverse("check_links_again", args=[article.pk])
    assert again in page
    LinkRound.objects.all().delete()
    assert client.post(again).status_code == 302
    assert LinkRound.objects.get(article=article).finished_at is None


def test_neighbour_and_those_who_do_not_edit_are_refused(
    article: Article, newsroom: Newsroom, member: Member, as_: As
) -> None:
    page = f"{reverse('broken_links')}?portal={newsroom.portals['north'].pk}"
    again = reverse("check_links_again", args=[article.pk])
    refused = [
        member(Role.EDITOR, newsroom.south),
        member(Role.REPORTER, newsroom.north),
        member(Role.VIEWER, newsroom.north),
    ]
    for user in refused:
        assert as_(user).get(page).status_code == 403
        assert as_(user).post(again).status_code == 403
    assert Client().get(page).status_code == 302
    assert as_(member(Role.APPROVER, newsroom.centre)).get(page).status_code == 200


def test_way_there_is_in_the_editors_reports(newsroom: Newsroom, member: Member, as_: As) -> None:
    home = as_(member(Role.EDITOR, newsroom.north)).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("broken_links") in home
    assert reverse("contributions") in home
