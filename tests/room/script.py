"""A conference in commands, from opening to end: the story behind the golden vectors."""

from datetime import UTC, datetime, timedelta
from typing import Any

from diemcau.room import events as e
from diemcau.room.commands import COMMANDS, AddVenue, ChangeContacts, Command, Moment, OpenRoom
from diemcau.room.decide import decide
from diemcau.room.evolve import evolve
from diemcau.room.state import EMPTY, RoomState

START = datetime(2022, 4, 28, 1, 0, tzinfo=UTC)


def _seat(
    key: str, name: str, unit: int, path: tuple[int, ...], branch: tuple[str, str], **more: Any
) -> e.Seat:
    level = "district" if len(path) > 2 else "province"
    known = {"key": key, "name": name, "unit": unit, "path": path, "level": level}
    return e.Seat(**known, branch=branch[0], branch_name=branch[1], **more)


HANOI, HAIPHONG, HOABINH = ("u1", "Thành phố Hà Nội"), ("u2", "Thành phố Hải Phòng"), ("u4", "Tỉnh Hoà Bình")
VENUES = (
    _seat("hanoi", "Thành phố Hà Nội", 1, (9, 1), HANOI, is_main=True),
    _seat("haiphong", "Thành phố Hải Phòng", 2, (9, 2), HAIPHONG, chair="Phó Trưởng ban", phone="0225000001"),
    _seat("anlao", "Huyện An Lão", 3, (9, 2, 3), HAIPHONG),
    _seat("hoabinh", "Tỉnh Hoà Bình", 4, (9, 4), HOABINH),
)

LATE = _seat(
    "kienan", "Quận Kiến An", 5, (9, 2, 5), HAIPHONG, operator="Cán bộ trực", phone="0225000009", quota=30
)

AGENDA = (
    e.Item(key="i1", kind="opening", title="Khai mạc", planned_minutes=15),
    e.Item(key="i2", kind="topic", title="Chuyên đề 1", speaker="Báo cáo viên", planned_minutes=30),
    e.Item(key="i3", kind="discussion", title="Thảo luận", planned_minutes=45),
)

OPEN = OpenRoom(
    title="Hội nghị tập huấn", starts_at=START, desk_phone="024000000", agenda=AGENDA, venues=VENUES
)

GIVEN = COMMANDS | {command.NAME: command for command in (AddVenue, ChangeContacts)}

# (seconds after the one before, command, fields); "@name" means the key that the named step made.
STORY: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
    (5, "s1", "register_statement", {"venue": "haiphong", "title": "Kinh nghiệm mở lớp", "speaker": "Giám đốc trung tâm"}),
    (5, "s2", "register_statement", {"venue": "hoabinh", "title": "Khó khăn ở miền núi", "speaker": "Trưởng ban"}),
    (5, "s3", "register_statement", {"venue": "anlao", "title": "Tài liệu mới", "speaker": "Giảng viên"}),
    (2, "", "approve_statement", {"statement": "@s1"}),
    (2, "", "approve_statement", {"statement": "@s2"}),
    (2, "", "decline_statement", {"statement": "@s3", "reason": "Trùng nội dung"}),
    (2, "", "change_contacts", {"venue": "anlao", "chair": "Người dự thay", "operator": "", "phone": "0225000007", "quota": 45}),
    (60, "", "start", {}),
    (1, "", "start_item", {"item": "i1"}),
    (3, "n1", "send_notice", {"text": "Đề nghị các điểm cầu tắt tiếng", "audience": "all"}),
    (3, "n2", "send_notice", {"text": "Họp nhanh sau hội nghị", "audience": "branch", "target": "u2"}),
    (3, "n3", "send_notice", {"text": "Nghỉ giải lao lúc 9 giờ 30", "audience": "all", "screen": "halls", "show_s": 30}),
    (3, "n4", "send_notice", {"text": "Kiểm tra lại micro", "audience": "venue", "target": "hoabinh"}),
    (9, "", "start_item", {"item": "i2"}),
    (2, "", "add_venue", {"seat": LATE}),
    (2, "", "change_contacts", {"venue": "kienan", "chair": "Trưởng ban", "operator": "", "phone": "0225000008", "quota": None}),
    (2, "", "request_floor", {"venue": "kienan"}),
    (4, "r1", "request_floor", {"venue": "anlao", "topic": "Thời lượng chuyên đề"}),
    (4, "r2", "request_floor", {"venue": "hoabinh"}),
    (4, "r3", "request_floor", {"venue": "hanoi"}),
    (1, "", "withdraw_request", {"venue": "hanoi"}),
    (9, "t1", "report_trouble", {"venue": "hoabinh", "kind": "sound", "details": "Tiếng nhỏ"}),
    (5, "", "take_trouble", {"trouble": "@t1"}),
    (5, "m1", "send_message", {"venue": "hoabinh", "text": "Đã chỉnh âm lượng chưa?", "side": "desk"}),
    (5, "m2", "send_message", {"venue": "hoabinh", "text": "Đã được", "side": "venue"}),
    (5, "", "solve_trouble", {"trouble": "@t1", "note": "Chỉnh lại âm lượng"}),
    (9, "", "skip_item", {"item": "i3"}),
    (2, "g1", "grant_floor", {"venue": "anlao", "limit_s": 180}),
    (170, "", "extend_floor", {"extra_s": 60}),
    (65, "", "finish_floor", {"grant": "@g1"}),
    (5, "", "order_statements", {"order": ("@s2", "@s1")}),
    (5, "", "call_up_statements", {}),
    (5, "g2", "grant_floor", {"venue": "haiphong", "statement": "@s1", "limit_s": 420}),
    (300, "", "finish_floor", {"grant": "@g2"}),
    (5, "", "withdraw_statement", {"venue": "hoabinh", "statement": "@s2"}),
    (5, "", "approve_statement", {"statement": "@s3"}),
    (5, "", "decline_statement", {"statement": "@s3", "reason": "Hết thời gian"}),
    (5, "", "pause", {"note": "Nghỉ 15 phút"}),
    (900, "", "resume", {}),
    (5, "", "start_item", {"item": "i3"}),
    (5, "", "grant_floor", {"venue": "hoabinh"}),
    (60, "", "end", {}),
)  # fmt: skip


def play() -> list[tuple[Moment, Command, list[e.Event], RoomState]]:
    """Return every step of the story with what it caused and the state after it."""
    made: dict[str, str] = {}
    at, state, steps = START, EMPTY, []
    story: list[tuple[int, str, Command]] = [(0, "", OPEN)]
    for number, (wait_s, name, verb, given) in enumerate(STORY, 1):
        made[f"@{name}"] = f"k{number}"
        meant = {key: _known(value, made) for key, value in given.items()}
        story.append((wait_s, name, GIVEN[verb](**meant)))
    for number, (wait_s, _name, command) in enumerate(story):
        at += timedelta(seconds=wait_s)
        now = Moment(at=at, key=f"k{number}", by="Bàn kỹ thuật 1")
        caused = decide(state, command, now)
        for event in caused:
            state = evolve(state, event)
        steps.append((now, command, caused, state))
    return steps


def _known(value: Any, made: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(made.get(entry, entry) for entry in value)
    return made.get(value, value) if isinstance(value, str) else value
