"""Vietnamese sentences of a report: facts in, parts out. Pure; a sentence whose fact is missing is left out."""

from collections.abc import Sequence
from html import escape

from diemcau.newsroom.drafting.facts import EventFacts, Item
from diemcau.newsroom.drafting.prose import Part, bullets, known, linked, paragraph, plain, sentence

_LEVELS = {
    "central": "ở Trung ương",
    "province": "cấp tỉnh",
    "district": "cấp huyện",
    "commune": "cấp xã",
    "centre": "tại các trung tâm đào tạo, bồi dưỡng",
    "body": "tại các cơ quan, đơn vị",
}
LABELS = {
    "venues": "điểm cầu",
    "branches": "tỉnh, thành phố",
    "reported": "điểm cầu đã báo quân số",
    "delegates": "đại biểu",
    "statements": "tham luận",
    "floors": "lượt phát biểu thảo luận",
    "venue-delegates": "đại biểu tại điểm cầu",
    "venue-branch": "điểm cầu trên địa bàn",
    "venue-floors": "lượt phát biểu của điểm cầu",
    **{f"venues-{level}": f"điểm cầu {words}" for level, words in _LEVELS.items()},
}
_MOST_NAMED = 6
# Words of a unit's name that are written small within a sentence.
_TYPES = ("Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")
_PROVISIONAL = "(số liệu tạm tính)"


def title(facts: EventFacts) -> str:
    """Return the title."""
    if facts.venue is None:
        return facts.title
    return f"{_hall(facts.venue.name)} tham dự {facts.title}"[:255]


def lead(facts: EventFacts) -> str:
    """Return the lead without markup: when, where, who, what."""
    coming = "sẽ" if facts.phase == "closed" else ""
    if facts.venue is not None:
        hall = escape(_hall(facts.venue.name, begins=False))
        done = f"{coming} tham dự {escape(facts.title)} do {escape(facts.organiser)} tổ chức"
        return plain(sentence(f"{when(facts)}, {hall}", done))
    where = f", tại {escape(facts.place)}" if facts.place else ""
    beginning = f"{when(facts)}{where}, {escape(facts.organiser)}"
    reach = _number(facts, "venues", "điểm cầu")
    online = f", kết nối trực tuyến với {reach} {_mark(facts, 'venues')}" if reach else ""
    return plain(sentence(beginning, f"{coming} tổ chức {escape(facts.title)}", online))


def parts(facts: EventFacts) -> list[Part]:
    """Return the parts in order; an article for a venue begins with the venue."""
    own: list[Part] = []
    if facts.venue is not None:
        own = [("venue", _venue(facts)), ("venue-spoken", _venue_spoken(facts))]
    return known(
        [
            *own,
            ("taking-part", _taking_part(facts)),
            ("attendance", _attendance(facts)),
            (
                "capacities",
                paragraph(sentence(_present("tham dự hội nghị", facts, facts.general_capacities))),
            ),
            ("leading", _leading(facts)),
            ("programme", _programme(facts)),
            ("guidance", _told(facts.of_kind("guidance"), "hướng dẫn về", "Hội nghị nghe hướng dẫn về")),
            ("briefing", _briefing(facts)),
            ("statements", _statements(facts)),
            ("discussion", _discussion(facts)),
            ("ahead", _ahead(facts)),
            ("conclusion", _conclusion(facts)),
        ]
    )


def number(value: int) -> str:
    """Write a number: 1.234."""
    return f"{value:,}".replace(",", ".")


def when(facts: EventFacts) -> str:
    """Write the beginning as a report does: `Sáng 28/4/2022`."""
    at = facts.starts_at
    part = "Sáng" if at.hour < 11 else "Trưa" if at.hour < 13 else "Chiều" if at.hour < 18 else "Tối"
    return f"{part} {at.day}/{at.month}/{at.year}"


def listed(entries: Sequence[str]) -> str:
    """Join entries: `a, b và c`."""
    return entries[0] if len(entries) == 1 else f"{', '.join(entries[:-1])} và {entries[-1]}"


def _by_capacity(entries: Sequence[str]) -> str:
    """Join capacities, each of which may have commas and `và` of its own: `a; b; cùng c`."""
    written = [escape(entry) for entry in entries]
    return written[0] if len(written) == 1 else f"{'; '.join(written[:-1])}; cùng {written[-1]}"


def _hall(name: str, *, begins: bool = True) -> str:
    return f"{'Điểm' if begins else 'điểm'} cầu {_within(name)}"


def _within(name: str) -> str:
    """Write a unit's name as it stands within a sentence: `thành phố Hải Phòng`."""
    small = next((word for word in _TYPES if name.startswith(f"{word} ")), "")
    return f"{small[:1].lower()}{name[1:]}" if small else name


def _by(speaker: str) -> str:
    """Write who speaks as the subject of a sentence; a post behind the name is closed by a comma."""
    return f"{escape(speaker)}," if ", " in speaker else escape(speaker)


def _quoted(text: str) -> str:
    return f"“{escape(text)}”"


def _number(facts: EventFacts, name: str, unit: str) -> str:
    """Return a figure with its unit, linked to its record; nothing where it is not known."""
    figure = facts.figure(name)
    return "" if figure is None else f"{linked(facts, figure, number(figure.value))} {unit}"


def _mark(facts: EventFacts, *names: str) -> str:
    """Return the mark of provisional figures where one of these is."""
    figures = [facts.figure(name) for name in names]
    return _PROVISIONAL if any(figure is not None and figure.provisional for figure in figures) else ""


def _venue(facts: EventFacts) -> str:
    venue = facts.venue
    if venue is None:
        return ""
    delegates = _number(facts, "venue-delegates", "đại biểu")
    there = f"Tại {escape(_hall(venue.name, begins=False))}"
    attended = f"{there} có {delegates} tham dự {_mark(facts, 'venue-delegates')}" if delegates else ""
    present = _present("tham dự tại điểm cầu", facts, venue.capacities)
    led = f"Chủ trì tại điểm cầu là {escape(venue.led_by)}" if venue.led_by else ""
    branch = _number(facts, "venue-branch", "điểm cầu tham dự hội nghị")
    area = f"{escape(venue.branch_name)} có {branch} {_mark(facts, 'venue-branch')}" if branch else ""
    return paragraph(sentence(attended), sentence(present), sentence(led), sentence(area))


def _venue_spoken(facts: EventFacts) -> str:
    venue = facts.venue
    if venue is None:
        return ""
    given = [_quoted(found.title) for found in facts.statements if found.venue == venue.key]
    floors = _number(facts, "venue-floors", "lượt phát biểu")
    hall = escape(_hall(venue.name))
    spoken = f"{hall} trình bày tham luận {listed(given)} trước hội nghị" if given else ""
    who = "Điểm cầu cũng" if given else hall
    asked = f"{who} có {floors} trong phần thảo luận {_mark(facts, 'venue-floors')}" if floors else ""
    return paragraph(sentence(spoken), sentence(asked))


def _taking_part(facts: EventFacts) -> str:
    reach = _number(facts, "venues", "điểm cầu")
    if not reach:
        return ""
    counts = [_number(facts, f"venues-{level}", f"điểm cầu {words}") for level, words in _LEVELS.items()]
    levels = [count for count in counts if count]
    inside = f", gồm {listed(levels)}" if len(levels) > 1 else ""
    branches = _number(facts, "branches", "tỉnh, thành phố")
    where = f", thuộc {branches}" if branches else ""
    stage = f", với điểm cầu chính tại {escape(facts.place)}" if facts.venue and facts.place else ""
    online = f"Hội nghị được tổ chức theo hình thức trực tuyến{stage}, kết nối {reach}{inside}{where}"
    return paragraph(sentence(online, _mark(facts, "venues", "branches")), _branches(facts))


def _branches(facts: EventFacts) -> str:
    """Return the venues of each province, where they are few enough to be named."""
    if not 1 < len(facts.branches) <= _MOST_NAMED:
        return ""
    named = [f"{escape(_within(branch.name))} {number(branch.venues)} điểm cầu" for branch in facts.branches]
    return sentence(f"Trong đó, {listed(named)}")


def _attendance(facts: EventFacts) -> str:
    delegates, reported = _number(facts, "delegates", "đại biểu"), _number(facts, "reported", "điểm cầu")
    if not (delegates and reported):
        return ""
    mark = _mark(facts, "delegates", "reported")
    return paragraph(
        sentence(
            f"Theo báo cáo {'bước đầu' if mark else ''} của {reported}, có {delegates} tham dự hội nghị", mark
        )
    )


def _present(begins: str, facts: EventFacts, capacities: Sequence[str]) -> str:
    """Return who is there, by capacity; before the conference, who is expected."""
    if not capacities:
        return ""
    coming = "dự kiến" if facts.phase == "closed" else ""
    return f"{coming} {begins} có {_by_capacity(capacities)}"


def _leading(facts: EventFacts) -> str:
    led = f"Hội nghị do {escape(facts.led_by)} chủ trì" if facts.led_by else ""
    openers = [item.speaker for item in facts.of_kind("opening") if item.speaker]
    opened = f"{_by(openers[0])} phát biểu khai mạc hội nghị" if openers else ""
    return paragraph(sentence(led), sentence(opened))


def _programme(facts: EventFacts) -> str:
    """Return topics by speaker; before anything has begun, the programme as it is planned."""
    if not facts.is_under_way:
        planned = [_quoted(item.title) for item in facts.items if item.status == "waiting"]
        return f"{paragraph('Chương trình hội nghị gồm các nội dung:')}{bullets(planned)}" if planned else ""
    by_speaker: dict[str, list[Item]] = {}
    for item in facts.of_kind("topic"):
        by_speaker.setdefault(item.speaker, []).append(item)
    return "".join(_topics(speaker, items) for speaker, items in by_speaker.items())


def _topics(speaker: str, items: list[Item]) -> str:
    who = f"{_by(speaker)} trình bày" if speaker else "Hội nghị nghe trình bày"
    titles = [_quoted(item.title) for item in items]
    if len(titles) == 1:
        return paragraph(sentence(f"{who} chuyên đề {titles[0]}"))
    return paragraph(sentence(f"{who} {number(len(titles))} chuyên đề:")) + bullets(titles)


def _told(items: Sequence[Item], verb: str, nobody: str) -> str:
    """Return who told the conference about what; `nobody` begins where no speaker is known."""
    told = [
        sentence(f"{_by(item.speaker)} {verb}" if item.speaker else nobody, _quoted(item.title))
        for item in items
    ]
    return paragraph(*told)


def _briefing(facts: EventFacts) -> str:
    reports = _told(facts.of_kind("report"), "trình bày báo cáo", "Hội nghị nghe báo cáo")
    news = _told(facts.of_kind("information"), "thông tin về", "Hội nghị nghe thông tin về")
    return reports + news


def _statements(facts: EventFacts) -> str:
    if not facts.statements:
        return ""
    count = _number(facts, "statements", "tham luận")
    heard = f"{count} {_mark(facts, 'statements')}" if count else "tham luận"
    entries = [f"{escape(found.venue_name)}: {_quoted(found.title)}" for found in facts.statements]
    return paragraph(sentence(f"Hội nghị nghe {heard} của các điểm cầu:")) + bullets(entries)


def _discussion(facts: EventFacts) -> str:
    subjects = [_quoted(_subject(item.title)) for item in facts.of_kind("discussion")]
    floors = _number(facts, "floors", "lượt phát biểu")
    about = f"Các đại biểu trao đổi về {listed(subjects)}" if subjects and all(subjects) else ""
    named = [escape(_within(name)) for name in facts.speakers] if len(facts.speakers) <= _MOST_NAMED else []
    by = f", của {listed(named)}" if named else ""
    mark = _mark(facts, "floors")
    heard = f"Phần thảo luận có {floors}{f' {mark}' if mark else ''}{by}" if floors else ""
    return paragraph(sentence(about), sentence(heard))


def _subject(text: str) -> str:
    """Return what is discussed: `Thảo luận: khó khăn` is about `khó khăn`."""
    return text.removeprefix("Thảo luận").lstrip(" :–-").removeprefix("về ") or text


def _ahead(facts: EventFacts) -> str:
    coming = [_quoted(item.title) for item in facts.items if item.status == "waiting"]
    if not (facts.is_under_way and coming) or facts.phase == "ended":
        return ""
    return paragraph(sentence(f"Theo chương trình, hội nghị tiếp tục với {listed(coming)}"))


def _conclusion(facts: EventFacts) -> str:
    who = [item.speaker for item in facts.of_kind("conclusion") if item.speaker]
    concluded = f"{_by(who[0])} phát biểu kết luận hội nghị" if who else ""
    at = facts.ended_at if facts.phase == "ended" else None
    closed = ""
    if at is not None:
        same = at.date() == facts.starts_at.date()
        day = "cùng ngày" if same else f"ngày {at.day}/{at.month}/{at.year}"
        closed = f"Hội nghị kết thúc lúc {at.hour} giờ {at.minute:02} phút {day}"
    return paragraph(sentence(concluded), sentence(closed))
