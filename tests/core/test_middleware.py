"""What every answer carries: the reader's language, and no other host."""

from django.test import Client


def test_language_is_vietnamese_whatever_the_browser_prefers(db: None) -> None:
    answer = Client().get("/app/accounts/login/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "vi"


def test_language_is_the_one_that_was_chosen(db: None) -> None:
    client = Client()
    client.post("/app/language/", {"language": "en"})
    assert client.get("/app/accounts/login/").headers["Content-Language"] == "en"


def test_unknown_language_is_not_spoken(db: None) -> None:
    client = Client()
    client.cookies["dc_language"] = "../../etc"
    assert client.get("/app/accounts/login/").headers["Content-Language"] == "vi"


def test_no_page_may_load_from_another_host(db: None) -> None:
    policy = Client().get("/app/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
