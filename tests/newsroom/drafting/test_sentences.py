"""Facts become sentences; a sentence whose fact is missing is left out."""

from dataclasses import fields, replace

import pytest

from diemcau.newsroom.drafting import sentences_en as en
from diemcau.newsroom.drafting import sentences_vi as vi
from diemcau.newsroom.drafting.compose import LANGUAGES
from diemcau.newsroom.drafting.facts import EventFacts, Item, Statement, lock, with_figures
from diemcau.newsroom.drafting.prose import plain
from tests.newsroom.drafting.event import ENDED, EVENT, HANOI, SPEAKER, VENUE, but, of_venue


def _said(facts: EventFacts, part: str) -> str:
    return dict(vi.parts(facts)).get(part, "")


def test_lead_says_when_where_who_and_what() -> None:
    assert vi.lead(EVENT) == (
        "Sáng 28/4/2022, tại Hội trường trung tâm, Hà Nội, Ban Tuyên giáo Trung ương tổ chức Hội nghị trực tuyến "
        "toàn quốc tập huấn, giao ban năm 2022, kết nối trực tuyến với 1.759 điểm cầu (số liệu tạm tính)."
    )


def test_lead_of_a_coming_conference_says_that_it_will_be() -> None:
    assert "sẽ tổ chức" in vi.lead(but(EVENT, phase="closed"))
    assert "sẽ tổ chức" not in vi.lead(EVENT)


def test_lead_without_place_and_venues_leaves_them_out() -> None:
    bare = but(EVENT, place="", figures={})
    assert vi.lead(bare) == (
        "Sáng 28/4/2022, Ban Tuyên giáo Trung ương tổ chức Hội nghị trực tuyến toàn quốc tập huấn, "
        "giao ban năm 2022."
    )


def test_lead_of_a_venue_begins_with_the_venue() -> None:
    assert vi.lead(of_venue()) == (
        "Sáng 28/4/2022, điểm cầu thành phố Hải Phòng tham dự Hội nghị trực tuyến toàn quốc tập huấn, giao ban "
        "năm 2022 do Ban Tuyên giáo Trung ương tổ chức."
    )


@pytest.mark.parametrize(("hour", "word"), [(7, "Sáng"), (11, "Trưa"), (13, "Chiều"), (18, "Tối")])
def test_time_of_day_is_named(hour: int, word: str) -> None:
    assert vi.when(but(EVENT, starts_at=EVENT.starts_at.replace(hour=hour))) == f"{word} 28/4/2022"


def test_venues_are_counted_by_level_and_branch() -> None:
    assert plain(_said(EVENT, "taking-part")) == (
        "Hội nghị được tổ chức theo hình thức trực tuyến, kết nối 1.759 điểm cầu, gồm 2 điểm cầu cấp tỉnh và "
        "24 điểm cầu cấp huyện, thuộc 2 tỉnh, thành phố (số liệu tạm tính). Trong đó, thành phố Hải Phòng 15 điểm "
        "cầu và tỉnh Hòa Bình 11 điểm cầu."
    )


def test_many_branches_are_counted_but_not_named() -> None:
    many = but(EVENT, branches=EVENT.branches * 4)
    assert "Hòa Bình" not in _said(many, "taking-part")
    assert "thuộc 2 tỉnh, thành phố" in plain(_said(many, "taking-part"))


def test_topics_of_one_speaker_stand_together() -> None:
    assert plain(_said(EVENT, "programme")) == f"{SPEAKER}, trình bày 2 chuyên đề:“Chuyên đề 1”“Chuyên đề 2”"


def test_skipped_item_is_not_told() -> None:
    assert _said(EVENT, "guidance") == ""
    assert "Cách mở lớp" not in str(vi.parts(EVENT))


def test_waiting_items_are_told_as_what_follows_and_not_after_the_end() -> None:
    assert plain(_said(EVENT, "ahead")) == (
        "Theo chương trình, hội nghị tiếp tục với “Thảo luận: khó khăn ở cơ sở” và “Kết luận”."
    )
    assert _said(but(EVENT, phase="ended"), "ahead") == ""


def test_programme_is_told_as_planned_before_anything_began() -> None:
    waiting = but(EVENT, items=EVENT.items[4:])
    assert plain(_said(waiting, "programme")).startswith("Chương trình hội nghị gồm các nội dung:")


def test_statements_are_told_by_venue_and_title() -> None:
    assert plain(_said(EVENT, "statements")) == (
        "Hội nghị nghe 1 tham luận (số liệu tạm tính) của các điểm cầu:Thành phố Hải Phòng: “Kinh nghiệm mở lớp”"
    )


def test_discussion_names_subject_floors_and_who_spoke() -> None:
    assert plain(_said(ENDED, "discussion")) == (
        "Các đại biểu trao đổi về “khó khăn ở cơ sở”. Phần thảo luận có 2 lượt phát biểu (số liệu tạm tính), của "
        "huyện An Lão và tỉnh Hòa Bình."
    )


def test_end_is_told_on_the_same_day_or_with_its_date() -> None:
    assert plain(_said(ENDED, "conclusion")) == (
        "Trưởng ban tổ chức phát biểu kết luận hội nghị. Hội nghị kết thúc lúc 11 giờ 30 phút cùng ngày."
    )
    later = but(ENDED, ended_at=ENDED.starts_at.replace(day=29))
    assert "ngày 29/4/2022" in _said(later, "conclusion")


def test_venue_comes_before_the_national_frame() -> None:
    facts = of_venue(venue_delegates=86, venue_branch=15, venue_floors=1)
    assert [part for part, _html in vi.parts(facts)][:3] == ["venue", "venue-spoken", "taking-part"]
    assert plain(_said(facts, "venue")) == (
        "Tại điểm cầu thành phố Hải Phòng có 86 đại biểu tham dự (số liệu tạm tính). Chủ trì tại điểm cầu là Phó "
        "Trưởng ban Tuyên giáo Thành ủy. Thành phố Hải Phòng có 15 điểm cầu tham dự hội nghị (số liệu tạm tính)."
    )
    assert plain(_said(facts, "venue-spoken")) == (
        "Điểm cầu thành phố Hải Phòng trình bày tham luận “Kinh nghiệm mở lớp” trước hội nghị. Điểm cầu cũng có "
        "1 lượt phát biểu trong phần thảo luận (số liệu tạm tính)."
    )
    assert "với điểm cầu chính tại Hội trường trung tâm, Hà Nội" in _said(facts, "taking-part")


def test_capacities_are_told_of_the_conference_and_of_a_venue() -> None:
    facts = but(EVENT, capacities=("lãnh đạo các bộ, ngành", "giảng viên", "báo chí & khách mời"))
    assert _said(facts, "capacities") == (
        "<p>Tham dự hội nghị có lãnh đạo các bộ, ngành; giảng viên; cùng báo chí &amp; khách mời.</p>"
    )
    planned = but(facts, phase="closed", capacities=("giảng viên",))
    assert plain(_said(planned, "capacities")) == "Dự kiến tham dự hội nghị có giảng viên."
    there = of_venue(facts, venue_delegates=86)
    assert plain(_said(there, "capacities")).startswith("Tham dự hội nghị có")
    own = but(there, venue=replace(VENUE, capacities=("lãnh đạo thành phố", "giảng viên các quận, huyện")))
    assert _said(own, "capacities") == ""
    assert plain(_said(own, "venue")).startswith(
        "Tại điểm cầu thành phố Hải Phòng có 86 đại biểu tham dự (số liệu tạm tính). Tham dự tại điểm cầu có lãnh đạo "
        "thành phố; cùng giảng viên các quận, huyện. Chủ trì tại điểm cầu"
    )
    assert "Taking part at the venue were lãnh đạo thành phố; and giảng viên" in dict(en.parts(own))["venue"]


def test_locked_figures_are_no_longer_provisional() -> None:
    told = f"{vi.lead(lock(ENDED))} {vi.parts(lock(ENDED))} {en.lead(lock(ENDED))} {en.parts(lock(ENDED))}"
    assert "tạm tính" not in told
    assert "bước đầu" not in told
    assert "provisional" not in told


def test_statements_after_the_lock_are_not_told_beside_the_locked_count() -> None:
    later = but(EVENT, statements=(*EVENT.statements, Statement(venue="v2", venue_name="B", title="Muộn")))
    told = _said(with_figures(later, EVENT.figures.values()), "statements")
    assert "1 tham luận" in told
    assert "Muộn" not in told


def test_figures_link_to_the_record_only_where_there_is_one() -> None:
    assert "<a" not in str(vi.parts(ENDED))
    linked = but(ENDED, record_address="/vi/hoi-nghi/")
    assert '<a href="/vi/hoi-nghi/#figures">1.234</a> đại biểu' in _said(linked, "attendance")
    assert '<a href="/vi/hoi-nghi/#figures">1,234</a> delegates' in dict(en.parts(linked))["attendance"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_fact_may_be_missing(language: str) -> None:
    words = LANGUAGES[language]
    bare = EventFacts(slug="x", title="Hội nghị", organiser="Ban", starts_at=EVENT.starts_at)
    assert words.parts(bare) == []
    full = of_venue(ENDED, venue_delegates=5)
    emptied = {
        field.name: getattr(bare, field.name)
        for field in fields(EventFacts)
        if field.name not in {"slug", "title", "organiser", "starts_at", "venue"}
    }
    for name, value in emptied.items():
        for part, html in words.parts(but(full, **{name: value})):
            assert html.startswith("<p>"), part
            assert " ," not in html
            assert "  " not in html
            assert "None" not in html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_with_signs_of_html_are_written_as_they_are(language: str) -> None:
    words = LANGUAGES[language]
    facts = but(EVENT, title="A & B <hội nghị>", organiser="Ban <b>X</b>")
    assert "A & B <hội nghị>" in words.lead(facts)
    sly = but(EVENT, items=(Item(key="i", kind="opening", title="x", speaker="<script>", status="done"),))
    assert "<script>" not in str(words.parts(sly))


def test_english_report_reads_as_english() -> None:
    facts = but(ENDED, starts_at=ENDED.starts_at.astimezone(HANOI))
    assert en.lead(lock(facts)) == (
        "On the morning of 28 April 2022, Ban Tuyên giáo Trung ương held Hội nghị trực tuyến toàn quốc tập huấn, "
        "giao ban năm 2022 at Hội trường trung tâm, Hà Nội, with 1,759 venues connected online."
    )
    told = dict(en.parts(lock(facts)))
    assert plain(told["taking-part"]).startswith(
        "The conference was held online and connected 1,759 venues, 2 in provinces and 24 in districts, in 2 provinces "
        "and cities. Of these, 15 in Thành phố Hải Phòng"
    )
    assert plain(told["attendance"]) == "According to reports of 12 venues, 1,234 delegates took part."
    assert plain(told["conclusion"]) == (
        "Trưởng ban tổ chức concluded the conference. The conference ended at 11:30."
    )


def test_both_languages_have_the_same_parts_and_labels() -> None:
    facts = of_venue(ENDED, venue_delegates=5, venue_floors=1)
    assert [part for part, _ in vi.parts(facts)] == [part for part, _ in en.parts(facts)]
    assert vi.LABELS.keys() == en.LABELS.keys()
