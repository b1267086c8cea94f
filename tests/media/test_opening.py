"""Feeds are opened to everyone as the conferences say, and shut again."""

import asyncio
from pathlib import Path

import pytest
from django.db import OperationalError

from diemcau.conferences.api import Conference, Status, list_public_slugs
from diemcau.media import opening
from tests.factories.rooms import make_world


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    for name in ("open", "shut"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_match_marks_what_is_public_and_nothing_else(feeds: Path) -> None:
    (feeds / "shut" / opening.MARK).touch()
    opening.match(feeds, {"open", "without-a-feed"})
    assert sorted(path.parent.name for path in feeds.glob(f"*/{opening.MARK}")) == ["open"]
    assert not (feeds / "without-a-feed").exists()


def test_match_before_the_first_feed_does_nothing(tmp_path: Path) -> None:
    opening.match(tmp_path / "feeds", {"open"})
    assert not (tmp_path / "feeds").exists()


async def test_follow_leaves_the_marks_while_the_database_is_away(
    feeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LOOK_S", 0)
    answers: list[set[str] | type[BaseException]] = [{"open"}, OperationalError, asyncio.CancelledError]

    async def list_public() -> set[str]:
        answer = answers.pop(0)
        if isinstance(answer, set):
            return answer
        raise answer

    with pytest.raises(asyncio.CancelledError):
        await opening.follow(feeds, list_public)
    assert (feeds / "open" / opening.MARK).exists()


@pytest.mark.django_db
def test_only_conferences_open_to_the_public_are_listed() -> None:
    world = make_world()
    assert list_public_slugs() == set()
    Conference.objects.filter(slug=world.slug).update(open_to_public=True)
    assert list_public_slugs() == {world.slug}
    Conference.objects.filter(slug=world.slug).update(status=Status.DRAFT)
    assert list_public_slugs() == set()
