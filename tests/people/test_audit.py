import pytest

from diemcau.people.api import SYSTEM, Actor, actor_of, record
from diemcau.people.models import AppendOnlyError, AuditEntry
from diemcau.units import api as units
from tests.factories.people import make_user
from tests.people.conftest import Tree


def test_record_keeps_who_did_what_to_what(tree: Tree) -> None:
    user = make_user(full_name="Trần Thị Bình")
    record(actor=actor_of(user), action="people.account.made", target=user, conference="demo", count=3)
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.actor_kind, entry.actor_id, entry.actor_label) == ("user", str(user.pk), "Trần Thị Bình")
    assert (entry.target_type, entry.target_id, entry.target_label) == (
        "people.user",
        str(user.pk),
        "Trần Thị Bình",
    )
    assert (entry.action, entry.conference, entry.details) == ("people.account.made", "demo", {"count": 3})


def test_record_without_target_and_by_venue(db: None) -> None:
    entry = record(actor=Actor("venue", "abc", "Hải Phòng"), action="venue.link.opened")
    assert (entry.actor_kind, entry.actor_label, entry.target_type) == ("venue", "Hải Phòng", "")


@pytest.mark.parametrize("name", ["password", "token", "secret", "key", "code", "link", "url"])
def test_record_refuses_details_that_are_secrets(db: None, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        record(actor=SYSTEM, action="x.y.z", **{name: "1"})
    assert not AuditEntry.objects.exists()


def test_entries_can_neither_be_changed_nor_deleted(db: None) -> None:
    entry = record(actor=SYSTEM, action="x.y.z")
    entry.action = "a.b.c"
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(action="a.b.c")
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.bulk_update([entry], ["action"])
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update_or_create(defaults={"action": "a"}, pk=entry.pk)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["x.y.z"]


def test_change_of_a_unit_leaves_an_entry_of_its_actor(tree: Tree) -> None:
    user = make_user(email="an@example.org")
    units.rename(actor="an@example.org", unit_id=tree.north, on=units.as_of().on, name="Tỉnh Mới")
    entry = AuditEntry.objects.filter(action="units.unit.renamed").get()
    assert (entry.actor_kind, entry.actor_id, entry.unit_id) == ("user", str(user.pk), tree.north)
