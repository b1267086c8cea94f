"""Make the demonstration's portals; what is there already stays as its editors left it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, Site

from diemcau.conferences.api import NoSuchConference, get_conference
from diemcau.newsroom.demonstration import drawing, texts
from diemcau.newsroom.demonstration.programme import programme_document
from diemcau.newsroom.models import Article, ContactsPage, EventDocument, EventPage, Picture, Portal, Section
from diemcau.units import api as units

_CITY = "P31"
CENTRAL_HOST = "trunguong.localhost"
_EVENT_SLUG = "hoi-nghi-truc-tuyen-toan-quoc-2022"
_EVENT_INTRO = (
    "Hội nghị do Ban Tuyên giáo Trung ương tổ chức theo hình thức trực tuyến, gồm phần tập huấn ba chương trình bồi dưỡng "
    "và phần giao ban công tác giáo dục lý luận chính trị."
)
_EVENT_IN_ENGLISH = "National online conference on training and review of political theory education, 2022"
_EVENT_INTRO_IN_ENGLISH = (
    "Held online by the central body for information and education: training on three programmes, and a review of the "
    "work of political theory education."
)
_OFFICES_IN_ENGLISH = ("Editorial office", "Letters from readers", "Technical desk")
_OFFICES = [
    {"post": "Ban Biên tập", "name": "", "phone": "0225 0000 001", "email": "banbientap@demo.invalid"},
    {
        "post": "Tiếp nhận thông tin, phản hồi của bạn đọc",
        "name": "",
        "phone": "0225 0000 002",
        "email": "bandoc@demo.invalid",
    },
    {"post": "Bộ phận kỹ thuật", "name": "", "phone": "0225 0000 003", "email": "kythuat@demo.invalid"},
]


_PICTURES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "hall": (
        "Điểm cầu Hải Phòng",
        drawing.hall,
        "Tranh vẽ hội trường: màn hình lớn phía trước, các hàng đại biểu nhìn từ phía sau.",
    ),
    "delegates": (
        "Đại biểu tại điểm cầu Hải Phòng",
        drawing.delegates,
        "Tranh vẽ các đại biểu ngồi sau bàn có micrô, nhìn về phía màn hình.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A portal: its fields, and its sections as slug, title, introduction and slug of the section above."""

    slug: str
    fields: dict[str, Any]
    sections: list[tuple[str, str, str, str]]
    articles: list[str] = field(default_factory=list)


_CITY_PORTAL = _Plan(
    slug="hai-phong",
    fields={
        "name": "Cổng tin tức Thành phố Hải Phòng",
        "motto": "Cổng thông tin minh họa – không phải cổng chính thức của thành phố",
        "colour": "#9f1d20",
        "fanpage_name": "Cổng tin tức Thành phố Hải Phòng",
        "fanpage_url": "https://www.facebook.com/demo.invalid",
        "address": "Hội trường minh họa, thành phố Hải Phòng",
        "phone": "0225 0000 000",
        "email": "toasoan@demo.invalid",
        "responsible": "Trưởng Ban Biên tập",
        "licence": "Trang minh họa, không phải trang báo được cấp phép.",
    },
    sections=[
        ("tin-tuc", "Tin tức", "Tin hoạt động của thành phố và các đơn vị.", ""),
        ("su-kien", "Sự kiện", "Hội nghị, lễ và các hoạt động lớn.", "tin-tuc"),
        ("dao-tao-boi-duong", "Đào tạo – bồi dưỡng", "Chương trình, lớp học và việc tổ chức dạy học.", ""),
        ("van-ban", "Văn bản", "Giới thiệu quy định và cách thực hiện.", ""),
    ],
    articles=[
        "conference",
        "rehearsal",
        "short-course",
        "reading",
        "centre-catchment",
        "papers",
        "conclusions",
    ],
)
_CITY_ENGLISH = _Plan(
    slug="hai-phong-en",
    fields=_CITY_PORTAL.fields
    | {
        "name": "Hải Phòng City News Portal",
        "motto": "A demonstration – not the city’s official portal",
        "address": "Demonstration hall, Hải Phòng City",
        "responsible": "Head of the editorial office",
        "licence": "A demonstration, not a licensed news site.",
    },
    sections=[
        ("tin-tuc", "News", "News of the city and its units.", ""),
        ("su-kien", "Events", "Conferences, ceremonies and other large events.", "tin-tuc"),
    ],
    articles=["conference"],
)
_CENTRAL_PORTAL = _Plan(
    slug="trung-uong",
    fields={
        "name": "Trang tin công tác giáo dục lý luận chính trị",
        "motto": "Trang thông tin minh họa",
        "colour": "#1f4e8c",
        "fanpage_name": "Trang tin giáo dục lý luận chính trị",
        "fanpage_url": "https://www.facebook.com/demo-trunguong.invalid",
        "address": "Hội trường minh họa, Hà Nội",
        "phone": "024 0000 0000",
        "email": "trangtin@demo.invalid",
        "responsible": "Trưởng Ban Biên tập",
        "licence": "Trang minh họa, không phải trang báo được cấp phép.",
    },
    sections=[("tin-dia-phuong", "Tin địa phương", "Tin của các tỉnh, thành phố.", "")],
)


def make_portals(conference: str) -> list[str]:
    """Make both portals where their units are; return their host names.

    `conference` is the slug of the demonstration conference.
    """
    city, root = units.find_by_code(_CITY), units.root()
    if city is None or root is None:
        return []
    pictures = {name: _picture(conference, *facts) for name, facts in _PICTURES.items()}
    portal = _portal(_CITY_PORTAL, city.id, "vi", "localhost", is_default=True)
    _fill(portal, _CITY_PORTAL, "vi", pictures)
    _contacts(
        portal,
        "Liên hệ",
        "Ban Biên tập tiếp nhận tin bài, ý kiến của bạn đọc trong giờ hành chính.",
        _OFFICES,
    )
    _event(portal, conference, "", _EVENT_INTRO)
    english = _portal(_CITY_ENGLISH, city.id, "en", "", like=portal)
    _fill(english, _CITY_ENGLISH, "en", pictures, like=portal)
    offices = [office | {"post": post} for office, post in zip(_OFFICES, _OFFICES_IN_ENGLISH, strict=True)]
    _contacts(
        english,
        "Contacts",
        "The editorial office is there for readers in office hours.",
        offices,
        like=portal,
    )
    _event(english, conference, _EVENT_IN_ENGLISH, _EVENT_INTRO_IN_ENGLISH, like=portal)
    central = _portal(_CENTRAL_PORTAL, root.id, "vi", CENTRAL_HOST)
    _fill(central, _CENTRAL_PORTAL, "vi", pictures)
    _take_over(central, portal)
    return ["localhost", CENTRAL_HOST]


def _picture(conference: str, title: str, draw: Callable[[], bytes], description: str) -> Picture:
    found: Picture | None = Picture.objects.filter(title=title, sent_by="").first()
    if found is None:
        data = draw()
        found = Picture(
            title=title,
            file=ContentFile(data, f"{draw.__name__}.jpg"),
            description=description,
            credit="Điểm Cầu (tranh vẽ)",
            conference=conference,
            fingerprint=sha256(data).hexdigest(),
        )
        found.save()
    return found


def _portal(
    plan: _Plan,
    unit_id: int,
    language: str,
    host: str,
    *,
    is_default: bool = False,
    like: Portal | None = None,
) -> Portal:
    locale = Locale.objects.get_or_create(language_code=language)[0]
    found: Portal | None = Portal.objects.filter(slug=plan.slug, depth=2).first()
    if found is None:
        found = Portal(
            title=plan.fields["name"], slug=plan.slug, unit_id=unit_id, locale=locale, **plan.fields
        )
        if like is not None:
            found.translation_key = like.translation_key
        Page.objects.get(depth=1).add_child(instance=found)
        found.save_revision().publish()
    if host:
        _site(found, plan.fields["name"], host, is_default=is_default)
    return found


def _site(portal: Portal, name: str, host: str, *, is_default: bool) -> None:
    """Give a portal its host; the installation's default host only where no portal has it."""
    current = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if is_default and current is not None:
        if not isinstance(current.root_page.specific, Portal):
            current.hostname, current.port, current.site_name = host, settings.FRONT_PORT, name
            current.root_page = portal
            current.save()
        return
    if not Site.objects.filter(hostname=host).exists():
        Site.objects.create(
            hostname=host,
            port=settings.FRONT_PORT,
            site_name=name,
            root_page=portal,
            is_default_site=is_default,
        )


def _fill(
    portal: Portal, plan: _Plan, language: str, pictures: dict[str, Picture], like: Portal | None = None
) -> None:
    for slug, title, intro, above in plan.sections:
        parent = _below(portal, Section, above) if above else portal
        if _below(portal, Section, slug) is None:
            _add(
                parent,
                Section(title=title, slug=slug, intro=intro, locale=portal.locale),
                like and _below(like, Section, slug),
            )
    # The oldest first, so that editors see them in their order.
    for name in reversed(plan.articles):
        text = texts.read(f"{name}.{language}")
        if _below(portal, Article, text.facts["slug"]) is None:
            original = like and _below(like, Article, texts.read(f"{name}.vi").facts["slug"])
            _write(_below(portal, Section, text.facts["section"]), text, pictures, original)


def _write(section: Section, text: texts.Text, pictures: dict[str, Picture], original: Any) -> None:
    facts = text.facts
    article = Article(
        title=facts["title"],
        slug=facts["slug"],
        lead=facts["lead"],
        body=texts.blocks(text, pictures),
        dateline_at=text.at,
        picture=pictures.get(facts.get("picture", "")),
        picture_caption=facts.get("caption", ""),
        author=facts.get("author", ""),
        photographer=facts.get("photographer", ""),
        source_name=facts.get("source_name", ""),
        source_url=facts.get("source_url", ""),
        conference=facts.get("conference", ""),
        locale=section.locale,
    )
    article.tags.add(*text.tags)
    _add(section, article, original)


def _add(parent: Any, page: Any, original: Any = None) -> None:
    if original:
        page.translation_key = original.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()


def _below(portal: Portal, kind: type[Any], slug: str) -> Any:
    return kind.objects.descendant_of(portal).filter(slug=slug).first()


def _contacts(
    portal: Portal, title: str, intro: str, offices: list[dict[str, str]], like: Portal | None = None
) -> None:
    if ContactsPage.objects.descendant_of(portal).exists():
        return
    people = [{"type": "person", "value": office} for office in offices]
    page = ContactsPage(title=title, slug="lien-he", intro=intro, people=people, locale=portal.locale)
    _add(portal, page, like and _below(like, ContactsPage, "lien-he"))


def _event(portal: Portal, slug: str, title: str, intro: str, like: Portal | None = None) -> None:
    """Make the page of the conference, under its own title where none is given."""
    if _below(portal, EventPage, _EVENT_SLUG) is not None:
        return
    try:
        conference = get_conference(slug)
    except NoSuchConference:
        return
    title = title or conference.title
    page = EventPage(title=title, slug=_EVENT_SLUG, conference=slug, intro=intro, locale=portal.locale)
    organiser = units.as_of().get(conference.unit_id).name
    page.documents = [
        EventDocument(
            document=programme_document(conference, organiser),
            title="" if like is None else "Programme (in Vietnamese)",
        )
    ]
    _add(portal, page, like and _below(like, EventPage, _EVENT_SLUG))


def _take_over(central: Portal, city: Portal) -> None:
    """Show the city's report on the central portal too, with its source named."""
    text = texts.read("conference.vi")
    original = _below(city, Article, text.facts["slug"])
    if original is None or _below(central, Article, text.facts["slug"]) is not None:
        return
    copied = (
        "title",
        "slug",
        "lead",
        "dateline_at",
        "picture",
        "picture_caption",
        "author",
        "photographer",
        "conference",
    )
    article = Article(
        **{name: getattr(original, name) for name in copied},
        body=original.body,
        source_name=city.name,
        source_url=original.full_url or "",
        taken_from=original,
        taken_at=original.last_published_at,
        locale=central.locale,
    )
    _add(_below(central, Section, "tin-dia-phuong"), article)
