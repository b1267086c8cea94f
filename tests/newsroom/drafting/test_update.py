"""An update touches only what no editor has touched."""

from hypothesis import given
from hypothesis import strategies as st

from diemcau.newsroom.drafting.digest import digest
from diemcau.newsroom.drafting.facts import Figure
from diemcau.newsroom.drafting.update import merge, merge_text, settle


def _block(known: str, text: str) -> dict[str, str]:
    return {"type": "text", "value": f"<p>{text}</p>", "id": known}


def _generated(*blocks: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in blocks:
        found.setdefault(block["id"], []).append(digest(block["value"]))
    return found


A, B, C = _block("a", "một"), _block("b", "hai"), _block("c", "ba")
OWN = _block("own", "lời của biên tập viên")


def test_untouched_block_is_replaced() -> None:
    merged = merge(_generated(A, B), [A, B], [_block("a", "mới"), B])
    assert merged.body == [_block("a", "mới"), B]
    assert (merged.replaced, merged.kept, merged.added, merged.removed) == (["a"], [], [], [])
    assert merged.changed


def test_nothing_new_changes_nothing() -> None:
    merged = merge(_generated(A, B), [A, OWN, B], [A, B])
    assert merged.body == [A, OWN, B]
    assert not merged.changed


def test_edited_block_is_kept_and_told_until_the_editor_puts_it_back() -> None:
    edited = _block("a", "một, đã sửa")
    merged = merge(_generated(A), [edited], [_block("a", "mới")])
    assert merged.body == [edited]
    assert merged.kept == ["a"]
    again = merge(merged.digests, merged.body, [_block("a", "mới hơn")])
    assert again.kept == ["a"]
    back = merge(again.digests, [A], [_block("a", "mới hơn")])
    assert back.body == [_block("a", "mới hơn")]


def test_edited_block_whose_facts_are_the_same_is_no_news() -> None:
    assert merge(_generated(A), [_block("a", "khác")], [A]).kept == []


def test_new_block_comes_behind_its_neighbour_even_where_the_editor_reordered() -> None:
    merged = merge(_generated(A, C), [C, OWN, A], [A, B, C])
    assert merged.body == [C, OWN, A, B]
    assert merged.added == ["b"]


def test_block_that_the_editor_took_out_stays_out() -> None:
    merged = merge(_generated(A, B), [A], [A, _block("b", "mới")])
    assert merged.body == [A]
    assert merged.left_out == ["b"]
    assert merge(merged.digests, merged.body, [A, B]).body == [A]


def test_block_without_fact_goes_unless_it_was_edited() -> None:
    assert merge(_generated(A, B), [A, B], [A]).removed == ["b"]
    edited = _block("b", "sửa")
    assert merge(_generated(A, B), [A, edited], [A]).body == [A, edited]


@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.sets(st.sampled_from("abcdef")),
    st.permutations("abcdef"),
)
def test_no_word_of_an_editor_is_ever_lost(
    generated: list[str], wanted: list[str], edited: set[str], order: list[str]
) -> None:
    was = {known: _block(known, known) for known in generated}
    current = [
        _block(known, f"biên tập {known}") if known in edited else was[known]
        for known in order
        if known in was
    ]
    current.insert(len(current) // 2, OWN)
    merged = merge(_generated(*was.values()), current, [_block(known, f"{known} mới") for known in wanted])
    theirs = [block for block in current if block == OWN or block["id"] in edited]
    assert [block for block in merged.body if block in theirs] == theirs
    assert len({block["id"] for block in merged.body}) == len(merged.body)
    again = merge(merged.digests, merged.body, [_block(known, f"{known} mới") for known in wanted])
    assert again.body == merged.body
    assert not again.changed


def test_older_text_that_an_open_window_saved_again_is_nobody_s_edit() -> None:
    newer = _block("a", "hai")
    merged = merge(_generated(A, newer), [A], [_block("a", "ba")])
    assert merged.body == [_block("a", "ba")]
    assert merged.digests["a"] == [digest(f"<p>{text}</p>") for text in ("một", "hai", "ba")]


def test_block_whose_fact_went_away_comes_back_with_it() -> None:
    gone = merge(_generated(A, B), [A, B], [A])
    assert merge(gone.digests, gone.body, [A, B]).body == [A, B]


def test_title_that_an_editor_changed_stays() -> None:
    known = digest("Tên cũ")
    assert merge_text([known], "Tên cũ", "Tên mới") == ("Tên mới", [known, digest("Tên mới")])
    assert merge_text([known], "Tên của tôi", "Tên mới") == ("Tên của tôi", [known])
    assert merge_text([], "", "Tên mới") == ("Tên mới", [digest("Tên mới")])


def test_locked_figures_stand_in_a_block_that_an_editor_changed_too() -> None:
    entry = {"name": "venues", "label": "ĐIỂM CẦU", "value": 700, "provisional": True, "record": ""}
    other = {**entry, "name": "own", "value": 3}
    block = {
        "type": "figures",
        "id": "f",
        "value": {
            "conference": "demo",
            "figures": [entry, {"type": "item", "id": "i", "value": entry}, other],
        },
    }
    locked = {"venues": Figure(name="venues", value=759)}
    settled = settle([A, block], "demo", locked)
    final = {**entry, "value": 759, "provisional": False}
    assert settled[0] == A
    assert settled[1]["value"]["figures"] == [final, {"type": "item", "id": "i", "value": final}, other]
    assert settle([block], "another", locked) == [block]
