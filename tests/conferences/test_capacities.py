"""Who takes part, by capacity: kept as lines, changed by those who prepare the conference, at any time."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from diemcau.conferences.api import NoSuchVenue, capacities
from diemcau.conferences.commands.capacities import set_capacities
from diemcau.conferences.models import Conference, Status
from diemcau.core.errors import NotAllowed
from diemcau.people.api import SYSTEM, Role, actor_of
from tests.factories.conferences import Tree, make_conference
from tests.factories.people import make_holder, sign_in


def test_lines_are_cleaned_and_told_once_each(conference: Conference) -> None:
    set_capacities(
        actor=SYSTEM, slug=conference.slug, text=" lãnh  đạo sở \r\n\n- giảng viên;\n2. lãnh đạo sở."
    )
    conference.refresh_from_db()
    assert capacities(conference) == ("lãnh đạo sở", "giảng viên")


def test_text_without_end_is_refused(conference: Conference) -> None:
    with pytest.raises(ValidationError):
        set_capacities(actor=SYSTEM, slug=conference.slug, text="a" * 4001)


def test_venue_of_another_conference_is_refused(conference: Conference, tree: Tree) -> None:
    other = make_conference(tree.root, "khac")
    venue = conference.venues.first()
    assert venue is not None
    with pytest.raises(NoSuchVenue):
        set_capacities(actor=SYSTEM, slug=other.slug, text="x", venue=venue.key)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.ORGANISER}])
def test_role_without_preparing_changes_nothing(conference: Conference, tree: Tree, role: Role) -> None:
    actor = actor_of(make_holder(tree.root, role))
    with pytest.raises(NotAllowed):
        set_capacities(actor=actor, slug=conference.slug, text="x")


def test_organiser_of_a_neighbour_changes_nothing(tree: Tree) -> None:
    made = make_conference(tree.hai_phong, "thanh-pho")
    neighbour = make_holder(tree.lang_son, Role.ORGANISER)
    with pytest.raises(NotAllowed):
        set_capacities(actor=actor_of(neighbour), slug=made.slug, text="x")
    address = reverse("conference_capacities", args=[made.slug])
    assert sign_in(neighbour).post(address, {"capacities": "x"}).status_code == 404


@pytest.mark.parametrize("status", [Status.ANNOUNCED, Status.OPEN, Status.ENDED])
def test_organiser_writes_them_on_the_pages_at_any_time(
    conference: Conference, tree: Tree, status: Status
) -> None:
    Conference.objects.update(status=status)
    client = sign_in(make_holder(tree.root, Role.ORGANISER))
    venue = conference.venues.get(code="P31")
    for name, keys in (("conference", []), ("venue", [venue.key])):
        page = reverse(f"{name}_detail", args=[conference.slug, *keys])
        address = reverse(f"{name}_capacities", args=[conference.slug, *keys])
        assert address in client.get(page).content.decode()
        answer = client.post(address, {"capacities": f"giảng viên {name}\nkhách mời"}, follow=True)
        assert answer.redirect_chain[0][0] == page
        assert f"<li>giảng viên {name}</li>" in answer.content.decode()


def test_viewer_reads_them_and_is_offered_nothing(conference: Conference, tree: Tree) -> None:
    set_capacities(actor=SYSTEM, slug=conference.slug, text="giảng viên")
    client = sign_in(make_holder(tree.root, Role.VIEWER))
    shown = client.get(reverse("conference_detail", args=[conference.slug])).content.decode()
    address = reverse("conference_capacities", args=[conference.slug])
    assert "<li>giảng viên</li>" in shown
    assert address not in shown
    assert client.get(address).status_code == 403
