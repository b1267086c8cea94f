"""The demonstration conference: a national training and briefing conference with a venue in every province and district.

Its subject is that of an event which the press reported on 28 April 2022; every sentence here is our own. Venues bear
names of roles, not of people, and their phone numbers belong to nobody.
"""

from datetime import timedelta

from django.utils import timezone

from diemcau.conferences.access import LIFE_AFTER_END
from diemcau.conferences.commands.agenda import add_item
from diemcau.conferences.commands.capacities import set_capacities
from diemcau.conferences.commands.conference import announce_conference, create_conference
from diemcau.conferences.commands.links import issue_links
from diemcau.conferences.commands.venues import CONTACT_FIELDS, make_venues
from diemcau.conferences.models import Conference, Kind, Status, Venue, VenueAccess
from diemcau.conferences.places import search_text
from diemcau.core.clock import now
from diemcau.people.api import SYSTEM
from diemcau.units import api as units
from diemcau.units.api import Level

SLUG = "demo"
ROOT_NAME = "Ban Tuyên giáo Trung ương"
TITLE = "Hội nghị trực tuyến toàn quốc tập huấn, giao ban công tác giáo dục lý luận chính trị năm 2022"
_CITY = "P31"
_LINKS_LIVE = timedelta(days=30)

_SPEAKER = ("PGS. TS Nguyễn Viết Thông", "Tổng Thư ký Hội đồng Lý luận Trung ương")
_CHAIR = ("Chủ trì hội nghị", ROOT_NAME)
_AGENDA: list[tuple[Kind, str, tuple[str, str], int]] = [
    (Kind.INTRODUCTION, "Ổn định tổ chức, giới thiệu đại biểu tại các điểm cầu", ("Ban Tổ chức", ""), 10),
    (Kind.OPENING, "Phát biểu khai mạc", _CHAIR, 10),
    (Kind.TOPIC, "Chương trình bồi dưỡng nhận thức về Đảng: những nội dung được xây dựng mới", _SPEAKER, 30),
    (Kind.TOPIC, "Chương trình bồi dưỡng lý luận chính trị cho đảng viên mới", _SPEAKER, 30),
    (
        Kind.TOPIC,
        "Chương trình bồi dưỡng công tác đảng cho bí thư chi bộ và cấp ủy viên ở cơ sở",
        _SPEAKER,
        30,
    ),
    (Kind.GUIDANCE, "Cách xây dựng nội dung và tổ chức lớp bồi dưỡng ở địa phương, cơ sở", _SPEAKER, 20),
    (
        Kind.REPORT,
        "Nhìn lại công tác giáo dục lý luận chính trị thời gian qua",
        ("Đại diện ban tổ chức", ROOT_NAME),
        20,
    ),
    (
        Kind.INFORMATION,
        "Những vấn đề mới về lý luận và thực tiễn",
        ("Báo cáo viên", "Hội đồng Lý luận Trung ương"),
        20,
    ),
    (Kind.STATEMENT, "Tham luận của các điểm cầu", ("Các điểm cầu đã đăng ký", ""), 30),
    (Kind.DISCUSSION, "Thảo luận: khó khăn ở cơ sở, kinh nghiệm và giải pháp", ("Chủ trì điều hành", ""), 25),
    (Kind.CONCLUSION, "Kết luận và bế mạc", _CHAIR, 15),
]

_CAPACITIES = """\
lãnh đạo các ban, bộ, ngành ở Trung ương
lãnh đạo ban tuyên giáo các tỉnh ủy, thành ủy
giám đốc, giảng viên trung tâm chính trị cấp huyện
đội ngũ báo cáo viên ở cơ sở"""
_CITY_CAPACITIES = """\
lãnh đạo thành phố
lãnh đạo Trung tâm Chính trị thành phố
giảng viên trung tâm chính trị các quận, huyện
lãnh đạo bộ phận tuyên giáo các đảng ủy trực thuộc thành phố"""

# Bodies without territory that sit at the city's venue: code, level, name.
_BODIES = [
    ("P31-TTCT", Level.CENTRE, "Trung tâm Chính trị thành phố Hải Phòng"),
    ("P31-KCQ", Level.BODY, "Khối các cơ quan thành phố Hải Phòng"),
    ("P31-KDN", Level.BODY, "Khối doanh nghiệp thành phố Hải Phòng"),
]


def add_bodies() -> None:
    """Found the bodies of one city that have no territory, unless they are there or the city is not."""
    city = units.find_by_code(_CITY)
    if city is None:
        return
    for code, level, name in _BODIES:
        if units.find_by_code(code) is None:
            units.found(
                actor="diemcau demo", name=name, code=code, level=level, parent_id=city.id, on=city.valid_from
            )


def make_demonstration(root_id: int) -> Conference:
    """Make the demonstration conference, its agenda, venues and links; what is there already stays as it is."""
    conference = Conference.objects.filter(slug=SLUG).first() or _create(root_id)
    if conference.is_prepared_here:
        _prepare(conference)
    issue_links(actor=SYSTEM, slug=SLUG)
    valid = VenueAccess.objects.filter(venue__conference=conference, revoked_at=None)
    valid.filter(expires_at__lt=now() + LIFE_AFTER_END).update(expires_at=now() + _LINKS_LIVE)
    return Conference.objects.get(slug=SLUG)


def _create(root_id: int) -> Conference:
    moment = timezone.localtime()
    starts_at = moment.replace(hour=8, minute=0, second=0, microsecond=0)
    if moment > starts_at:
        starts_at = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return create_conference(
        actor=SYSTEM,
        slug=SLUG,
        title=TITLE,
        unit_id=root_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        place="Hội trường trung tâm, Hà Nội",
        desk_phone="02400000000",
        open_to_public=True,
    )


def _prepare(conference: Conference) -> None:
    if not conference.agenda_items.exists():
        for kind, title, (speaker, post), minutes in _AGENDA:
            add_item(
                actor=SYSTEM, slug=SLUG, kind=kind, title=title, speaker=speaker, speaker_post=post,
                planned_minutes=minutes,
            )  # fmt: skip
    levels = [Level.PROVINCE, Level.DISTRICT]
    if make_venues(actor=SYSTEM, slug=SLUG, branch_id=conference.unit_id, levels=levels).made:
        _fill_contacts(conference)
        _fill_capacities(conference)
    if conference.status == Status.DRAFT:
        announce_conference(actor=SYSTEM, slug=SLUG)


def _fill_contacts(conference: Conference) -> None:
    """Give the provinces' venues contacts by role; those of the districts are left to be filled in."""
    filled = list(conference.venues.filter(level=Level.PROVINCE, chair_name=""))
    for number, venue in enumerate(filled, start=1):
        venue.chair_name = "Chủ trì điểm cầu"
        venue.chair_post = f"Lãnh đạo ban tuyên giáo, {venue.name}"
        venue.operator_name = "Cán bộ kỹ thuật điểm cầu"
        venue.phone = f"0200000{number:04}"
        venue.email = f"{venue.code.lower()}@demo.invalid"
        venue.quota = 60
        venue.search = search_text(venue)
    Venue.objects.bulk_update(filled, [*CONTACT_FIELDS, "search"], batch_size=400)


def _fill_capacities(conference: Conference) -> None:
    """Say who takes part in the conference, and at the city's venue."""
    set_capacities(actor=SYSTEM, slug=SLUG, text=_CAPACITIES)
    for venue in conference.venues.filter(code=_CITY):
        set_capacities(actor=SYSTEM, slug=SLUG, text=_CITY_CAPACITIES, venue=venue.key)
