"""The facts of one event, as the tests of sentences and blocks begin with them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from diemcau.newsroom.drafting.facts import (
    BranchCount,
    EventFacts,
    Figure,
    Item,
    PictureFacts,
    Statement,
    VenueFacts,
)

HANOI = timezone(timedelta(hours=7))
SPEAKER = "PGS. TS Nguyễn Viết Thông, Tổng Thư ký Hội đồng Lý luận Trung ương"


def figures(**values: int) -> dict[str, Figure]:
    """Return provisional figures; `venues_province` stands for `venues-province`."""
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return {name: Figure(name=name, value=value) for name, value in named.items()}


EVENT = EventFacts(
    slug="demo",
    title="Hội nghị trực tuyến toàn quốc tập huấn, giao ban năm 2022",
    organiser="Ban Tuyên giáo Trung ương",
    starts_at=datetime(2022, 4, 28, 8, 0, tzinfo=HANOI),
    phase="live",
    place="Hội trường trung tâm, Hà Nội",
    items=(
        Item(key="i1", kind="opening", title="Khai mạc", speaker="Trưởng ban tổ chức", status="done"),
        Item(key="i2", kind="topic", title="Chuyên đề 1", speaker=SPEAKER, status="done"),
        Item(key="i3", kind="topic", title="Chuyên đề 2", speaker=SPEAKER, status="running"),
        Item(key="i4", kind="guidance", title="Cách mở lớp", speaker=SPEAKER, status="skipped"),
        Item(key="i5", kind="discussion", title="Thảo luận: khó khăn ở cơ sở"),
        Item(key="i6", kind="conclusion", title="Kết luận", speaker="Trưởng ban tổ chức"),
    ),
    statements=(Statement(venue="v1", venue_name="Thành phố Hải Phòng", title="Kinh nghiệm mở lớp"),),
    branches=(
        BranchCount(name="Thành phố Hải Phòng", venues=15),
        BranchCount(name="Tỉnh Hòa Bình", venues=11),
    ),
    figures=figures(
        venues=1759, venues_province=2, venues_district=24, branches=2, reported=12, delegates=1234, statements=1
    ),
)  # fmt: skip
ENDED = replace(
    EVENT,
    phase="ended",
    ended_at=datetime(2022, 4, 28, 11, 30, tzinfo=HANOI),
    items=tuple(replace(item, status="done") if item.status != "skipped" else item for item in EVENT.items),
    speakers=("Huyện An Lão", "Tỉnh Hòa Bình"),
    capacities=("lãnh đạo ban tuyên giáo", "giảng viên trung tâm chính trị"),
    figures=EVENT.figures | figures(floors=2),
    pictures=(PictureFacts(id=7, caption="Quang cảnh điểm cầu", credit="Ảnh: Tổ ảnh"),),
)
VENUE = VenueFacts(
    key="v1",
    name="Thành phố Hải Phòng",
    branch_name="Thành phố Hải Phòng",
    led_by="Phó Trưởng ban Tuyên giáo Thành ủy",
)


def of_venue(facts: EventFacts = EVENT, **values: int) -> EventFacts:
    """Return the facts for the article of one venue, with figures of its own."""
    return replace(facts, venue=VENUE, figures={**facts.figures, **figures(**values)})


def but(facts: EventFacts, **changes: Any) -> EventFacts:
    """Return other facts."""
    return replace(facts, **changes)
