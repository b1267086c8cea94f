import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from diemcau.newsroom.reading import faults
from tests.newsroom.reading.portals import make_portal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Không có trang này"), ("en", "This page is not on the portal")]
)
def test_missing_page_of_a_portal_has_its_looks_and_language(language: str, words: str) -> None:
    portal = make_portal("testserver", name="Cổng thử")
    make_portal("", language="en", of=portal, name="Trial portal")
    answer = Client().get(f"/{language}/khong-co/")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert words in html
    assert f'<html lang="{language}"' in html
    assert ("Cổng thử" if language == "vi" else "Trial portal") in html


def test_missing_page_elsewhere_leads_to_the_workspace() -> None:
    answer = Client().get("/app/khong-co/")
    assert answer.status_code == 404
    assert 'href="/app/"' in answer.content.decode()


def test_refusal_on_a_portal_has_its_looks() -> None:
    make_portal("testserver", name="Cổng thử")
    answer = faults.refused(RequestFactory().get("/vi/x/"), PermissionDenied())
    assert answer.status_code == 403
    assert "Cổng thử" in answer.content.decode()


def test_failure_is_told_without_the_database(django_db_blocker: object) -> None:
    with django_db_blocker.block():  # type: ignore[attr-defined]
        answer = faults.failed(RequestFactory().get("/vi/x/"))
    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.content.decode()
