"""The same facts give the same blocks, whose digests survive the editor's program."""

from diemcau.newsroom.blocks.body import RICH_TEXT
from diemcau.newsroom.drafting.compose import block_id, compose
from diemcau.newsroom.drafting.digest import digest
from diemcau.newsroom.drafting.facts import lock
from tests.newsroom.drafting.event import ENDED, EVENT, but, of_venue


def test_same_facts_give_the_same_article() -> None:
    assert compose(EVENT, "vi") == compose(EVENT, "vi")


def test_ids_are_those_of_conference_venue_and_part() -> None:
    ids = [block["id"] for block in compose(ENDED, "vi").body]
    assert len(set(ids)) == len(ids)
    assert ids[0] == block_id("demo", "", "taking-part")
    assert block_id("demo", "v1", "taking-part") in [block["id"] for block in compose(of_venue(), "vi").body]


def test_figures_carry_value_mark_and_record() -> None:
    linked = but(ENDED, record_address="/vi/hoi-nghi/")
    figures = next(block for block in compose(linked, "vi").body if block["type"] == "figures")["value"]
    assert figures["conference"] == "demo"
    assert figures["figures"][0] == {
        "name": "venues",
        "label": "điểm cầu",
        "value": 1759,
        "provisional": True,
        "record": "/vi/hoi-nghi/#figures",
    }
    locked = next(block for block in compose(lock(ENDED), "vi").body if block["type"] == "figures")
    assert {entry["provisional"] for entry in locked["value"]["figures"]} == {False}
    assert {entry["record"] for entry in locked["value"]["figures"]} == {""}


def test_accepted_picture_stands_at_the_end_with_caption_and_credit() -> None:
    assert compose(ENDED, "vi").body[-1]["value"] == {
        "image": {"image": 7, "decorative": False, "alt_text": ""},
        "caption": "Quang cảnh điểm cầu",
        "credit": "Ảnh: Tổ ảnh",
    }


def test_digest_survives_a_visit_to_the_editor() -> None:
    """The editor's program writes the text anew even when nobody typed: that is no change."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter  # noqa: PLC0415

    converter = ContentstateConverter(RICH_TEXT)
    texts = [
        block for block in compose(but(ENDED, record_address="/vi/x/"), "vi").body if block["type"] == "text"
    ]
    assert len(texts) > 5
    for block in texts:
        visited = converter.to_database_format(converter.from_database_format(block["value"]))
        assert visited != block["value"]
        assert digest(visited) == digest(block["value"])


def test_digest_sees_another_word_link_or_number() -> None:
    was = '<p>Có <a href="/vi/x/#figures">12</a> điểm cầu.</p>'
    assert digest(was) != digest(was.replace("12", "13"))
    assert digest(was) != digest(was.replace("/vi/x/", "/vi/y/"))
    assert digest(was) != digest(was.replace("Có", "Có đến"))
    assert digest(was) != digest(was.replace("<p>", "<h2>").replace("</p>", "</h2>"))


def test_digest_does_not_see_ids_of_list_entries() -> None:
    plain = {"figures": [{"name": "a", "value": 1}]}
    listed = {"figures": [{"type": "item", "value": {"name": "a", "value": 1}, "id": "x"}]}
    assert digest(plain) == digest(listed)
    assert digest(plain) != digest({"figures": [{"name": "a", "value": 2}]})
