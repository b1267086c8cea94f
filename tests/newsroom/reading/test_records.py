from types import SimpleNamespace
from typing import Any

import pytest

from diemcau.newsroom.reading.records import is_record, lead_of


def _page(lead: str, *figures: tuple[int, str, str | None]) -> Any:
    values = [{"value": value, "label": label, "record": record} for value, label, record in figures]
    return SimpleNamespace(lead=lead, body=[SimpleNamespace(block_type="figures", value={"figures": values})])


@pytest.mark.parametrize("address", ["/vi/su-kien/x/", "#so-lieu", "https://a.example/x", "http://a.example"])
def test_record_is_an_address_here_or_of_the_web(address: str) -> None:
    assert is_record(address)


@pytest.mark.parametrize(
    "address",
    ["", None, "//a.example", "javascript:alert(1)", "https://[địa chỉ]/", "http://[::1", "a.example"],
)
def test_what_is_no_address_is_no_record(address: str | None) -> None:
    assert not is_record(address)
    assert lead_of(_page("Có 1 xã.", (1, "xã", address))) == "Có 1 xã."


def test_every_figure_of_the_lead_leads_to_its_record() -> None:
    page = _page("Nối 759 điểm cầu với 1 & 2 xã.", (2, "xã", "/b?x=1&y=2"), (759, "điểm cầu", "/a"))
    assert lead_of(page) == (
        'Nối <a href="/a">759</a> điểm cầu với 1 &amp; <a href="/b?x=1&amp;y=2">2</a> xã.'
    )


def test_words_of_a_record_are_no_words_of_the_lead() -> None:
    page = _page("Có 1 xã.", (1, "xã", "/vi/?q=28 huyện"), (28, "huyện", "/x onmouseover=alert(1) y"))
    assert lead_of(page) == 'Có <a href="/vi/?q=28 huyện">1</a> xã.'


def test_lead_is_escaped() -> None:
    assert lead_of(_page("<b>1 xã</b>", (1, "xã", "/a"))) == '&lt;b&gt;<a href="/a">1</a> xã&lt;/b&gt;'
