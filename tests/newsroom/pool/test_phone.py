"""A phone opens the link, sends pictures, gives captions; without an account, without JavaScript."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from diemcau.newsroom.models import PhotographerLink, Picture
from diemcau.newsroom.pool.links import revoke_link
from diemcau.newsroom.pool.phone import COOKIE, MOST_AT_ONCE
from diemcau.newsroom.pool.tokens import token_of
from diemcau.people.api import User
from tests.newsroom.pool.files import draw, from_phone, save


def _phone(link: PhotographerLink) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    answer = client.get(f"/anh/{token_of(link.key)}")
    assert (answer.status_code, answer["Location"]) == (302, "/anh/")
    return client


def _file(data: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def _send(phone: Client, *files: bytes) -> str:
    answer = phone.post("/anh/", {"pictures": [_file(data) for data in files]}, follow=True)
    return answer.content.decode()


def test_token_moves_from_the_address_into_a_cookie(link: PhotographerLink) -> None:
    client = Client()
    answer = client.get(f"/anh/{token_of(link.key)}")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    cookie = answer.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/anh/", True, "Lax")
    page = client.get("/anh/")
    assert page.status_code == 200
    assert token_of(link.key) not in page.content.decode()
    assert "Trần Ảnh" in page.content.decode()


def test_without_a_link_nothing_opens(link: PhotographerLink, editor: User) -> None:
    assert Client().get("/anh/").status_code == 403
    assert Client().get("/anh/hong.abc").status_code == 403
    phone = _phone(link)
    revoke_link(actor=editor, link_id=link.pk)
    assert phone.get("/anh/").status_code == 403
    assert phone.post("/anh/", {"pictures": [_file(save(draw()))]}).status_code == 403
    assert phone.post("/anh/chu-thich/", {}).status_code == 403
    assert not Picture.objects.exists()


@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_no_log_names_the_token(
    link: PhotographerLink, editor: User, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    token = token_of(link.key)
    client = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.DEBUG):
        getattr(client, method)(f"/anh/{token}")
        revoke_link(actor=editor, link_id=link.pk)
        getattr(client, method)(f"/anh/{token}")
    assert token not in caplog.text


def test_forms_are_kept_from_other_pages(link: PhotographerLink) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(f"/anh/{token_of(link.key)}")
    assert client.post("/anh/", {"pictures": [_file(save(draw()))]}).status_code == 403
    assert not Picture.objects.exists()


def test_several_pictures_arrive_and_each_is_asked_for_a_caption(link: PhotographerLink) -> None:
    phone = _phone(link)
    page = _send(phone, from_phone(), save(draw()))
    assert "2 ảnh" in page
    assert page.count("chưa có chú thích") == 1
    unnamed = Picture.objects.get(caption="")
    answer = phone.post("/anh/chu-thich/", {f"caption-{unnamed.pk}": "Toàn cảnh hội trường"}, follow=True)
    unnamed.refresh_from_db()
    assert unnamed.caption == "Toàn cảnh hội trường"
    assert "chưa có chú thích" not in answer.content.decode()


def test_same_picture_again_is_answered_kindly(link: PhotographerLink) -> None:
    phone = _phone(link)
    _send(phone, save(draw()))
    assert "đã có" in _send(phone, save(draw()))
    assert Picture.objects.count() == 1


def test_bad_file_does_not_keep_the_good_ones_out(link: PhotographerLink) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    page = _send(_phone(link), svg, save(draw()), b"")
    assert Picture.objects.count() == 1
    assert "JPEG, PNG, WebP, HEIC" in page


def test_more_than_twenty_at_once_are_cut(link: PhotographerLink) -> None:
    files = [save(draw(80, 60), quality=30 + number) for number in range(MOST_AT_ONCE + 1)]
    _send(_phone(link), *files)
    assert Picture.objects.count() == MOST_AT_ONCE


def test_pictures_of_others_are_not_shown(link: PhotographerLink) -> None:
    _send(_phone(link), from_phone())
    other = PhotographerLink.objects.create(
        portal=link.portal, conference=link.conference, name="Khác", expires_at=link.expires_at
    )
    assert "Quang cảnh điểm cầu" not in _phone(other).get("/anh/").content.decode()
