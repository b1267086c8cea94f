"""What the newsroom does when a post or a portal changes."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import WorkflowPage

from diemcau.newsroom.editing.groups import ensure_groups, sync_all, sync_user
from diemcau.newsroom.editing.workflow import ensure_workflow
from diemcau.newsroom.models import Portal
from diemcau.newsroom.pool.collections import collection_of
from diemcau.people.api import User, posts_changed


@receiver(posts_changed)
def _follow_posts(user_id: int, **_kwargs: Any) -> None:
    """Give and take rights together with the post."""
    user = User.objects.filter(pk=user_id).first()
    if user is not None and Portal.objects.exists():
        sync_user(user)


@receiver(post_save, sender=Portal)
def _open_newsroom(instance: Portal, raw: bool = False, **_kwargs: Any) -> None:
    """Give a new portal, and each of its trees in other languages, its groups, workflow and collection."""
    if raw or instance.unit_id is None or WorkflowPage.objects.filter(page_id=instance.pk).exists():
        return
    with transaction.atomic():
        ensure_groups(instance, collection_of(instance))
        ensure_workflow(instance)
    transaction.on_commit(sync_all)
